//! Moving everything from one database to another.

use dineqr_core::account::{Account, Holder, Membership, Role, Session};
use dineqr_core::event::{Actor, EventKind};
use dineqr_core::id::{AccountId, MessageId, ServiceRequestId, SessionId, TableId};
use dineqr_core::store::contract::{Guests, table_ref};
use dineqr_core::store::{
    Accounts, Batch, Collection, Events, Fingerprint, HelpRequest, HelpRequests, Keys, Menus,
    Message, MessageChannel, Messages, Record, Restaurants, Result, Sessions, Stocks, StoreError,
    Tables, Tabs, Transfer,
};
use dineqr_core::tab::{ServiceKind, ServiceRequest, ServiceStatus};
use dineqr_core::table::Table;
use dineqr_core::test_support::{evening, menu, restaurant};
use dineqr_store_mongo::MongoStore;
use jiff::SignedDuration;
use pretty_assertions::assert_eq;
use serde_json::json;

use crate::server::{database, opened};

#[tokio::test]
async fn everything_is_told_and_put_in_batches_of_any_size() -> Result<()> {
    let (here, there) = (database(), database());
    let (from, to) = (opened(&here).await, opened(&there).await);
    fill(&from).await?;
    let whole = told(&from, 1000).await?;
    assert!(whole.iter().all(|(_, records)| !records.is_empty()), "{whole:#?}");
    for limit in [1, 2, 3] {
        assert_eq!(told(&from, limit).await?, whole);
    }
    for (collection, records) in &whole {
        for some in records.chunks(3) {
            to.put_records(*collection, some).await?;
        }
    }
    assert_eq!(told(&to, 2).await?, whole);
    assert_eq!(fingerprints(&told(&to, 7).await?), fingerprints(&whole));
    Ok(())
}

#[tokio::test]
async fn putting_what_is_there_changes_nothing() -> Result<()> {
    let database = database();
    let store = opened(&database).await;
    fill(&store).await?;
    let whole = told(&store, 1000).await?;
    let pending = store.pending_events(later(), 99).await?;
    for (collection, records) in &whole {
        store.put_records(*collection, records).await?;
        store.put_records(*collection, records).await?;
    }
    assert_eq!(told(&store, 1000).await?, whole);
    assert_eq!(store.pending_events(later(), 99).await?, pending);
    Ok(())
}

#[tokio::test]
async fn what_was_moved_goes_on_living() -> Result<()> {
    let (here, there) = (database(), database());
    let (from, to) = (opened(&here).await, opened(&there).await);
    let guests = fill(&from).await?;
    for (collection, records) in told(&from, 1000).await? {
        to.put_records(collection, &records).await?;
    }
    let pending = to.pending_events(later(), 99).await?;
    assert_eq!(pending, from.pending_events(later(), 99).await?);
    to.events_delivered(&pending).await?;
    assert_eq!(to.pending_events(later(), 99).await, Ok(Vec::new()));
    assert_eq!(to.next_order_number(guests.place(), "2026-11-23").await, Ok(2));
    let tab = to.open_tabs(guests.place()).await?[0].clone();
    to.commit(guests.order_counted(&tab, 9)).await?;
    assert_eq!(to.availability(guests.place()).await?.items[0].portions, Some(3));
    let fourth = table("T4");
    to.create_table(&fourth).await?;
    assert_eq!(to.tables(guests.place()).await?.last(), Some(&fourth));
    assert_eq!(
        to.account_by_staff_id(guests.place(), "ravi").await?.map(|a| a.name),
        Some("Ravi".to_owned())
    );
    Ok(())
}

#[tokio::test]
async fn records_are_put_all_or_none_and_in_their_form() -> Result<()> {
    let database = database();
    let store = opened(&database).await;
    let sound = |name: &str| {
        let table = table(name);
        Record { key: table.id.to_string(), value: json!({ "number": 1, "table": table }) }
    };
    let mut misnamed = sound("T2");
    misnamed.key = "elsewhere".to_owned();
    for broken in [misnamed, Record { value: json!({ "number": 1 }), ..sound("T2") }] {
        let refused = store.put_records(Collection::Tables, &[sound("T1"), broken]).await;
        assert!(matches!(refused, Err(StoreError::Other(_))), "{refused:?}");
    }
    let mut same_name = table("T2");
    same_name.name = "T1".to_owned();
    let same_name =
        Record { key: same_name.id.to_string(), value: json!({ "number": 2, "table": same_name }) };
    let refused = store.put_records(Collection::Tables, &[sound("T1"), same_name]).await;
    assert_eq!(refused, Err(StoreError::Duplicate));
    assert_eq!(store.tables(restaurant().id).await, Ok(Vec::new()));
    Ok(())
}

#[tokio::test]
async fn clearing_leaves_the_note_and_a_store_to_work_with() -> Result<()> {
    let database = database();
    let store = opened(&database).await;
    fill(&store).await?;
    assert_eq!(store.unfinished_transfer().await, Ok(None));
    store.note_transfer(Some("tabs")).await?;
    store.clear().await?;
    assert_eq!(store.unfinished_transfer().await, Ok(Some("tabs".to_owned())));
    store.note_transfer(None).await?;
    assert_eq!(store.unfinished_transfer().await, Ok(None));
    assert!(told(&store, 9).await?.iter().all(|(_, records)| records.is_empty()));
    fill(&store).await?;
    Ok(())
}

type Whole = Vec<(Collection, Vec<Record>)>;

/// Everything, asked for in batches.
async fn told(store: &MongoStore, limit: usize) -> Result<Whole> {
    let mut whole = Vec::new();
    for collection in Collection::ALL {
        let (mut records, mut from) = (Vec::new(), None);
        loop {
            let batch: Batch = store.records(collection, from.as_deref(), limit).await?;
            assert!(batch.records.len() <= limit);
            records.extend(batch.records);
            from = batch.next;
            if from.is_none() {
                break;
            }
        }
        whole.push((collection, records));
    }
    Ok(whole)
}

fn fingerprints(whole: &Whole) -> Vec<Fingerprint> {
    let of = |records: &Vec<Record>| {
        let mut fingerprint = Fingerprint::default();
        records.iter().for_each(|record| fingerprint.add(record));
        fingerprint
    };
    whole.iter().map(|(_, records)| of(records)).collect()
}

fn later() -> jiff::Timestamp {
    evening() + SignedDuration::from_hours(1)
}

fn table(name: &str) -> Table {
    Table {
        id: TableId::derived(&["table", name]),
        restaurant_id: restaurant().id,
        name: name.to_owned(),
        floor: "Ground".to_owned(),
        seats: 4,
        code_generation: 1,
    }
}

/// At least one record of every kind, some of them with events that wait.
async fn fill(store: &MongoStore) -> Result<Guests> {
    let guests = Guests::default();
    let place = restaurant();
    store.key("signing", &[0, 1, 254, 255]).await?;
    store.create_restaurant(&place).await?;
    people(store).await?;
    for name in ["T1", "T2", "T3"] {
        store.create_table(&table(name)).await?;
    }
    store.save_draft_menu(place.id, &menu()).await?;
    let told = guests.event(EventKind::MenuPublished { menu_version: 1 });
    store.publish_menu(place.id, 0, &menu(), &told).await?;
    let (mark, told) = guests.counting(Some(5));
    store.set_stock(place.id, &mark, &told).await?;
    store.next_order_number(place.id, "2026-11-23").await?;
    for name in ["T1", "T2", "T3"] {
        store.commit(guests.come(Some(name))).await?;
    }
    let tab = store.open_tabs(place.id).await?[0].clone();
    store.commit(guests.order_counted(&tab, 1)).await?;
    call_for_help(store, &guests).await?;
    let pending = store.pending_events(later(), 99).await?;
    store.events_delivered(&pending[1..4]).await?;
    for minute in 0..3 {
        store.create_message(&message(&guests, minute)).await?;
    }
    Ok(guests)
}

async fn people(store: &MongoStore) -> Result<()> {
    let place = restaurant().id;
    let elsewhere = dineqr_core::id::RestaurantId::derived(&["elsewhere"]);
    let role = |account_id, restaurant_id, staff_id: Option<&str>| Membership {
        account_id,
        restaurant_id,
        role: Role::Staff,
        staff_id: staff_id.map(str::to_owned),
        station: None,
    };
    for (name, email) in [("Asha", Some("asha@demo.test")), ("Ravi", None)] {
        let id = AccountId::derived(&[name]);
        let (email, staff_id) = (email.map(str::to_owned), email.is_none().then_some("ravi"));
        let password_hash = "$2b$12$hash".to_owned();
        let account = Account { id, email, name: name.to_owned(), password_hash };
        store.create_account(&account, &role(id, place, staff_id)).await?;
        store.create_membership(&role(id, elsewhere, None)).await?;
        let session = Session {
            id: SessionId::derived(&[name]),
            restaurant_id: place,
            holder: Holder::Member { account_id: id },
            created_at: evening() + SignedDuration::from_nanos(123_456_789),
            expires_at: later(),
        };
        store.create_session(&session).await?;
    }
    Ok(())
}

async fn call_for_help(store: &MongoStore, guests: &Guests) -> Result<()> {
    let request = ServiceRequest {
        id: ServiceRequestId::new(evening(), guests.ids()),
        kind: ServiceKind::Help,
        note: None,
        by: Actor::System,
        at: evening(),
        status: ServiceStatus::Open,
    };
    let table = table_ref("T1");
    let kind = EventKind::ServiceRequested { request_id: request.id, table_id: Some(table.id) };
    let help = HelpRequest { restaurant_id: guests.place(), table, request };
    store.create_help_request(&help, &guests.event(kind)).await
}

fn message(guests: &Guests, minute: i64) -> Message {
    let at = evening() + SignedDuration::from_mins(minute);
    Message {
        id: MessageId::new(at, guests.ids()),
        channel: MessageChannel::Sms,
        to: "+919800000000".to_owned(),
        subject: None,
        text: "hello".to_owned(),
        at,
    }
}
