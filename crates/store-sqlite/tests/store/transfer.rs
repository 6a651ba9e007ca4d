//! Moving into and out of a file: who may, and what is left behind.

use dineqr_core::store::contract::Guests;
use dineqr_core::store::{Collection, Record, Result, StoreError, Tabs, Transfer};
use pretty_assertions::assert_eq;
use rusqlite::Connection;
use serde_json::json;

use crate::support::opened;

fn key(name: &str) -> Record {
    Record { key: name.to_owned(), value: json!({ "value": "00ff" }) }
}

#[tokio::test]
async fn nobody_writes_into_a_file_that_a_server_uses() -> Result<()> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("dineqr.db");
    let (server, mover) = (opened(&path), opened(&path));
    server.claim_tabs().await?;
    let put = mover.put_records(Collection::Keys, &[key("a")]).await;
    assert!(matches!(put, Err(StoreError::Unavailable(_))), "{put:?}");
    let cleared = mover.clear().await;
    assert!(matches!(cleared, Err(StoreError::Unavailable(_))), "{cleared:?}");
    server.close();
    mover.put_records(Collection::Keys, &[key("a")]).await
}

#[tokio::test]
async fn the_index_of_a_transfer_ends_with_it() -> Result<()> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("dineqr.db");
    let (guests, store) = (Guests::default(), opened(&path));
    store.commit(guests.come(Some("T1"))).await?;
    let events = store.records(Collection::Events, None, 9).await?.records;
    store.note_transfer(Some("half of it")).await?;
    store.put_records(Collection::Events, &events).await?;
    let indexes = || -> i64 {
        let sql = "SELECT count(*) FROM sqlite_master WHERE name = 'events_by_id'";
        let connection = Connection::open(&path).expect("a file");
        connection.query_row(sql, [], |row| row.get(0)).expect("a count")
    };
    assert_eq!(indexes(), 1);
    store.note_transfer(None).await?;
    assert_eq!(indexes(), 0);
    store.commit(guests.come(Some("T2"))).await
}

#[tokio::test]
async fn what_is_no_place_of_a_collection_is_refused() -> Result<()> {
    let store = dineqr_store_sqlite::SqliteStore::in_memory()?;
    for (collection, from) in [
        (Collection::Tabs, "here"),
        (Collection::Memberships, "here"),
        (Collection::Stock, "a/b"),
        (Collection::OrderNumbers, "a/2026-11-23"),
    ] {
        let refused = store.records(collection, Some(from), 9).await;
        assert!(matches!(refused, Err(StoreError::Other(_))), "{collection:?}: {refused:?}");
    }
    Ok(())
}
