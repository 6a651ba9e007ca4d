//! Menus: a draft that managers edit, and the published version that guests see.

use async_trait::async_trait;

use super::Result;
use crate::event::Event;
use crate::id::RestaurantId;
use crate::menu::{Menu, PublishedMenu};

/// Both menus of a restaurant as they were at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BothMenus {
    /// The draft; empty if there never was one.
    pub draft: Menu,
    /// Counts up with every time the draft is replaced.
    pub draft_version: u64,
    /// The published menu; version 0 and empty if nothing was published.
    pub published: PublishedMenu,
}

/// Menus of restaurants.
#[async_trait]
pub trait Menus {
    /// The draft; empty if there never was one.
    async fn draft_menu(&self, restaurant: RestaurantId) -> Result<Menu>;

    /// The published menu; version 0 and empty if nothing was published.
    async fn published_menu(&self, restaurant: RestaurantId) -> Result<PublishedMenu>;

    /// Both menus at one moment.
    async fn menus(&self, restaurant: RestaurantId) -> Result<BothMenus>;

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

    /// Replaces the draft and publishes a menu with the event that says so, both or neither; without `published` the
    /// draft alone. `Conflict` when either menu was replaced since they were `seen`.
    async fn edit_menus(
        &self,
        restaurant: RestaurantId,
        seen: &BothMenus,
        draft: &Menu,
        published: Option<(&Menu, &Event)>,
    ) -> Result<()>;
}
