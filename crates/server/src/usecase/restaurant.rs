//! Restaurants: created by the operator, set by managers.

use dineqr_core::event::{Actor, EventKind};
use dineqr_core::id::RestaurantId;
use dineqr_core::restaurant::{Restaurant, Slug};
use dineqr_core::store::StoreError;

use super::{Error, Result};
use crate::app::App;

/// Creates a restaurant with the default settings.
///
/// # Errors
/// [`Error::Invalid`], or [`Error::Conflict`] for a slug that is taken.
pub async fn create(app: &App, slug: &str, name: &str) -> Result<Restaurant> {
    keep(app, draft(app, slug, name)?).await
}

/// A restaurant with the default settings that is not yet kept.
pub(super) fn draft(app: &App, slug: &str, name: &str) -> Result<Restaurant> {
    let slug = Slug::parse(slug.trim())
        .map_err(|error| Error::invalid("slug", "invalid_slug", error.to_string()))?;
    let id = RestaurantId::new(app.now(), &*app.ids);
    let restaurant = Restaurant::new(id, slug, name.trim().to_owned());
    Error::check(restaurant.problems())?;
    Ok(restaurant)
}

/// Keeps a new restaurant.
pub(super) async fn keep(app: &App, restaurant: Restaurant) -> Result<Restaurant> {
    app.store.create_restaurant(&restaurant).await.map_err(taken)?;
    Ok(restaurant)
}

/// Changes card and settings as they are now: two managers who change different things at once both get theirs.
///
/// # Errors
/// Those of `change`, and as [`update`].
pub async fn change(
    app: &App,
    actor: Actor,
    id: RestaurantId,
    change: impl FnOnce(Restaurant) -> Result<Restaurant>,
) -> Result<Restaurant> {
    let _turn = app.houses.edit().await;
    let house = app.houses.get(id).await?;
    update(app, actor, change(house.restaurant.clone())?).await
}

/// Replaces card and settings; id, slug and currency stay.
///
/// # Errors
/// [`Error::Invalid`] with every rule they break.
pub async fn update(app: &App, actor: Actor, restaurant: Restaurant) -> Result<Restaurant> {
    Error::check(restaurant.problems())?;
    let house = app.houses.get(restaurant.id).await?;
    let restaurant = Restaurant {
        slug: house.restaurant.slug.clone(),
        currency: house.restaurant.currency,
        ..restaurant
    };
    let kind = EventKind::MenuPublished { menu_version: house.menu.version };
    let event = app.event(restaurant.id, actor, kind);
    app.store.update_restaurant(&restaurant, &event).await?;
    app.hand_on(vec![event]);
    Ok(restaurant)
}

fn taken(error: StoreError) -> Error {
    match error {
        StoreError::Duplicate => {
            Error::Conflict { code: "slug_taken", detail: "Another restaurant has that slug." }
        }
        error => error.into(),
    }
}
