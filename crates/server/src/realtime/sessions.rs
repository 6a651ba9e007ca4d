//! Sockets end with their session: at once when somebody ended it, and soon after it expired.

use std::time::Duration;

use dineqr_core::id::SessionId;
use dineqr_core::store::StoreError;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::MissedTickBehavior;

use super::Live;
use super::rooms::Room;

/// How often sessions that expired by themselves are looked for.
const EXPIRY_EVERY: Duration = Duration::from_secs(30);
/// How often the store is asked about the connected sessions while other nodes are not heard.
const RECHECK_EVERY: Duration = Duration::from_secs(1);

impl Live {
    /// Disconnects the sockets of sessions whose time is over.
    pub fn expire_step(&self) {
        let now = self.app.now();
        for (session, expires_at) in self.presence.sessions() {
            if expires_at <= now {
                self.hub.disconnect(Room::Session(session));
            }
        }
    }

    /// Asks the store about every connected session and disconnects those that ended.
    ///
    /// # Errors
    /// The store's.
    pub async fn recheck_step(&self) -> Result<(), StoreError> {
        let now = self.app.now();
        for session in self.presence.sessions().into_keys() {
            if self.app.store.session(session, now).await?.is_none() {
                self.hub.disconnect(Room::Session(session));
            }
        }
        Ok(())
    }

    /// Disconnects sockets as their sessions end.
    pub(super) async fn watch_sessions(self, mut ended: Receiver<SessionId>) {
        let mut expiry = tokio::time::interval(EXPIRY_EVERY);
        let mut recheck = tokio::time::interval(RECHECK_EVERY);
        recheck.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                heard = ended.recv() => match heard {
                    Ok(session) => self.hub.disconnect(Room::Session(session)),
                    // Too many at once to be told one by one.
                    Err(RecvError::Lagged(_)) => self.recheck().await,
                    Err(RecvError::Closed) => return,
                },
                _ = expiry.tick() => self.expire_step(),
                _ = recheck.tick() => {
                    if !self.app.kv.hears() {
                        self.recheck().await;
                    }
                }
            }
        }
    }

    /// As [`Live::recheck_step`]; what cannot be checked now is checked again.
    pub(super) async fn recheck(&self) {
        if let Err(error) = self.recheck_step().await {
            tracing::warn!(%error, "sessions could not be checked");
        }
    }
}
