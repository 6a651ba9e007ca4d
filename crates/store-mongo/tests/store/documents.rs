//! What documents hold.

use std::sync::Arc;

use dineqr_core::store::contract::{Guests, table_id, table_ref};
use dineqr_core::store::{Result, StoreError, Tabs};
use dineqr_core::tab::{
    Command, PaymentMethod, RecordedPayment, RequestKey, ServiceKind, Step, Tab,
};
use mongodb::bson::{self, Document, doc};
use pretty_assertions::assert_eq;

use crate::server::{database, opened};

/// After each kind of change the document holds the tab, whichever parts of it were written.
#[tokio::test]
async fn parts_that_are_written_come_to_the_whole() -> Result<()> {
    let (database, guests) = (database(), Guests::default());
    let (store, tabs) = (opened(&database).await, database.collection("tabs").await);
    let opening = guests.come(Some("T1"));
    let mut tab = opening.tab.clone();
    store.commit(opening).await?;
    let line = |tab: &Tab, place: usize| tab.orders[place].lines[0].id;
    let key = |name: &str| RequestKey { key: name.to_owned(), hash: "00".to_owned() };
    let steps: [&dyn Fn(&Tab) -> Command; 10] = [
        &|_| guests.ordering(1),
        &|_| guests.ordering(2),
        &|tab| Command::AdvanceLine { line_id: line(tab, 0), to: Step::Served },
        &|_| Command::RequestService { kind: ServiceKind::Water, note: Some("still".to_owned()) },
        &|_| Command::MoveTo { table: table_ref("T2") },
        &|tab| Command::AdvanceLine { line_id: line(tab, 1), to: Step::Served },
        &|tab| Command::RecordPayment {
            payment: RecordedPayment {
                method: PaymentMethod::Card,
                amount: tab.bill().balance,
                tendered: None,
                reference: Some("7".to_owned()),
                announced: None,
            },
            key: key("payment"),
        },
        &|_| Command::Close,
        &|_| Command::Reopen { reason: "too early".to_owned() },
        &|_| guests.ordering(3),
    ];
    for step in steps {
        let commit = guests.act(&tab, &step(&tab));
        tab = commit.tab.clone();
        store.commit(commit).await?;
        assert_eq!(store.tab(guests.place(), tab.id).await, Ok(Some(tab.clone())));
        let stored = tabs.find_one(doc! { "_id": tab.id.to_string() }).await.expect("read");
        let stored: Document = stored.expect("there").get_document("tab").expect("a tab").clone();
        let stored: Tab = bson::deserialize_from_document(stored).expect("readable");
        let json = |tab: &Tab| serde_json::to_string(tab).expect("JSON");
        assert_eq!(json(&stored), json(&tab));
    }
    assert_eq!(store.open_tab_at(guests.place(), table_id("T2")).await, Ok(Some(tab)));
    assert_eq!(store.open_tab_at(guests.place(), table_id("T1")).await, Ok(None));
    Ok(())
}

#[tokio::test]
async fn only_what_changed_is_written() -> Result<()> {
    let (database, guests) = (database(), Guests::default());
    let (store, tabs) = (opened(&database).await, database.collection("tabs").await);
    let opening = guests.come(Some("T1"));
    let mut tab = opening.tab.clone();
    store.commit(opening).await?;
    for number in 1..=2 {
        let order = guests.order(&tab, number);
        tab = order.tab.clone();
        store.commit(order).await?;
    }
    // Behind the store's back: the first order is marked in a way that programs of today do not know.
    let mark = doc! { "$set": { "tab.orders.0.later": "kept", "tab.guests_later": "kept" } };
    tabs.update_one(doc! {}, mark).await.expect("written");
    let line_id = tab.orders[1].lines[0].id;
    let commit = guests.act(&tab, &Command::AdvanceLine { line_id, to: Step::Preparing });
    store.commit(commit).await?;
    let kept = doc! { "tab.orders.0.later": "kept", "tab.guests_later": "kept" };
    assert_eq!(tabs.count_documents(kept).await.expect("counted"), 1);
    Ok(())
}

#[tokio::test]
async fn a_broken_document_is_named_and_never_skipped() -> Result<()> {
    let (database, guests) = (database(), Guests::default());
    let store = opened(&database).await;
    let (sound, broken) = (guests.come(Some("T1")), guests.come(Some("T2")));
    let (place, id, tab) = (guests.place(), broken.tab.id, sound.tab.clone());
    store.commit(sound).await?;
    store.commit(broken).await?;
    let tabs = database.collection("tabs").await;
    let spoil = doc! { "$set": { "tab.orders": "none" } };
    tabs.update_one(doc! { "_id": id.to_string() }, spoil).await.expect("written");
    let named = |answer: Result<()>| match answer {
        Err(StoreError::Other(text)) => assert!(text.contains(&format!("the tab {id}")), "{text}"),
        answer => panic!("{answer:?}"),
    };
    named(store.tab(place, id).await.map(|_| ()));
    named(store.open_tab_at(place, table_id("T2")).await.map(|_| ()));
    named(store.open_tabs(place).await.map(|_| ()));
    assert_eq!(store.tab(place, tab.id).await, Ok(Some(Arc::clone(&tab))));
    store.commit(guests.order(&tab, 1)).await
}

/// Another restaurant's id in a filter finds nothing, so a commit cannot reach across either.
#[tokio::test]
async fn a_commit_under_another_restaurant_is_a_conflict() -> Result<()> {
    let (database, guests) = (database(), Guests::default());
    let store = opened(&database).await;
    let opening = guests.come(Some("T1"));
    let tab = opening.tab.clone();
    store.commit(opening).await?;
    let mut order = guests.order(&tab, 1);
    let mut foreign = Tab::clone(&order.tab);
    foreign.restaurant_id = dineqr_core::id::RestaurantId::derived(&["elsewhere"]);
    order.tab = Arc::new(foreign);
    assert_eq!(store.commit(order).await, Err(StoreError::Conflict));
    assert_eq!(store.tab(guests.place(), tab.id).await, Ok(Some(tab)));
    Ok(())
}
