//! The part of a bill that somebody wants to pay. Parts of one split add up to the bill to the paisa.

use serde::{Deserialize, Serialize};

use super::{Bill, Tab, TabError};
use crate::event::Actor;
use crate::id::LineId;
use crate::money::{Amount, split};

/// Which part of the bill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Share {
    /// All that is left.
    Balance,
    /// What the payer ordered.
    Mine,
    /// These lines.
    Lines {
        /// The lines.
        line_ids: Vec<LineId>,
    },
    /// One of so many equal parts.
    Equal {
        /// How many parts.
        parts: u16,
    },
    /// A sum.
    Amount {
        /// The sum.
        amount: Amount,
    },
}

impl Share {
    /// What this part comes to for `payer` now, at most the balance.
    ///
    /// # Errors
    /// [`TabError::Rule`] when nothing is owed, or the part is empty, unknown, already paid or too large.
    pub fn amount(&self, tab: &Tab, payer: Actor) -> Result<Amount, TabError> {
        let bill = tab.bill();
        if bill.is_paid() {
            return Err(TabError::rule("share", "nothing_owed", "something must be owed"));
        }
        let part = match self {
            Self::Balance => bill.balance,
            Self::Mine => mine(tab, &bill, payer)?,
            Self::Lines { line_ids } => lines(tab, &bill, line_ids)?,
            Self::Equal { parts } => equal(tab, &bill, *parts)?,
            Self::Amount { amount } if *amount > bill.balance => {
                return Err(TabError::rule(
                    "share.amount",
                    "exceeds_balance",
                    "at most what is owed",
                ));
            }
            Self::Amount { amount } => *amount,
        };
        if part <= Amount::ZERO {
            return Err(TabError::rule(
                "share",
                "nothing_owed",
                "this part must come to something",
            ));
        }
        Ok(part.min(bill.balance))
    }
}

/// The bill's total (with service charge and round-off, without tips) spread over its lines: the parts add up to it.
fn per_line(bill: &Bill) -> Vec<Amount> {
    let weights: Vec<u64> =
        bill.lines.iter().map(|line| line.total.as_minor().unsigned_abs()).collect();
    split(bill.totals.total, &weights)
}

fn mine(tab: &Tab, bill: &Bill, payer: Actor) -> Result<Amount, TabError> {
    let owed: Amount = bill
        .lines
        .iter()
        .zip(per_line(bill))
        .filter(|(line, _)| line.by == payer)
        .map(|(_, part)| part)
        .sum();
    let paid = tab.payments.iter().filter(|p| p.by == payer && p.is_captured());
    let left = owed - paid.map(|p| p.amount - p.refunded()).sum();
    if left <= Amount::ZERO {
        return Err(TabError::rule("share", "nothing_owed", "what you ordered is paid"));
    }
    Ok(left)
}

fn lines(tab: &Tab, bill: &Bill, line_ids: &[LineId]) -> Result<Amount, TabError> {
    let unknown = line_ids.iter().any(|id| !bill.lines.iter().any(|line| line.line_id == *id));
    if line_ids.is_empty() || unknown {
        return Err(TabError::rule("share.line_ids", "unknown_line", "lines of this bill"));
    }
    let paid = |id: &LineId| {
        tab.payments.iter().any(|payment| {
            payment.is_captured() && matches!(&payment.share, Some(Share::Lines { line_ids }) if line_ids.contains(id))
        })
    };
    if line_ids.iter().any(paid) {
        return Err(TabError::rule("share.line_ids", "line_paid", "lines that nobody has paid"));
    }
    Ok(bill
        .lines
        .iter()
        .zip(per_line(bill))
        .filter(|(line, _)| line_ids.contains(&line.line_id))
        .map(|(_, part)| part)
        .sum())
}

fn equal(tab: &Tab, bill: &Bill, parts: u16) -> Result<Amount, TabError> {
    if !(2..=50).contains(&parts) {
        return Err(TabError::rule("share.parts", "parts", "2 to 50 parts"));
    }
    let taken = tab
        .payments
        .iter()
        .filter(|p| p.is_captured() && p.share == Some(Share::Equal { parts }))
        .count();
    let all = split(bill.totals.total, &vec![1; usize::from(parts)]);
    let none_left = || TabError::rule("share.parts", "parts_paid", "all parts are paid");
    all.get(taken).copied().ok_or_else(none_left)
}
