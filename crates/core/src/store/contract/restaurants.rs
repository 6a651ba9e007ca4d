//! Restaurants.

use pretty_assertions::assert_eq;

use super::World;
use super::world::neighbour;
use crate::event::EventKind;
use crate::store::{SharedStore, StoreError};
use crate::test_support::evening;

/// All of them come by slug.
pub async fn a_restaurant_is_found_by_id_and_slug(store: SharedStore) {
    let world = World::new(store);
    let (here, there) = (&world.restaurant, neighbour());
    assert_eq!(world.store.restaurants().await, Ok(Vec::new()));
    world.store.create_restaurant(here).await.expect("created");
    world.store.create_restaurant(&there).await.expect("created");
    assert_eq!(world.store.restaurant(here.id).await, Ok(Some(here.clone())));
    let found = world.store.restaurant_by_slug(&there.slug.to_string()).await;
    assert_eq!(found, Ok(Some(there.clone())));
    assert_eq!(world.store.restaurant_by_slug("nowhere").await, Ok(None));
    assert_eq!(world.store.restaurants().await, Ok(vec![there, here.clone()]));
}

/// By the first to come.
pub async fn a_slug_is_taken_once(store: SharedStore) {
    let world = World::new(store);
    world.store.create_restaurant(&world.restaurant).await.expect("created");
    let mut other = neighbour();
    other.slug = world.restaurant.slug.clone();
    assert_eq!(world.store.create_restaurant(&other).await, Err(StoreError::Duplicate));
    let again = world.store.create_restaurant(&world.restaurant).await;
    assert_eq!(again, Err(StoreError::Duplicate));
    assert_eq!(world.store.restaurants().await, Ok(vec![world.restaurant]));
}

/// Refused with its event when the slug is taken, or the restaurant is not there or not as it was seen.
pub async fn a_restaurant_is_replaced_with_its_event(store: SharedStore) {
    let world = World::new(store);
    let event = || world.event(evening(), EventKind::MenuPublished { menu_version: 1 });
    let mut place = world.restaurant.clone();
    let first = place.clone();
    let missing = world.store.update_restaurant(&first, &place, &event()).await;
    assert_eq!(missing, Err(StoreError::Conflict));
    world.store.create_restaurant(&first).await.expect("created");
    world.store.create_restaurant(&neighbour()).await.expect("created");
    place.name = "Spice Route II".to_owned();
    let told = event();
    world.store.update_restaurant(&first, &place, &told).await.expect("updated");
    let mut greedy = place.clone();
    greedy.slug = neighbour().slug;
    let refused = world.store.update_restaurant(&place, &greedy, &event()).await;
    assert_eq!(refused, Err(StoreError::Duplicate));
    let late = world.store.update_restaurant(&first, &first, &event()).await;
    assert_eq!(late, Err(StoreError::Conflict));
    assert_eq!(world.store.restaurant(place.id).await, Ok(Some(place)));
    assert_eq!(world.pending().await, vec![told]);
}
