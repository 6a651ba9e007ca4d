//! `[kv]`: shared short-lived state.

use serde::{Deserialize, Serialize};

use super::ConfigError;

/// Shared short-lived state: one-time codes, rate limits, cached sessions, and what nodes tell each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Kv {
    /// `DINEQR_KV__URI`: `memory`, or `redis://...` (`rediss://...` with TLS). Default `memory`.
    pub uri: String,
    /// `DINEQR_KV__PREFIX`: how the names of keys and channels in Redis begin. Installations that share a Redis need
    /// different ones. Default `dineqr`.
    pub prefix: String,
}

impl Default for Kv {
    fn default() -> Self {
        Self { uri: "memory".to_owned(), prefix: "dineqr".to_owned() }
    }
}

impl Kv {
    /// Whether several nodes can share it.
    pub fn is_shared(&self) -> bool {
        self.uri != "memory"
    }

    pub(super) fn validate(&self) -> Result<(), ConfigError> {
        let known = ["redis://", "rediss://"].iter().any(|scheme| self.uri.starts_with(scheme));
        if self.is_shared() && !known {
            return Err(ConfigError::at(
                "kv.uri",
                "memory, redis://... or rediss://... is expected",
            ));
        }
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
        if self.prefix.is_empty() || !self.prefix.chars().all(plain) {
            return Err(ConfigError::at("kv.prefix", "letters, digits, -, _ and . are expected"));
        }
        Ok(())
    }
}
