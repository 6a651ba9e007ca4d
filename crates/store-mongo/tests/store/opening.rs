//! Opening a database.

use dineqr_core::store::contract::all;
use dineqr_core::store::{Store, StoreError};
use dineqr_store_mongo::MongoStore;
use mongodb::bson::doc;
use pretty_assertions::assert_eq;

use crate::server::{database, opened, server};

async fn refused(uri: &str) -> String {
    match MongoStore::open(uri).await.map(|_| ()) {
        Err(StoreError::Other(text)) => text,
        answer => panic!("{answer:?}"),
    }
}

#[tokio::test]
async fn a_database_of_a_newer_program_is_refused() {
    let database = database();
    opened(&database).await;
    let schema = database.collection("schema").await;
    let newer = doc! { "$set": { "version": 99_i64 } };
    schema.update_one(doc! {}, newer).await.expect("written");
    let text = refused(&database.uri()).await;
    assert!(text.contains("newer program (schema 99, this program knows 2)"), "{text}");
}

#[tokio::test]
async fn many_nodes_may_open_a_fresh_database_at_once() {
    let database = database();
    let stores = all((0..8).map(|_| opened(&database))).await;
    for store in &stores {
        assert_eq!(store.ping().await, Ok(()));
    }
    let tabs = database.collection("tabs").await;
    let mut names = tabs.list_index_names().await.expect("indexes");
    names.sort();
    assert_eq!(names, ["_id_", "open", "opened", "pending", "seats", "to_close"]);
    let schema = database.collection("schema").await;
    assert_eq!(schema.count_documents(doc! { "version": 2 }).await.expect("counted"), 1);
}

#[tokio::test]
async fn a_uri_that_names_no_database_is_refused() {
    let text = refused(&server()).await;
    assert!(text.contains("names no database"), "{text}");
}

#[tokio::test]
async fn a_uri_that_is_not_sound_is_refused() {
    refused("mongodb://").await;
    refused("postgres://127.0.0.1/dineqr").await;
}
