//! `[store]`: the database.

use serde::{Deserialize, Serialize};

use super::ConfigError;

/// The database.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Store {
    /// `DINEQR_STORE__URI`: `sqlite:PATH`, or `sqlite::memory:`. Default none: `dineqr.db` in the data directory.
    pub uri: Option<String>,
}

impl Store {
    pub(super) fn validate(&self) -> Result<(), ConfigError> {
        match self.uri.as_deref().map(|uri| uri.split_once(':')) {
            None => Ok(()),
            Some(Some(("sqlite", path))) if !path.is_empty() => Ok(()),
            Some(Some(("mongodb" | "mongodb+srv", _))) => {
                Err(ConfigError::at("store.uri", "MongoDB is not in this build; use sqlite:PATH"))
            }
            Some(_) => Err(ConfigError::at("store.uri", "sqlite:PATH is expected")),
        }
    }
}
