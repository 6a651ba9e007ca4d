//! What a client is sent: `{id, type, restaurant_id, tab_id?, version?, at, data}`, filled in at sending.

use std::collections::BTreeMap;

use dineqr_core::event::{Event, EventKind};
use dineqr_core::id::{RestaurantId, TabId};
use dineqr_core::store::HelpRequest;
use dineqr_core::tab::Tab;
use jiff::Timestamp;
use serde::Serialize;

use crate::view::Audience;
use crate::view::money::Money;
use crate::view::order::OrderOut;
use crate::view::payment::PaymentOut;
use crate::view::service::ServiceRequestOut;
use crate::view::stock::StockOut;
use crate::view::tab::TabOut;

/// A message of the live channel.
#[derive(Debug, Serialize)]
pub(super) struct Payload {
    /// The event's id: who hears it twice knows it by this. `sync` has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    /// Its name.
    #[serde(rename = "type")]
    pub(super) name: &'static str,
    restaurant_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    tab_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<u64>,
    at: Timestamp,
    data: Data,
}

/// What it is about, in the shapes of the REST answers.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Data {
    /// A tab.
    Tab(Box<TabOut>),
    /// An order with its lines.
    Order(Box<OrderOut>),
    /// A payment, and what is owed after it.
    Payment {
        /// The payment.
        payment: Box<PaymentOut>,
        /// What is owed.
        balance: Money,
    },
    /// A call for service.
    Service(Box<ServiceRequestOut>),
    /// The mark of a dish.
    Stock(StockOut),
    /// A version: of the menu, or of the tab a `sync` is for.
    Version {
        /// The version.
        version: u64,
    },
    /// The versions of all open tabs.
    Tabs {
        /// By id.
        tabs: BTreeMap<String, u64>,
    },
}

impl Payload {
    /// The message of an event under its own name.
    pub(super) fn of(event: &Event, data: Data) -> Self {
        Self {
            id: Some(event.id.to_string()),
            name: name(&event.kind),
            restaurant_id: event.restaurant_id.to_string(),
            tab_id: event.tab_id.map(|id| id.to_string()),
            version: event.version,
            at: event.at,
            data,
        }
    }

    /// The state of a tab as the news of an event that guests and staff know under another name.
    pub(super) fn tab(event: &Event, name: &'static str, tab: &Tab, audience: Audience) -> Self {
        Self {
            name,
            tab_id: Some(tab.id.to_string()),
            version: Some(tab.version),
            ..Self::of(event, Data::Tab(Box::new(TabOut::new(tab, audience))))
        }
    }

    /// The name an event goes by.
    pub(super) fn name_of(event: &Event) -> &'static str {
        name(&event.kind)
    }

    /// What staff should be at: the versions of all open tabs.
    pub(super) fn sync_staff(id: RestaurantId, versions: &[(TabId, u64)], at: Timestamp) -> Self {
        let tabs = versions.iter().map(|(id, version)| (id.to_string(), *version)).collect();
        Self::sync(id, None, None, at, Data::Tabs { tabs })
    }

    /// What the guests of a tab should be at.
    pub(super) fn sync_tab(id: RestaurantId, tab: TabId, version: u64, at: Timestamp) -> Self {
        Self::sync(id, Some(tab), Some(version), at, Data::Version { version })
    }

    fn sync(
        restaurant: RestaurantId,
        tab: Option<TabId>,
        version: Option<u64>,
        at: Timestamp,
        data: Data,
    ) -> Self {
        Self {
            id: None,
            name: "sync",
            restaurant_id: restaurant.to_string(),
            tab_id: tab.map(|id| id.to_string()),
            version,
            at,
            data,
        }
    }
}

impl Data {
    /// What an event of a tab shows everyone, as the tab is now. None for events that show the tab itself, and
    /// where the tab does not hold the thing.
    pub(super) fn within(tab: &Tab, kind: &EventKind) -> Option<Self> {
        match *kind {
            EventKind::OrderPlaced { order_id, .. }
            | EventKind::OrderAccepted { order_id }
            | EventKind::OrderRejected { order_id }
            | EventKind::OrderCancelled { order_id }
            | EventKind::OrderUpdated { order_id } => {
                let order = tab.orders.iter().find(|order| order.id == order_id)?;
                Some(Self::Order(Box::new(OrderOut::new(tab, order))))
            }
            EventKind::PaymentUpdated { payment_id, .. } => {
                let payment = tab.payments.iter().find(|payment| payment.id == payment_id)?;
                let payment = Box::new(PaymentOut::new(tab, payment));
                Some(Self::Payment {
                    payment,
                    balance: Money::new(tab.bill().balance, tab.currency),
                })
            }
            EventKind::ServiceRequested { request_id, .. }
            | EventKind::ServiceAcknowledged { request_id, .. }
            | EventKind::ServiceResolved { request_id, .. } => {
                let request = tab.service_requests.iter().find(|r| r.id == request_id)?;
                Some(Self::Service(Box::new(ServiceRequestOut::of_tab(tab, request))))
            }
            _ => None,
        }
    }

    /// A call from a table without a tab.
    pub(super) fn help(help: &HelpRequest) -> Self {
        Self::Service(Box::new(ServiceRequestOut::of_table(help)))
    }
}

/// The name clients listen for.
fn name(kind: &EventKind) -> &'static str {
    match kind {
        EventKind::TabOpened => "tab.opened",
        EventKind::TabUpdated | EventKind::GuestRemoved { .. } => "tab.updated",
        EventKind::TabClosed | EventKind::TabJoined { .. } => "tab.closed",
        EventKind::OrderPlaced { .. } => "order.placed",
        EventKind::OrderAccepted { .. } => "order.accepted",
        EventKind::OrderRejected { .. } => "order.rejected",
        EventKind::OrderCancelled { .. } => "order.cancelled",
        EventKind::OrderUpdated { .. } => "order.updated",
        EventKind::PaymentUpdated { .. } => "payment.updated",
        EventKind::ServiceRequested { .. } => "service.requested",
        EventKind::ServiceAcknowledged { .. } => "service.acknowledged",
        EventKind::ServiceResolved { .. } => "service.resolved",
        EventKind::DishAvailability { .. } => "dish.availability",
        EventKind::MenuPublished { .. } => "menu.published",
    }
}
