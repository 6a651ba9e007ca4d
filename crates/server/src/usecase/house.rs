//! A restaurant as every request needs it: settings and published menu, kept in memory and replaced when an event
//! says that they changed.

use std::collections::HashMap;
use std::sync::Arc;

use dineqr_core::id::RestaurantId;
use dineqr_core::menu::{Availability, PublishedMenu};
use dineqr_core::restaurant::Restaurant;
use dineqr_core::store::SharedStore;
use parking_lot::RwLock;
use tokio::sync::OnceCell;

use super::{Error, Result};
use crate::view::menu::MenuBody;

/// A restaurant with its published menu, ready to serve.
#[derive(Debug)]
pub struct House {
    /// The restaurant.
    pub restaurant: Restaurant,
    /// The menu guests see.
    pub menu: PublishedMenu,
    /// The menu as bytes, compressed once.
    pub body: MenuBody,
}

/// The houses this node has served so far. What is here is dropped, never changed.
pub struct Houses {
    store: SharedStore,
    houses: Kept<House>,
    stock: Kept<Availability>,
    slugs: RwLock<HashMap<String, RestaurantId>>,
}

/// What was loaded for each restaurant. It is loaded once however many ask at the same time, and who asks after it
/// was dropped never gets what somebody began to load before.
struct Kept<T>(RwLock<HashMap<RestaurantId, Arc<OnceCell<Arc<T>>>>>);

impl<T> Kept<T> {
    async fn get(&self, id: RestaurantId, load: impl AsyncFnOnce() -> Result<T>) -> Result<Arc<T>> {
        let known = self.0.read().get(&id).cloned();
        let cell = known.unwrap_or_else(|| self.0.write().entry(id).or_default().clone());
        cell.get_or_try_init(async || load().await.map(Arc::new)).await.cloned()
    }

    fn drop(&self, id: RestaurantId) {
        self.0.write().remove(&id);
    }
}

impl Houses {
    /// None yet.
    pub fn new(store: SharedStore) -> Self {
        let (houses, stock) = (Kept(RwLock::default()), Kept(RwLock::default()));
        Self { store, houses, stock, slugs: RwLock::default() }
    }

    /// The restaurant of that id.
    ///
    /// # Errors
    /// [`Error::NotFound`], or the store's.
    pub async fn get(&self, id: RestaurantId) -> Result<Arc<House>> {
        self.houses.get(id, async || self.load(id).await).await
    }

    async fn load(&self, id: RestaurantId) -> Result<House> {
        let restaurant = self.store.restaurant(id).await?.ok_or(Error::NotFound("restaurant"))?;
        let menu = self.store.published_menu(id).await?;
        let body = MenuBody::new(&menu, restaurant.currency);
        self.slugs.write().insert(restaurant.slug.as_str().to_owned(), id);
        Ok(House { restaurant, menu, body })
    }

    /// The restaurant of that slug.
    ///
    /// # Errors
    /// [`Error::NotFound`], or the store's.
    pub async fn by_slug(&self, slug: &str) -> Result<Arc<House>> {
        let known = self.slugs.read().get(slug).copied();
        if let Some(id) = known {
            return self.get(id).await;
        }
        let restaurant = self.store.restaurant_by_slug(slug).await?;
        self.get(restaurant.ok_or(Error::NotFound("restaurant"))?.id).await
    }

    /// What is sold out or counted.
    ///
    /// # Errors
    /// The store's.
    pub async fn stock(&self, id: RestaurantId) -> Result<Arc<Availability>> {
        self.stock.get(id, async || Ok(self.store.availability(id).await?)).await
    }

    /// Settings or menu changed: load them again when they are next needed.
    pub fn drop_house(&self, id: RestaurantId) {
        self.slugs.write().retain(|_, of| *of != id);
        self.houses.drop(id);
    }

    /// Stock changed: load it again when it is next needed.
    pub fn drop_stock(&self, id: RestaurantId) {
        self.stock.drop(id);
    }
}
