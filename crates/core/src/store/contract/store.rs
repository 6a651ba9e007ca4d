//! The store itself.

use pretty_assertions::assert_eq;

use super::World;
use crate::store::{SharedStore, StoreError};

/// As long as it is there.
pub async fn the_store_answers(store: SharedStore) {
    assert_eq!(store.ping().await, Ok(()));
}

/// What was refused or only read does not count.
pub async fn the_store_counts_what_it_writes(store: SharedStore) {
    let world = World::new(store);
    let before = world.store.written();
    let tab = world.seat("T1").await;
    let ordered = world.act(&tab, world.order(1)).await.expect("committed");
    assert_eq!(world.act(&tab, world.order(2)).await, Err(StoreError::Conflict));
    assert_eq!(world.stored(tab.id).await, Some(ordered));
    let written = world.store.written();
    assert_eq!(written.commits - before.commits, 2);
    assert_eq!(written.transactions - before.transactions, 2);
}
