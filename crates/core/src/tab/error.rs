//! Why a command was refused. A refusal changes nothing.

use crate::id::{DishId, TabId, VariantId};
use crate::money::{Amount, Currency};

/// Why a command was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TabError {
    /// The tab is over.
    #[error("the tab is {status}")]
    TabClosed {
        /// `closed` or `joined`.
        status: &'static str,
    },
    /// There is no such thing on this tab.
    #[error("no such {0}")]
    NotFound(&'static str),
    /// The thing is not in a state that allows the step.
    #[error("cannot {step} what is {status}")]
    NotAllowed {
        /// The step that was asked for.
        step: &'static str,
        /// The present status.
        status: &'static str,
    },
    /// The actor may not do this.
    #[error("not yours to do: {0}")]
    Forbidden(&'static str),
    /// The phone must first show what the presence policy asks.
    #[error("the phone must show that it is at the table")]
    PresenceRequired,
    /// Staff took the phone off the tab.
    #[error("the phone was removed from the tab")]
    GuestRemoved,
    /// A dish, variant or option cannot be had now.
    #[error("sold out")]
    SoldOut {
        /// Index of the line that asks for it.
        line: usize,
        /// The dish.
        dish_id: DishId,
        /// Its variant.
        variant_id: Option<VariantId>,
    },
    /// Guests cannot order now.
    #[error("the kitchen is closed")]
    KitchenClosed,
    /// The total is not the one the guest saw.
    #[error("the price changed")]
    PriceChanged {
        /// What it is now.
        total: Amount,
        /// In this currency.
        currency: Currency,
    },
    /// The same key came with another request.
    #[error("the idempotency key belongs to another request")]
    KeyReused,
    /// A rule about the request is broken.
    #[error("{}", .0.rule)]
    Rule(RuleBroken),
    /// Money is still owed.
    #[error("money is still owed")]
    Owing {
        /// How much.
        balance: Amount,
        /// In this currency.
        currency: Currency,
    },
    /// Lines are still with the kitchen, or orders wait for approval.
    #[error("orders are not finished")]
    Unfinished {
        /// How many lines.
        lines: usize,
    },
    /// The other tab cannot take this one in.
    #[error("the tabs cannot be joined")]
    CannotJoin {
        /// The tab that should go on.
        into: TabId,
    },
}

/// A rule about a request, and the field that breaks it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleBroken {
    /// The field, as in `lines[0].options`.
    pub field: String,
    /// The rule's stable name.
    pub code: &'static str,
    /// The rule, in words.
    pub rule: String,
}

impl TabError {
    pub(super) fn not_allowed(step: &'static str, status: &'static str) -> Self {
        Self::NotAllowed { step, status }
    }

    pub(super) fn rule(
        field: impl Into<String>,
        code: &'static str,
        rule: impl Into<String>,
    ) -> Self {
        Self::Rule(RuleBroken { field: field.into(), code, rule: rule.into() })
    }
}
