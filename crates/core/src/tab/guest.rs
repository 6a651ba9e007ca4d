//! Guests: the phones at a tab.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::TabError;
use crate::id::{GuestId, SessionId};
use crate::restaurant::PresencePolicy;
use crate::text;

/// Longest name, in characters.
const LONGEST_NAME: usize = 40;

/// One phone at a tab.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guest {
    /// Its id.
    pub id: GuestId,
    /// What they want to be called.
    pub name: Option<String>,
    /// The keyed hash of the number they proved, in hexadecimal: enough to know the phone again, not to call it.
    pub phone_hash: Option<String>,
    /// What they showed to join.
    pub proof: Proof,
    /// True once staff approved a round of theirs.
    pub approved: bool,
    /// When they joined.
    pub joined_at: Timestamp,
    /// When staff took the phone off the tab.
    pub removed_at: Option<Timestamp>,
    /// Their sign-in.
    pub session_id: SessionId,
}

/// What a phone showed to join a tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    /// The table's signed code.
    Code,
    /// A one-time code from its phone.
    Otp,
    /// The digits staff read out.
    Pin,
}

/// What a guest's order needs first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing.
    MayOrder,
    /// Staff approve it.
    NeedsApproval,
    /// The phone must show what the policy asks.
    NeedsProof,
}

impl Guest {
    /// Reads what a guest wants to be called: one line of at most 40 printable characters; nothing means no name.
    ///
    /// # Errors
    /// [`TabError::Rule`] for a longer name.
    pub fn parse_name(name: &str) -> Result<Option<String>, TabError> {
        let name = text::line(name);
        if name.chars().count() > LONGEST_NAME {
            let rule = format!("1 to {LONGEST_NAME} characters");
            return Err(TabError::rule("name", "too_long", rule));
        }
        Ok(Some(name).filter(|name| !name.is_empty()))
    }

    /// How the guest stands under a policy. Someone staff once approved may order under each.
    pub(super) fn standing(&self, policy: PresencePolicy) -> Standing {
        match policy {
            _ if self.approved => Standing::MayOrder,
            PresencePolicy::Code => Standing::MayOrder,
            PresencePolicy::Otp if self.proof == Proof::Otp => Standing::MayOrder,
            PresencePolicy::Pin if self.proof == Proof::Pin => Standing::MayOrder,
            PresencePolicy::Approval => Standing::NeedsApproval,
            PresencePolicy::Otp | PresencePolicy::Pin => Standing::NeedsProof,
        }
    }
}
