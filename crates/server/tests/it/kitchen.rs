//! What the kitchen and the floor do with orders and lines.

use dineqr_core::test_support::dish_id;
use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use crate::support::{Guest, Reply, Staff, World};

async fn ordered(world: &World) -> (Guest, Staff, Reply) {
    let (guest, kitchen) = (world.guest(0).await, world.kitchen().await);
    let lines = json!([
        { "dish_id": dish_id("Idli").to_string(), "quantity": 1 },
        { "dish_id": dish_id("Masala Dosa").to_string(), "quantity": 1 },
    ]);
    let order = guest.orders_body(json!({ "lines": lines })).await.expect(201);
    (guest, kitchen, order)
}

/// The order's status after a step of one line.
async fn step(kitchen: &Staff, order: &Reply, line: usize, to: &str) -> String {
    let reply = kitchen.handles(order, line, "advance", json!({ "to": to })).await;
    reply.expect(200).text("/status")
}

fn nothing() -> Value {
    json!({})
}

#[tokio::test]
async fn an_order_shows_its_least_advanced_line() {
    let world = World::open().await;
    let (guest, kitchen, order) = ordered(&world).await;
    assert_eq!(order.text("/status"), "placed");
    assert_eq!(step(&kitchen, &order, 0, "preparing").await, "accepted");
    assert_eq!(step(&kitchen, &order, 1, "ready").await, "preparing");
    assert_eq!(step(&kitchen, &order, 0, "ready").await, "ready");
    assert_eq!(step(&kitchen, &order, 0, "served").await, "ready");
    assert_eq!(step(&kitchen, &order, 1, "served").await, "served");
    let seen = guest.tab().await;
    assert_eq!(seen.text("/orders/0/status"), "served");
    assert_eq!(seen.at("/settled"), json!(false), "money is owed");
    assert_eq!(kitchen.board().await.count("/orders"), 0);
}

#[tokio::test]
async fn a_voided_line_no_longer_counts() {
    let world = World::open().await;
    let (guest, kitchen, order) = ordered(&world).await;
    step(&kitchen, &order, 0, "served").await;
    kitchen.handles(&order, 1, "void", nothing()).await.problem(422, "required");
    let voided = kitchen.handles(&order, 1, "void", json!({ "reason": "no batter" })).await;
    let voided = voided.expect(200);
    assert_eq!(
        (voided.text("/status"), voided.text("/lines/1/reason")),
        ("served".into(), "no batter".into())
    );
    assert_eq!(guest.tab().await.number("/bill/total/amount"), 8_400);
    let again = kitchen.handles(&order, 1, "void", json!({ "reason": "again" })).await;
    assert_eq!(again.problem(409, "not_allowed").text("/current_status"), "voided");
}

#[tokio::test]
async fn accepting_moves_the_promise() {
    let world = World::open().await;
    let (_, kitchen, order) = ordered(&world).await;
    world.later(5 * 60);
    let accepted = kitchen.decides(&order, "accept", nothing()).await.expect(200);
    assert_eq!(accepted.text("/status"), "accepted");
    assert_eq!(order.text("/lines/0/promised_at"), "2026-11-23T14:12:00Z");
    assert_eq!(accepted.text("/lines/0/promised_at"), "2026-11-23T14:17:00Z");
}

#[tokio::test]
async fn a_step_that_is_not_allowed_says_where_things_stand() {
    let world = World::open().await;
    let (_, kitchen, order) = ordered(&world).await;
    step(&kitchen, &order, 0, "ready").await;
    let status = |reply: Reply| reply.problem(409, "not_allowed").text("/current_status");
    let back = kitchen.handles(&order, 0, "advance", json!({ "to": "preparing" })).await;
    assert_eq!(status(back), "ready");
    assert_eq!(status(kitchen.decides(&order, "accept", nothing()).await), "accepted");
    assert_eq!(status(kitchen.decides(&order, "approve", nothing()).await), "accepted");
    assert_eq!(status(kitchen.handles(&order, 1, "undo", nothing()).await), "queued");
    step(&kitchen, &order, 0, "served").await;
    assert_eq!(status(kitchen.decides(&order, "cancel", nothing()).await), "served");
    let odd = kitchen.handles(&order, 1, "advance", json!({ "to": "eaten" })).await;
    odd.problem(400, "invalid_body");
    let queued = kitchen.handles(&order, 1, "advance", json!({ "to": "queued" })).await;
    queued.problem(400, "invalid_body");
}

#[tokio::test]
async fn a_rejected_order_says_why_and_costs_nothing() {
    let world = World::open().await;
    let (guest, kitchen, order) = ordered(&world).await;
    kitchen
        .decides(&order, "reject", json!({ "reason": "x".repeat(201) }))
        .await
        .problem(422, "too_long");
    let rejected = kitchen.decides(&order, "reject", json!({ "reason": "gas is out" })).await;
    assert_eq!(rejected.expect(200).text("/status"), "rejected");
    let tab = guest.tab().await;
    assert_eq!(tab.text("/orders/0/reason"), "gas is out");
    assert_eq!(tab.number("/bill/balance/amount"), 0);
    let late = kitchen.handles(&order, 0, "advance", json!({ "to": "ready" })).await;
    assert_eq!(late.problem(409, "not_allowed").text("/current_status"), "rejected");
}

#[tokio::test]
async fn staff_call_off_what_is_not_served() {
    let world = World::open().await;
    let (_, kitchen, order) = ordered(&world).await;
    kitchen.advances(&order, "ready").await;
    let cancelled = kitchen.decides(&order, "cancel", json!({ "reason": "they left" })).await;
    assert_eq!(cancelled.expect(200).text("/status"), "cancelled");
}

#[tokio::test]
async fn the_last_step_is_taken_back_within_fifteen_seconds() {
    let world = World::open().await;
    let (_, kitchen, order) = ordered(&world).await;
    step(&kitchen, &order, 0, "preparing").await;
    step(&kitchen, &order, 0, "served").await;
    world.later(15);
    let undone = kitchen.handles(&order, 0, "undo", nothing()).await.expect(200);
    assert_eq!(undone.text("/lines/0/status"), "preparing");
    let twice = kitchen.handles(&order, 0, "undo", nothing()).await;
    twice.problem(409, "not_allowed");
}

#[tokio::test]
async fn after_that_it_stays() {
    let world = World::open().await;
    let (_, kitchen, order) = ordered(&world).await;
    step(&kitchen, &order, 0, "served").await;
    world.later(16);
    let late = kitchen.handles(&order, 0, "undo", nothing()).await.problem(409, "not_allowed");
    assert_eq!(late.text("/current_status"), "served");
}

#[tokio::test]
async fn a_station_sees_its_own_lines() {
    let world = World::open().await;
    let manager = world.manager().await;
    world.sets(json!({ "stations": ["kitchen", "bar"] })).await.expect(200);
    let mut menu = manager.gets("/api/v1/manage/menu").await.json();
    menu["categories"][0]["dishes"][1]["station"] = json!("bar");
    manager.puts("/api/v1/manage/menu", menu).await.expect(200);
    manager.posts("/api/v1/manage/menu/publish", nothing()).await.expect(200);
    let person =
        json!({ "staff_id": "bar", "name": "Bar", "password": "tandoori-tests", "station": "bar" });
    manager.posts("/api/v1/manage/staff", person).await.expect(201);
    let (_, kitchen, _) = ordered(&world).await;

    assert_eq!(kitchen.board().await.count("/orders/0/lines"), 2);
    let bar = kitchen.gets("/api/v1/staff/board?station=bar").await.expect(200);
    assert_eq!(
        (bar.count("/orders/0/lines"), bar.text("/orders/0/lines/0/name")),
        (1, "Idli".into())
    );
    let attic = "/api/v1/staff/board?station=attic";
    kitchen.gets(attic).await.problem(422, "unknown_station");
    kitchen.gets("/api/v1/staff/board?floor=1").await.problem(400, "invalid_query");

    let login =
        json!({ "login": "bar", "password": "tandoori-tests", "restaurant": "spice-route" });
    let mut bartender = kitchen.clone();
    bartender.token =
        Some(world.posts("/api/v1/auth/login", login).await.expect(200).text("/token"));
    assert_eq!(bartender.board().await.count("/orders/0/lines"), 1);
    let all = bartender.gets("/api/v1/staff/board?station=kitchen").await;
    assert_eq!(all.text("/orders/0/lines/0/name"), "Masala Dosa");
}

#[tokio::test]
async fn a_line_belongs_to_its_tab() {
    let world = World::open().await;
    let (_, kitchen, order) = ordered(&world).await;
    let other = world.guest(1).await.tab().await.text("/id");
    let line = order.text("/lines/0/id");
    let path = format!("lines/{line}/advance");
    kitchen.on_tab(&other, &path, json!({ "to": "ready" })).await.problem(404, "not_found");
    kitchen
        .on_tab(&other, &format!("orders/{}/accept", order.text("/id")), nothing())
        .await
        .problem(404, "not_found");
    kitchen.on_tab("nonsense", &path, json!({ "to": "ready" })).await.problem(404, "not_found");
}
