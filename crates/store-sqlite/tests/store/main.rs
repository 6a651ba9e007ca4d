//! The embedded store, from outside.

mod backup;
mod contract;
mod crash;
mod file;
mod group;
mod room;
mod sharing;
mod support;
mod transfer;
