//! What a tab allows and refuses, told as sittings at a table.

mod caps;
mod grid;
mod idempotency;
mod lines;
mod orders;
mod payments;
mod presence;
mod service;
mod sitting;
mod stock;
mod undo;
