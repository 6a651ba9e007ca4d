//! A restaurant as every request needs it: settings and published menu, kept in memory and replaced when an event
//! says that they changed.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use dineqr_core::id::RestaurantId;
use dineqr_core::menu::{Availability, PublishedMenu};
use dineqr_core::restaurant::Restaurant;
use dineqr_core::store::SharedStore;
use parking_lot::RwLock;
use tokio::sync::{Mutex, MutexGuard};

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
    by_id: Kept<House>,
    slugs: RwLock<HashMap<String, RestaurantId>>,
    stock: Kept<Availability>,
    edits: Mutex<()>,
}

/// What was loaded for each restaurant. Something that changes while it is loaded must not be kept as it was before:
/// whoever loads says how many changes there were when they began.
struct Kept<T> {
    by_id: RwLock<HashMap<RestaurantId, Arc<T>>>,
    changes: AtomicU64,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self { by_id: RwLock::default(), changes: AtomicU64::new(0) }
    }
}

impl<T> Kept<T> {
    fn get(&self, id: RestaurantId) -> Option<Arc<T>> {
        self.by_id.read().get(&id).cloned()
    }

    fn changes(&self) -> u64 {
        self.changes.load(Ordering::SeqCst)
    }

    fn keep(&self, id: RestaurantId, loaded: &Arc<T>, changes: u64) {
        let mut kept = self.by_id.write();
        if self.changes() == changes {
            kept.insert(id, loaded.clone());
        }
    }

    fn drop(&self, id: RestaurantId) {
        let mut kept = self.by_id.write();
        self.changes.fetch_add(1, Ordering::SeqCst);
        kept.remove(&id);
    }
}

impl Houses {
    /// None yet.
    pub fn new(store: SharedStore) -> Self {
        Self {
            store,
            by_id: Kept::default(),
            slugs: RwLock::default(),
            stock: Kept::default(),
            edits: Mutex::default(),
        }
    }

    /// The restaurant of that id.
    ///
    /// # Errors
    /// [`Error::NotFound`], or the store's.
    pub async fn get(&self, id: RestaurantId) -> Result<Arc<House>> {
        if let Some(house) = self.by_id.get(id) {
            return Ok(house);
        }
        let changes = self.by_id.changes();
        let restaurant = self.store.restaurant(id).await?.ok_or(Error::NotFound("restaurant"))?;
        let menu = self.store.published_menu(id).await?;
        let body = MenuBody::new(&menu, restaurant.currency);
        let house = Arc::new(House { restaurant, menu, body });
        self.slugs.write().insert(house.restaurant.slug.as_str().to_owned(), id);
        self.by_id.keep(id, &house, changes);
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
        if let Some(stock) = self.stock.get(id) {
            return Ok(stock);
        }
        let changes = self.stock.changes();
        let stock = Arc::new(self.store.availability(id).await?);
        self.stock.keep(id, &stock, changes);
        Ok(stock)
    }

    /// Waits for the turn to change a restaurant.
    pub async fn edit(&self) -> MutexGuard<'_, ()> {
        self.edits.lock().await
    }

    /// Settings or menu changed: load them again when they are next needed.
    pub fn drop_house(&self, id: RestaurantId) {
        self.slugs.write().retain(|_, of| *of != id);
        self.by_id.drop(id);
    }

    /// Stock changed: load it again when it is next needed.
    pub fn drop_stock(&self, id: RestaurantId) {
        self.stock.drop(id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_while_it_was_loaded_is_not_kept() {
        let (kept, id) = (Kept::default(), RestaurantId::derived(&["a"]));
        let changes = kept.changes();
        kept.drop(id);
        kept.keep(id, &Arc::new("old"), changes);
        assert_eq!(kept.get(id), None);
        kept.keep(id, &Arc::new("new"), kept.changes());
        assert_eq!(kept.get(id).as_deref(), Some(&"new"));
    }
}
