//! Menus: a draft that managers edit, and the published version that guests see.

use async_trait::async_trait;

use super::Result;
use crate::event::Event;
use crate::id::RestaurantId;
use crate::menu::{Menu, PublishedMenu};

/// Menus of restaurants.
#[async_trait]
pub trait Menus {
    /// The draft; empty if there never was one.
    async fn draft_menu(&self, restaurant: RestaurantId) -> Result<Menu>;

    /// The published menu; version 0 and empty if nothing was published.
    async fn published_menu(&self, restaurant: RestaurantId) -> Result<PublishedMenu>;

    /// Replaces the draft.
    async fn save_draft_menu(&self, restaurant: RestaurantId, menu: &Menu) -> Result<()>;

    /// Publishes a menu as the version after `version`, together with the event that says so. `Conflict` when
    /// another one was published since.
    async fn publish_menu(
        &self,
        restaurant: RestaurantId,
        version: u64,
        menu: &Menu,
        event: &Event,
    ) -> Result<()>;
}
