//! The floor: opening, moving and joining tabs, parcels, quick orders.

use axum::http::Method;
use dineqr_core::test_support::dish_id;
use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use crate::support::guest::{fresh_key, order_of};
use crate::support::{Reply, Staff, World};

fn table(world: &World, index: usize) -> String {
    world.tables[index].id.to_string()
}

async fn keyed(staff: &Staff, path: &str, key: &str, body: Value) -> Reply {
    staff.asks(Method::POST, path, &[("idempotency-key", key)], Some(&body)).await
}

#[tokio::test]
async fn staff_open_a_tab_once_however_often_they_tap() {
    let world = World::open().await;
    let waiter = world.kitchen().await;
    let path = format!("/api/v1/staff/tables/{}/tabs", table(&world, 0));
    waiter.asks(Method::POST, &path, &[], None).await.problem(400, "idempotency_key_required");
    let opened = keyed(&waiter, &path, "tap", json!({})).await.expect(201);
    assert_eq!(
        (opened.text("/status"), opened.text("/channel")),
        ("open".into(), "dine_in".into())
    );
    let again = keyed(&waiter, &path, "tap", json!({})).await.expect(200);
    assert_eq!(again.text("/id"), opened.text("/id"));
    keyed(&waiter, &path, "other", json!({})).await.problem(409, "table_taken");
    let elsewhere = format!("/api/v1/staff/tables/{}/tabs", table(&world, 1));
    keyed(&waiter, &elsewhere, "tap", json!({})).await.problem(422, "idempotency_key_reused");
    assert_eq!(world.guest(0).await.tab().await.text("/id"), opened.text("/id"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_phones_and_a_waiter_at_once_open_one_tab() {
    let world = World::open().await;
    let (waiter, table, token) = (world.kitchen().await, table(&world, 0), world.token(0));
    let opening = tokio::spawn(async move { waiter.opens(&table).await.status });
    let phones: Vec<_> = (0..20)
        .map(|_| {
            let (mut phone, token) = (world.phone(), token.clone());
            tokio::spawn(async move { phone.sits_down(&token).await.expect(200).text("/tab/id") })
        })
        .collect();
    let mut tabs = std::collections::HashSet::new();
    for phone in phones {
        tabs.insert(phone.await.expect("seated"));
    }
    assert_eq!(tabs.len(), 1);
    assert!(matches!(opening.await.expect("answered").as_u16(), 201 | 409));
    assert_eq!(world.guest(0).await.tab().await.count("/guests"), 21);
}

#[tokio::test]
async fn guests_move_with_their_tab() {
    let world = World::open().await;
    let (guest, waiter) = (world.guest(0).await, world.kitchen().await);
    let tab = guest.orders("Idli", 1).await.text("/tab_id");
    let to = |id: String| json!({ "table_id": id });
    let moved = waiter.on_tab(&tab, "move", to(table(&world, 1))).await.expect(200);
    assert_eq!(moved.text("/tables/0/name"), "T2");
    assert_eq!(guest.tab().await.text("/tables/0/name"), "T2");
    assert_eq!(guest.orders("Idli", 1).await.expect(201).text("/tab_id"), tab);
    assert_ne!(world.guest(0).await.tab().await.text("/id"), tab, "the first table is free");
    waiter.on_tab(&tab, "move", to(table(&world, 1))).await.problem(422, "same_table");
    waiter.on_tab(&tab, "move", to(table(&world, 0))).await.problem(409, "table_taken");
    waiter.on_tab(&tab, "move", to("nonsense".into())).await.problem(404, "not_found");
    assert_eq!(waiter.sees_tab(&tab).await.text("/tables/0/name"), "T2");
}

#[tokio::test]
async fn joined_tabs_are_one_bill_and_the_guests_follow() {
    let world = World::open().await;
    let (asha, ravi, waiter) = (world.guest(0).await, world.guest(1).await, world.kitchen().await);
    let left = asha.orders("Idli", 1).await.text("/tab_id");
    let on = ravi.orders("Masala Dosa", 1).await.text("/tab_id");
    waiter.takes_cash(&left, 4_000, 4_000).await.expect(201);
    let joined = waiter.on_tab(&left, "join", json!({ "into": on })).await.expect(200);
    assert_eq!((joined.text("/id"), joined.count("/tables")), (on.clone(), 2));
    assert_eq!(joined.number("/bill/total/amount"), 8_400 + 12_600);
    assert_eq!(joined.number("/bill/balance/amount"), 8_400 + 12_600 - 4_000);

    let old = waiter.sees_tab(&left).await.expect(200);
    assert_eq!((old.text("/status"), old.text("/joined_into")), ("joined".into(), on.clone()));
    let seen = asha.tab().await.expect(200);
    assert_eq!((seen.text("/id"), seen.count("/orders")), (on.clone(), 2));
    assert_eq!(asha.orders("Idli", 1).await.expect(201).text("/tab_id"), on);
    assert_eq!(world.guest(0).await.tab().await.text("/id"), on, "both codes lead there");
    assert_eq!(world.gets("/api/v1/session").await.text("/kind"), "anonymous");
    assert_eq!(asha.gets("/api/v1/session").await.text("/guest/tab_id"), on);

    waiter.on_tab(&left, "join", json!({ "into": on })).await.problem(409, "tab_closed");
    waiter.closes(&left).await.problem(409, "tab_closed");
    waiter.on_tab(&on, "join", json!({ "into": on })).await.problem(409, "cannot_join");
    waiter.on_tab(&on, "join", json!({ "into": "nonsense" })).await.problem(404, "not_found");
}

#[tokio::test]
async fn a_parcel_is_an_order_on_a_tab_of_its_own() {
    let world = World::open().await;
    let counter = world.kitchen().await;
    let mut body = order_of("Idli", 2);
    body["customer"] = json!(" Meera ");
    let path = "/api/v1/staff/orders";
    let made = keyed(&counter, path, "parcel", body.clone()).await.expect(201);
    assert_eq!(made.text("/order/channel"), "parcel");
    assert_eq!((made.text("/tab/customer"), made.count("/tab/tables")), ("Meera".into(), 0));
    let again = keyed(&counter, path, "parcel", body.clone()).await.expect(200);
    assert_eq!(again.text("/order/id"), made.text("/order/id"));
    body["customer"] = json!("Another");
    keyed(&counter, path, "parcel", body).await.problem(422, "idempotency_key_reused");
    let tab = made.text("/tab/id");
    counter.takes_cash(&tab, 16_800, 16_800).await.expect(201);
    let order = made.at("/order/lines/0/id").as_str().expect("an id").to_owned();
    counter
        .on_tab(&tab, &format!("lines/{order}/advance"), json!({ "to": "served" }))
        .await
        .expect(200);
    counter.closes(&tab).await.expect(200);
}

#[tokio::test]
async fn a_refused_parcel_leaves_nothing_behind() {
    let world = World::open().await;
    let counter = world.kitchen().await;
    counter.marks("Idli", json!({ "status": "sold_out" })).await.expect(200);
    let path = "/api/v1/staff/orders";
    keyed(&counter, path, "p", order_of("Idli", 1)).await.problem(422, "sold_out");
    keyed(&counter, path, "p", order_of("Idli", 0)).await.problem(422, "quantity");
    let mut long = order_of("Idli", 1);
    long["customer"] = json!("x".repeat(81));
    keyed(&counter, path, "p", long).await.problem(422, "too_long");
    counter
        .asks(Method::POST, path, &[], Some(&order_of("Idli", 1)))
        .await
        .problem(400, "idempotency_key_required");
    assert_eq!(counter.board().await.count("/tabs"), 0);
    counter.marks("Idli", json!({ "status": "available" })).await.expect(200);
    keyed(&counter, path, "p", order_of("Idli", 1)).await.expect(201);
}

#[tokio::test]
async fn a_waiter_orders_for_a_table_under_any_policy() {
    let world = World::with(dineqr_core::restaurant::PresencePolicy::Approval).await;
    let waiter = world.kitchen().await;
    let tab = waiter.opens(&table(&world, 0)).await.expect(201).text("/id");
    let path = format!("/api/v1/staff/tabs/{tab}/orders");
    let placed = keyed(&waiter, &path, "q", order_of("Idli", 1)).await.expect(201);
    assert_eq!(
        (placed.text("/status"), placed.text("/by/kind")),
        ("placed".into(), "staff".into())
    );
    keyed(&waiter, &path, "q", order_of("Idli", 1)).await.expect(200);
    keyed(&waiter, &path, "q", order_of("Idli", 2)).await.problem(422, "idempotency_key_reused");
    waiter
        .asks(Method::POST, &path, &[], Some(&order_of("Idli", 1)))
        .await
        .problem(400, "idempotency_key_required");
}

#[tokio::test]
async fn the_floor_shows_every_table_with_its_tab() {
    let world = World::open().await;
    let (guest, waiter) = (world.guest(1).await, world.kitchen().await);
    guest.orders("Idli", 1).await.expect(201);
    let floors = waiter.gets("/api/v1/staff/tables").await.expect(200);
    assert_eq!(
        (floors.text("/floors/0/name"), floors.count("/floors/0/tables")),
        ("Hall".into(), 3)
    );
    assert_eq!(floors.at("/floors/0/tables/0/tab"), Value::Null);
    let tab = "/floors/0/tables/1/tab";
    assert_eq!(floors.text(&format!("{tab}/id")), guest.tab().await.text("/id"));
    assert_eq!(floors.number(&format!("{tab}/balance/amount")), 8_400);
    assert_eq!(floors.number(&format!("{tab}/guest_count")), 1);
}

#[tokio::test]
async fn the_board_is_the_whole_of_what_is_live() {
    let world = World::open().await;
    let (asha, ravi, waiter) = (world.guest(0).await, world.guest(1).await, world.kitchen().await);
    let first = asha.orders("Idli", 1).await.expect(201);
    world.later(1);
    let second = ravi.orders("Masala Dosa", 1).await.expect(201);
    ravi.calls_for("water").await.expect(201);
    let board = waiter.board().await;
    assert_eq!((board.count("/tabs"), board.count("/service_requests")), (2, 1));
    assert_eq!(board.text("/orders/0/id"), first.text("/id"), "oldest first");
    assert_eq!(board.text("/orders/1/id"), second.text("/id"));
    assert_eq!(board.text("/server_time"), "2026-11-23T14:00:01Z");
    assert_eq!(board.at("/tabs/1/version"), ravi.tab().await.at("/version"));
}

#[tokio::test]
async fn a_call_for_service_is_answered_once() {
    let world = World::open().await;
    let (guest, waiter) = (world.guest(0).await, world.kitchen().await);
    let water = guest.calls_for("water").await.expect(201);
    let again = guest.calls_for("water").await.expect(200);
    assert_eq!(again.text("/id"), water.text("/id"));
    guest.calls_for("bill").await.expect(201);
    guest.calls_for("massage").await.problem(400, "invalid_body");
    let long = json!({ "kind": "other", "note": "x".repeat(201) });
    guest.posts("/api/v1/tab/service-requests", long).await.problem(422, "too_long");
    let path = format!("/api/v1/staff/service-requests/{}", water.text("/id"));
    let taken = waiter.posts(&format!("{path}/acknowledge"), json!({})).await.expect(200);
    assert_eq!(
        (taken.text("/status"), taken.text("/tables/0")),
        ("acknowledged".into(), "T1".into())
    );
    waiter.posts(&format!("{path}/acknowledge"), json!({})).await.problem(409, "not_allowed");
    waiter.posts(&format!("{path}/resolve"), json!({})).await.expect(200);
    waiter.posts(&format!("{path}/resolve"), json!({})).await.problem(409, "not_allowed");
    assert_eq!(waiter.board().await.count("/service_requests"), 1);
    guest.calls_for("water").await.expect(201);
}

#[tokio::test]
async fn two_waiters_never_lose_each_others_lines() {
    let world = World::open().await;
    let (one, two) = (world.kitchen().await, world.manager().await);
    let tab = one.opens(&table(&world, 0)).await.expect(201).text("/id");
    let path = format!("/api/v1/staff/tabs/{tab}/orders");
    let id = dish_id("Idli").to_string();
    let order = |note: String| json!({ "lines": [{ "dish_id": id, "quantity": 1, "note": note }] });
    let send = |staff: Staff, note: String| {
        let (path, body) = (path.clone(), order(note));
        tokio::spawn(async move { keyed(&staff, &path, &fresh_key(), body).await.expect(201) })
    };
    let mut sent = Vec::new();
    for round in 0..10 {
        sent.push(send(one.clone(), format!("one {round}")));
        sent.push(send(two.clone(), format!("two {round}")));
    }
    for order in sent {
        order.await.expect("placed");
    }
    assert_eq!(one.sees_tab(&tab).await.count("/orders"), 20);
}
