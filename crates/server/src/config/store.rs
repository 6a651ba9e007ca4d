//! `[store]`: the database.

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use super::ConfigError;
use crate::store::Place;

/// The database.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Store {
    /// `DINEQR_STORE__URI`: `sqlite:PATH`, `sqlite::memory:`, or `mongodb://HOST/NAME` (`mongodb+srv://...`). Default
    /// none: `dineqr.db` in the data directory.
    pub uri: Option<String>,
    /// `DINEQR_STORE__EVENT_DAYS`: days that events are kept after they were handed on. Default 90: long enough to see
    /// what a restaurant's quarter was like.
    pub event_days: u32,
}

impl Default for Store {
    fn default() -> Self {
        Self { uri: None, event_days: 90 }
    }
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

    /// How long events are kept after they were handed on.
    pub fn events_kept(&self) -> SignedDuration {
        SignedDuration::from_hours(i64::from(self.event_days) * 24)
    }

    pub(super) fn validate(&self) -> Result<(), ConfigError> {
        if !(1..=3650).contains(&self.event_days) {
            return Err(ConfigError::at("store.event_days", "1 to 3650"));
        }
        match self.uri.as_deref().map(Place::parse) {
            None | Some(Ok(_)) => Ok(()),
            Some(Err(expected)) => Err(ConfigError::at("store.uri", expected)),
        }
    }
}
