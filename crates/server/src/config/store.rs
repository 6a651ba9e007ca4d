//! `[store]`: the database.

use serde::{Deserialize, Serialize};

use super::ConfigError;

/// The database.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Store {
    /// `DINEQR_STORE__URI`: `sqlite:PATH`, `sqlite::memory:`, or `mongodb://HOST/NAME` (`mongodb+srv://...`). Default
    /// none: `dineqr.db` in the data directory.
    pub uri: Option<String>,
}

impl Store {
    /// Whether several nodes can share it.
    pub fn is_shared(&self) -> bool {
        self.uri.as_deref().is_some_and(|uri| uri.starts_with("mongodb"))
    }

    pub(super) fn validate(&self) -> Result<(), ConfigError> {
        match self.uri.as_deref().map(|uri| uri.split_once(':')) {
            None => Ok(()),
            Some(Some(("sqlite", path))) if !path.is_empty() => Ok(()),
            Some(Some(("mongodb" | "mongodb+srv", rest))) if rest.starts_with("//") => Ok(()),
            Some(_) => {
                Err(ConfigError::at("store.uri", "sqlite:PATH or mongodb://HOST/NAME is expected"))
            }
        }
    }
}
