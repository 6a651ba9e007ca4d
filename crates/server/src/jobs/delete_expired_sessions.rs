//! Forgets sessions that ended by themselves.

use std::time::Duration;

use super::Job;
use crate::app::App;
use crate::usecase::Result;

/// Deletes the records of sessions whose time is over. Nothing honours them any more; they only take space.
#[derive(Debug, Clone, Copy)]
pub struct DeleteExpiredSessions;

impl Job for DeleteExpiredSessions {
    const NAME: &'static str = "delete_expired_sessions";
    const EVERY: Duration = Duration::from_secs(10 * 60);

    async fn step(&self, app: &App) -> Result<u64> {
        Ok(app.store.delete_expired_sessions(app.now()).await?)
    }
}
