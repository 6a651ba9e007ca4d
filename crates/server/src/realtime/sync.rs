//! The versions of what each screen shows, every few seconds: whoever missed a message reloads.

use std::collections::HashMap;
use std::time::Duration;

use dineqr_core::id::{RestaurantId, TabId};
use jiff::Timestamp;
use tokio::time::MissedTickBehavior;

use super::Live;
use super::handshake::place_at;
use super::payload::Payload;
use super::presence::Place;
use super::rooms::{self, Room};
use crate::usecase::{Result, tab};

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
        for (restaurant, tabs) in served.past {
            self.look_for_reopened(restaurant, &tabs).await?;
        }
        Ok(())
    }

    async fn sync_restaurant(&self, id: RestaurantId, staff: bool, tabs: &[TabId]) -> Result<()> {
        let versions = self.app.store.open_tab_versions(id).await?;
        let now = self.app.now();
        if staff {
            let payload = Payload::sync_staff(id, &versions, now);
            self.hub.emit_here(&[Room::Staff(id)], &payload).await;
        }
        let versions: HashMap<TabId, u64> = versions.into_iter().collect();
        for (count, tab) in tabs.iter().enumerate() {
            if count % AT_A_STRETCH == AT_A_STRETCH - 1 {
                tokio::task::yield_now().await;
            }
            match versions.get(tab) {
                Some(version) => self.sync_tab(id, *tab, *version, now).await,
                None => self.find_guests(id, *tab, now).await?,
            }
        }
        Ok(())
    }

    async fn sync_tab(&self, restaurant: RestaurantId, tab: TabId, version: u64, now: Timestamp) {
        let payload = Payload::sync_tab(restaurant, tab, version, now);
        self.hub.emit_here(&[Room::Tab(tab)], &payload).await;
    }

    /// A tab is not open any more, and its guests here did not hear, or another node told them: they get to know its
    /// last version and take their place.
    async fn find_guests(&self, id: RestaurantId, tab: TabId, now: Timestamp) -> Result<()> {
        let Some(over) = self.app.store.tab(id, tab).await? else { return Ok(()) };
        if over.is_open() {
            return Ok(());
        }
        self.sync_tab(id, tab, over.version, now).await;
        let place = place_at(&*tab::follow(&self.app, id, tab).await?);
        self.move_here(Place::Guest(tab), place).await;
        Ok(())
    }

    /// Guests of a tab that is over come back to it if it was opened again and they did not hear.
    async fn look_for_reopened(&self, id: RestaurantId, tabs: &[TabId]) -> Result<()> {
        let open = self.app.store.open_tab_versions(id).await?;
        for (tab, _) in open.iter().filter(|(tab, _)| tabs.contains(tab)) {
            self.move_here(Place::Past(*tab), Place::Guest(*tab)).await;
        }
        Ok(())
    }

    async fn move_here(&self, from: Place, to: Place) {
        self.presence.reseat(from, to);
        self.hub.move_here(from.room(), to.room()).await;
        self.app.kv.enter(&rooms::names(&[to.room()])).await;
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
