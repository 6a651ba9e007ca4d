//! Where events wait, and what is left of them.

use dineqr_core::event::{Event, EventKind};
use dineqr_core::id::EventId;
use dineqr_core::store::contract::Guests;
use dineqr_core::store::{Events, Menus, Restaurants, Result, Stocks, Tabs};
use dineqr_core::test_support::{evening, menu, restaurant};
use jiff::{SignedDuration, Timestamp};
use mongodb::bson::doc;
use pretty_assertions::assert_eq;

use crate::server::{database, opened};

fn later() -> Timestamp {
    evening() + SignedDuration::from_hours(1)
}

#[tokio::test]
async fn events_of_every_kind_of_document_are_found_and_handed_on() -> Result<()> {
    let (database, guests) = (database(), Guests::default());
    let store = opened(&database).await;
    let place = restaurant();
    store.create_restaurant(&place).await?;
    let renamed = dineqr_core::restaurant::Restaurant { name: "New".to_owned(), ..place.clone() };
    let told = guests.event(EventKind::MenuPublished { menu_version: 0 });
    store.update_restaurant(&place, &renamed, &told).await?;
    store.save_draft_menu(place.id, &menu()).await?;
    let told = guests.event(EventKind::MenuPublished { menu_version: 1 });
    store.publish_menu(place.id, 0, &menu(), &told).await?;
    let (mark, told) = guests.counting(Some(5));
    store.set_stock(place.id, &mark, &told).await?;
    let opening = guests.come(Some("T1"));
    let tab = opening.tab.clone();
    store.commit(opening).await?;
    store.commit(guests.order_counted(&tab, 1)).await?;
    let pending = store.pending_events(later(), 99).await?;
    assert_eq!(pending.len(), 6);
    store.events_delivered(&pending).await?;
    assert_eq!(store.pending_events(later(), 99).await, Ok(Vec::new()));
    assert_eq!(store.delete_events(later()).await, Ok(6));
    Ok(())
}

#[tokio::test]
async fn what_waits_nowhere_is_not_kept() -> Result<()> {
    let (database, guests) = (database(), Guests::default());
    let store = opened(&database).await;
    let opening = guests.come(Some("T1"));
    let event = opening.events[0].clone();
    store.commit(opening).await?;
    let unknown = Event { id: EventId::derived(&["unknown"]), ..event.clone() };
    let altered = Event { at: later(), ..event.clone() };
    store.events_delivered(&[unknown, altered]).await?;
    let kept = database.collection("events").await;
    let kept = kept.find_one(doc! {}).await.expect("read").expect("one");
    assert_eq!(kept.get_str("_id").ok(), Some(event.id.to_string().as_str()));
    assert_eq!(store.delete_events(evening() + SignedDuration::from_secs(1)).await, Ok(1));
    Ok(())
}

#[tokio::test]
async fn a_mark_that_says_nothing_goes_with_its_last_event() -> Result<()> {
    let (database, guests) = (database(), Guests::default());
    let store = opened(&database).await;
    let (mark, told) = guests.counting(None);
    store.set_stock(guests.place(), &mark, &told).await?;
    let stock = database.collection("stock").await;
    let count = async || stock.count_documents(doc! {}).await.expect("counted");
    assert_eq!(count().await, 1);
    store.events_delivered(&[told]).await?;
    assert_eq!(count().await, 0);
    let tab = guests.come(None);
    store.commit(tab.clone()).await?;
    let order = guests.order_counted(&tab.tab, 1);
    store.commit(order.clone()).await?;
    assert_eq!(count().await, 1);
    assert_eq!(store.availability(guests.place()).await?.items, []);
    store.events_delivered(&order.events).await?;
    assert_eq!(count().await, 0);
    Ok(())
}

#[tokio::test]
async fn events_keep_their_order_when_the_clocks_of_nodes_differ() -> Result<()> {
    let (database, guests) = (database(), Guests::default());
    let store = opened(&database).await;
    let mut opening = guests.come(Some("T1"));
    opening.events[0].at = evening() + SignedDuration::from_secs(5);
    let tab = opening.tab.clone();
    let first = opening.events[0].id;
    store.commit(opening).await?;
    let order = guests.order(&tab, 1);
    let then = order.events[0].id;
    store.commit(order).await?;
    let pending = store.pending_events(later(), 9).await?;
    assert_eq!(pending.iter().map(|event| event.id).collect::<Vec<_>>(), [first, then]);
    Ok(())
}
