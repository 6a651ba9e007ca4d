//! The cluster store, from outside.

mod contract;
mod server;
