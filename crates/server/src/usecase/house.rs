//! A restaurant as every request needs it: settings and published menu, kept in memory and replaced when an event
//! says that they changed.

use std::collections::HashMap;
use std::sync::Arc;

use dineqr_core::id::RestaurantId;
use dineqr_core::menu::{Availability, PublishedMenu};
use dineqr_core::restaurant::Restaurant;
use dineqr_core::store::SharedStore;
use parking_lot::RwLock;

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
    by_id: RwLock<HashMap<RestaurantId, Arc<House>>>,
    slugs: RwLock<HashMap<String, RestaurantId>>,
    stock: RwLock<HashMap<RestaurantId, Arc<Availability>>>,
}

impl Houses {
    /// None yet.
    pub fn new(store: SharedStore) -> Self {
        Self { store, by_id: RwLock::default(), slugs: RwLock::default(), stock: RwLock::default() }
    }

    /// The restaurant of that id.
    ///
    /// # Errors
    /// [`Error::NotFound`], or the store's.
    pub async fn get(&self, id: RestaurantId) -> Result<Arc<House>> {
        if let Some(house) = self.by_id.read().get(&id) {
            return Ok(house.clone());
        }
        let restaurant = self.store.restaurant(id).await?.ok_or(Error::NotFound("restaurant"))?;
        let menu = self.store.published_menu(id).await?;
        let body = MenuBody::new(&menu, restaurant.currency);
        let house = Arc::new(House { restaurant, menu, body });
        self.slugs.write().insert(house.restaurant.slug.as_str().to_owned(), id);
        self.by_id.write().insert(id, house.clone());
        Ok(house)
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
        if let Some(stock) = self.stock.read().get(&id) {
            return Ok(stock.clone());
        }
        let stock = Arc::new(self.store.availability(id).await?);
        self.stock.write().insert(id, stock.clone());
        Ok(stock)
    }

    /// Settings or menu changed: load them again when they are next needed.
    pub fn drop_house(&self, id: RestaurantId) {
        self.slugs.write().retain(|_, of| *of != id);
        self.by_id.write().remove(&id);
    }

    /// Stock changed: load it again when it is next needed.
    pub fn drop_stock(&self, id: RestaurantId) {
        self.stock.write().remove(&id);
    }
}
