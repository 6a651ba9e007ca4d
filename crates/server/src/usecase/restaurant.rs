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

/// How often a change is made again because somebody else's came first.
const ATTEMPTS: usize = 16;

/// Changes card and settings as they are now: two managers who change different things at once both get theirs,
/// also on two nodes. Id, slug and currency stay.
///
/// # Errors
/// Those of `change`, [`Error::Invalid`] with every rule the result breaks, [`Error::NotFound`].
pub async fn change(
    app: &App,
    actor: Actor,
    id: RestaurantId,
    change: impl Fn(Restaurant) -> Result<Restaurant>,
) -> Result<Restaurant> {
    for _ in 0..ATTEMPTS {
        let before = app.store.restaurant(id).await?.ok_or(Error::NotFound("restaurant"))?;
        let (slug, currency) = (before.slug.clone(), before.currency);
        let after = Restaurant { id, slug, currency, ..change(before.clone())? };
        Error::check(after.problems())?;
        let menu_version = app.houses.get(id).await?.menu.version;
        let event = app.event(id, actor, EventKind::MenuPublished { menu_version });
        match app.store.update_restaurant(&before, &after, &event).await {
            Err(StoreError::Conflict) => {}
            updated => {
                updated?;
                app.hand_on(vec![event]);
                return Ok(after);
            }
        }
    }
    Err(StoreError::Conflict.into())
}

fn taken(error: StoreError) -> Error {
    match error {
        StoreError::Duplicate => {
            Error::Conflict { code: "slug_taken", detail: "Another restaurant has that slug." }
        }
        error => error.into(),
    }
}
