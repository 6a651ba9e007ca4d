//! `[sms]`: text messages.

use serde::{Deserialize, Serialize};

/// Text messages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Sms {
    /// `DINEQR_SMS__PROVIDER`: `outbox` keeps messages in the store instead of sending them. Default `outbox`.
    pub provider: SmsProvider,
}

/// Who carries text messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SmsProvider {
    /// Nobody: the message is kept in the store, where a developer can read it.
    Outbox,
}

impl Default for Sms {
    fn default() -> Self {
        Self { provider: SmsProvider::Outbox }
    }
}
