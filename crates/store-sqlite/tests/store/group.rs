//! Commits that wait together share a transaction, and nothing else.

use std::path::Path;

use dineqr_core::event::{Event, EventKind};
use dineqr_core::id::EventId;
use dineqr_core::menu::{Stock, StockStatus};
use dineqr_core::store::contract::{Guests, all};
use dineqr_core::store::{Commit, Result, Stocks, Store, StoreError, Tabs};
use dineqr_core::tab::Take;
use dineqr_core::test_support::{dish_id, evening};
use dineqr_store_sqlite::SqliteStore;
use pretty_assertions::assert_eq;
use rusqlite::Connection;

use crate::support::opened;

/// Queues commits while another process holds the file, then lets them go: they meet in one transaction.
async fn together(path: &Path, store: &SqliteStore, commits: Vec<Commit>) -> Vec<Result<()>> {
    let other = Connection::open(path).expect("a file");
    other.execute_batch("BEGIN IMMEDIATE").expect("the lock");
    let commits = all(commits.into_iter().map(|commit| store.commit(commit)));
    // The commits are polled first, so that all are queued when the lock goes.
    tokio::join!(commits, async { drop(other) }).0
}

#[tokio::test]
async fn commits_that_wait_share_one_transaction() -> Result<()> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("dineqr.db");
    let (guests, store) = (Guests::default(), opened(&path));
    store.commit(guests.come(None)).await?;
    let before = store.written();
    let answers = together(&path, &store, (0..64).map(|_| guests.come(None)).collect()).await;
    assert_eq!(answers, vec![Ok(()); 64]);
    let after = store.written();
    assert_eq!(after.commits - before.commits, 64);
    assert_eq!(after.transactions - before.transactions, 1);
    assert_eq!(store.open_tabs(guests.place()).await?.len(), 65);
    Ok(())
}

#[tokio::test]
async fn a_commit_that_is_refused_is_undone_alone() -> Result<()> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("dineqr.db");
    let (guests, store) = (Guests::default(), opened(&path));
    count_idli(&guests, &store, 1).await?;
    let opening = guests.come(Some("T1"));
    let tab = opening.tab.clone();
    store.commit(opening).await?;
    let before = store.written();
    let taking = |number| {
        let take = Take { dish_id: dish_id("Idli"), variant_id: None, portions: 1 };
        let mut commit = guests.order(&tab, number);
        commit.takes.push(take);
        commit
    };
    let mut greedy = guests.come(None);
    greedy.takes = taking(3).takes;
    let commits = vec![taking(1), taking(2), greedy, guests.come(Some("T1")), guests.come(None)];
    let sold_out = StoreError::SoldOut { dish_id: dish_id("Idli"), variant_id: None };
    let expected =
        [Ok(()), Err(StoreError::Conflict), Err(sold_out), Err(StoreError::Duplicate), Ok(())];
    assert_eq!(together(&path, &store, commits).await, expected);
    assert_eq!(store.written().transactions - before.transactions, 1);
    let numbers = store.tab(guests.place(), tab.id).await?.expect("there").orders.len();
    assert_eq!(numbers, 1);
    assert_eq!(store.open_tabs(guests.place()).await?.len(), 2);
    assert_eq!(store.availability(guests.place()).await?.items[0].portions, Some(0));
    Ok(())
}

async fn count_idli(guests: &Guests, store: &SqliteStore, portions: u32) -> Result<()> {
    let stock = Stock {
        dish_id: dish_id("Idli"),
        variant_id: None,
        status: StockStatus::Available,
        portions: Some(portions),
        until: None,
    };
    let event = Event {
        id: EventId::derived(&["counted"]),
        restaurant_id: guests.place(),
        tab_id: None,
        version: None,
        at: evening(),
        by: dineqr_core::event::Actor::System,
        kind: EventKind::DishAvailability { dish_id: dish_id("Idli"), variant_id: None },
    };
    store.set_stock(guests.place(), &stock, &event).await
}
