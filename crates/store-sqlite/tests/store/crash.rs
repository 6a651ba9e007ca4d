//! What is left when the process is killed: the files as they are at that moment.

use std::fs;
use std::path::Path;
use std::task::Poll;

use dineqr_core::store::contract::{Guests, all};
use dineqr_core::store::{Result, Tabs};
use pretty_assertions::assert_eq;
use tempfile::TempDir;

use crate::support::{TODAY, opened};

/// The files as a killed process would leave them.
fn killed(path: &Path) -> TempDir {
    let left = tempfile::tempdir().expect("a folder");
    for suffix in ["", "-wal"] {
        let name = format!("dineqr.db{suffix}");
        fs::copy(path.with_file_name(&name), left.path().join(&name)).expect("copied");
    }
    left
}

#[tokio::test]
async fn what_was_acknowledged_survives_a_kill() -> Result<()> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("dineqr.db");
    let (guests, store) = (Guests::default(), opened(&path));
    for number in 1..=5 {
        let opening = guests.come(None);
        let tab = opening.tab.clone();
        store.commit(opening).await?;
        let order = guests.order(&tab, number);
        let tab = order.tab.clone();
        store.commit(order).await?;
        let left = killed(&path);
        let left = opened(&left.path().join("dineqr.db"));
        assert_eq!(left.tab(guests.place(), tab.id).await, Ok(Some(tab)));
    }
    Ok(())
}

#[tokio::test]
async fn order_numbers_go_on_after_a_kill() -> Result<()> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("dineqr.db");
    let (guests, store) = (Guests::default(), opened(&path));
    for round in 1..=5 {
        let numbers = all((0..8).map(|_| store.next_order_number(guests.place(), TODAY))).await;
        let numbers = numbers.into_iter().collect::<Result<Vec<u32>>>()?;
        let opening = guests.come(None);
        let tab = opening.tab.clone();
        store.commit(opening).await?;
        store.commit(guests.order(&tab, numbers[0])).await?;
        let left = killed(&path);
        let left = opened(&left.path().join("dineqr.db"));
        assert_eq!(left.next_order_number(guests.place(), TODAY).await, Ok(round * 8 + 1));
    }
    Ok(())
}

#[tokio::test]
async fn a_dropped_store_has_committed_what_was_queued() -> Result<()> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("dineqr.db");
    let (guests, store) = (Guests::default(), opened(&path));
    store.commit(guests.come(None)).await?;
    for _ in 0..50 {
        let mut commit = store.commit(guests.come(None));
        // Once polled it is queued; whoever asked hangs up.
        std::future::poll_fn(|context| Poll::Ready(commit.as_mut().poll(context).is_ready())).await;
    }
    drop(store);
    assert_eq!(opened(&path).open_tabs(guests.place()).await?.len(), 51);
    Ok(())
}
