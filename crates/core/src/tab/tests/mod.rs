//! What a tab allows and refuses, told as sittings at a table.

mod grid;
mod lines;
mod orders;
mod sitting;
mod undo;
