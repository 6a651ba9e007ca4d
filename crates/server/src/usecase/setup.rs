//! The first restaurant and its manager, by a one-time link that an empty store prints.

use dineqr_core::account::Role;
use dineqr_core::restaurant::Restaurant;
use sha2::{Digest, Sha256};

use super::people::{self, Person};
use super::{Error, Result, restaurant};
use crate::app::App;

const KEY: &str = "setup";

/// A new one-time secret, if the store is empty. Printing it again at the next start makes the older one void.
///
/// # Errors
/// The store's.
pub async fn offer(app: &App) -> Result<Option<String>> {
    if !app.store.restaurants().await?.is_empty() {
        return Ok(None);
    }
    let secret = format!("{:032x}{:032x}", app.ids.random(), app.ids.random());
    let hash = Sha256::digest(secret.as_bytes());
    let kept = app.store.key(KEY, &hash).await?;
    if kept != hash.as_slice() {
        app.store.take_key(KEY, &kept).await?;
        app.store.key(KEY, &hash).await?;
    }
    Ok(Some(secret))
}

/// What the form of the link says.
#[derive(Debug, Clone)]
pub struct FirstRestaurant {
    /// The secret of the link.
    pub secret: String,
    /// The restaurant's name in links.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// The manager's address.
    pub email: String,
    /// The manager's name.
    pub manager_name: String,
    /// The manager's password.
    pub password: String,
}

/// Creates the first restaurant and its manager; the link is used up only when that worked.
///
/// # Errors
/// [`Error::NotFound`] for a wrong or used link, [`Error::Invalid`] for the form.
pub async fn complete(app: &App, first: FirstRestaurant) -> Result<Restaurant> {
    let hash = Sha256::digest(first.secret.as_bytes());
    let read = || super::account::read_password("password", &first.password);
    read()?;
    if !app.store.restaurants().await?.is_empty() || !app.store.take_key(KEY, &hash).await? {
        return Err(Error::NotFound("setup"));
    }
    match create(app, &first).await {
        Ok(restaurant) => Ok(restaurant),
        Err(error) => {
            app.store.key(KEY, &hash).await?;
            Err(error)
        }
    }
}

/// The person comes first: what a crash in between leaves is an account without a restaurant, and the form can be sent
/// again with the same password.
async fn create(app: &App, first: &FirstRestaurant) -> Result<Restaurant> {
    let field = |_| Error::invalid("manager_name", "name", "1 to 80 characters on one line");
    people::read_name(&first.manager_name).map_err(field)?;
    let restaurant = restaurant::draft(app, &first.slug, &first.name)?;
    let person = Person {
        name: Some(first.manager_name.clone()),
        email: Some(first.email.clone()),
        password: Some(first.password.clone()),
        role: Some(Role::Manager),
        ..Person::default()
    };
    people::create(app, restaurant.id, person).await?;
    restaurant::keep(app, restaurant).await
}
