//! Errors on the way, made by the server's own test commands. A real mongod knows them when it was started with
//! `--setParameter enableTestCommands=1`.

use std::collections::BTreeSet;

use dineqr_core::store::contract::Guests;
use dineqr_core::store::{Events, Stocks, Store, StoreError, Tabs};
use dineqr_core::test_support::{dish_id, evening};
use dineqr_store_mongo::MongoStore;
use jiff::SignedDuration;
use mongodb::Client;
use mongodb::bson::{Bson, Document, doc};
use pretty_assertions::assert_eq;

use crate::server::{Dropped, client, database, opened, server};

/// A store whose server can be told to fail.
struct Faulty {
    store: MongoStore,
    guests: Guests,
    admin: Client,
    database: Dropped,
}

impl Faulty {
    async fn new() -> Self {
        let database = database();
        let (store, admin) = (opened(&database).await, client(&server()).await);
        Self { store, guests: Guests::default(), admin, database }
    }

    /// Lets the next commands of that name fail. Other stores on the server are left alone.
    async fn fail(&self, command: &str, times: i32, mut how: Document) {
        how.insert("failCommands", [command]);
        how.insert("appName", self.database.app_name());
        let fail = doc! {
            "configureFailPoint": "failCommand",
            "mode": { "times": times },
            "data": how,
        };
        let told = self.admin.database("admin").run_command(fail).await;
        told.expect("the server was started with its test commands");
    }

    async fn pending(&self) -> usize {
        let later = evening() + SignedDuration::from_hours(1);
        self.store.pending_events(later, 99).await.expect("read").len()
    }

    async fn idli_left(&self) -> Option<u32> {
        let stock = self.store.availability(self.guests.place()).await.expect("read");
        stock.of(dish_id("Idli"), None).next().and_then(|stock| stock.portions)
    }
}

fn lost_answer() -> Document {
    doc! { "closeConnection": true }
}

fn labelled(code: i32, label: &str) -> Document {
    doc! { "errorCode": code, "errorLabels": [label] }
}

/// The write is done, but its acknowledgement fails. Not with the code of a server that steps down: the driver then
/// waits for another one, and here there is none.
fn unacknowledged() -> Document {
    doc! { "writeConcernError": {
        "code": 64,
        "errmsg": "too few replicas have it yet",
        "errorLabels": Bson::Array(vec!["RetryableWriteError".into()]),
    } }
}

#[tokio::test]
async fn a_write_whose_answer_is_lost_is_done_once() {
    let faulty = Faulty::new().await;
    let opening = faulty.guests.come(Some("T1"));
    let tab = opening.tab.clone();
    faulty.fail("insert", 1, lost_answer()).await;
    faulty.store.commit(opening).await.expect("committed");
    let order = faulty.guests.order(&tab, 1);
    faulty.fail("update", 1, lost_answer()).await;
    faulty.store.commit(order.clone()).await.expect("committed");
    let stored = faulty.store.tab(faulty.guests.place(), tab.id).await;
    assert_eq!(stored, Ok(Some(order.tab)));
    assert_eq!(faulty.pending().await, 2);
    assert_eq!(faulty.store.written().commits, 2);
}

#[tokio::test]
async fn a_write_that_was_done_and_not_acknowledged_is_done_once() {
    let faulty = Faulty::new().await;
    let opening = faulty.guests.come(Some("T1"));
    let tab = opening.tab.clone();
    faulty.store.commit(opening).await.expect("committed");
    faulty.fail("update", 1, unacknowledged()).await;
    let order = faulty.guests.order(&tab, 1);
    faulty.store.commit(order.clone()).await.expect("committed");
    let stored = faulty.store.tab(faulty.guests.place(), tab.id).await;
    assert_eq!(stored, Ok(Some(order.tab)));
    assert_eq!(faulty.pending().await, 2);
}

#[tokio::test]
async fn numbers_are_given_once_when_answers_are_lost() {
    let faulty = Faulty::new().await;
    let place = faulty.guests.place();
    let mut numbers = BTreeSet::new();
    for how in [lost_answer(), unacknowledged(), labelled(262, "RetryableWriteError")] {
        faulty.fail("findAndModify", 1, how).await;
        for _ in 0..2 {
            let number = faulty.store.next_order_number(place, "2026-11-23").await;
            numbers.insert(number.expect("a number"));
        }
    }
    assert_eq!(numbers, (1..=6).collect());
}

#[tokio::test]
async fn a_transaction_that_was_broken_off_runs_again() {
    let faulty = Faulty::new().await;
    let (mark, event) = faulty.guests.counting(Some(5));
    faulty.store.set_stock(faulty.guests.place(), &mark, &event).await.expect("set");
    let opening = faulty.guests.come(None);
    let tab = opening.tab.clone();
    faulty.store.commit(opening).await.expect("committed");
    faulty.fail("update", 3, labelled(112, "TransientTransactionError")).await;
    let order = faulty.guests.order_counted(&tab, 1);
    faulty.store.commit(order.clone()).await.expect("committed");
    assert_eq!(faulty.idli_left().await, Some(4));
    assert_eq!(faulty.store.tab(faulty.guests.place(), tab.id).await, Ok(Some(order.tab)));
    assert_eq!(faulty.pending().await, 4);
}

#[tokio::test]
async fn a_transaction_whose_end_is_not_known_is_asked_for_and_done_once() {
    let faulty = Faulty::new().await;
    let (mark, event) = faulty.guests.counting(Some(5));
    faulty.store.set_stock(faulty.guests.place(), &mark, &event).await.expect("set");
    let opening = faulty.guests.come(None);
    let mut tab = opening.tab.clone();
    faulty.store.commit(opening).await.expect("committed");
    for (number, how) in (1..).zip([lost_answer(), unacknowledged()]) {
        // The driver asks twice by itself.
        faulty.fail("commitTransaction", 3, how).await;
        let order = faulty.guests.order_counted(&tab, number);
        faulty.store.commit(order.clone()).await.expect("committed");
        tab = order.tab;
        assert_eq!(faulty.idli_left().await, Some(5 - number));
    }
    assert_eq!(faulty.store.tab(faulty.guests.place(), tab.id).await, Ok(Some(tab)));
}

#[tokio::test]
async fn a_server_that_cannot_work_now_is_unavailable_and_one_that_refuses_is_not() {
    let faulty = Faulty::new().await;
    let place = faulty.guests.place();
    faulty.fail("find", 1, doc! { "errorCode": 2 }).await;
    let answer = faulty.store.availability(place).await;
    assert!(matches!(answer, Err(StoreError::Other(_))), "{answer:?}");
    // The driver asks twice by itself. 10107: it is no longer the primary.
    for (code, times) in [(262, 2), (10107, 1)] {
        faulty.fail("find", times, doc! { "errorCode": code }).await;
        let answer = faulty.store.availability(place).await;
        assert!(matches!(answer, Err(StoreError::Unavailable(_))), "{answer:?}");
    }
}
