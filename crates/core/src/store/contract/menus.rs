//! Menus.

use pretty_assertions::assert_eq;

use super::World;
use super::world::neighbour;
use crate::event::EventKind;
use crate::menu::{Menu, PublishedMenu};
use crate::store::{SharedStore, StoreError};
use crate::test_support::{evening, menu};

/// Neither a draft nor a published one.
pub async fn a_restaurant_starts_without_a_menu(store: SharedStore) {
    let world = World::new(store);
    assert_eq!(world.store.draft_menu(world.place()).await, Ok(Menu::default()));
    assert_eq!(world.store.published_menu(world.place()).await, Ok(PublishedMenu::default()));
}

/// It shows to nobody else.
pub async fn a_draft_is_replaced(store: SharedStore) {
    let world = World::new(store);
    world.store.save_draft_menu(world.place(), &menu()).await.expect("saved");
    assert_eq!(world.store.draft_menu(world.place()).await, Ok(menu()));
    assert_eq!(world.store.draft_menu(neighbour().id).await, Ok(Menu::default()));
    assert_eq!(world.store.published_menu(world.place()).await, Ok(PublishedMenu::default()));
    world.store.save_draft_menu(world.place(), &Menu::default()).await.expect("saved");
    assert_eq!(world.store.draft_menu(world.place()).await, Ok(Menu::default()));
}

/// The second of two who publish over the same version is refused, with its event. The draft stays as it is.
pub async fn a_menu_is_published_over_the_version_that_was_seen(store: SharedStore) {
    let world = World::new(store);
    let publish = async |version, menu: &Menu| {
        let event = world.event(evening(), EventKind::MenuPublished { menu_version: version + 1 });
        world.store.publish_menu(world.place(), version, menu, &event).await
    };
    let published = async || world.store.published_menu(world.place()).await;
    world.store.save_draft_menu(world.place(), &menu()).await.expect("saved");
    assert_eq!(publish(0, &menu()).await, Ok(()));
    assert_eq!(published().await, Ok(PublishedMenu::new(1, menu())));
    assert_eq!(publish(0, &Menu::default()).await, Err(StoreError::Conflict));
    assert_eq!(publish(2, &Menu::default()).await, Err(StoreError::Conflict));
    assert_eq!(published().await, Ok(PublishedMenu::new(1, menu())));
    assert_eq!(publish(1, &Menu::default()).await, Ok(()));
    assert_eq!(published().await, Ok(PublishedMenu::new(2, Menu::default())));
    assert_eq!(world.store.draft_menu(world.place()).await, Ok(menu()));
    assert_eq!(world.pending().await.len(), 2);
}
