//! Orders, and the steps each may take.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Line, RequestKey, Step, TabError};
use crate::event::Actor;
use crate::id::OrderId;
use crate::money::Amount;
use crate::pricing::{Adjustments, Priced, Totals, price};

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
    /// Every one.
    pub const ALL: [Self; 8] = [
        Self::AwaitingApproval,
        Self::Placed,
        Self::Accepted,
        Self::Preparing,
        Self::Ready,
        Self::Served,
        Self::Rejected,
        Self::Cancelled,
    ];

    /// Reads the name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == text)
    }

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
        let least = self.live_lines().filter_map(|line| line.status.step()).min();
        match (&self.status, least) {
            (OrderStatus::Rejected { .. }, _) => ShownStatus::Rejected,
            (OrderStatus::Cancelled { .. }, _) | (_, None) => ShownStatus::Cancelled,
            (OrderStatus::AwaitingApproval, _) => ShownStatus::AwaitingApproval,
            (OrderStatus::Placed, _) => ShownStatus::Placed,
            (OrderStatus::Accepted { .. }, Some(Step::Queued)) => ShownStatus::Accepted,
            (OrderStatus::Accepted { .. }, Some(Step::Preparing)) => ShownStatus::Preparing,
            (OrderStatus::Accepted { .. }, Some(Step::Ready)) => ShownStatus::Ready,
            (OrderStatus::Accepted { .. }, Some(Step::Served)) => ShownStatus::Served,
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
