//! What a tab allows and refuses, told as sittings at a table.

mod caps;
mod closing;
mod grid;
mod idempotency;
mod join;
mod lines;
mod orders;
mod payments;
mod presence;
mod requests;
mod search;
mod seating;
mod service;
mod shares;
pub(crate) mod sitting;
mod stock;
mod sums;
mod till;
mod undo;
mod walk;
