//! A restaurant as every request needs it: settings and published menu, kept in memory and replaced when an event
//! says that they changed.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use dineqr_core::id::RestaurantId;
use dineqr_core::menu::{Availability, PublishedMenu};
use dineqr_core::restaurant::Restaurant;
use dineqr_core::store::SharedStore;
use parking_lot::RwLock;
use tokio::sync::OnceCell;

use super::{Error, Result};
use crate::kv::Kv;
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

/// How long what is in memory is believed while this node does not hear of changes.
const BELIEVED_FOR: Duration = Duration::from_millis(500);

/// The houses this node has served so far. What is here is dropped, never changed.
pub struct Houses {
    store: SharedStore,
    kv: Kv,
    houses: Kept<House>,
    stock: Kept<Availability>,
    slugs: RwLock<HashMap<String, RestaurantId>>,
}

/// What was loaded for each restaurant. It is loaded once however many ask at the same time, and who asks after it
/// was dropped never gets what somebody began to load before.
struct Kept<T>(RwLock<HashMap<RestaurantId, Arc<OnceCell<Loaded<T>>>>>);

/// What was loaded, and when that began.
struct Loaded<T> {
    value: Arc<T>,
    since: Instant,
}

impl<T> Kept<T> {
    /// What is kept, loaded if need be. `load` is given what stood here until it was too old.
    async fn get(
        &self,
        id: RestaurantId,
        hears: bool,
        load: impl AsyncFnOnce(Option<Arc<T>>) -> Result<Arc<T>>,
    ) -> Result<Arc<T>> {
        let known = self.0.read().get(&id).cloned();
        let cell = known.unwrap_or_else(|| self.0.write().entry(id).or_default().clone());
        let old = match cell.get() {
            Some(loaded) if hears || loaded.since.elapsed() < BELIEVED_FOR => {
                return Ok(loaded.value.clone());
            }
            old => old.map(|loaded| loaded.value.clone()),
        };
        let cell = if old.is_some() { self.replace(id, &cell) } else { cell };
        let loaded = cell.get_or_try_init(async || {
            let since = Instant::now();
            load(old).await.map(|value| Loaded { value, since })
        });
        Ok(loaded.await?.value.clone())
    }

    /// Puts a new cell in the place of an old one, unless somebody did so already.
    fn replace(
        &self,
        id: RestaurantId,
        old: &Arc<OnceCell<Loaded<T>>>,
    ) -> Arc<OnceCell<Loaded<T>>> {
        let mut all = self.0.write();
        let cell = all.entry(id).or_default();
        if Arc::ptr_eq(cell, old) {
            *cell = Arc::default();
        }
        cell.clone()
    }

    fn drop(&self, id: RestaurantId) {
        self.0.write().remove(&id);
    }

    fn drop_all(&self) {
        self.0.write().clear();
    }
}

impl Houses {
    /// None yet.
    pub fn new(store: SharedStore, kv: Kv) -> Self {
        let (houses, stock) = (Kept(RwLock::default()), Kept(RwLock::default()));
        Self { store, kv, houses, stock, slugs: RwLock::default() }
    }

    /// The restaurant of that id.
    ///
    /// # Errors
    /// [`Error::NotFound`], or the store's.
    pub async fn get(&self, id: RestaurantId) -> Result<Arc<House>> {
        self.houses.get(id, self.kv.hears(), async |old| self.load(id, old).await).await
    }

    async fn load(&self, id: RestaurantId, old: Option<Arc<House>>) -> Result<Arc<House>> {
        let restaurant = self.store.restaurant(id).await?.ok_or(Error::NotFound("restaurant"))?;
        let menu = self.store.published_menu(id).await?;
        self.slugs.write().insert(restaurant.slug.as_str().to_owned(), id);
        // Compressing is what costs.
        if let Some(old) = old.filter(|old| old.restaurant == restaurant && old.menu == menu) {
            return Ok(old);
        }
        let body = MenuBody::new(&menu, restaurant.currency);
        Ok(Arc::new(House { restaurant, menu, body }))
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
        let load = async |_| Ok(Arc::new(self.store.availability(id).await?));
        self.stock.get(id, self.kv.hears(), load).await
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

    /// Anything may have changed.
    pub fn drop_all(&self) {
        self.slugs.write().clear();
        self.houses.drop_all();
        self.stock.drop_all();
    }
}
