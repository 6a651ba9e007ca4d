//! How long the kitchen took.

use std::collections::HashMap;

use jiff::Timestamp;

use super::sold::Sold;
use crate::id::DishId;
use crate::tab::{OrderStatus, Step};

/// Most dishes of a list of slow ones.
const SLOWEST: usize = 5;

/// A dish, and how long guests waited for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlowDish {
    /// The dish.
    pub dish_id: DishId,
    /// Its name when it was last ordered.
    pub name: String,
    /// Lines of it that were made.
    pub count: u64,
    /// The median of the minutes from placing to ready.
    pub minutes: i64,
}

/// The median of the minutes from accepting to ready. What was accepted by being ready tells nothing of the kitchen.
pub(super) fn median_minutes(sold: &[Sold<'_>]) -> Option<i64> {
    let took = sold.iter().filter_map(|sold| {
        let OrderStatus::Accepted { at } = sold.order.status else { return None };
        let ready = sold.line.ready_at?;
        (ready > at).then(|| seconds(at, ready))
    });
    median(took.collect()).map(minutes)
}

/// The dishes that took longest from placing to ready, the slowest first.
pub(super) fn slowest(sold: &[Sold<'_>]) -> Vec<SlowDish> {
    let mut dishes: HashMap<DishId, (Timestamp, &str, Vec<i64>)> = HashMap::new();
    for sold in sold {
        let (placed, line) = (sold.order.placed_at, sold.line);
        let Some(ready) = line.ready_at else { continue };
        let (latest, name, took) =
            dishes.entry(line.dish_id).or_insert_with(|| (placed, &line.name, Vec::new()));
        if placed >= *latest {
            (*latest, *name) = (placed, &line.name);
        }
        took.push(seconds(placed, ready));
    }
    let dish = |(dish_id, (_, name, took)): (DishId, (Timestamp, &str, Vec<i64>))| {
        let count = took.len() as u64;
        let median = median(took).unwrap_or(0);
        (median, SlowDish { dish_id, name: name.to_owned(), count, minutes: minutes(median) })
    };
    let mut dishes: Vec<(i64, SlowDish)> = dishes.into_iter().map(dish).collect();
    dishes.sort_by(|(a, one), (b, other)| {
        b.cmp(a).then_with(|| one.name.cmp(&other.name)).then(one.dish_id.cmp(&other.dish_id))
    });
    dishes.into_iter().take(SLOWEST).map(|(_, dish)| dish).collect()
}

/// True for a line that should be ready by now and is not.
pub(super) fn is_late(sold: &Sold<'_>, now: Timestamp) -> bool {
    sold.line.status.step() < Some(Step::Ready) && sold.line.promised_at < now
}

fn seconds(from: Timestamp, to: Timestamp) -> i64 {
    to.duration_since(from).as_secs().max(0)
}

/// Whole minutes, half of one rounded up.
fn minutes(seconds: i64) -> i64 {
    (seconds + 30) / 60
}

/// The one in the middle, or what lies between the two there.
fn median(mut all: Vec<i64>) -> Option<i64> {
    all.sort_unstable();
    let upper = *all.get(all.len() / 2)?;
    let lower = *all.get((all.len() - 1) / 2)?;
    Some(lower + (upper - lower) / 2)
}
