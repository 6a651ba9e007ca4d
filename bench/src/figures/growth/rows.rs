//! The table of growth.

use super::Three;
use super::rounds::Measured;
use crate::past::Extent;
use crate::report::{Goal, Row};
use crate::sample::Series;

/// At the large end everything may cost a fifth more.
const FLAT: Goal = Goal::RatioAtMost(1.2);

/// Picks what a row is about.
type Pick = fn(&Measured) -> &Series;

const COSTS: [(&str, Pick); 6] = [
    ("order, CPU us", |measured| &measured.order_cpu),
    ("order, median ms", |measured| &measured.order_ms),
    ("guest's tab, CPU us", |measured| &measured.tab_cpu),
    ("board of 40 tabs, CPU us", |measured| &measured.board_cpu),
    ("idle, CPU s/minute", |measured| &measured.idle),
    ("start, CPU ms", |measured| &measured.start),
];

/// Every cost at each large end, beside the small one.
pub fn of(store: &str, extents: Three<Extent>, measured: &Three<Measured>, note: &str) -> Vec<Row> {
    let [small, ..] = &extents;
    let mut rows = Vec::new();
    for (extent, large) in extents.iter().zip(measured).skip(1) {
        let dimension = dimension(small, extent);
        for (cost, pick) in COSTS {
            let (large, beside) = (pick(large), pick(&measured[0]));
            let reference = (beside.median(), large.ratio_to(beside));
            let name = format!("growth, {store}, {dimension}: {cost}");
            rows.push(Row::new(&name, large.median(), Some(reference), FLAT).note(note));
        }
    }
    rows
}

fn dimension(small: &Extent, large: &Extent) -> String {
    let (from, to) = (small.past_tabs, large.past_tabs);
    match large.restaurants {
        1 => format!("{from} to {to} past tabs"),
        restaurants => format!("1 to {restaurants} restaurants ({to} past tabs)"),
    }
}
