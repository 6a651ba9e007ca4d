//! Payments.

use dineqr_core::tab::{Payment, PaymentStatus, Tab};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::money::Money;
use super::order::ActorOut;

/// One attempt to pay part of a tab.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaymentOut {
    /// Its id.
    pub id: String,
    /// `counter` (announced), `cash`, `card`, `upi` or `online`.
    pub method: &'static str,
    /// `created`, `pending`, `captured`, `partly_refunded`, `refunded`, `failed` or `expired`.
    pub status: &'static str,
    /// What it takes off the bill.
    pub amount: Money,
    /// What comes on top for the staff.
    pub tip: Money,
    /// The cash handed over.
    pub tendered: Option<Money>,
    /// What goes back over the counter.
    pub change: Option<Money>,
    /// What was given back later.
    pub refunded: Money,
    /// The number on a slip.
    pub reference: Option<String>,
    /// Who started it.
    pub by: ActorOut,
    /// Why it failed.
    pub reason: Option<String>,
    /// When it was started.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
}

impl PaymentOut {
    /// A payment of a tab.
    pub fn new(tab: &Tab, payment: &Payment) -> Self {
        let money = |amount| Money::new(amount, tab.currency);
        let reason = match &payment.status {
            PaymentStatus::Failed { reason } => Some(reason.clone()),
            _ => None,
        };
        Self {
            id: payment.id.to_string(),
            method: payment.method.as_str(),
            status: payment.status.as_str(),
            amount: money(payment.amount),
            tip: money(payment.tip),
            tendered: payment.tendered.map(money),
            change: payment.change().map(money),
            refunded: money(payment.refunded()),
            reference: payment.reference.clone(),
            by: ActorOut::new(tab, payment.by),
            reason,
            created_at: payment.created_at,
        }
    }
}
