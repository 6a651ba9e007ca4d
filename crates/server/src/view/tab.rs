//! Tabs.

use dineqr_core::tab::{Bill, Channel, Guest, Proof, Tab, TabStatus, TableRef};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::Audience;
use super::bill::BillOut;
use super::money::Money;
use super::order::OrderOut;
use super::payment::PaymentOut;
use super::service::ServiceRequestOut;

/// One sitting, or one parcel.
#[derive(Debug, Serialize, ToSchema)]
pub struct TabOut {
    /// Its id.
    pub id: String,
    /// Counts up with every change.
    pub version: u64,
    /// `open`, `closed` or `joined`.
    pub status: &'static str,
    /// The tab that goes on, where this one was joined into it.
    pub joined_into: Option<String>,
    /// True with at least one order, all served or dead, and nothing owed.
    pub settled: bool,
    /// `dine_in` or `parcel`.
    pub channel: &'static str,
    /// Its tables.
    pub tables: Vec<TableRefOut>,
    /// When it was opened.
    #[schema(value_type = String, format = DateTime)]
    pub opened_at: Timestamp,
    /// When it was closed.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub closed_at: Option<Timestamp>,
    /// The phones at it; staff also see those that were removed.
    pub guests: Vec<GuestOut>,
    /// The rounds, oldest first.
    pub orders: Vec<OrderOut>,
    /// What it owes.
    pub bill: BillOut,
    /// Every attempt to pay.
    pub payments: Vec<PaymentOut>,
    /// Calls for service.
    pub service_requests: Vec<ServiceRequestOut>,
    /// The digits staff read out; for staff alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pin: Option<String>,
    /// Who a parcel is for; for staff alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer: Option<String>,
}

/// A table of a tab.
#[derive(Debug, Serialize, ToSchema)]
pub struct TableRefOut {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// A phone at a tab.
#[derive(Debug, Serialize, ToSchema)]
pub struct GuestOut {
    /// Its id.
    pub id: String,
    /// What they want to be called.
    pub name: Option<String>,
    /// What the phone showed: `code`, `otp` or `pin`.
    #[schema(value_type = String)]
    pub proof: Proof,
    /// When they joined.
    #[schema(value_type = String, format = DateTime)]
    pub joined_at: Timestamp,
    /// True once staff took the phone off the tab.
    pub removed: bool,
}

/// A tab in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct TabSummary {
    /// Its id.
    pub id: String,
    /// Counts up with every change.
    pub version: u64,
    /// `open`, `closed` or `joined`.
    pub status: &'static str,
    /// True with at least one order, all served or dead, and nothing owed.
    pub settled: bool,
    /// `dine_in` or `parcel`.
    pub channel: &'static str,
    /// Its tables.
    pub tables: Vec<TableRefOut>,
    /// When it was opened.
    #[schema(value_type = String, format = DateTime)]
    pub opened_at: Timestamp,
    /// Phones at it.
    pub guest_count: usize,
    /// Orders that are not finished.
    pub live_order_count: usize,
    /// What it owes in all.
    pub total: Money,
    /// What is still owed.
    pub balance: Money,
    /// The digits staff read out.
    pub pin: String,
    /// Who a parcel is for.
    pub customer: Option<String>,
}

/// A tab in a manager's list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ManagedTabOut {
    /// The tab.
    #[serde(flatten)]
    pub tab: TabSummary,
    /// When it was closed; null while it is open.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub closed_at: Option<Timestamp>,
    /// The numbers of its orders, oldest first; numbers start anew each business day.
    pub order_numbers: Vec<u32>,
    /// What the restaurant has of it, tips included, less what was given back.
    pub paid: Money,
}

/// The name of a channel.
pub fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::DineIn => "dine_in",
        Channel::Parcel => "parcel",
    }
}

impl From<&TableRef> for TableRefOut {
    fn from(table: &TableRef) -> Self {
        Self { id: table.id.to_string(), name: table.name.clone() }
    }
}

impl From<&Guest> for GuestOut {
    fn from(guest: &Guest) -> Self {
        Self {
            id: guest.id.to_string(),
            name: guest.name.clone(),
            proof: guest.proof,
            joined_at: guest.joined_at,
            removed: guest.removed_at.is_some(),
        }
    }
}

impl TabOut {
    /// A tab as the audience may see it.
    pub fn new(tab: &Tab, audience: Audience) -> Self {
        let staff = audience == Audience::Staff;
        let (closed_at, joined_into) = ends(tab);
        Self {
            id: tab.id.to_string(),
            version: tab.version,
            status: tab.status.as_str(),
            joined_into,
            settled: tab.is_settled(),
            channel: channel(tab.channel),
            tables: tab.tables.iter().map(Into::into).collect(),
            opened_at: tab.opened_at,
            closed_at,
            guests: tab
                .guests
                .iter()
                .filter(|guest| staff || guest.removed_at.is_none())
                .map(Into::into)
                .collect(),
            orders: tab.orders.iter().map(|order| OrderOut::new(tab, order)).collect(),
            bill: BillOut::of(tab),
            payments: tab.payments.iter().map(|payment| PaymentOut::new(tab, payment)).collect(),
            service_requests: tab
                .service_requests
                .iter()
                .map(|r| ServiceRequestOut::of_tab(tab, r))
                .collect(),
            pin: staff.then(|| tab.pin.clone()),
            customer: tab.customer.clone().filter(|_| staff),
        }
    }
}

impl ManagedTabOut {
    /// A tab in a list for managers.
    pub fn new(tab: &Tab) -> Self {
        let bill = tab.bill();
        Self {
            closed_at: ends(tab).0,
            order_numbers: tab.orders.iter().map(|order| order.number).collect(),
            paid: Money::new(bill.paid, tab.currency),
            tab: TabSummary::with(tab, &bill),
        }
    }
}

/// When a tab ended, and the tab that goes on, if there is one.
fn ends(tab: &Tab) -> (Option<Timestamp>, Option<String>) {
    match tab.status {
        TabStatus::Open { .. } => (None, None),
        TabStatus::Closed { at, .. } => (Some(at), None),
        TabStatus::Joined { at, into } => (Some(at), Some(into.to_string())),
    }
}

impl TabSummary {
    /// A tab in a list for staff.
    pub fn new(tab: &Tab) -> Self {
        Self::with(tab, &tab.bill())
    }

    fn with(tab: &Tab, bill: &Bill) -> Self {
        Self {
            id: tab.id.to_string(),
            version: tab.version,
            status: tab.status.as_str(),
            settled: tab.is_settled(),
            channel: channel(tab.channel),
            tables: tab.tables.iter().map(Into::into).collect(),
            opened_at: tab.opened_at,
            guest_count: tab.guests.iter().filter(|guest| guest.removed_at.is_none()).count(),
            live_order_count: tab.orders.iter().filter(|order| !order.is_done()).count(),
            total: Money::new(bill.total, tab.currency),
            balance: Money::new(bill.balance, tab.currency),
            pin: tab.pin.clone(),
            customer: tab.customer.clone(),
        }
    }
}
