//! Keeps a few backups of the database in a folder.

use std::time::Duration;

use super::Job;
use crate::app::App;
use crate::usecase::{Result, backup};

/// Makes a backup when the newest is as old as the settings say, and deletes the oldest.
#[derive(Debug, Clone, Copy)]
pub struct BackUp;

impl Job for BackUp {
    const NAME: &'static str = "back_up";
    const EVERY: Duration = Duration::from_secs(5 * 60);

    async fn step(&self, app: &App) -> Result<u64> {
        Ok(u64::from(backup::run_if_due(app).await?))
    }
}
