//! What is done now and then without anyone asking.
//!
//! A job is data with a `step`, which tests call, and an interval, after which the loop calls it again. Of several
//! nodes one does it, as long as it can. To add one: 1. a file with its struct and `step`; 2. its line in [`spawn`].

mod back_up;
mod close_due_tabs;
mod delete_delivered_events;
mod delete_expired_sessions;

use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::MissedTickBehavior;

use crate::app::App;
use crate::kv::Lease;
use crate::usecase::Result;

pub use back_up::BackUp;
pub use close_due_tabs::CloseDueTabs;
pub use delete_delivered_events::DeleteDeliveredEvents;
pub use delete_expired_sessions::DeleteExpiredSessions;

/// Work that comes again.
pub trait Job: Send + Sync + 'static {
    /// For the log.
    const NAME: &'static str;
    /// How long it rests.
    const EVERY: Duration;

    /// Does what is due by the program's clock; says how much that was. It can be repeated at any time.
    ///
    /// # Errors
    /// Those of the use cases and of the store; the next step tries again.
    fn step(&self, app: &App) -> impl Future<Output = Result<u64>> + Send;
}

/// Starts the jobs. They end when what is returned is dropped.
pub fn spawn(app: &Arc<App>) -> JoinSet<()> {
    let mut jobs = JoinSet::new();
    jobs.spawn(run(app.clone(), CloseDueTabs));
    jobs.spawn(run(app.clone(), DeleteExpiredSessions));
    jobs.spawn(run(app.clone(), DeleteDeliveredEvents));
    jobs.spawn(run(app.clone(), BackUp));
    jobs
}

async fn run<J: Job>(app: Arc<App>, job: J) {
    let mut tick = tokio::time::interval(J::EVERY);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tick.tick().await;
        // While nobody can tell whose turn it is, everyone does the work: doing it twice changes nothing.
        if app.kv.lease(J::NAME, J::EVERY * 2).await == Lease::Others {
            continue;
        }
        match job.step(&app).await {
            Ok(0) => {}
            Ok(done) => tracing::debug!(job = J::NAME, done, "a job did its work"),
            Err(error) => tracing::warn!(job = J::NAME, %error, "a job failed; it tries again"),
        }
    }
}
