//! What happened, as told to screens and other systems. Events hold ids, states and amounts, never names,
//! phone numbers or notes: those are filled in at sending.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::id::{
    AccountId, DishId, EventId, GuestId, OrderId, PaymentId, RestaurantId, ServiceRequestId, TabId,
    TableId, VariantId,
};
use crate::money::Amount;

/// One thing that happened, stored with the state it describes and handed on at least once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Its id; who hears it twice knows it by this.
    pub id: EventId,
    /// Where.
    pub restaurant_id: RestaurantId,
    /// On which tab.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tab_id: Option<TabId>,
    /// The version of the tab that it made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub by: Actor,
    /// What.
    #[serde(flatten)]
    pub kind: EventKind,
}

/// Who does something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "actor", content = "id", rename_all = "snake_case")]
pub enum Actor {
    /// A guest of the tab.
    Guest(GuestId),
    /// A member of staff.
    Staff(AccountId),
    /// A manager.
    Manager(AccountId),
    /// The program itself, or its operator.
    System,
}

impl Actor {
    /// True for staff and managers.
    pub fn is_member(self) -> bool {
        matches!(self, Self::Staff(_) | Self::Manager(_))
    }

    /// The guest, if it is one.
    pub fn guest(self) -> Option<GuestId> {
        match self {
            Self::Guest(id) => Some(id),
            _ => None,
        }
    }
}

/// What happened. The serialised tag is the name that clients listen for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type")]
pub enum EventKind {
    /// A tab was opened.
    #[serde(rename = "tab.opened")]
    TabOpened,
    /// Guests, tables or the settled state of a tab changed.
    #[serde(rename = "tab.updated")]
    TabUpdated,
    /// A phone was taken off a tab.
    #[serde(rename = "tab.guest_removed")]
    GuestRemoved {
        /// Whose.
        guest_id: GuestId,
    },
    /// A tab went into another; its guests follow.
    #[serde(rename = "tab.joined")]
    TabJoined {
        /// The tab that goes on.
        into: TabId,
    },
    /// A tab was closed.
    #[serde(rename = "tab.closed")]
    TabClosed,
    /// An order came in, placed or awaiting approval.
    #[serde(rename = "order.placed")]
    OrderPlaced {
        /// Which.
        order_id: OrderId,
        /// What it comes to, with taxes.
        total: Amount,
    },
    /// The kitchen took an order.
    #[serde(rename = "order.accepted")]
    OrderAccepted {
        /// Which.
        order_id: OrderId,
    },
    /// Staff turned an order down.
    #[serde(rename = "order.rejected")]
    OrderRejected {
        /// Which.
        order_id: OrderId,
    },
    /// An order was called off.
    #[serde(rename = "order.cancelled")]
    OrderCancelled {
        /// Which.
        order_id: OrderId,
    },
    /// Lines of an order moved.
    #[serde(rename = "order.updated")]
    OrderUpdated {
        /// Which.
        order_id: OrderId,
    },
    /// A payment changed.
    #[serde(rename = "payment.updated")]
    PaymentUpdated {
        /// Which.
        payment_id: PaymentId,
        /// What is still owed after it.
        balance: Amount,
    },
    /// Someone asks for service.
    #[serde(rename = "service.requested")]
    ServiceRequested {
        /// Which.
        request_id: ServiceRequestId,
        /// The table, where no tab is open on it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        table_id: Option<TableId>,
    },
    /// Staff saw a request.
    #[serde(rename = "service.acknowledged")]
    ServiceAcknowledged {
        /// Which.
        request_id: ServiceRequestId,
        /// The table, where no tab is open on it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        table_id: Option<TableId>,
    },
    /// A request was done.
    #[serde(rename = "service.resolved")]
    ServiceResolved {
        /// Which.
        request_id: ServiceRequestId,
        /// The table, where no tab is open on it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        table_id: Option<TableId>,
    },
    /// A dish was marked, or its portions changed.
    #[serde(rename = "dish.availability")]
    DishAvailability {
        /// Which dish.
        dish_id: DishId,
        /// Which variant, where the mark is for it alone.
        variant_id: Option<VariantId>,
    },
    /// A menu was published, or the settings guests see changed.
    #[serde(rename = "menu.published")]
    MenuPublished {
        /// The version of the menu.
        menu_version: u64,
    },
}
