//! Forgets events that were handed on long ago.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::Job;
use crate::app::App;
use crate::usecase::Result;

/// How long events are kept after they were handed on: long enough to see what a restaurant's quarter was like.
pub const RETENTION: SignedDuration = SignedDuration::from_hours(90 * 24);

/// Deletes events that were handed on and are older than [`RETENTION`].
#[derive(Debug, Clone, Copy)]
pub struct DeleteDeliveredEvents;

impl Job for DeleteDeliveredEvents {
    const NAME: &'static str = "delete_delivered_events";
    const EVERY: Duration = Duration::from_secs(60 * 60);

    async fn step(&self, app: &App) -> Result<u64> {
        let before = app.now().checked_sub(RETENTION).unwrap_or(Timestamp::MIN);
        Ok(app.store.delete_events(before).await?)
    }
}
