//! The embedded store, from outside.

mod backup;
mod contract;
mod crash;
mod file;
mod group;
mod guests;
mod room;
mod sharing;
mod transfer;
