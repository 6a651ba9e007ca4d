//! Closes tabs whose time has come.

use std::time::Duration;

use dineqr_core::event::Actor;
use dineqr_core::tab::Command;

use super::Job;
use crate::app::App;
use crate::usecase::{Error, Result, tab};

/// Most tabs closed in one step.
const AT_ONCE: usize = 100;

/// Closes settled tabs after their 15 minutes, and tabs that nobody ordered on after 30.
#[derive(Debug, Clone, Copy)]
pub struct CloseDueTabs;

impl Job for CloseDueTabs {
    const NAME: &'static str = "close_due_tabs";
    const EVERY: Duration = Duration::from_secs(5);

    async fn step(&self, app: &App) -> Result<u64> {
        let mut closed = 0;
        for (restaurant, id) in app.store.tabs_to_close(app.now(), AT_ONCE).await? {
            match tab::run(app, restaurant, id, Actor::System, &Command::CloseIfDue).await {
                Ok(done) => closed += u64::from(!done.replayed),
                // One tab that cannot be closed must not keep the others open.
                Err(Error::Store(error)) => return Err(error.into()),
                Err(error) => tracing::warn!(%error, tab = %id, "a tab that is due was not closed"),
            }
        }
        Ok(closed)
    }
}
