//! Orders and lines.

use dineqr_core::event::Actor;
use dineqr_core::menu::Diet;
use dineqr_core::money::Currency;
use dineqr_core::tab::{ChosenOption, Line, LineStatus, Order, OrderStatus, Tab};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::money::Money;
use crate::usecase::history::FoundOrder;

/// A round sent to the kitchen.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrderOut {
    /// Its id.
    pub id: String,
    /// The tab it is on.
    pub tab_id: String,
    /// Its number on the business day.
    pub number: u32,
    /// `awaiting_approval`, `placed`, `accepted`, `preparing`, `ready`, `served`, `rejected` or `cancelled`.
    pub status: &'static str,
    /// `dine_in` or `parcel`.
    pub channel: &'static str,
    /// Names of the tab's tables.
    pub tables: Vec<String>,
    /// Who placed it.
    pub by: ActorOut,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub placed_at: Timestamp,
    /// When the kitchen took it.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub accepted_at: Option<Timestamp>,
    /// What was ordered.
    pub lines: Vec<LineOut>,
    /// A note for the whole round.
    pub note: Option<String>,
    /// Why it was rejected or cancelled.
    pub reason: Option<String>,
    /// What it comes to, with taxes, before the bill's round-off.
    pub total: Money,
}

/// An order in a manager's list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ManagedOrderOut {
    /// The order.
    #[serde(flatten)]
    pub order: OrderOut,
    /// The business day its number belongs to, as `YYYY-MM-DD`.
    #[schema(example = "2026-11-23")]
    pub business_day: String,
    /// Who a parcel is for.
    pub customer: Option<String>,
}

/// Who did something.
#[derive(Debug, Serialize, ToSchema)]
pub struct ActorOut {
    /// `guest`, `staff`, `manager` or `system`.
    pub kind: &'static str,
    /// The guest, if it is one.
    pub guest_id: Option<String>,
    /// The guest's name, if they gave one.
    pub name: Option<String>,
}

/// A quantity of one dish.
#[derive(Debug, Serialize, ToSchema)]
pub struct LineOut {
    /// Its id.
    pub id: String,
    /// The dish.
    pub dish_id: String,
    /// The dish's name.
    pub name: String,
    /// `veg`, `non-veg`, `egg` or `vegan`.
    #[schema(value_type = String)]
    pub diet: Diet,
    /// The size or portion.
    pub variant: Option<VariantRef>,
    /// The options.
    pub options: Vec<OptionOut>,
    /// How many.
    pub quantity: u32,
    /// What one costs, with options.
    pub unit_price: Money,
    /// Unit price times quantity.
    pub amount: Money,
    /// A note for the kitchen.
    pub note: Option<String>,
    /// Where it is made.
    pub station: String,
    /// `queued`, `preparing`, `ready`, `served` or `voided`.
    pub status: &'static str,
    /// When it should be ready.
    #[schema(value_type = String, format = DateTime)]
    pub promised_at: Timestamp,
    /// When its last step was taken, while that can be undone.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub stepped_at: Option<Timestamp>,
    /// Why it was struck off.
    pub reason: Option<String>,
}

/// A chosen variant.
#[derive(Debug, Serialize, ToSchema)]
pub struct VariantRef {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// A chosen option.
#[derive(Debug, Serialize, ToSchema)]
pub struct OptionOut {
    /// Its group.
    pub group_id: String,
    /// Its id.
    pub option_id: String,
    /// Its name.
    pub name: String,
    /// How many per portion.
    pub quantity: u32,
    /// What they add to the unit price.
    pub price: Money,
}

impl OrderOut {
    /// An order of a tab.
    pub fn new(tab: &Tab, order: &Order) -> Self {
        let (accepted_at, reason) = match &order.status {
            OrderStatus::Accepted { at } => (Some(*at), None),
            OrderStatus::Rejected { reason, .. } | OrderStatus::Cancelled { reason, .. } => {
                (None, reason.clone())
            }
            OrderStatus::AwaitingApproval | OrderStatus::Placed => (None, None),
        };
        Self {
            id: order.id.to_string(),
            tab_id: tab.id.to_string(),
            number: order.number,
            status: order.shown_status().as_str(),
            channel: super::tab::channel(tab.channel),
            tables: tab.tables.iter().map(|table| table.name.clone()).collect(),
            by: ActorOut::new(tab, order.by),
            placed_at: order.placed_at,
            accepted_at,
            lines: order.lines.iter().map(|line| LineOut::new(line, tab.currency)).collect(),
            note: order.note.clone(),
            reason,
            total: Money::new(order.total(), tab.currency),
        }
    }
}

impl ManagedOrderOut {
    /// An order that was found.
    pub fn new(found: &FoundOrder) -> Self {
        Self {
            order: OrderOut::new(&found.tab, &found.order),
            business_day: found.date.to_string(),
            customer: found.tab.customer.clone(),
        }
    }
}

impl ActorOut {
    /// An actor, with the name a guest of this tab gave.
    pub fn new(tab: &Tab, actor: Actor) -> Self {
        let kind = match actor {
            Actor::Guest(_) => "guest",
            Actor::Staff(_) => "staff",
            Actor::Manager(_) => "manager",
            Actor::System => "system",
        };
        let guest = actor.guest();
        let name = guest.and_then(|id| tab.guest(id)).and_then(|guest| guest.name.clone());
        Self { kind, guest_id: guest.map(|id| id.to_string()), name }
    }
}

impl LineOut {
    fn new(line: &Line, currency: Currency) -> Self {
        let (stepped_at, reason) = match &line.status {
            LineStatus::Live { last, .. } => (last.map(|step| step.at), None),
            LineStatus::Voided { reason, .. } => (None, Some(reason.clone())),
        };
        let variant = line.variant.as_ref();
        Self {
            id: line.id.to_string(),
            dish_id: line.dish_id.to_string(),
            name: line.name.clone(),
            diet: line.diet,
            variant: variant.map(|v| VariantRef { id: v.id.to_string(), name: v.name.clone() }),
            options: line.options.iter().map(|option| OptionOut::new(option, currency)).collect(),
            quantity: line.quantity,
            unit_price: Money::new(line.unit_price, currency),
            amount: Money::new(line.amount(), currency),
            note: line.note.clone(),
            station: line.station.clone(),
            status: line.status.as_str(),
            promised_at: line.promised_at,
            stepped_at,
            reason,
        }
    }
}

impl OptionOut {
    fn new(option: &ChosenOption, currency: Currency) -> Self {
        Self {
            group_id: option.group_id.to_string(),
            option_id: option.option_id.to_string(),
            name: option.name.clone(),
            quantity: option.quantity,
            price: Money::new(option.price, currency),
        }
    }
}
