//! The tab: one sitting with its guests, orders, payments and bill. It is the unit of consistency: a command is
//! decided on one tab ([`decide`]) and committed with it, so a bill can never disagree with its lines.

mod bill;
mod choosing;
mod closing;
mod command;
mod decide;
mod drafting;
mod error;
mod guest;
mod kitchen;
mod line;
mod moving;
mod order;
mod ordering;
mod paying;
mod payment;
mod refunding;
mod search;
mod seating;
mod service;
mod share;
mod verdict;
mod words;

#[cfg(test)]
pub(crate) mod tests;

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

pub use bill::{Bill, BillLine};
pub use command::{
    Choice, Command, Context, Decision, LineRequest, OrderRequest, PaymentRequest, RecordedPayment,
    Subject, Take,
};
pub use decide::decide;
pub use error::{RuleBroken, TabError};
pub use guest::{Guest, Proof};
pub use line::{ChosenOption, ChosenVariant, Line, LineStatus, Step, Stepped};
pub use moving::join;
pub use order::{Order, OrderStatus, ShownStatus};
pub use ordering::quote;
pub use paying::GatewayAnswer;
pub use payment::{Payment, PaymentMethod, PaymentStatus, Refund};
pub use search::{OrderFilter, SearchText, SearchTooLong, TabFilter};
pub use seating::{Opening, open};
pub use service::{ServiceKind, ServiceRequest, ServiceStatus};
pub use share::Share;

use crate::event::Actor;
use crate::id::{GuestId, LineId, OrderId, PaymentId, RestaurantId, TabId, TableId};
use crate::money::Currency;
use crate::pricing::Adjustments;

/// How long a settled tab stays open for another round.
const SETTLED_FOR: SignedDuration = SignedDuration::from_mins(15);
/// How long a tab without orders stays open.
const EMPTY_FOR: SignedDuration = SignedDuration::from_mins(30);

/// One sitting, or one parcel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tab {
    /// Its id.
    pub id: TabId,
    /// Where.
    pub restaurant_id: RestaurantId,
    /// Counts up with every change.
    pub version: u64,
    /// At tables, or to take away.
    pub channel: Channel,
    /// The tables, the first one first; none for a parcel.
    pub tables: Vec<TableRef>,
    /// Open, closed or joined.
    pub status: TabStatus,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// Who opened it.
    pub opened_by: Actor,
    /// When staff first acted on it; until then the caps hold.
    pub seen_at: Option<Timestamp>,
    /// The digits staff read out under the `pin` policy.
    pub pin: String,
    /// Who a parcel is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<String>,
    /// Currency of every amount on it.
    pub currency: Currency,
    /// The coin its bill is rounded to, in minor units.
    pub rounding_unit: i64,
    /// Discounts and service charge.
    #[serde(default)]
    pub adjustments: Adjustments,
    /// The phones at it, removed ones too.
    pub guests: Vec<Guest>,
    /// The rounds, oldest first.
    pub orders: Vec<Arc<Order>>,
    /// Every attempt to pay.
    pub payments: Vec<Payment>,
    /// Calls for service.
    pub service_requests: Vec<ServiceRequest>,
    /// Each time a manager opened it again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reopenings: Vec<Reopening>,
    /// The key of the request that opened it, where it had one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<RequestKey>,
}

/// A closed tab was opened again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reopening {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Actor,
    /// Why.
    pub reason: String,
}

/// At tables, or to take away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Served at one or more tables.
    DineIn,
    /// Taken away.
    Parcel,
}

/// A table as a tab remembers it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableRef {
    /// Its id.
    pub id: TableId,
    /// Its name when the guests sat down.
    pub name: String,
}

/// Where a tab is in its life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum TabStatus {
    /// Guests sit at it.
    Open {
        /// Since when everything is served and paid, if it is.
        settled_since: Option<Timestamp>,
    },
    /// Over.
    Closed {
        /// When.
        at: Timestamp,
        /// Who closed it.
        by: Actor,
    },
    /// Gone into another tab.
    Joined {
        /// When.
        at: Timestamp,
        /// The tab that goes on.
        into: TabId,
    },
}

impl TabStatus {
    /// Its name on the wire.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Open { .. } => "open",
            Self::Closed { .. } => "closed",
            Self::Joined { .. } => "joined",
        }
    }
}

/// The idempotency key a thing was created with, and the hash of that request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestKey {
    /// The client's key.
    pub key: String,
    /// SHA-256 of the request, shortened to 16 bytes, in hexadecimal.
    pub hash: String,
}

impl Tab {
    /// True until it is closed or joined.
    pub fn is_open(&self) -> bool {
        matches!(self.status, TabStatus::Open { .. })
    }

    /// True with at least one order, every order served or dead, and nothing owed.
    pub fn is_settled(&self) -> bool {
        !self.orders.is_empty()
            && self.orders.iter().all(|order| order.is_done())
            && self.bill().is_paid()
    }

    /// The bill as it stands.
    pub fn bill(&self) -> Bill {
        Bill::of(self)
    }

    /// The order of that id.
    pub fn order(&self, id: OrderId) -> Option<&Order> {
        self.orders.iter().find(|order| order.id == id).map(Arc::as_ref)
    }

    /// The order that `by` placed with that idempotency key.
    pub fn placed_with(&self, by: Actor, key: &str) -> Option<&Order> {
        let placed = |order: &&Arc<Order>| order.request.key == key && self.is_same(order.by, by);
        self.orders.iter().find(placed).map(Arc::as_ref)
    }

    /// Whether two actors are one: also a phone that proved its number again, after its session ended.
    fn is_same(&self, one: Actor, other: Actor) -> bool {
        let phone = |actor: Actor| self.guest(actor.guest()?)?.phone_hash.as_deref();
        one == other || phone(one).is_some_and(|hash| phone(other) == Some(hash))
    }

    /// The order that holds that line, and the line.
    pub fn line(&self, id: LineId) -> Option<(&Order, &Line)> {
        self.orders
            .iter()
            .find_map(|order| order.lines.iter().find(|l| l.id == id).map(|l| (order.as_ref(), l)))
    }

    /// The guest of that id.
    pub fn guest(&self, id: GuestId) -> Option<&Guest> {
        self.guests.iter().find(|guest| guest.id == id)
    }

    /// The payment of that id.
    pub fn payment(&self, id: PaymentId) -> Option<&Payment> {
        self.payments.iter().find(|payment| payment.id == id)
    }

    /// When it closes by itself: 15 minutes after it was settled, or 30 after it was opened (or opened again, or the
    /// last guest came) where nothing was ever ordered or paid. Never, while something is going on.
    pub fn closes_at(&self) -> Option<Timestamp> {
        let TabStatus::Open { settled_since } = self.status else { return None };
        if let Some(since) = settled_since {
            return since.checked_add(SETTLED_FOR).ok();
        }
        if !self.orders.is_empty() || !self.payments.is_empty() {
            return None;
        }
        let arrivals = self.guests.iter().map(|guest| guest.joined_at);
        let reopenings = self.reopenings.iter().map(|reopening| reopening.at);
        let last = arrivals.chain(reopenings).fold(self.opened_at, Timestamp::max);
        last.checked_add(EMPTY_FOR).ok()
    }

    /// The tables that nobody else may sit at while this tab is open.
    pub fn occupied(&self) -> impl Iterator<Item = TableId> {
        self.tables.iter().filter(|_| self.is_open()).map(|table| table.id)
    }
}
