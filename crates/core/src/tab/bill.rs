//! The bill: made from the tab each time it is shown, never stored beside it.

use super::{Line, Order, Payment, Tab};
use crate::event::Actor;
use crate::id::{LineId, OrderId};
use crate::money::Amount;
use crate::pricing::{Priced, Totals, price};

/// What a tab owes, and what was paid of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bill {
    /// The lines that are owed for.
    pub lines: Vec<BillLine>,
    /// Sums, taxes and round-off, without the tip.
    pub totals: Totals,
    /// Tips that came with payments, less what of them was given back.
    pub tip: Amount,
    /// Totals and tip together.
    pub total: Amount,
    /// What the restaurant has, less refunds.
    pub paid: Amount,
    /// What is still owed; below nothing when too much was paid.
    pub balance: Amount,
}

/// One line of a bill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BillLine {
    /// The order it came with.
    pub order_id: OrderId,
    /// The line.
    pub line_id: LineId,
    /// Who ordered it.
    pub by: Actor,
    /// Its amount at menu prices.
    pub amount: Amount,
    /// With discount and taxes.
    pub total: Amount,
}

impl Bill {
    /// The bill of a tab as it stands.
    pub fn of(tab: &Tab) -> Self {
        Self::with(tab, None)
    }

    /// The bill as it would be with one more order.
    pub fn with(tab: &Tab, extra: Option<&Order>) -> Self {
        let extra = extra.into_iter().flat_map(live_lines_of);
        let lines: Vec<(&Order, &Line)> = Self::lines_of(tab).into_iter().chain(extra).collect();
        let priced: Vec<Priced<'_>> = lines.iter().map(|(_, line)| line.priced()).collect();
        let totals = price(&priced, &tab.adjustments, tab.rounding_unit);
        let lines = lines.into_iter().zip(&totals.lines).map(|((order, line), total)| BillLine {
            order_id: order.id,
            line_id: line.id,
            by: order.by,
            amount: line.amount(),
            total: *total,
        });
        let lines = lines.collect();
        let tip = tab.payments.iter().map(Payment::tip_kept).sum();
        let paid: Amount = tab.payments.iter().map(Payment::kept).sum();
        let total = totals.total + tip;
        Self { lines, tip, total, paid, balance: total - paid, totals }
    }

    /// The lines that a tab owes for, each with its order.
    pub(crate) fn lines_of(tab: &Tab) -> Vec<(&Order, &Line)> {
        let owed = tab.orders.iter().map(AsRef::as_ref).filter(|order| order.is_owed());
        owed.flat_map(live_lines_of).collect()
    }

    /// True when nothing is owed.
    pub fn is_paid(&self) -> bool {
        self.balance <= Amount::ZERO
    }
}

fn live_lines_of(order: &Order) -> impl Iterator<Item = (&Order, &Line)> {
    order.live_lines().map(move |line| (order, line))
}
