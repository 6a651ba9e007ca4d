//! Finding tabs.

use pretty_assertions::assert_eq;

use super::World;
use super::world::{minutes, neighbour, table_id};
use crate::store::SharedStore;
use crate::tab::Command;
use crate::test_support::evening;

/// `tab` answers what `commit` was given, open or closed.
pub async fn a_tab_is_found_as_it_was_committed(store: SharedStore) {
    let world = World::new(store);
    let tab = world.seat("T1").await;
    assert_eq!(world.stored(tab.id).await, Some(tab.clone()));
    let ordered = world.act(&tab, world.order(1)).await.expect("committed");
    assert_eq!(world.stored(tab.id).await, Some(ordered.clone()));
    let settled = world.settle(&ordered).await;
    let closed = world.act(&settled, Command::Close).await.expect("committed");
    assert!(!closed.is_open());
    assert_eq!(world.stored(tab.id).await, Some(closed));
}

/// Nothing of a tab shows under another restaurant's id.
pub async fn a_tab_of_another_restaurant_is_not_there(store: SharedStore) {
    let world = World::new(store);
    let tab = world.seat("T1").await;
    let other = neighbour().id;
    assert_eq!(world.store.tab(other, tab.id).await, Ok(None));
    assert_eq!(world.store.open_tab_at(other, table_id("T1")).await, Ok(None));
    assert_eq!(world.store.open_tabs(other).await, Ok(Vec::new()));
    assert_eq!(world.store.open_tab_versions(other).await, Ok(Vec::new()));
}

/// `open_tabs` has parcels too, and no closed tabs.
pub async fn open_tabs_come_oldest_first(store: SharedStore) {
    let world = World::new(store);
    let late = world.open(Some("T1"), minutes(9)).await.expect("committed");
    let early = world.open(None, minutes(1)).await.expect("committed");
    let middle = world.open(Some("T2"), minutes(5)).await.expect("committed");
    let gone = world.open(Some("T3"), minutes(3)).await.expect("committed");
    world.act(&gone, Command::Close).await.expect("committed");
    assert_eq!(world.store.open_tabs(world.place()).await, Ok(vec![early, middle, late]));
}

/// `open_tab_versions` follows each commit.
pub async fn versions_of_open_tabs_are_told(store: SharedStore) {
    let world = World::new(store);
    let versions = async || {
        let mut versions = world.store.open_tab_versions(world.place()).await.expect("read");
        versions.sort();
        versions
    };
    let first = world.seat("T1").await;
    let second = world.seat("T2").await;
    let first = world.act(&first, world.order(1)).await.expect("committed");
    let mut expected = vec![(first.id, 2), (second.id, 1)];
    expected.sort();
    assert_eq!(versions().await, expected);
    world.act(&second, Command::Close).await.expect("committed");
    assert_eq!(versions().await, vec![(first.id, 2)]);
}

/// `tabs_to_close` goes by `closes_at`, the first due first, in all restaurants.
pub async fn tabs_whose_time_has_come_are_told(store: SharedStore) {
    let world = World::new(store);
    let empty = world.seat("T1").await;
    let busy = world.seat("T2").await;
    let busy = world.act(&busy, world.order(1)).await.expect("committed");
    let late = world.open(None, minutes(9)).await.expect("committed");
    let due = async |minute, limit| {
        world.store.tabs_to_close(minutes(minute), limit).await.expect("read")
    };
    let place = world.place();
    assert_eq!(due(29, 9).await, vec![]);
    assert_eq!(due(30, 9).await, vec![(place, empty.id)]);
    assert_eq!(due(60, 9).await, vec![(place, empty.id), (place, late.id)]);
    assert_eq!(due(60, 1).await, vec![(place, empty.id)]);
    let settled = world.settle(&busy).await;
    assert_eq!(settled.closes_at(), Some(minutes(15)));
    assert_eq!(due(15, 9).await, vec![(place, busy.id)]);
    world.act(&settled, Command::Close).await.expect("committed");
    world.act(&empty, Command::Close).await.expect("committed");
    assert_eq!(due(60, 9).await, vec![(place, late.id)]);
    assert_eq!(late.opened_at, evening().max(minutes(9)));
}
