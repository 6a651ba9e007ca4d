//! Lines: what was ordered of one dish, and the steps it takes through the kitchen.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::TabError;
use crate::event::Actor;
use crate::id::{DishId, LineId, OptionGroupId, OptionId, VariantId};
use crate::menu::Diet;
use crate::money::Amount;
use crate::pricing::Priced;
use crate::tax::TaxClass;

/// How long the last step of a line can be taken back.
pub(super) const UNDO_FOR: SignedDuration = SignedDuration::from_secs(15);

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
    /// When it was made, or served without that step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ready_at: Option<Timestamp>,
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

impl Line {
    /// Moves forward; see [`LineStatus::advance`].
    pub(super) fn advance(&mut self, to: Step, at: Timestamp) -> Result<(), TabError> {
        self.status = self.status.clone().advance(to, at)?;
        if to >= Step::Ready {
            self.ready_at.get_or_insert(at);
        }
        Ok(())
    }

    /// Takes the last step back; see [`LineStatus::undo`].
    pub(super) fn undo(&mut self, now: Timestamp) -> Result<(), TabError> {
        self.status = self.status.clone().undo(now)?;
        if self.status.step() < Some(Step::Ready) {
            self.ready_at = None;
        }
        Ok(())
    }

    /// True until it is struck off.
    pub fn is_live(&self) -> bool {
        self.status.step().is_some()
    }

    /// Unit price times quantity.
    pub fn amount(&self) -> Amount {
        self.unit_price.times(self.quantity)
    }

    /// The line as the pricing function takes it.
    pub(crate) fn priced(&self) -> Priced<'_> {
        Priced { amount: self.amount(), tax: &self.tax }
    }
}
