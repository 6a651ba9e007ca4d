//! Menus.

use pretty_assertions::assert_eq;

use super::World;
use super::world::neighbour;
use crate::event::{Event, EventKind};
use crate::menu::{Menu, PublishedMenu};
use crate::store::{BothMenus, SharedStore, StoreError};
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

/// The draft alone, or both with the event.
pub async fn both_menus_are_edited_together(store: SharedStore) {
    let world = World::new(store);
    let menus = async || world.store.menus(world.place()).await.expect("read");
    assert_eq!(menus().await, BothMenus::default());
    world.store.save_draft_menu(world.place(), &menu()).await.expect("saved");
    let first = menus().await;
    assert_eq!((&first.draft, first.published.version), (&menu(), 0));
    let edit = async |seen: &BothMenus, draft: &Menu, published: Option<(&Menu, &Event)>| {
        world.store.edit_menus(world.place(), seen, draft, published).await
    };
    assert_eq!(edit(&first, &renamed("one"), None).await, Ok(()));
    let second = menus().await;
    assert_eq!((&second.draft, second.published.version), (&renamed("one"), 0));
    let event = published_event(&world, 1);
    let published = renamed("two");
    assert_eq!(edit(&second, &renamed("three"), Some((&published, &event))).await, Ok(()));
    let third = menus().await;
    assert_eq!(third.draft, renamed("three"));
    assert_eq!(third.published, PublishedMenu::new(1, renamed("two")));
    assert_eq!(world.store.published_menu(world.place()).await, Ok(third.published));
    assert_eq!(world.store.draft_menu(world.place()).await, Ok(renamed("three")));
    assert_eq!(world.pending().await, [event]);
    assert_eq!(world.store.menus(neighbour().id).await, Ok(BothMenus::default()));
}

/// Neither menu changes then, and nothing is told.
pub async fn an_edit_of_menus_that_changed_is_a_conflict(store: SharedStore) {
    let world = World::new(store);
    let menus = async || world.store.menus(world.place()).await.expect("read");
    let edit = async |seen: &BothMenus| {
        let (event, menu) = (published_event(&world, 9), renamed("lost"));
        world.store.edit_menus(world.place(), seen, &menu, Some((&menu, &event))).await
    };
    world.store.save_draft_menu(world.place(), &menu()).await.expect("saved");
    let seen = menus().await;
    world.store.save_draft_menu(world.place(), &renamed("draft")).await.expect("saved");
    assert_eq!(edit(&seen).await, Err(StoreError::Conflict));
    let seen = menus().await;
    let (event, published) = (published_event(&world, 1), renamed("published"));
    let publish = world.store.publish_menu(world.place(), 0, &published, &event);
    publish.await.expect("published");
    assert_eq!(edit(&seen).await, Err(StoreError::Conflict));
    let seen = menus().await;
    assert_eq!(seen.draft, renamed("draft"));
    assert_eq!(seen.published, PublishedMenu::new(1, renamed("published")));
    assert_eq!(edit(&seen).await, Ok(()));
    assert_eq!(edit(&seen).await, Err(StoreError::Conflict), "an edit is a change itself");
    assert_eq!(world.pending().await.len(), 2);
}

fn published_event(world: &World, menu_version: u64) -> Event {
    world.event(evening(), EventKind::MenuPublished { menu_version })
}

/// The menu with another name for its category.
fn renamed(name: &str) -> Menu {
    let mut menu = menu();
    menu.categories[0].name = name.to_owned();
    menu
}
