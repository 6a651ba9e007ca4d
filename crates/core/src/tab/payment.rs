//! Payments: attempts to pay part of a tab. One is never overwritten; it only moves on.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{RequestKey, Share, TabError};
use crate::event::Actor;
use crate::id::{PaymentId, RefundId};
use crate::money::Amount;

/// One attempt to pay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// Its id.
    pub id: PaymentId,
    /// How.
    pub method: PaymentMethod,
    /// What it takes off the bill.
    pub amount: Amount,
    /// What comes on top for the staff.
    pub tip: Amount,
    /// The part of the bill it is for, where a guest chose one.
    pub share: Option<Share>,
    /// The announced payment that it stands in the place of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub announced: Option<PaymentId>,
    /// The cash handed over.
    pub tendered: Option<Amount>,
    /// The number on a slip, or the gateway's id.
    pub reference: Option<String>,
    /// Who started it.
    pub by: Actor,
    /// When.
    pub created_at: Timestamp,
    /// Where it stands.
    #[serde(flatten)]
    pub status: PaymentStatus,
    /// What was given back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refunds: Vec<Refund>,
    /// The key of the request that started it.
    pub request: RequestKey,
}

/// How money changes hands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentMethod {
    /// At the counter, in a way staff will say.
    Counter,
    /// Notes and coins.
    Cash,
    /// The restaurant's card machine.
    Card,
    /// A transfer shown to staff.
    Upi,
    /// Through the gateway.
    Online,
}

impl PaymentMethod {
    /// Its name on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Cash => "cash",
            Self::Card => "card",
            Self::Upi => "upi",
            Self::Online => "online",
        }
    }
}

/// Where a payment stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum PaymentStatus {
    /// Announced.
    Created,
    /// With the gateway, which has not yet said.
    Pending,
    /// The money is there.
    Captured {
        /// Since when.
        captured_at: Timestamp,
    },
    /// Part of it was given back.
    PartlyRefunded {
        /// Since when the money was there.
        captured_at: Timestamp,
    },
    /// All of it was given back.
    Refunded {
        /// Since when the money was there.
        captured_at: Timestamp,
    },
    /// The gateway said no.
    Failed {
        /// Its reason.
        reason: String,
    },
    /// Nobody paid in time.
    Expired,
}

/// Money given back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refund {
    /// Its id.
    pub id: RefundId,
    /// How much.
    pub amount: Amount,
    /// Why.
    pub reason: String,
    /// Who decided it.
    pub by: Actor,
    /// When.
    pub at: Timestamp,
    /// The key of the request that asked for it.
    pub request: RequestKey,
}

impl PaymentStatus {
    /// Its name on the wire.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Pending => "pending",
            Self::Captured { .. } => "captured",
            Self::PartlyRefunded { .. } => "partly_refunded",
            Self::Refunded { .. } => "refunded",
            Self::Failed { .. } => "failed",
            Self::Expired => "expired",
        }
    }

    /// The gateway has it in hand.
    pub(super) fn pend(self) -> Result<Self, TabError> {
        match self {
            Self::Created | Self::Pending => Ok(Self::Pending),
            other => Err(TabError::not_allowed("pend", other.as_str())),
        }
    }

    /// The money came. A gateway may still say so after it failed or expired.
    pub(super) fn capture(self, at: Timestamp) -> Result<Self, TabError> {
        match self {
            Self::Created | Self::Pending | Self::Failed { .. } | Self::Expired => {
                Ok(Self::Captured { captured_at: at })
            }
            other => Err(TabError::not_allowed("capture", other.as_str())),
        }
    }

    /// The gateway said no.
    pub(super) fn fail(self, reason: String) -> Result<Self, TabError> {
        match self {
            Self::Created | Self::Pending => Ok(Self::Failed { reason }),
            other => Err(TabError::not_allowed("fail", other.as_str())),
        }
    }

    /// Nobody paid.
    pub(super) fn expire(self) -> Result<Self, TabError> {
        match self {
            Self::Created | Self::Pending => Ok(Self::Expired),
            other => Err(TabError::not_allowed("expire", other.as_str())),
        }
    }

    /// Part or all of it is given back.
    pub(super) fn refund(self, whole: bool) -> Result<Self, TabError> {
        match self {
            Self::Captured { captured_at } | Self::PartlyRefunded { captured_at } if whole => {
                Ok(Self::Refunded { captured_at })
            }
            Self::Captured { captured_at } | Self::PartlyRefunded { captured_at } => {
                Ok(Self::PartlyRefunded { captured_at })
            }
            other => Err(TabError::not_allowed("refund", other.as_str())),
        }
    }
}

impl Payment {
    /// True when the money came, whatever was given back since.
    pub fn is_captured(&self) -> bool {
        matches!(
            self.status,
            PaymentStatus::Captured { .. }
                | PaymentStatus::PartlyRefunded { .. }
                | PaymentStatus::Refunded { .. }
        )
    }

    /// What the restaurant has of it now: amount and tip less refunds, or nothing.
    pub fn kept(&self) -> Amount {
        self.settles() + self.tip_kept()
    }

    /// What it takes off the bill now. Refunds come out of the amount first, then out of the tip.
    pub fn settles(&self) -> Amount {
        if self.is_captured() {
            self.amount - self.refunded().min(self.amount)
        } else {
            Amount::ZERO
        }
    }

    /// What is left of its tip.
    pub fn tip_kept(&self) -> Amount {
        let from_tip = (self.refunded() - self.amount).max(Amount::ZERO);
        if self.is_captured() { self.tip - from_tip } else { Amount::ZERO }
    }

    /// True while nobody knows whether the money will come.
    pub fn is_under_way(&self) -> bool {
        matches!(self.status, PaymentStatus::Created | PaymentStatus::Pending)
    }

    /// What was given back.
    pub fn refunded(&self) -> Amount {
        self.refunds.iter().map(|refund| refund.amount).sum()
    }

    /// What goes back over the counter.
    pub fn change(&self) -> Option<Amount> {
        self.tendered.map(|tendered| tendered - self.amount - self.tip)
    }
}
