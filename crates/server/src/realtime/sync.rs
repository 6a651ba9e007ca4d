//! The versions of what each screen shows, every few seconds: whoever missed a message reloads.

use std::collections::HashMap;
use std::time::Duration;

use dineqr_core::id::{RestaurantId, TabId};
use tokio::time::MissedTickBehavior;

use super::Live;
use super::payload::Payload;
use super::rooms::Room;
use crate::usecase::Result;

/// How often. A screen that hears none for three times as long says that it is stale.
const EVERY: Duration = Duration::from_secs(5);
/// After so many tabs other tasks have a turn.
const AT_A_STRETCH: usize = 64;

impl Live {
    /// Sends `sync` to every room that has sockets here.
    ///
    /// # Errors
    /// The store's; the restaurants after the one that could not be read wait for the next step.
    pub async fn sync_step(&self) -> Result<()> {
        let mut served = self.presence.served();
        for restaurant in served.staff {
            let tabs = served.tabs.remove(&restaurant).unwrap_or_default();
            self.sync_restaurant(restaurant, true, &tabs).await?;
        }
        for (restaurant, tabs) in served.tabs {
            self.sync_restaurant(restaurant, false, &tabs).await?;
        }
        Ok(())
    }

    async fn sync_restaurant(&self, id: RestaurantId, staff: bool, tabs: &[TabId]) -> Result<()> {
        let versions = self.app.store.open_tab_versions(id).await?;
        let now = self.app.now();
        if staff {
            let payload = Payload::sync_staff(id, &versions, now);
            self.hub.emit(&[Room::Staff(id)], &payload).await;
        }
        let versions: HashMap<TabId, u64> = versions.into_iter().collect();
        for (count, tab) in tabs.iter().enumerate() {
            if count % AT_A_STRETCH == AT_A_STRETCH - 1 {
                tokio::task::yield_now().await;
            }
            let version = match versions.get(tab) {
                Some(version) => *version,
                // It was closed, and its guests did not hear.
                None => match self.app.store.tab(id, *tab).await? {
                    Some(tab) => tab.version,
                    None => continue,
                },
            };
            self.hub.emit(&[Room::Tab(*tab)], &Payload::sync_tab(id, *tab, version, now)).await;
        }
        Ok(())
    }

    /// Syncs every few seconds.
    pub(super) async fn keep_synced(self) {
        let mut tick = tokio::time::interval(EVERY);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tick.tick().await;
            if let Err(error) = self.sync_step().await {
                tracing::warn!(%error, "versions could not be read");
            }
        }
    }
}
