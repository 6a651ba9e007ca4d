//! What can be asked of a tab, what it is decided by, and what comes of it.

use jiff::Timestamp;

use super::{
    GatewayAnswer, Guest, PaymentMethod, Proof, RequestKey, ServiceKind, Share, Step, Tab, TableRef,
};
use crate::event::{Actor, Event, EventKind};
use crate::id::{
    DishId, GuestId, IdSource, LineId, OptionGroupId, OptionId, OrderId, PaymentId,
    ServiceRequestId, VariantId,
};
use crate::menu::{Availability, PublishedMenu};
use crate::money::Amount;
use crate::restaurant::Restaurant;

/// Something asked of a tab.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "fields that repeat their type's name say nothing more")]
pub enum Command {
    /// A phone joins.
    JoinGuest { guest: Guest },
    /// A phone that sits here shows what a stricter policy asks for.
    ProveGuest { guest_id: GuestId, proof: Proof, phone_hash: Option<String> },
    /// Staff take a phone off.
    RemoveGuest { guest_id: GuestId },
    /// A guest's name and phone are forgotten.
    EraseGuest { guest_id: GuestId },
    /// A round is ordered. The number comes from the restaurant's counter.
    PlaceOrder { request: OrderRequest, number: u32, key: RequestKey },
    /// Staff let a guest's first round through.
    ApproveOrder { order_id: OrderId },
    /// The kitchen takes an order.
    AcceptOrder { order_id: OrderId },
    /// Staff turn an order down.
    RejectOrder { order_id: OrderId, reason: Option<String> },
    /// An order is called off.
    CancelOrder { order_id: OrderId, reason: Option<String> },
    /// A line moves forward.
    AdvanceLine { line_id: LineId, to: Step },
    /// The last step of a line is taken back.
    UndoLine { line_id: LineId },
    /// A line is struck off.
    VoidLine { line_id: LineId, reason: String },
    /// A guest asks for service.
    RequestService { kind: ServiceKind, note: Option<String> },
    /// Staff saw a request.
    AcknowledgeService { request_id: ServiceRequestId },
    /// A request is done.
    ResolveService { request_id: ServiceRequestId },
    /// A guest starts to pay.
    StartPayment { request: PaymentRequest, key: RequestKey },
    /// The gateway says how a payment went.
    AnswerPayment { payment_id: PaymentId, answer: GatewayAnswer },
    /// Staff took money at the counter.
    RecordPayment { payment: RecordedPayment, key: RequestKey },
    /// A manager gives money back.
    RefundPayment { payment_id: PaymentId, amount: Amount, reason: String, key: RequestKey },
    /// The guests move to another table.
    MoveTo { table: TableRef },
    /// The tab is closed.
    Close,
    /// The tab closes by itself, if it is due.
    CloseIfDue,
    /// A manager opens a closed tab again.
    Reopen { reason: String },
}

/// A round as a client asks for it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OrderRequest {
    /// What.
    pub lines: Vec<LineRequest>,
    /// A note for the round.
    pub note: Option<String>,
    /// The total the guest saw.
    pub expected_total: Option<Amount>,
}

/// A line as a client asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineRequest {
    /// The dish.
    pub dish_id: DishId,
    /// Its variant.
    pub variant_id: Option<VariantId>,
    /// Options.
    pub options: Vec<Choice>,
    /// How many.
    pub quantity: u32,
    /// A note for the kitchen.
    pub note: Option<String>,
}

/// An option as a client asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// Its group, where the option stands in several.
    pub group_id: Option<OptionGroupId>,
    /// The option.
    pub option_id: OptionId,
    /// How many per portion.
    pub quantity: u32,
}

/// A payment as a guest asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentRequest {
    /// At the counter or online.
    pub method: PaymentMethod,
    /// The part of the bill.
    pub share: Share,
    /// What comes on top for the staff.
    pub tip: Amount,
}

/// Money taken at the counter, as staff record it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedPayment {
    /// Cash, card or UPI.
    pub method: PaymentMethod,
    /// What it takes off the bill.
    pub amount: Amount,
    /// The cash handed over.
    pub tendered: Option<Amount>,
    /// The number on the slip.
    pub reference: Option<String>,
    /// The payment a guest announced, where this answers one.
    pub announced: Option<PaymentId>,
}

/// What a command is decided by.
pub struct Context<'a> {
    /// The present moment.
    pub now: Timestamp,
    /// Where new ids come from.
    pub ids: &'a dyn IdSource,
    /// Who acts.
    pub actor: Actor,
    /// Where.
    pub restaurant: &'a Restaurant,
    /// What can be ordered.
    pub menu: &'a PublishedMenu,
    /// What is sold out or counted.
    pub stock: &'a Availability,
}

/// What a command comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The tab as it will be.
    pub tab: Tab,
    /// What happened; nothing where the request was a repeat, and then there is nothing to commit.
    pub events: Vec<Event>,
    /// Portions taken or given back.
    pub takes: Vec<Take>,
    /// What the answer shows.
    pub subject: Subject,
}

impl Decision {
    /// True when the request was a repeat and changed nothing.
    pub fn is_replay(&self) -> bool {
        self.events.is_empty()
    }
}

/// What an answer to a command shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The whole tab.
    Tab,
    /// A guest.
    Guest(GuestId),
    /// An order.
    Order(OrderId),
    /// A payment.
    Payment(PaymentId),
    /// A service request.
    Service(ServiceRequestId),
}

/// Portions of a counted stock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Take {
    /// The dish.
    pub dish_id: DishId,
    /// The variant, where its own stock is counted.
    pub variant_id: Option<VariantId>,
    /// How many are taken; fewer than none are given back.
    pub portions: i64,
}

/// What a step did to the tab, before version, ids and times are put to it.
pub(super) struct Change {
    pub subject: Subject,
    pub events: Vec<EventKind>,
    pub takes: Vec<Take>,
}

impl Change {
    pub fn of(subject: Subject) -> Self {
        Self { subject, events: Vec::new(), takes: Vec::new() }
    }

    /// A repeat: answers what is there.
    pub fn replay(subject: Subject) -> Self {
        Self::of(subject)
    }

    pub fn event(mut self, kind: EventKind) -> Self {
        self.events.push(kind);
        self
    }

    pub fn takes(mut self, takes: impl IntoIterator<Item = Take>) -> Self {
        self.takes.extend(takes);
        self
    }
}
