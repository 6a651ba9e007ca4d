//! Events: written with what they describe, and kept until they were handed on.

use dineqr_core::event::Event;
use pretty_assertions::assert_eq;
use serde_json::json;

use crate::support::World;
use crate::support::guest::order_of;

/// The kinds of the events that the store holds for delivery, in their order.
async fn waiting(world: &World) -> Vec<String> {
    let kind = |event: &Event| {
        let json = serde_json::to_value(event).expect("an event is JSON");
        json["type"].as_str().expect("a type").to_owned()
    };
    pending(world).await.iter().map(kind).collect()
}

async fn pending(world: &World) -> Vec<Event> {
    let later = "2100-01-01T00:00:00Z".parse().expect("a time");
    world.app.store.pending_events(later, 10_000).await.expect("the store answers")
}

async fn deliver_all(world: &World) {
    let events = pending(world).await;
    world.app.store.events_delivered(&events).await.expect("the store answers");
}

/// The kinds that a step writes.
async fn written(world: &World, step: impl Future) -> Vec<String> {
    deliver_all(world).await;
    step.await;
    waiting(world).await
}

#[tokio::test]
async fn every_step_of_a_sitting_writes_its_events() {
    let world = World::open().await;
    let (mut guest, kitchen) = (world.phone(), world.kitchen().await);
    let token = world.token(0);
    let seated = written(&world, guest.sits_down(&token)).await;
    assert_eq!(seated, ["tab.opened", "tab.updated"]);
    deliver_all(&world).await;
    let order = guest.orders("Idli", 1).await.expect(201);
    assert_eq!(waiting(&world).await, ["order.placed"]);
    let tab = order.text("/tab_id");
    let accept = kitchen.decides(&order, "accept", json!({}));
    assert_eq!(written(&world, accept).await, ["order.accepted"]);
    assert_eq!(written(&world, kitchen.advances(&order, "served")).await, ["order.updated"]);
    assert_eq!(written(&world, guest.calls_for("bill")).await, ["service.requested"]);
    let paid = written(&world, kitchen.takes_cash(&tab, 8_400, 8_400)).await;
    assert_eq!(paid, ["payment.updated", "tab.updated"]);
    assert_eq!(written(&world, kitchen.closes(&tab)).await, ["service.resolved", "tab.closed"]);
    deliver_all(&world).await;
    assert_eq!(waiting(&world).await, [""; 0]);
}

#[tokio::test]
async fn an_event_waits_until_it_was_handed_on_also_over_a_restart() {
    let world = World::open().await;
    let guest = world.guest(0).await;
    deliver_all(&world).await;
    guest.orders("Idli", 1).await.expect(201);
    let before = pending(&world).await;
    let world = world.restarted().await;
    assert_eq!(pending(&world).await, before);
    deliver_all(&world).await;
    assert_eq!(pending(&world).await, []);
}

#[tokio::test]
async fn refusals_and_repeats_write_nothing() {
    let world = World::open().await;
    let (guest, kitchen) = (world.guest(0).await, world.kitchen().await);
    let order = guest.orders_with("once", order_of("Idli", 1)).await.expect(201);
    deliver_all(&world).await;
    guest.orders_with("once", order_of("Idli", 1)).await.expect(200);
    guest.orders("Idli", 0).await.expect(422);
    guest.orders("Biryani", 1).await.expect(422);
    kitchen.closes(&order.text("/tab_id")).await.expect(409);
    kitchen.decides(&order, "approve", json!({})).await.expect(409);
    guest.quotes(order_of("Idli", 1)).await.expect(200);
    guest.clone().sits_down(&world.token(0)).await.expect(200);
    assert_eq!(waiting(&world).await, [""; 0]);
}

#[tokio::test]
async fn what_is_handed_on_is_what_was_written() {
    let mut world = World::open().await;
    let guest = world.guest(0).await;
    guest.orders("Idli", 1).await.expect(201);
    world.kitchen().await.marks("Idli", json!({ "status": "sold_out" })).await.expect(200);
    let mut handed = Vec::new();
    while let Ok(events) = world.outbox.try_recv() {
        handed.extend_from_slice(&events);
    }
    let written = pending(&world).await;
    let of_tabs = |events: &[Event]| -> Vec<Event> {
        events.iter().filter(|event| event.tab_id.is_some()).cloned().collect()
    };
    assert_eq!(of_tabs(&handed), of_tabs(&written), "those of a tab keep their order");
    let by_id = |mut events: Vec<Event>| {
        events.sort_by_key(|event| event.id);
        events
    };
    assert_eq!(by_id(handed), by_id(written));
}
