//! The business day so far.

use std::sync::Arc;

use jiff::Timestamp;

use super::kitchen::{SlowDish, is_late, median_minutes, slowest};
use super::sold::{Sales, Sold, counted, sold, sold_on};
use crate::money::Amount;
use crate::restaurant::BusinessDay;
use crate::tab::{Step, Tab};

/// The business day so far, and how things stand now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Today {
    /// What was sold.
    pub sales: Sales,
    /// Phones at the tabs that ordered, without those that were removed.
    pub guests: u64,
    /// Tabs that are open, since whichever day.
    pub open_tabs: u64,
    /// What is still owed on them.
    pub open_balance: Amount,
    /// Lines that were brought to the table.
    pub served_lines: u64,
    /// Lines on open tabs that should be ready by now and are not, from whichever day.
    pub late_lines: u64,
    /// The median of the minutes from accepting to ready; none where nothing was measured.
    pub median_minutes: Option<i64>,
    /// The dishes that took longest from placing to ready, the slowest first, at most five.
    pub slowest: Vec<SlowDish>,
}

/// The business day so far. `tabs` are those with an order of that day, and all that are open.
pub fn today(tabs: &[Arc<Tab>], day: &BusinessDay, now: Timestamp) -> Today {
    let mut today = Today::default();
    let mut lines: Vec<Sold<'_>> = Vec::new();
    for tab in counted(tabs) {
        let sold = sold_on(tab, day);
        today.sales.add(&sold);
        if !sold.is_empty() {
            today.guests +=
                tab.guests.iter().filter(|guest| guest.removed_at.is_none()).count() as u64;
        }
        today.add_if_open(tab, now);
        lines.extend(sold);
    }
    let served = |sold: &&Sold<'_>| sold.line.status.step() == Some(Step::Served);
    today.served_lines = lines.iter().filter(served).count() as u64;
    today.median_minutes = median_minutes(&lines);
    today.slowest = slowest(&lines);
    today
}

impl Today {
    fn add_if_open(&mut self, tab: &Tab, now: Timestamp) {
        if !tab.is_open() {
            return;
        }
        self.open_tabs += 1;
        // Where too much was paid, that is nobody else's to owe less.
        self.open_balance += tab.bill().balance.max(Amount::ZERO);
        self.late_lines += sold(tab).iter().filter(|sold| is_late(sold, now)).count() as u64;
    }
}
