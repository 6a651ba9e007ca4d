//! The cluster store, from outside.

mod claim;
mod contract;
mod documents;
mod events;
mod faults;
mod opening;
mod outage;
mod server;
mod transfer;
