//! The lines that bills hold, each with its part of the bill.

use std::sync::Arc;

use crate::money::{Amount, split};
use crate::pricing::{Priced, PricedLine, price_lines};
use crate::restaurant::BusinessDay;
use crate::tab::{Bill, Line, Order, Tab, TabStatus};

/// One line of a bill.
pub(super) struct Sold<'a> {
    /// The order it came with.
    pub order: &'a Order,
    /// The line.
    pub line: &'a Line,
    /// Its discount and taxes.
    pub priced: PricedLine,
    /// Its part of the bill's total.
    pub revenue: Amount,
}

/// How much was sold, in a few figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sales {
    /// Orders with at least one line on a bill.
    pub orders: u64,
    /// Tabs with such an order.
    pub tabs: u64,
    /// What they were billed.
    pub revenue: Amount,
}

impl Sales {
    /// Revenue per tab with an order, rounded half-up; nothing without any.
    pub fn average_ticket(&self) -> Amount {
        self.revenue.per(self.tabs)
    }

    pub(super) fn add(&mut self, sold: &[Sold<'_>]) {
        self.orders += count_orders(sold);
        self.tabs += u64::from(!sold.is_empty());
        self.revenue += sold.iter().map(|sold| sold.revenue).sum();
    }
}

/// What was sold on a business day.
pub fn sales(tabs: &[Arc<Tab>], day: &BusinessDay) -> Sales {
    let mut sales = Sales::default();
    for tab in counted(tabs) {
        sales.add(&sold_on(tab, day));
    }
    sales
}

/// The tabs that count: what was on one that was joined into another is on that one.
pub(super) fn counted(tabs: &[Arc<Tab>]) -> impl Iterator<Item = &Tab> {
    let joined = |tab: &&Tab| matches!(tab.status, TabStatus::Joined { .. });
    tabs.iter().map(AsRef::as_ref).filter(move |tab| !joined(tab))
}

/// The lines of a tab's bill that were ordered on a business day.
pub(super) fn sold_on<'a>(tab: &'a Tab, day: &BusinessDay) -> Vec<Sold<'a>> {
    let mut sold = sold(tab);
    sold.retain(|sold| day.contains(sold.order.placed_at));
    sold
}

/// Every line of a tab's bill; their revenues add up to the bill's total without tips.
pub(super) fn sold(tab: &Tab) -> Vec<Sold<'_>> {
    let lines = Bill::lines_of(tab);
    let priced: Vec<Priced<'_>> = lines.iter().map(|(_, line)| line.priced()).collect();
    let totals = tab.bill().totals;
    let weights: Vec<u64> =
        totals.lines.iter().map(|line| line.as_minor().unsigned_abs()).collect();
    let shares = split(totals.total, &weights);
    let priced = price_lines(&priced, &tab.adjustments);
    let all = lines.into_iter().zip(priced).zip(shares);
    all.map(|(((order, line), priced), revenue)| Sold { order, line, priced, revenue }).collect()
}

/// How many orders the lines of one tab came with; those of an order stand together.
pub(super) fn count_orders(sold: &[Sold<'_>]) -> u64 {
    sold.chunk_by(|one, next| one.order.id == next.order.id).map(|_| 1).sum()
}
