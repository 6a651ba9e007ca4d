//! Moves that do not go straight through. Interruptions are notes as a killed process leaves them.

use dineqr_core::store::{Record, Transfer as _};
use dineqr_store_sqlite::SqliteStore;
use pretty_assertions::assert_eq;
use serde_json::json;

use super::*;

const SOURCE: &str = "sqlite:/srv/dineqr.db";

fn store() -> SqliteStore {
    SqliteStore::in_memory().expect("a store")
}

fn keys(names: std::ops::Range<u32>) -> Vec<Record> {
    let key = |name| Record { key: format!("{name:05}"), value: json!({ "value": "00ff" }) };
    names.map(key).collect()
}

async fn holding(names: std::ops::Range<u32>) -> SqliteStore {
    let store = store();
    store.put_records(Collection::Keys, &keys(names)).await.expect("put");
    store
}

async fn moves(
    from: &SqliteStore,
    to: &SqliteStore,
    replace: bool,
) -> (Result<u64>, Vec<Progress>) {
    let mut told = Vec::new();
    let moving = Move { from, source: SOURCE, to, replace };
    let moved = run(moving, &mut |progress| told.push(progress)).await;
    (moved.map(|inventory| inventory[0].1.count), told)
}

async fn count(store: &SqliteStore) -> u64 {
    fingerprint(store, Collection::Keys, |_| ()).await.expect("read").count
}

/// Leaves the note of a move that was cut off.
async fn cut_off(to: &SqliteStore, stage: Stage, copied: &[Record]) {
    let mut sum = Fingerprint::default();
    copied.iter().for_each(|record| sum.add(record));
    let copied = BTreeMap::from([(Collection::Keys, sum)]);
    let note = Note { source: SOURCE.to_owned(), stage, copied };
    let text = serde_json::to_string(&note).expect("text");
    to.note_transfer(Some(&text)).await.expect("noted");
}

#[tokio::test]
async fn everything_is_copied_in_batches_and_told() {
    let (from, to) = (holding(0..1_200).await, store());
    let (moved, told) = moves(&from, &to, false).await;
    assert_eq!(moved.expect("moved"), 1_200);
    let of_keys = |count| Progress::Copied(Collection::Keys, count);
    assert_eq!(told[..3], [of_keys(500), of_keys(1_000), of_keys(1_200)]);
    assert_eq!(to.unfinished_transfer().await, Ok(None));
    assert_eq!(count(&to).await, 1_200);
}

#[tokio::test]
async fn a_batch_that_was_written_and_not_noted_is_written_again() {
    let from = holding(0..1_200).await;
    let to = holding(0..1_000).await;
    let place = from.records(Collection::Keys, None, 500).await.expect("told").next;
    let stage = Stage::Copying { collection: Collection::Keys, from: place };
    cut_off(&to, stage, &keys(0..500)).await;
    let (moved, told) = moves(&from, &to, false).await;
    assert_eq!(moved.expect("moved"), 1_200);
    assert_eq!(told[0], Progress::Resumes(500));
}

#[tokio::test]
async fn a_clearing_that_was_cut_off_is_done_again() {
    let (from, to) = (holding(0..2).await, holding(5..9).await);
    cut_off(&to, Stage::Clearing, &[]).await;
    let (moved, _) = moves(&from, &to, false).await;
    assert_eq!(moved.expect("moved"), 2);
    assert_eq!(count(&to).await, 2);
}

#[tokio::test]
async fn what_the_target_holds_goes_only_when_it_is_asked_for() {
    let (from, to) = (holding(0..2).await, holding(5..9).await);
    let (refused, told) = moves(&from, &to, false).await;
    assert!(matches!(refused, Err(MoveError::NotEmpty(Collection::Keys))), "{refused:?}");
    assert_eq!((told, count(&to).await), (vec![], 4));
    assert_eq!(to.unfinished_transfer().await, Ok(None));
    assert_eq!(moves(&from, &to, true).await.0.expect("moved"), 2);
    assert_eq!(count(&to).await, 2);
}

#[tokio::test]
async fn a_difference_is_named_with_both_counts_and_the_note_stays() {
    let (from, to) = (holding(0..3).await, holding(0..4).await);
    cut_off(&to, Stage::Comparing, &keys(0..3)).await;
    let refused = moves(&from, &to, false).await.0.expect_err("they differ");
    assert_eq!(refused.to_string(), "source and target differ: keys, 3 records and 4");
    assert!(to.unfinished_transfer().await.expect("read").is_some());
    assert_eq!(moves(&from, &to, true).await.0.expect("moved"), 3);
    assert_eq!(to.unfinished_transfer().await, Ok(None));
}

#[tokio::test]
async fn a_source_that_went_on_between_two_attempts_is_found_out() {
    let (from, to) = (holding(0..5).await, holding(0..3).await);
    cut_off(&to, Stage::Comparing, &keys(0..3)).await;
    let refused = moves(&from, &to, false).await.0.expect_err("it went on");
    let text = "the source changed while it was copied: keys, 3 records then and 5 now";
    assert_eq!(refused.to_string(), text);
}

#[tokio::test]
async fn only_the_same_source_is_resumed_and_only_a_whole_one_copied() {
    let (from, to) = (holding(0..2).await, store());
    cut_off(&to, Stage::Comparing, &[]).await;
    let moving = Move { from: &from, source: "sqlite:/other.db", to: &to, replace: false };
    let refused = run(moving, &mut |_| ()).await;
    assert!(matches!(refused, Err(MoveError::OtherSource(noted)) if noted == SOURCE));
    let refused = moves(&to, &store(), false).await.0;
    assert!(matches!(refused, Err(MoveError::SourceUnfinished)), "{refused:?}");
}
