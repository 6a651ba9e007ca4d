//! What was sold, per business day, made from the tabs each time it is asked for.
//!
//! *Revenue* is what guests were billed: each bill's total with discounts, service charge, taxes and round-off, without
//! tips, whether it was paid or not. It is spread over the bill's lines in proportion to what each comes to, by largest
//! remainder, and each line counts in the hour its order was placed. So the revenue of all hours is the revenue of the
//! day, that of all days is what all bills come to, and a tab that was joined into another counts once. Lines that were
//! struck off, orders that were rejected or cancelled, and those still waiting for approval are on no bill. Money that
//! was given back does not lower it: that shows in the payments.

mod day;
mod kitchen;
mod sold;
#[cfg(test)]
mod tests;
mod today;

pub use day::{DayReport, DishTotal, HourTotal, MethodTotal, concerns, day};
pub use kitchen::SlowDish;
pub use sold::{Sales, sales};
pub use today::{Today, today};
