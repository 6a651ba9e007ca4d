//! Changing tabs: all of a decision is written, or nothing.

use std::sync::Arc;

use pretty_assertions::assert_eq;

use super::World;
use super::world::{table_id, table_ref};
use crate::store::{Commit, SharedStore, StoreError};
use crate::tab::{Command, Decision, Tab, join};
use crate::test_support::evening;

/// Tab and events are there once `commit` answers.
pub async fn a_commit_writes_the_tab_and_its_events(store: SharedStore) {
    let world = World::new(store);
    let tab = world.seat("T1").await;
    let decision = world.decide(&tab, &world.order(1));
    let events = decision.events.clone();
    let tab = world.commit(Commit::new(Some(&tab), decision)).await.expect("committed");
    assert_eq!(world.stored(tab.id).await, Some(tab));
    assert_eq!(world.pending().await[1..], events);
}

/// The second of two who decided on the same version is refused, and nothing of it is written.
pub async fn a_commit_on_an_old_version_is_a_conflict(store: SharedStore) {
    let world = World::new(store);
    let tab = world.seat("T1").await;
    let first = world.act(&tab, world.order(1)).await.expect("committed");
    let pending = world.pending().await;
    assert_eq!(world.act(&tab, world.order(2)).await, Err(StoreError::Conflict));
    assert_eq!(world.stored(tab.id).await, Some(first));
    assert_eq!(world.pending().await, pending);
}

/// A refused commit spoils neither what is found nor the next one.
pub async fn a_conflict_leaves_what_was_committed(store: SharedStore) {
    let world = World::new(store);
    let tab = world.seat("T1").await;
    let first = world.act(&tab, world.order(1)).await.expect("committed");
    assert_eq!(world.act(&tab, Command::Close).await, Err(StoreError::Conflict));
    assert_eq!(at(&world, "T1").await, Some(first.clone()));
    assert_eq!(world.store.open_tabs(world.place()).await, Ok(vec![first.clone()]));
    let second = world.act(&first, world.order(2)).await.expect("committed");
    assert_eq!(at(&world, "T1").await, Some(second));
}

/// A tab that was never opened cannot be changed.
pub async fn a_commit_of_an_unknown_tab_is_a_conflict(store: SharedStore) {
    let world = World::new(store);
    let tab = world.opening(Some("T1"), evening()).tab;
    assert_eq!(world.act(&tab, world.order(1)).await, Err(StoreError::Conflict));
    assert_eq!(world.stored(tab.id).await, None);
}

/// A repeated opening is a `Duplicate`, also when the tab went on meanwhile.
pub async fn a_tab_is_opened_once(store: SharedStore) {
    let world = World::new(store);
    let opening = world.opening(None, evening());
    let tab = world.commit(Commit::new(None, opening.clone())).await.expect("committed");
    let tab = world.act(&tab, world.order(1)).await.expect("committed");
    let again = world.commit(Commit::new(None, opening)).await;
    assert_eq!(again, Err(StoreError::Duplicate));
    assert_eq!(world.stored(tab.id).await, Some(tab));
}

/// A second tab at a table is a `Duplicate`, and nothing of it is written.
pub async fn a_table_is_held_by_one_open_tab(store: SharedStore) {
    let world = World::new(store);
    let first = world.seat("T1").await;
    let second = world.opening(Some("T1"), evening());
    let id = second.tab.id;
    let refused = world.commit(Commit::new(None, second)).await;
    assert_eq!(refused, Err(StoreError::Duplicate));
    assert_eq!(world.stored(id).await, None);
    assert_eq!(world.pending().await.len(), 1);
    assert_eq!(at(&world, "T1").await, Some(first));
}

/// The next guests open a fresh tab; the old one is still found by its id.
pub async fn a_closed_tab_frees_its_table(store: SharedStore) {
    let world = World::new(store);
    let first = world.seat("T1").await;
    let closed = world.act(&first, Command::Close).await.expect("committed");
    assert_eq!(at(&world, "T1").await, None);
    let second = world.seat("T1").await;
    assert_eq!(at(&world, "T1").await, Some(second));
    assert_eq!(world.stored(first.id).await, Some(closed));
}

/// A move frees the old table and takes the new one, if that is free.
pub async fn a_moved_tab_changes_places(store: SharedStore) {
    let world = World::new(store);
    let tab = world.seat("T1").await;
    let other = world.seat("T2").await;
    let to = |name| Command::MoveTo { table: table_ref(name) };
    assert_eq!(world.act(&tab, to("T2")).await, Err(StoreError::Duplicate));
    assert_eq!(at(&world, "T1").await, Some(tab.clone()));
    let moved = world.act(&tab, to("T3")).await.expect("committed");
    assert_eq!(at(&world, "T1").await, None);
    assert_eq!(at(&world, "T2").await, Some(other));
    assert_eq!(at(&world, "T3").await, Some(moved));
}

/// Reopening is a `Duplicate` while others sit there.
pub async fn a_reopened_tab_takes_its_table_back_if_it_is_free(store: SharedStore) {
    let world = World::new(store);
    let tab = world.seat("T1").await;
    let closed = world.act(&tab, Command::Close).await.expect("committed");
    let others = world.seat("T1").await;
    let reopen = || Command::Reopen { reason: "too early".to_owned() };
    assert_eq!(world.act(&closed, reopen()).await, Err(StoreError::Duplicate));
    world.act(&others, Command::Close).await.expect("committed");
    let open = world.act(&closed, reopen()).await.expect("committed");
    assert_eq!(at(&world, "T1").await, Some(open.clone()));
    assert_eq!(world.store.open_tabs(world.place()).await, Ok(vec![open]));
}

/// Both tabs of a joining are written, and the one that goes on holds both tables.
pub async fn joined_tabs_change_together(store: SharedStore) {
    let world = World::new(store);
    let (left, on) = (world.seat("T1").await, world.seat("T2").await);
    let (gone, stays) = joining(&world, &left, &on);
    let commit = Commit::new(Some(&on), stays).after(Commit::new(Some(&left), gone));
    let stays = world.commit(commit).await.expect("committed");
    assert_eq!(at(&world, "T1").await, Some(stays.clone()));
    assert_eq!(at(&world, "T2").await, Some(stays.clone()));
    assert_eq!(world.store.open_tabs(world.place()).await, Ok(vec![stays]));
    let gone = world.stored(left.id).await.expect("still found");
    assert_eq!(gone.status.as_str(), "joined");
    assert_eq!(world.pending().await.len(), 4);
}

/// When either tab changed meanwhile, nothing of a joining is written.
pub async fn joining_on_an_old_version_changes_neither(store: SharedStore) {
    let world = World::new(store);
    let (left, on) = (world.seat("T1").await, world.seat("T2").await);
    let (gone, stays) = joining(&world, &left, &on);
    let newer = world.act(&on, world.order(1)).await.expect("committed");
    let commit = Commit::new(Some(&on), stays).after(Commit::new(Some(&left), gone));
    assert_eq!(world.commit(commit).await, Err(StoreError::Conflict));
    assert_eq!(at(&world, "T1").await, Some(left.clone()));
    assert_eq!(at(&world, "T2").await, Some(newer));
    assert_eq!(world.stored(left.id).await, Some(left));
    assert_eq!(world.pending().await.len(), 3);
}

fn joining(world: &World, left: &Tab, on: &Tab) -> (Decision, Decision) {
    let stock = Default::default();
    join(left, on, &world.context(evening(), &stock)).expect("they can be joined")
}

async fn at(world: &World, table: &str) -> Option<Arc<Tab>> {
    world.store.open_tab_at(world.place(), table_id(table)).await.expect("read")
}
