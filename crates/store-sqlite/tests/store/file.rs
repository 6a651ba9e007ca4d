//! What a file holds when it is opened again.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use dineqr_core::account::{Account, Membership, Role};
use dineqr_core::id::AccountId;
use dineqr_core::store::contract::{Guests, table_id};
use dineqr_core::store::{
    Accounts, Events, Keys, Menus, Restaurants, Result, Stocks, Store, StoreError, Tabs,
};
use dineqr_core::test_support::{evening, menu, restaurant};
use dineqr_store_sqlite::SqliteStore;
use pretty_assertions::assert_eq;
use rusqlite::Connection;

use crate::support::{TODAY, opened};

#[tokio::test]
async fn a_file_holds_everything_when_it_is_opened_again() -> Result<()> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("dineqr.db");
    let guests = Guests::default();
    let (place, commit) = (guests.place(), guests.come(Some("T1")));
    let tab = commit.tab.clone();
    let (account, membership) = manager();
    let store = opened(&path);
    store.create_restaurant(&restaurant()).await?;
    store.create_account(&account, &membership).await?;
    store.save_draft_menu(place, &menu()).await?;
    store.key("signing", b"secret").await?;
    assert_eq!(store.next_order_number(place, TODAY).await, Ok(1));
    store.commit(commit).await?;
    let pending = store.pending_events(evening() + ONE_HOUR, 9).await?;
    store.close();

    let store = opened(&path);
    assert_eq!(store.restaurants().await, Ok(vec![restaurant()]));
    assert_eq!(store.members(place).await, Ok(vec![(account, membership)]));
    assert_eq!(store.draft_menu(place).await, Ok(menu()));
    assert_eq!(store.key("signing", b"other").await, Ok(b"secret".to_vec()));
    assert_eq!(store.open_tab_at(place, table_id("T1")).await, Ok(Some(tab.clone())));
    assert_eq!(store.open_tab_versions(place).await, Ok(vec![(tab.id, 1)]));
    assert_eq!(store.pending_events(evening() + ONE_HOUR, 9).await, Ok(pending));
    assert_eq!(store.next_order_number(place, TODAY).await, Ok(2));
    assert_eq!(store.open_tabs(place).await, Ok(vec![tab.clone()]));
    assert_eq!(store.tab(place, tab.id).await, Ok(Some(tab.clone())));
    assert_eq!(store.open_tab_at(place, table_id("T1")).await, Ok(Some(tab.clone())));
    store.commit(guests.order(&tab, 2)).await?;
    assert_eq!(store.commit(guests.come(Some("T1"))).await, Err(StoreError::Duplicate));
    assert_eq!(store.availability(place).await.map(|stock| stock.items.len()), Ok(0));
    Ok(())
}

#[tokio::test]
async fn a_closed_file_is_one_file() -> Result<()> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("dineqr.db");
    let store = opened(&path);
    store.commit(Guests::default().come(None)).await?;
    assert!(path.with_extension("db-wal").exists());
    store.close();
    assert!(!path.with_extension("db-wal").exists());
    Ok(())
}

#[tokio::test]
async fn a_new_file_and_its_log_are_for_this_user_alone() -> Result<()> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("dineqr.db");
    let store = opened(&path);
    store.commit(Guests::default().come(None)).await?;
    for end in ["db", "db-wal", "db-shm"] {
        let file = path.with_extension(end).metadata().expect("a file");
        assert_eq!(file.permissions().mode() & 0o777, 0o600, "{end}");
    }
    Ok(())
}

#[test]
fn a_file_of_a_newer_program_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("dineqr.db");
    opened(&path).close();
    edit(&path, "PRAGMA user_version = 99");
    let Err(StoreError::Other(text)) = SqliteStore::open(&path).map(|_| ()) else {
        panic!("it was opened")
    };
    assert!(text.contains("newer program (schema 99"), "{text}");
}

#[test]
fn a_file_that_cannot_be_opened_is_unavailable() {
    let folder = tempfile::tempdir().expect("a folder");
    let missing = folder.path().join("nowhere").join("dineqr.db");
    let refused = SqliteStore::open(&missing).map(|_| ());
    assert!(matches!(refused, Err(StoreError::Unavailable(_))), "{refused:?}");
}

#[tokio::test]
async fn a_broken_document_is_named_and_never_skipped() -> Result<()> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("dineqr.db");
    let guests = Guests::default();
    let (sound, broken) = (guests.come(Some("T1")), guests.come(Some("T2")));
    let (place, id, tab) = (guests.place(), broken.tab.id, sound.tab.clone());
    let store = opened(&path);
    store.commit(sound).await?;
    store.commit(broken).await?;
    store.close();
    edit(&path, "UPDATE tabs SET doc = '{\"id\":' WHERE rowid = 2");

    let store = opened(&path);
    let named = |answer: Result<()>| match answer {
        Err(StoreError::Other(text)) => assert!(text.contains(&format!("the tab {id}")), "{text}"),
        answer => panic!("{answer:?}"),
    };
    for _ in 0..2 {
        named(store.tab(place, id).await.map(|_| ()));
        named(store.open_tab_at(place, table_id("T2")).await.map(|_| ()));
        named(store.open_tabs(place).await.map(|_| ()));
        // From now on the open tabs are known in memory.
        store.next_order_number(place, TODAY).await?;
    }
    assert_eq!(store.tab(place, tab.id).await, Ok(Some(tab.clone())));
    store.commit(guests.order(&tab, 1)).await?;
    store.ping().await
}

const ONE_HOUR: jiff::SignedDuration = jiff::SignedDuration::from_hours(1);

fn edit(path: &Path, sql: &str) {
    Connection::open(path).expect("a file").execute_batch(sql).expect("edited");
}

fn manager() -> (Account, Membership) {
    let account = Account {
        id: AccountId::derived(&["asha"]),
        email: Some("asha@demo.test".to_owned()),
        name: "Asha".to_owned(),
        password_hash: "$2b$12$hash".to_owned(),
    };
    let membership = Membership {
        account_id: account.id,
        restaurant_id: restaurant().id,
        role: Role::Manager,
        staff_id: None,
        station: None,
    };
    (account, membership)
}
