//! Orders and their lines, and the steps each may take.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{RequestKey, TabError};
use crate::event::Actor;
use crate::id::{DishId, LineId, OptionGroupId, OptionId, OrderId, VariantId};
use crate::menu::Diet;
use crate::money::Amount;
use crate::pricing::{Adjustments, Priced, Totals, price};
use crate::tax::TaxClass;

/// How long the last step of a line can be taken back.
pub(super) const UNDO_FOR: SignedDuration = SignedDuration::from_secs(15);

/// One round sent to the kitchen by one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// Its id.
    pub id: OrderId,
    /// Its number on the business day, for people.
    pub number: u32,
    /// Who placed it.
    pub by: Actor,
    /// When it came in.
    pub placed_at: Timestamp,
    /// Where it stands.
    pub status: OrderStatus,
    /// What was ordered.
    pub lines: Vec<Line>,
    /// A note for the whole round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The key of the request that placed it.
    pub request: RequestKey,
}

/// Where an order stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum OrderStatus {
    /// A guest's first round under the `approval` policy.
    AwaitingApproval,
    /// Sent to the kitchen.
    Placed,
    /// Taken by the kitchen.
    Accepted {
        /// When.
        at: Timestamp,
    },
    /// Turned down by staff.
    Rejected {
        /// When.
        at: Timestamp,
        /// Why.
        reason: Option<String>,
    },
    /// Called off.
    Cancelled {
        /// When.
        at: Timestamp,
        /// By whom.
        by: Actor,
        /// Why.
        reason: Option<String>,
    },
}

impl OrderStatus {
    /// Its name on the wire.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::AwaitingApproval => "awaiting_approval",
            Self::Placed => "placed",
            Self::Accepted { .. } => "accepted",
            Self::Rejected { .. } => "rejected",
            Self::Cancelled { .. } => "cancelled",
        }
    }

    /// Staff let a guest's first round through.
    pub(super) fn approve(self) -> Result<Self, TabError> {
        match self {
            Self::AwaitingApproval => Ok(Self::Placed),
            other => Err(TabError::not_allowed("approve", other.as_str())),
        }
    }

    /// The kitchen takes it.
    pub(super) fn accept(self, at: Timestamp) -> Result<Self, TabError> {
        match self {
            Self::Placed => Ok(Self::Accepted { at }),
            other => Err(TabError::not_allowed("accept", other.as_str())),
        }
    }

    /// Staff turn it down, before it was taken.
    pub(super) fn reject(self, at: Timestamp, reason: Option<String>) -> Result<Self, TabError> {
        match self {
            Self::AwaitingApproval | Self::Placed => Ok(Self::Rejected { at, reason }),
            other => Err(TabError::not_allowed("reject", other.as_str())),
        }
    }

    /// Someone calls it off: a guest before the kitchen took it, staff also after.
    pub(super) fn cancel(
        self,
        at: Timestamp,
        by: Actor,
        reason: Option<String>,
    ) -> Result<Self, TabError> {
        match self {
            Self::AwaitingApproval | Self::Placed => Ok(Self::Cancelled { at, by, reason }),
            Self::Accepted { .. } if by.is_member() => Ok(Self::Cancelled { at, by, reason }),
            other => Err(TabError::not_allowed("cancel", other.as_str())),
        }
    }
}

/// A quantity of one dish. Names, prices and taxes are copies: what was sold stays as it was sold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its id.
    pub id: LineId,
    /// The dish.
    pub dish_id: DishId,
    /// The dish's name.
    pub name: String,
    /// The diet mark.
    pub diet: Diet,
    /// The size or portion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variant: Option<ChosenVariant>,
    /// The options.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<ChosenOption>,
    /// How many.
    pub quantity: u32,
    /// What one costs, with options, before taxes on top.
    pub unit_price: Amount,
    /// How it is taxed.
    pub tax: TaxClass,
    /// Where it is made.
    pub station: String,
    /// Minutes from accepting to ready.
    pub prep_minutes: u16,
    /// A note for the kitchen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// When it should be ready.
    pub promised_at: Timestamp,
    /// Where it stands.
    pub status: LineStatus,
    /// The counted stocks its portions were taken from: the dish's own (`None`) or a variant's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taken_from: Vec<Option<VariantId>>,
}

/// The variant of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChosenVariant {
    /// Its id.
    pub id: VariantId,
    /// Its name.
    pub name: String,
}

/// An option of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChosenOption {
    /// Its group.
    pub group_id: OptionGroupId,
    /// Its id.
    pub option_id: OptionId,
    /// Its name.
    pub name: String,
    /// How many per portion of the dish.
    pub quantity: u32,
    /// What all of them add to the unit price.
    pub price: Amount,
}

/// A step of a line through the kitchen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Waiting.
    Queued,
    /// Being made.
    Preparing,
    /// Made, not yet at the table.
    Ready,
    /// At the table.
    Served,
}

impl Step {
    /// Its name on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Preparing => "preparing",
            Self::Ready => "ready",
            Self::Served => "served",
        }
    }
}

/// Where a line stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum LineStatus {
    /// On its way through the kitchen.
    Live {
        /// The step it is at.
        step: Step,
        /// The last step forward, which can be taken back for a while.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        last: Option<Stepped>,
    },
    /// Struck off.
    Voided {
        /// When.
        at: Timestamp,
        /// By whom.
        by: Actor,
        /// Why.
        reason: String,
    },
}

/// A step forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stepped {
    /// The step before it.
    pub from: Step,
    /// When it was taken.
    pub at: Timestamp,
}

impl LineStatus {
    /// A new line waits.
    pub(super) const QUEUED: Self = Self::Live { step: Step::Queued, last: None };

    /// Its name on the wire.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Live { step, .. } => step.as_str(),
            Self::Voided { .. } => "voided",
        }
    }

    /// The step of a live line.
    pub fn step(&self) -> Option<Step> {
        match self {
            Self::Live { step, .. } => Some(*step),
            Self::Voided { .. } => None,
        }
    }

    /// Moves forward; steps may be skipped, never repeated.
    pub(super) fn advance(self, to: Step, at: Timestamp) -> Result<Self, TabError> {
        match self {
            Self::Live { step, .. } if to > step => {
                Ok(Self::Live { step: to, last: Some(Stepped { from: step, at }) })
            }
            other => Err(TabError::not_allowed("advance", other.as_str())),
        }
    }

    /// Takes the last step back, within 15 seconds of it.
    pub(super) fn undo(self, now: Timestamp) -> Result<Self, TabError> {
        match self {
            Self::Live { last: Some(Stepped { from, at }), .. }
                if now.duration_since(at) <= UNDO_FOR =>
            {
                Ok(Self::Live { step: from, last: None })
            }
            other => Err(TabError::not_allowed("undo", other.as_str())),
        }
    }

    /// Strikes it off, unless it was already served or struck off.
    pub(super) fn void(self, at: Timestamp, by: Actor, reason: String) -> Result<Self, TabError> {
        match self {
            Self::Live { step, .. } if step < Step::Served || matches!(by, Actor::Manager(_)) => {
                Ok(Self::Voided { at, by, reason })
            }
            other => Err(TabError::not_allowed("void", other.as_str())),
        }
    }
}

/// What an order is shown as: its own status until the kitchen took it, then its least advanced live line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ShownStatus {
    /// Waiting for staff to let it through.
    AwaitingApproval,
    /// Sent to the kitchen.
    Placed,
    /// Taken by the kitchen.
    Accepted,
    /// Being made.
    Preparing,
    /// Made.
    Ready,
    /// At the table.
    Served,
    /// Turned down.
    Rejected,
    /// Called off, or every line struck off.
    Cancelled,
}

impl ShownStatus {
    /// Its name on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AwaitingApproval => "awaiting_approval",
            Self::Placed => "placed",
            Self::Accepted => "accepted",
            Self::Preparing => "preparing",
            Self::Ready => "ready",
            Self::Served => "served",
            Self::Rejected => "rejected",
            Self::Cancelled => "cancelled",
        }
    }
}

impl Line {
    /// True until it is struck off.
    pub fn is_live(&self) -> bool {
        self.status.step().is_some()
    }

    /// Unit price times quantity.
    pub fn amount(&self) -> Amount {
        self.unit_price.times(self.quantity)
    }

    /// The line as the pricing function takes it.
    pub(super) fn priced(&self) -> Priced<'_> {
        Priced { amount: self.amount(), tax: &self.tax }
    }
}

impl Order {
    /// The lines that are owed for and made, unless the order as a whole is dead.
    pub fn live_lines(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| line.is_live() && !self.is_dead())
    }

    /// True when it was rejected or cancelled.
    pub fn is_dead(&self) -> bool {
        matches!(self.status, OrderStatus::Rejected { .. } | OrderStatus::Cancelled { .. })
    }

    /// True when its lines are on the bill: it is not dead, and staff let it through.
    pub fn is_owed(&self) -> bool {
        matches!(self.status, OrderStatus::Placed | OrderStatus::Accepted { .. })
    }

    /// True when nothing of it is left to do.
    pub fn is_done(&self) -> bool {
        self.live_lines().all(|line| line.status.step() == Some(Step::Served))
    }

    /// What it is shown as.
    pub fn shown_status(&self) -> ShownStatus {
        match self.status {
            OrderStatus::AwaitingApproval => ShownStatus::AwaitingApproval,
            OrderStatus::Rejected { .. } => ShownStatus::Rejected,
            OrderStatus::Cancelled { .. } => ShownStatus::Cancelled,
            OrderStatus::Placed if self.live_lines().next().is_some() => ShownStatus::Placed,
            OrderStatus::Placed | OrderStatus::Accepted { .. } => {
                match self.live_lines().filter_map(|line| line.status.step()).min() {
                    Some(Step::Queued) => ShownStatus::Accepted,
                    Some(Step::Preparing) => ShownStatus::Preparing,
                    Some(Step::Ready) => ShownStatus::Ready,
                    Some(Step::Served) => ShownStatus::Served,
                    None => ShownStatus::Cancelled,
                }
            }
        }
    }

    /// The figures of its live lines, without the bill's round-off.
    pub fn totals(&self) -> Totals {
        let lines: Vec<Priced<'_>> = self.live_lines().map(Line::priced).collect();
        price(&lines, &Adjustments::default(), 1)
    }

    /// What its live lines come to, with taxes, before the bill's round-off.
    pub fn total(&self) -> Amount {
        self.totals().total
    }
}
