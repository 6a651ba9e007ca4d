//! Finding tabs.

use std::sync::Arc;

use pretty_assertions::assert_eq;

use super::World;
use super::world::{minutes, neighbour, table_id};
use crate::store::{Commit, SharedStore, TabPlace};
use crate::tab::{Command, Tab, join};
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

/// `tabs_between` has open and closed tabs, from its first moment on and not its last.
pub async fn tabs_of_a_time_come_newest_first(store: SharedStore) {
    let world = World::new(store);
    let mut tabs = Vec::new();
    for minute in [5, 1, 9, 3] {
        tabs.push(world.open(None, minutes(minute)).await.expect("committed"));
    }
    let [five, one, nine, three] = <[Arc<Tab>; 4]>::try_from(tabs).expect("four");
    let five = world.act(&five, Command::Close).await.expect("committed");
    let one = world.act(&one, world.order(1)).await.expect("committed");
    let between = async |from, to| {
        let (from, to) = (minutes(from), minutes(to));
        world.store.tabs_between(world.place(), from, to, None, 9).await.expect("read")
    };
    assert_eq!(between(0, 60).await, [nine.clone(), five.clone(), three.clone(), one]);
    assert_eq!(between(3, 9).await, [five.clone(), three]);
    assert_eq!(between(4, 10).await, [nine, five]);
    assert_eq!(between(10, 60).await, []);
    // From the year 2000 to 2197.
    assert_eq!(between(-14_000_000, 90_000_000).await.len(), 4);
    assert_eq!(between(9, 9).await, []);
    let elsewhere = world.store.tabs_between(neighbour().id, minutes(0), minutes(60), None, 9);
    assert_eq!(elsewhere.await, Ok(vec![]));
}

/// Nothing is skipped or told twice, also where several were opened at one moment.
pub async fn tabs_of_a_time_come_page_by_page(store: SharedStore) {
    let world = World::new(store);
    for minute in [1, 2, 2, 2, 2, 3, 4] {
        world.open(None, minutes(minute)).await.expect("committed");
    }
    let page = async |before, limit| {
        let (from, to) = (minutes(0), minutes(9));
        world.store.tabs_between(world.place(), from, to, before, limit).await.expect("read")
    };
    let all = page(None, 99).await;
    assert_eq!(all.len(), 7);
    assert!(all.is_sorted_by_key(|tab| std::cmp::Reverse(tab.opened_at)));
    assert_eq!(page(None, 0).await, []);
    for limit in 1..=3 {
        let (mut told, mut before) = (Vec::new(), None);
        loop {
            let next = page(before, limit).await;
            assert!(next.len() <= limit);
            let Some(last) = next.last() else { break };
            before = Some(TabPlace::from(&**last));
            told.extend(next);
        }
        assert_eq!(told, all);
    }
}

/// What was on it is on the tab that goes on.
pub async fn a_tab_that_was_joined_is_not_among_those_of_its_time(store: SharedStore) {
    let world = World::new(store);
    let (left, on) = (world.seat("T1").await, world.seat("T2").await);
    let stock = Default::default();
    let (gone, stays) = join(&left, &on, &world.context(evening(), &stock)).expect("they fit");
    let commit = Commit::new(Some(&on), stays).after(Commit::new(Some(&left), gone));
    let stays = world.commit(commit).await.expect("committed");
    let tabs = world.store.tabs_between(world.place(), minutes(-1), minutes(1), None, 9);
    assert_eq!(tabs.await, Ok(vec![stays]));
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
