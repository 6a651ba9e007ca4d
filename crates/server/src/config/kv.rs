//! `[kv]`: shared short-lived state.

use serde::{Deserialize, Serialize};

use super::ConfigError;

/// Shared short-lived state: one-time codes, rate limits, cached sessions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Kv {
    /// `DINEQR_KV__URI`: `memory`. Default `memory`.
    pub uri: String,
}

impl Default for Kv {
    fn default() -> Self {
        Self { uri: "memory".to_owned() }
    }
}

impl Kv {
    pub(super) fn validate(&self) -> Result<(), ConfigError> {
        match self.uri.as_str() {
            "memory" => Ok(()),
            uri if uri.starts_with("redis") => {
                Err(ConfigError::at("kv.uri", "Redis is not in this build; use memory"))
            }
            _ => Err(ConfigError::at("kv.uri", "memory is expected")),
        }
    }
}
