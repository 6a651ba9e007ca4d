//! The bill.

use dineqr_core::money::Currency;
use dineqr_core::pricing::{Discount, TaxTotal};
use dineqr_core::tab::{Order, Tab};
use serde::Serialize;
use utoipa::ToSchema;

use super::money::Money;
use super::order::ActorOut;

/// What a tab owes, and what was paid of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct BillOut {
    /// The lines that are owed for.
    pub lines: Vec<BillLineOut>,
    /// The lines at menu prices.
    pub subtotal: Money,
    /// Discounts on the whole bill, by name.
    pub discounts: Vec<NamedAmount>,
    /// The service charge, if the guests agreed to one.
    pub service_charge: Money,
    /// Taxes by name and rate.
    pub taxes: Vec<TaxOut>,
    /// What the round-off added.
    pub round_off: Money,
    /// Tips that came with payments.
    pub tip: Money,
    /// All of it.
    pub total: Money,
    /// What was paid, less refunds.
    pub paid: Money,
    /// What is still owed.
    pub balance: Money,
}

/// One line of a bill.
#[derive(Debug, Serialize, ToSchema)]
pub struct BillLineOut {
    /// The order it came with.
    pub order_id: String,
    /// The line.
    pub line_id: String,
    /// What it is.
    pub name: String,
    /// The size or portion.
    pub variant: Option<String>,
    /// How many.
    pub quantity: u32,
    /// Who ordered it.
    pub by: ActorOut,
    /// At menu prices.
    pub amount: Money,
    /// With discount and taxes.
    pub total: Money,
}

/// A named amount.
#[derive(Debug, Serialize, ToSchema)]
pub struct NamedAmount {
    /// Its name.
    pub name: String,
    /// How much.
    pub amount: Money,
}

/// One tax of a bill.
#[derive(Debug, Serialize, ToSchema)]
pub struct TaxOut {
    /// Its name.
    pub name: String,
    /// Its rate in hundredths of a percent.
    pub rate_basis_points: u32,
    /// True when the prices already hold it.
    pub inclusive: bool,
    /// How much.
    pub amount: Money,
}

impl BillOut {
    /// The bill of a tab as it stands.
    pub fn of(tab: &Tab) -> Self {
        let bill = tab.bill();
        let money = |amount| Money::new(amount, tab.currency);
        Self {
            lines: bill.lines.iter().filter_map(|line| BillLineOut::new(tab, line)).collect(),
            subtotal: money(bill.totals.subtotal),
            discounts: discounts(tab),
            service_charge: money(bill.totals.service_charge),
            taxes: taxes(&bill.totals.taxes, tab.currency),
            round_off: money(bill.totals.round_off),
            tip: money(bill.tip),
            total: money(bill.total),
            paid: money(bill.paid),
            balance: money(bill.balance),
        }
    }
}

fn discounts(tab: &Tab) -> Vec<NamedAmount> {
    let named = |discount: &Discount| NamedAmount {
        name: discount.name.clone(),
        amount: Money::new(discount.amount, tab.currency),
    };
    tab.adjustments.discounts.iter().map(named).collect()
}

/// Taxes by name and rate.
pub(super) fn taxes(totals: &[TaxTotal], currency: Currency) -> Vec<TaxOut> {
    let tax = |tax: &TaxTotal| TaxOut {
        name: tax.name.clone(),
        rate_basis_points: tax.rate.as_basis_points(),
        inclusive: tax.inclusive,
        amount: Money::new(tax.amount, currency),
    };
    totals.iter().map(tax).collect()
}

/// The lines of one order at menu prices, and its taxes.
pub fn taxes_of(tab: &Tab, order: &Order) -> (Money, Vec<TaxOut>) {
    let totals = order.totals();
    (Money::new(totals.subtotal, tab.currency), taxes(&totals.taxes, tab.currency))
}

impl BillLineOut {
    fn new(tab: &Tab, owed: &dineqr_core::tab::BillLine) -> Option<Self> {
        let (_, line) = tab.line(owed.line_id)?;
        Some(Self {
            order_id: owed.order_id.to_string(),
            line_id: owed.line_id.to_string(),
            name: line.name.clone(),
            variant: line.variant.as_ref().map(|variant| variant.name.clone()),
            quantity: line.quantity,
            by: ActorOut::new(tab, owed.by),
            amount: Money::new(owed.amount, tab.currency),
            total: Money::new(owed.total, tab.currency),
        })
    }
}
