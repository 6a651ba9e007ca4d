//! Events: written with what they describe, kept until they were handed on, and without anything personal.

use dineqr_core::event::Event;
use dineqr_core::restaurant::PresencePolicy;
use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use crate::support::guest::order_of;
use crate::support::{Guest, World};

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
    let ids: Vec<_> = pending(world).await.iter().map(|event| event.id).collect();
    world.app.store.events_delivered(&ids).await.expect("the store answers");
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
        handed.extend(events);
    }
    assert_eq!(handed, pending(&world).await);
}

/// Everything a party can do, with words that nothing else says.
async fn talkative_sitting(world: &World) {
    let (manager, token) = (world.manager().await, world.token(0));
    let mut guest: Guest = world.phone();
    world.posts(&format!("/api/v1/tables/{token}/help"), json!({})).await.expect(202);
    let (challenge, code) = guest.gets_a_code(&token, "9998887776").await;
    let body =
        json!({ "table_token": token, "challenge_id": challenge, "code": code, "name": "Zubeida" });
    guest.sits_down_with(body).await.expect(200);
    let mut body = order_of("Idli", 2);
    body["note"] = json!("xylophone");
    body["lines"][0]["note"] = json!("quokka");
    let order = guest.orders_body(body.clone()).await.expect(201);
    let dead = guest.orders_body(body).await.expect(201);
    let tab = order.text("/tab_id");
    manager.decides(&dead, "reject", json!({ "reason": "zephyr" })).await.expect(200);
    let call = json!({ "kind": "other", "note": "quokka again" });
    guest.posts("/api/v1/tab/service-requests", call).await.expect(201);
    guest.announces(json!({ "kind": "balance" }), 1_000).await.expect(201);
    manager.advances(&order, "served").await;
    let card = json!({ "method": "card", "amount": { "amount": 16_800, "currency": "INR" }, "reference": "zephyr-1" });
    manager.on_tab(&tab, "payments", card).await.expect(201);
    manager.closes(&tab).await.expect(200);
    let reopen = format!("/api/v1/manage/tabs/{tab}/reopen");
    manager.posts(&reopen, json!({ "reason": "xylophone" })).await.expect(200);
    guest.asks(axum::http::Method::DELETE, "/api/v1/guest/me", &[], None).await.expect(204);
    let mut parcel = order_of("Idli", 1);
    parcel["customer"] = json!("Zubeida");
    let made = manager.posts("/api/v1/staff/orders", parcel).await.expect(201);
    let (tab, line) = (made.text("/tab/id"), made.text("/order/lines/0/id"));
    manager
        .on_tab(&tab, &format!("lines/{line}/void"), json!({ "reason": "quokka" }))
        .await
        .expect(200);
}

#[tokio::test]
async fn events_tell_nothing_personal() {
    let world = World::with(PresencePolicy::Otp).await;
    talkative_sitting(&world).await;
    let events = pending(&world).await;
    assert!(events.len() > 12, "{events:?}");
    let text = serde_json::to_string(&events).expect("JSON");
    for word in ["Zubeida", "99988", "xylophone", "quokka", "zephyr", "@", "manager@"] {
        assert!(!text.contains(word), "{word} in {text}");
    }
    let allowed = [
        "id",
        "restaurant_id",
        "tab_id",
        "version",
        "at",
        "by",
        "type",
        "order_id",
        "total",
        "payment_id",
        "balance",
        "request_id",
        "table_id",
        "guest_id",
        "dish_id",
        "variant_id",
        "menu_version",
        "into",
    ];
    for event in serde_json::to_value(&events).expect("JSON").as_array().expect("a list") {
        for (field, value) in event.as_object().expect("a map") {
            assert!(allowed.contains(&field.as_str()), "{field}: {value}");
            assert!(
                field == "by" || !matches!(value, Value::Array(_) | Value::Object(_)),
                "{field}: {value}"
            );
        }
    }
}
