//! Calls for help.

use pretty_assertions::assert_eq;

use super::World;
use super::world::{minutes, neighbour, table_id, table_ref};
use crate::event::{Actor, Event, EventKind};
use crate::id::ServiceRequestId;
use crate::store::{HelpRequest, SharedStore, StoreError};
use crate::tab::{ServiceKind, ServiceRequest, ServiceStatus};

pub(super) fn call(world: &World, table: &str, minute: i64) -> (HelpRequest, Event) {
    let request = ServiceRequest {
        id: ServiceRequestId::new(minutes(minute), world.ids()),
        kind: ServiceKind::Help,
        note: None,
        by: Actor::System,
        at: minutes(minute),
        status: ServiceStatus::Open,
    };
    let kind =
        EventKind::ServiceRequested { request_id: request.id, table_id: Some(table_id(table)) };
    let event = world.event(minutes(minute), kind);
    (HelpRequest { restaurant_id: world.place(), table: table_ref(table), request }, event)
}

pub(super) fn answered(world: &World, help: &HelpRequest, resolve: bool) -> (HelpRequest, Event) {
    let (mut after, status) = (help.clone(), help.request.status.clone());
    let by = world.manager;
    after.request.status = if resolve {
        status.resolve(minutes(9), by).expect("not done yet")
    } else {
        status.acknowledge(minutes(8), by).expect("not seen yet")
    };
    let (request_id, table_id) = (help.request.id, Some(help.table.id));
    let kind = EventKind::ServiceAcknowledged { request_id, table_id };
    (after, world.event(minutes(9), kind))
}

/// A second one is a `Duplicate` until the first is done.
pub async fn one_help_request_is_open_per_table(store: SharedStore) {
    let world = World::new(store);
    let (first, event) = call(&world, "T1", 0);
    let (second, second_event) = call(&world, "T1", 1);
    world.store.create_help_request(&first, &event).await.expect("kept");
    let refused = world.store.create_help_request(&second, &second_event).await;
    assert_eq!(refused, Err(StoreError::Duplicate));
    assert_eq!(world.pending().await, vec![event]);
    let at = async || world.store.open_help_request_at(world.place(), table_id("T1")).await;
    assert_eq!(at().await, Ok(Some(first.clone())));
    let (done, done_event) = answered(&world, &first, true);
    world.store.update_help_request(&first, &done, &done_event).await.expect("updated");
    assert_eq!(at().await, Ok(None));
    assert_eq!(world.store.help_request(world.place(), done.request.id).await, Ok(Some(done)));
    world.store.create_help_request(&second, &second_event).await.expect("kept");
    assert_eq!(at().await, Ok(Some(second.clone())));
    let elsewhere = world.store.help_request(neighbour().id, second.request.id).await;
    assert_eq!(elsewhere, Ok(None));
}

/// Two waiters do not both take it.
pub async fn a_help_request_changes_only_from_what_was_seen(store: SharedStore) {
    let world = World::new(store);
    let (help, event) = call(&world, "T1", 0);
    let (seen, seen_event) = answered(&world, &help, false);
    let early = world.store.update_help_request(&help, &seen, &seen_event).await;
    assert_eq!(early, Err(StoreError::Conflict));
    world.store.create_help_request(&help, &event).await.expect("kept");
    world.store.update_help_request(&help, &seen, &seen_event).await.expect("updated");
    let (done, done_event) = answered(&world, &help, true);
    let late = world.store.update_help_request(&help, &done, &done_event).await;
    assert_eq!(late, Err(StoreError::Conflict));
    assert_eq!(world.store.help_request(world.place(), help.request.id).await, Ok(Some(seen)));
    assert_eq!(world.pending().await, vec![event, seen_event]);
}

/// Seen or not, as long as they are not done.
pub async fn open_help_requests_come_oldest_first(store: SharedStore) {
    let world = World::new(store);
    let mut open = Vec::new();
    for (table, minute) in [("T1", 5), ("T2", 1), ("T3", 3)] {
        let (help, event) = call(&world, table, minute);
        world.store.create_help_request(&help, &event).await.expect("kept");
        open.push(help);
    }
    open.sort_by_key(|help| help.request.at);
    assert_eq!(world.store.open_help_requests(world.place()).await, Ok(open.clone()));
    assert_eq!(world.store.open_help_requests(neighbour().id).await, Ok(Vec::new()));
    let (seen, event) = answered(&world, &open[0], false);
    world.store.update_help_request(&open[0], &seen, &event).await.expect("updated");
    let (done, event) = answered(&world, &open[1], true);
    world.store.update_help_request(&open[1], &done, &event).await.expect("updated");
    let left = vec![seen, open[2].clone()];
    assert_eq!(world.store.open_help_requests(world.place()).await, Ok(left));
}
