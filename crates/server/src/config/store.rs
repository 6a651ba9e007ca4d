//! `[store]`: the database.

use serde::{Deserialize, Serialize};

use super::ConfigError;
use crate::store::Place;

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
        matches!(self.uri.as_deref().map(Place::parse), Some(Ok(Place::Cluster(_))))
    }

    /// Whether it is one file, which can be copied while it is in use.
    pub(super) fn is_file(&self) -> bool {
        let place = self.uri.as_deref().map(Place::parse);
        place.is_none_or(|place| matches!(place, Ok(Place::File(_))))
    }

    pub(super) fn validate(&self) -> Result<(), ConfigError> {
        match self.uri.as_deref().map(Place::parse) {
            None | Some(Ok(_)) => Ok(()),
            Some(Err(expected)) => Err(ConfigError::at("store.uri", expected)),
        }
    }
}
