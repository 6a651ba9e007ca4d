//! A one-time code that was sent and not yet used.

use dineqr_core::id::TableId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;

/// A one-time code that was sent. Neither the number nor the code can be read back from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Challenge {
    /// Keyed hash of the phone number.
    pub phone_hash: [u8; 32],
    /// The table it was asked for at: it works nowhere else.
    pub table: TableId,
    /// Keyed hash of the code.
    pub code_hash: [u8; 32],
    /// Wrong codes that are still allowed.
    pub tries_left: u8,
    /// From when on another code may be sent.
    pub resend_at: Timestamp,
    /// From when on it is gone.
    pub expires_at: Timestamp,
}

impl Challenge {
    /// Whether the hash is that of the code, in constant time.
    pub(super) fn accepts(&self, code_hash: &[u8; 32]) -> bool {
        self.code_hash.ct_eq(code_hash).into()
    }
}

/// What trying a code came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The code was right and is used up.
    Right(Challenge),
    /// The code was wrong; at zero the challenge is void.
    Wrong {
        /// Wrong codes that are still allowed.
        tries_left: u8,
    },
    /// Never sent, used, void or expired.
    Gone,
}
