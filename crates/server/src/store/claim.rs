//! The right to serve a database that several processes can open.
//!
//! A server whose short-lived state is in its own memory must be alone; servers that share a Redis claim together,
//! under its name. A file needs none of this: its store holds a lock.

use std::sync::Arc;
use std::time::Duration;

use dineqr_core::clock::Clock as _;
use dineqr_core::store::StoreError;
use dineqr_store_mongo::MongoStore;
use jiff::Timestamp;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::Instant;

use crate::system::SystemClock;

/// How long a claim lasts when nobody renews it.
const LASTS: Duration = Duration::from_secs(10);
/// How often it is renewed.
const RENEWED_EVERY: Duration = Duration::from_secs(3);
/// How long is waited for a claim to end: its holder may have been killed.
const WAITED_FOR: Duration = Duration::from_secs(12);
/// Pause between two tries.
const TRIED_EVERY: Duration = Duration::from_millis(500);

/// A claim that is renewed until it is dropped.
pub struct Claim {
    store: Arc<MongoStore>,
    holder: String,
    lost: watch::Receiver<bool>,
    renewing: JoinHandle<()>,
}

impl Drop for Claim {
    fn drop(&mut self) {
        self.renewing.abort();
    }
}

impl Claim {
    /// Claims the database for a holder, and waits a while for another one's claim to end.
    pub(super) async fn take(store: Arc<MongoStore>, holder: String) -> Result<Self, StoreError> {
        let deadline = Instant::now() + WAITED_FOR;
        while !claim(&store, &holder).await? {
            if Instant::now() >= deadline {
                let text = "another server is using it; several need one Redis, named by kv.uri, and one kv.prefix";
                return Err(StoreError::Unavailable(text.to_owned()));
            }
            tokio::time::sleep(TRIED_EVERY).await;
        }
        let (told, lost) = watch::channel(false);
        let renewing = tokio::spawn(renew(store.clone(), holder.clone(), told));
        Ok(Self { store, holder, lost, renewing })
    }

    /// Ready once another server has the database: this one was away for too long and must stop.
    pub async fn lost(&mut self) {
        if self.lost.wait_for(|lost| *lost).await.is_err() {
            std::future::pending().await
        }
    }

    /// Ends it, so that the next server need not wait.
    pub async fn release(self) {
        if let Err(error) = self.store.release(&self.holder).await {
            tracing::info!(%error, "the claim on the store ends by itself");
        }
    }
}

async fn claim(store: &MongoStore, holder: &str) -> Result<bool, StoreError> {
    let now = SystemClock.now();
    store.claim(holder, now, now.checked_add(LASTS).unwrap_or(Timestamp::MAX)).await
}

async fn renew(store: Arc<MongoStore>, holder: String, lost: watch::Sender<bool>) {
    loop {
        tokio::time::sleep(RENEWED_EVERY).await;
        match claim(&store, &holder).await {
            Ok(true) => {}
            Ok(false) => {
                tracing::error!("another server took the store over");
                lost.send_replace(true);
                return;
            }
            Err(error) => tracing::warn!(%error, "the claim on the store was not renewed"),
        }
    }
}
