//! `[backup]`: backups that the server makes by itself.

use std::path::{Path, PathBuf};

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use super::ConfigError;

/// Backups that the server makes by itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Backup {
    /// `DINEQR_BACKUP__EVERY_HOURS`: a backup is made when the newest is this old; 0 makes none. Default 0.
    pub every_hours: u32,
    /// `DINEQR_BACKUP__KEEP`: how many are kept; the oldest beyond are deleted. Default 7.
    pub keep: u32,
    /// `DINEQR_BACKUP__FOLDER`: where they are kept. Default none: `backups` in the data directory.
    pub folder: Option<PathBuf>,
}

impl Default for Backup {
    fn default() -> Self {
        Self { every_hours: 0, keep: 7, folder: None }
    }
}

impl Backup {
    /// How old the newest backup may be; none where the server makes none.
    pub fn every(&self) -> Option<SignedDuration> {
        (self.every_hours > 0).then(|| SignedDuration::from_hours(self.every_hours.into()))
    }

    /// Where backups are kept.
    pub fn folder(&self, data_dir: &Path) -> PathBuf {
        self.folder.clone().unwrap_or_else(|| data_dir.join("backups"))
    }

    pub(super) fn validate(&self) -> Result<(), ConfigError> {
        match self.keep {
            0 => Err(ConfigError::at("backup.keep", "at least one is kept")),
            _ => Ok(()),
        }
    }
}
