//! Moving house: everything is told, and can be put back.

use std::collections::BTreeSet;

use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use super::busy::{Busy, TODAY};
use super::tables::table;
use super::world::{neighbour, table_ref};
use crate::store::{Collection, Fingerprint, Record, SharedStore, StoreError};
use crate::tab::Command;
use crate::table::Table;

/// Everything of a collection, in batches of that size.
async fn told(store: &SharedStore, collection: Collection, limit: usize) -> Vec<Record> {
    let (mut all, mut from) = (Vec::new(), None);
    loop {
        let batch = store.records(collection, from.as_deref(), limit).await.expect("told");
        assert!(batch.records.len() <= limit, "{collection:?}");
        all.extend(batch.records);
        from = batch.next;
        if from.is_none() {
            return all;
        }
    }
}

async fn all_told(store: &SharedStore) -> Vec<(Collection, Vec<Record>)> {
    let mut all = Vec::new();
    for collection in Collection::ALL {
        all.push((collection, told(store, collection, 500).await));
    }
    all
}

async fn put(store: &SharedStore, all: &[(Collection, Vec<Record>)]) {
    for (collection, records) in all {
        for batch in records.chunks(3) {
            store.put_records(*collection, batch).await.expect("put");
        }
    }
}

fn fingerprint(records: &[Record]) -> Fingerprint {
    let mut fingerprint = Fingerprint::default();
    records.iter().for_each(|record| fingerprint.add(record));
    fingerprint
}

/// Each record once, in the same order, with the same fingerprint.
pub async fn everything_is_told_in_batches_of_any_size(store: SharedStore) {
    let busy = Busy::evening(store).await;
    let store = &busy.world.store;
    for collection in Collection::ALL {
        let whole = told(store, collection, 500).await;
        let keys: BTreeSet<&str> = whole.iter().map(|record| &*record.key).collect();
        assert_eq!(keys.len(), whole.len(), "{collection:?} has a record twice");
        assert_eq!(fingerprint(&whole).count, Busy::count(collection), "{collection:?}");
        for limit in [1, 3, whole.len()] {
            assert_eq!(told(store, collection, limit).await, whole, "{collection:?} by {limit}");
        }
    }
}

/// Neither at once nor after something was asked for.
pub async fn a_cleared_store_tells_nothing(store: SharedStore) {
    let busy = Busy::evening(store).await;
    let store = &busy.world.store;
    store.clear().await.expect("cleared");
    for (collection, records) in all_told(store).await {
        assert_eq!(records, Vec::new(), "{collection:?}");
    }
    let place = busy.world.place();
    assert_eq!(store.open_tabs(place).await, Ok(Vec::new()));
    assert_eq!(store.restaurants().await, Ok(Vec::new()));
    assert_eq!(store.next_order_number(place, TODAY).await, Ok(1));
    busy.world.seat("T1").await;
}

/// Twice as well as once; then it is what it was, and answers as it did.
pub async fn what_was_told_can_be_put_back(store: SharedStore) {
    let busy = Busy::evening(store).await;
    let store = &busy.world.store;
    let (seen, all) = (busy.seen().await, all_told(store).await);
    store.clear().await.expect("cleared");
    put(store, &all).await;
    assert_eq!(all_told(store).await, all);
    put(store, &all).await;
    for (collection, records) in all_told(store).await {
        let expected = all.iter().find(|(kind, _)| *kind == collection).expect("all are told");
        assert_eq!(fingerprint(&records), fingerprint(&expected.1), "{collection:?}");
    }
    assert_eq!(busy.seen().await, seen);
}

/// Numbers go on, names stay taken, tabs change and close.
pub async fn a_store_goes_on_with_what_was_put(store: SharedStore) {
    let busy = Busy::evening(store).await;
    let (world, place) = (&busy.world, busy.world.place());
    let all = all_told(&world.store).await;
    world.store.clear().await.expect("cleared");
    put(&world.store, &all).await;
    assert_eq!(world.store.next_order_number(place, TODAY).await, Ok(3));
    assert_eq!(world.store.next_order_number(place, "2026-11-24").await, Ok(2));
    assert_eq!(world.store.next_order_number(neighbour().id, TODAY).await, Ok(2));
    let again = Table { id: crate::id::TableId::derived(&["again"]), ..table(place, "T1", "Roof") };
    assert_eq!(world.store.create_table(&again).await, Err(StoreError::Duplicate));
    let pending = world.pending().await;
    let ordered = world.act(&busy.open, world.order(3)).await.expect("committed");
    assert_eq!(world.stored(ordered.id).await, Some(ordered.clone()));
    let after = world.pending().await;
    assert_eq!(after[..pending.len()], pending, "new events come after those that were put");
    assert_eq!(after.len(), pending.len() + 1);
    let taken = Command::MoveTo { table: table_ref("T3") };
    assert_eq!(world.act(&ordered, taken).await, Err(StoreError::Duplicate));
}

/// Also those that the store committed itself. One that was handed on meanwhile waits no longer.
pub async fn events_that_are_there_are_replaced_where_they_stand(store: SharedStore) {
    let busy = Busy::evening(store).await;
    let (world, store) = (&busy.world, &busy.world.store);
    let (pending, events) = (world.pending().await, told(store, Collection::Events, 500).await);
    store.put_records(Collection::Events, &events).await.expect("put");
    assert_eq!(told(store, Collection::Events, 500).await, events);
    assert_eq!(world.pending().await, pending);
    let first = events.iter().find(|record| record.key == pending[0].id.to_string());
    let mut heard = first.expect("it is told").clone();
    heard.value["delivered"] = Value::Bool(true);
    store.put_records(Collection::Events, &[heard]).await.expect("put");
    assert_eq!(world.pending().await, pending[1..]);
    assert_eq!(told(store, Collection::Events, 500).await.len(), events.len());
}

/// `Other`, and nothing of it is written.
pub async fn a_record_of_a_wrong_form_is_refused_with_its_batch(store: SharedStore) {
    let busy = Busy::evening(store).await;
    let store = &busy.world.store;
    let all = all_told(store).await;
    store.clear().await.expect("cleared");
    for (collection, records) in all {
        let [good, last] = [&records[0], &records[1]];
        let valueless = Record { value: json!({}), ..last.clone() };
        let misplaced = Record { key: "/".to_owned(), ..last.clone() };
        for broken in [valueless, misplaced] {
            if collection == Collection::Keys && broken.key == "/" {
                // A key may have any name.
                continue;
            }
            let refused = store.put_records(collection, &[good.clone(), broken]).await;
            assert!(matches!(refused, Err(StoreError::Other(_))), "{collection:?}: {refused:?}");
            assert_eq!(told(store, collection, 500).await, Vec::new(), "{collection:?}");
        }
    }
}

/// A cleared store is still one that is being moved into.
pub async fn a_transfer_is_noted_until_it_is_finished(store: SharedStore) {
    assert_eq!(store.unfinished_transfer().await, Ok(None));
    store.note_transfer(Some("begun")).await.expect("noted");
    store.note_transfer(Some("half of it")).await.expect("noted");
    store.clear().await.expect("cleared");
    assert_eq!(store.unfinished_transfer().await, Ok(Some("half of it".to_owned())));
    store.note_transfer(None).await.expect("noted");
    store.note_transfer(None).await.expect("noted");
    assert_eq!(store.unfinished_transfer().await, Ok(None));
}
