//! The embedded store, from outside.

mod contract;
mod file;
mod group;
