//! Sold-out marks and counted portions.

use std::collections::HashMap;

use dineqr_core::test_support::{dish_id, variant_id};
use dineqr_server::app::Outbox;
use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use crate::support::guest::order_of;
use crate::support::{Reply, World};

const AVAILABILITY: &str = "/api/v1/restaurants/spice-route/availability";

fn counted(portions: i64) -> Value {
    json!({ "status": "available", "portions": portions })
}

/// Portions left of a dish, as the availability route says.
async fn left(world: &World) -> i64 {
    world.gets(AVAILABILITY).await.expect(200).number("/items/0/portions")
}

/// How many events of each kind went out since the last look.
fn heard(outbox: &mut Outbox) -> HashMap<String, usize> {
    let mut kinds = HashMap::new();
    while let Ok(events) = outbox.try_recv() {
        for event in events.iter() {
            let json = serde_json::to_value(event).expect("an event is JSON");
            let kind = json["type"].as_str().expect("a type").to_owned();
            *kinds.entry(kind).or_default() += 1;
        }
    }
    kinds
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn twenty_guests_race_for_five_portions_and_five_are_sold() {
    let world = World::open().await;
    let kitchen = world.kitchen().await;
    kitchen.marks("Idli", counted(5)).await.expect(200);
    let mut guests = Vec::new();
    for number in 0..20 {
        guests.push(world.guest(number % 3).await);
    }
    let race: Vec<_> = guests
        .into_iter()
        .map(|guest| tokio::spawn(async move { guest.orders("Idli", 1).await }))
        .collect();
    let mut sold = 0;
    for order in race {
        let reply: Reply = order.await.expect("no panic");
        match reply.status.as_u16() {
            201 => sold += 1,
            _ => drop(reply.problem(422, "sold_out")),
        }
    }
    assert_eq!(sold, 5);
    assert_eq!(left(&world).await, 0);
    assert_eq!(kitchen.board().await.count("/orders"), 5);
}

#[tokio::test]
async fn an_order_takes_all_its_portions_or_none() {
    let world = World::open().await;
    let (guest, kitchen) = (world.guest(0).await, world.kitchen().await);
    kitchen.marks("Idli", counted(3)).await.expect(200);
    let id = dish_id("Idli").to_string();
    let line = json!({ "dish_id": id, "quantity": 2 });
    let refused =
        guest.orders_body(json!({ "lines": [line, line] })).await.problem(422, "sold_out");
    assert_eq!(refused.text("/dish_id"), id);
    assert_eq!(left(&world).await, 3);
    guest.orders("Idli", 3).await.expect(201);
    assert_eq!(left(&world).await, 0);
    guest.orders("Idli", 1).await.problem(422, "sold_out");
}

#[tokio::test]
async fn portions_return_until_the_kitchen_has_begun() {
    let world = World::open().await;
    let (guest, kitchen) = (world.guest(0).await, world.kitchen().await);
    kitchen.marks("Idli", counted(10)).await.expect(200);
    let order = async || guest.orders("Idli", 2).await.expect(201);

    let rejected = order().await;
    assert_eq!(left(&world).await, 8);
    kitchen.decides(&rejected, "reject", json!({ "reason": "gas is out" })).await.expect(200);
    assert_eq!(left(&world).await, 10);

    let cancelled = order().await;
    guest.cancels(&cancelled).await.expect(200);
    assert_eq!(left(&world).await, 10);

    let voided = order().await;
    kitchen.handles(&voided, 0, "void", json!({ "reason": "spilt" })).await.expect(200);
    assert_eq!(left(&world).await, 10);

    let begun = order().await;
    kitchen.advances(&begun, "preparing").await;
    kitchen.handles(&begun, 0, "void", json!({ "reason": "burnt" })).await.expect(200);
    assert_eq!(left(&world).await, 8);
}

#[tokio::test]
async fn every_screen_hears_of_a_mark_and_of_each_sale() {
    let mut world = World::open().await;
    let (guest, kitchen) = (world.guest(0).await, world.kitchen().await);
    heard(&mut world.outbox);
    kitchen.marks("Idli", counted(5)).await.expect(200);
    assert_eq!(heard(&mut world.outbox).get("dish.availability"), Some(&1));
    let order = guest.orders("Idli", 1).await.expect(201);
    assert_eq!(heard(&mut world.outbox).get("dish.availability"), Some(&1));
    guest.cancels(&order).await.expect(200);
    assert_eq!(heard(&mut world.outbox).get("dish.availability"), Some(&1));
    guest.orders("Masala Dosa", 1).await.expect(201);
    assert_eq!(heard(&mut world.outbox).get("dish.availability"), None);
}

#[tokio::test]
async fn a_dish_that_is_sold_out_cannot_be_ordered() {
    let world = World::open().await;
    let (guest, kitchen) = (world.guest(0).await, world.kitchen().await);
    kitchen.marks("Idli", json!({ "status": "sold_out" })).await.expect(200);
    let marks = world.gets(AVAILABILITY).await.expect(200);
    assert_eq!(marks.text("/items/0/dish_id"), dish_id("Idli").to_string());
    assert_eq!(marks.text("/items/0/status"), "sold_out");
    let refused = guest.orders("Idli", 1).await.problem(422, "sold_out");
    assert_eq!(refused.text("/errors/0/field"), "lines[0]");
    guest.orders("Masala Dosa", 1).await.expect(201);
    kitchen.marks("Idli", json!({ "status": "available" })).await.expect(200);
    assert_eq!(world.gets(AVAILABILITY).await.count("/items"), 0);
    guest.orders("Idli", 1).await.expect(201);
}

#[tokio::test]
async fn one_size_can_be_sold_out_alone() {
    let world = World::open().await;
    let (guest, kitchen) = (world.guest(0).await, world.kitchen().await);
    let half = variant_id("Half").to_string();
    let mark = json!({ "status": "sold_out", "variant_id": half });
    kitchen.marks("Biryani", mark).await.expect(200);
    let order = |variant: &str| {
        let mut body = order_of("Biryani", 1);
        body["lines"][0]["variant_id"] = json!(variant_id(variant).to_string());
        body
    };
    let refused = guest.orders_body(order("Half")).await.problem(422, "sold_out");
    assert_eq!(refused.text("/variant_id"), half);
    guest.orders_body(order("Full")).await.expect(201);
}

#[tokio::test]
async fn an_option_can_be_sold_out_on_the_menu() {
    let world = World::open().await;
    let (guest, manager) = (world.guest(0).await, world.manager().await);
    let mut menu = manager.gets("/api/v1/manage/menu").await.json();
    let option = &mut menu["categories"][0]["dishes"][0]["option_groups"][0]["options"][0];
    option["available"] = json!(false);
    let id = option["id"].clone();
    manager.puts("/api/v1/manage/menu", menu).await.expect(200);
    manager.posts("/api/v1/manage/menu/publish", json!({})).await.expect(200);
    let mut body = order_of("Masala Dosa", 1);
    body["lines"][0]["options"] = json!([{ "option_id": id }]);
    guest.orders_body(body).await.problem(422, "sold_out");
}

#[tokio::test]
async fn a_mark_falls_off_when_its_time_is_over() {
    let world = World::open().await;
    let (guest, kitchen) = (world.guest(0).await, world.kitchen().await);
    let until = "2026-11-23T15:00:00Z";
    let past = json!({ "status": "sold_out", "until": "2020-01-01T00:00:00Z" });
    kitchen.marks("Idli", past).await.problem(422, "past");
    let set = kitchen.marks("Idli", json!({ "status": "sold_out", "until": until })).await;
    assert_eq!(set.expect(200).text("/until"), until);
    guest.orders("Idli", 1).await.problem(422, "sold_out");
    world.clock.set(until.parse().expect("a time"));
    guest.orders("Idli", 1).await.expect(201);
    assert_eq!(world.gets(AVAILABILITY).await.count("/items"), 0);
}

#[tokio::test]
async fn only_dishes_of_the_menu_are_marked() {
    let world = World::open().await;
    let kitchen = world.kitchen().await;
    kitchen.marks("Pizza", json!({ "status": "sold_out" })).await.problem(404, "not_found");
    for portions in [-1, 100_001] {
        kitchen.marks("Idli", counted(portions)).await.problem(422, "portions");
    }
    let strange = json!({ "status": "sold_out", "variant_id": variant_id("Half").to_string() });
    kitchen.marks("Idli", strange).await.problem(422, "unknown_variant");
    kitchen.marks("Idli", json!({ "status": "gone" })).await.problem(400, "invalid_body");
}
