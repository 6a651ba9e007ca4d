//! The part of a bill that somebody wants to pay. Parts of one split add up to the bill to the paisa.

use serde::{Deserialize, Serialize};

use super::{Bill, BillLine, Payment, Tab, TabError};
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
            Self::Equal { parts } => equal(tab, &bill, *parts, payer)?,
            Self::Amount { amount } if *amount > bill.balance => {
                let rule = "at most what is owed";
                return Err(TabError::rule("share.amount", "exceeds_balance", rule));
            }
            Self::Amount { amount } => *amount,
        };
        if part <= Amount::ZERO {
            let rule = "this part must come to something";
            return Err(TabError::rule("share", "nothing_owed", rule));
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

/// The lines of a bill that `chosen` picks, each with its part of the total.
fn sum_of(bill: &Bill, chosen: impl Fn(&BillLine) -> bool) -> Amount {
    let parts = bill.lines.iter().zip(per_line(bill));
    parts.filter(|(line, _)| chosen(line)).map(|(_, part)| part).sum()
}

/// Who a payment is for: the guest who announced it, where staff recorded it in their place.
fn payer_of(tab: &Tab, payment: &Payment) -> Actor {
    let announced = payment.announced.and_then(|id| tab.payment(id));
    announced.map_or(payment.by, |announced| announced.by)
}

fn mine(tab: &Tab, bill: &Bill, payer: Actor) -> Result<Amount, TabError> {
    let owed = sum_of(bill, |line| line.by == payer);
    let own = tab.payments.iter().filter(|payment| payer_of(tab, payment) == payer);
    let left = owed - own.map(Payment::settles).sum();
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
    let payments = || tab.payments.iter().filter(|payment| payment.settles() > Amount::ZERO);
    let is_paid = |id: &LineId| payments().any(|payment| payment.is_for_line(*id));
    if line_ids.iter().any(is_paid) {
        return Err(TabError::rule("share.line_ids", "line_paid", "lines that nobody has paid"));
    }
    let chosen = |line: &BillLine| line_ids.contains(&line.line_id);
    let last = bill.lines.iter().all(|line| chosen(line) || is_paid(&line.line_id));
    // The last lines take what is left: the bill may have been rounded otherwise when the first were paid.
    if last && payments().all(|payment| matches!(payment.share, Some(Share::Lines { .. }))) {
        return Ok(bill.balance);
    }
    Ok(sum_of(bill, chosen))
}

/// One part of what is left, so that the parts add up although the bill grew between two of them.
fn equal(tab: &Tab, bill: &Bill, parts: u16, payer: Actor) -> Result<Amount, TabError> {
    if !(2..=50).contains(&parts) {
        return Err(TabError::rule("share.parts", "parts", "2 to 50 parts"));
    }
    let parts = usize::from(parts);
    let same = |payment: &&Payment| payment.equal_parts() == Some(parts);
    let paid = tab.payments.iter().filter(same).filter(|p| p.settles() > Amount::ZERO).count();
    // Once every part was paid, another round starts a new split.
    let left = parts - paid % parts;
    let promised = promised_by_others(tab, parts, payer);
    let free = bill.balance - promised.iter().copied().sum();
    // Attempts that were given up do not lock the last part.
    if promised.len() < left && free > Amount::ZERO {
        return Ok(first_of(free, left - promised.len()));
    }
    Ok(first_of(bill.balance, left))
}

fn first_of(total: Amount, parts: usize) -> Amount {
    split(total, &vec![1; parts]).first().copied().unwrap_or(total)
}

/// The same parts that others are paying just now: the latest attempt of each.
fn promised_by_others(tab: &Tab, parts: usize, payer: Actor) -> Vec<Amount> {
    let mut promised: Vec<(Actor, Amount)> = Vec::new();
    for payment in tab.payments.iter().filter(|payment| payment.is_under_way()) {
        if payment.equal_parts() == Some(parts) && payment.by != payer {
            promised.retain(|(by, _)| *by != payment.by);
            promised.push((payment.by, payment.amount));
        }
    }
    promised.into_iter().map(|(_, amount)| amount).collect()
}

impl Payment {
    fn is_for_line(&self, id: LineId) -> bool {
        matches!(&self.share, Some(Share::Lines { line_ids }) if line_ids.contains(&id))
    }

    fn equal_parts(&self) -> Option<usize> {
        match self.share {
            Some(Share::Equal { parts }) => Some(usize::from(parts)),
            _ => None,
        }
    }
}
