//! Menus: the draft, its import, and publishing.

use dineqr_core::event::{Actor, EventKind};
use dineqr_core::id::RestaurantId;
use dineqr_core::menu::{Menu, import_csv, validate};

use super::{Error, Result};
use crate::app::App;

/// Replaces the draft.
///
/// # Errors
/// [`Error::Invalid`] with every rule the menu breaks.
pub async fn save_draft(app: &App, restaurant: RestaurantId, menu: Menu) -> Result<Menu> {
    let house = app.houses.get(restaurant).await?;
    Error::check_menu(validate(&menu, &house.restaurant.settings))?;
    app.store.save_draft_menu(restaurant, &menu).await?;
    Ok(menu)
}

/// Replaces the draft by a CSV file, all of it or nothing.
///
/// # Errors
/// [`Error::Invalid`] with the lines that break rules.
pub async fn import(app: &App, restaurant: RestaurantId, bytes: &[u8]) -> Result<Menu> {
    let house = app.houses.get(restaurant).await?;
    let menu = import_csv(bytes, restaurant, &house.restaurant.settings)?;
    save_draft(app, restaurant, menu).await
}

/// Publishes the draft; answers its version.
///
/// # Errors
/// [`Error::Invalid`] when the draft breaks rules (settings may have changed since it was saved), [`Error::Conflict`]
/// for an empty one.
pub async fn publish(app: &App, restaurant: RestaurantId, actor: Actor) -> Result<u64> {
    let house = app.houses.get(restaurant).await?;
    let draft = app.store.draft_menu(restaurant).await?;
    if draft.dishes().next().is_none() {
        return Err(Error::Conflict { code: "empty_menu", detail: "The draft has no dishes." });
    }
    Error::check_menu(validate(&draft, &house.restaurant.settings))?;
    let current = app.store.published_menu(restaurant).await?.version;
    let menu_version = current + 1;
    let event = app.event(restaurant, actor, EventKind::MenuPublished { menu_version });
    app.store.publish_menu(restaurant, current, &draft, &event).await?;
    app.hand_on(vec![event]);
    Ok(menu_version)
}
