//! Forgets events that were handed on long ago.

use std::time::Duration;

use jiff::Timestamp;

use super::Job;
use crate::app::App;
use crate::usecase::Result;

/// Deletes events that were handed on and are older than `store.event_days`.
#[derive(Debug, Clone, Copy)]
pub struct DeleteDeliveredEvents;

impl Job for DeleteDeliveredEvents {
    const NAME: &'static str = "delete_delivered_events";
    const EVERY: Duration = Duration::from_secs(60 * 60);

    async fn step(&self, app: &App) -> Result<u64> {
        let before = app.now().checked_sub(app.config.store.events_kept());
        let before = before.unwrap_or(Timestamp::MIN);
        Ok(app.store.delete_events(before).await?)
    }
}
