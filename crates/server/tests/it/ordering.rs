//! Ordering: what is charged, what is refused, and that nothing is ordered twice.

use axum::http::Method;
use dineqr_core::test_support::{dish_id, option_id, variant_id};
use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use crate::support::guest::{fresh_key, order_of};
use crate::support::world::{dish_of, send_bytes};
use crate::support::{Guest, World};

const ORDERS: &str = "/api/v1/tab/orders";

/// An order of one portion of a dish with these options.
fn with_options(dish: &str, options: Value) -> Value {
    json!({ "lines": [{ "dish_id": dish_id(dish).to_string(), "quantity": 1, "options": options }] })
}

fn option(name: &str, quantity: i64) -> Value {
    json!({ "option_id": option_id(name).to_string(), "quantity": quantity })
}

fn inr(amount: i64) -> Value {
    json!({ "amount": amount, "currency": "INR" })
}

/// Fails unless the order is refused with this status and code and nothing was ordered.
async fn refused(guest: &Guest, body: Value, status: u16, code: &str, field: &str) {
    let before = guest.tab().await.at("/version");
    let reply = guest.orders_body(body.clone()).await.problem(status, code);
    assert_eq!(reply.text("/errors/0/field"), field, "{reply}");
    assert_eq!(guest.tab().await.at("/version"), before);
    if status == 422 {
        guest.quotes(body).await.problem(status, code);
    }
}

#[tokio::test]
async fn an_order_costs_what_its_quote_said() {
    let world = World::open().await;
    let guest = world.guest(0).await;
    guest.orders("Idli", 1).await.expect(201);
    let body = json!({ "lines": [
        { "dish_id": dish_id("Biryani").to_string(), "variant_id": variant_id("Half").to_string(), "quantity": 3 },
        { "dish_id": dish_id("Masala Dosa").to_string(), "quantity": 1, "options": [option("Coconut", 2), option("Gunpowder", 1)] },
    ] });
    let quote = guest.quotes(body.clone()).await.expect(200);
    // 3 x 180.50, and 120.00 with two coconut chutneys: the dearest, gunpowder, is free. 5 % on top of each line.
    assert_eq!(quote.at("/subtotal"), inr(3 * 18_050 + 14_000));
    assert_eq!(quote.at("/total"), inr(54_150 + 2_708 + 14_000 + 700));
    let mut expecting = body;
    expecting["expected_total"] = quote.at("/total");
    let order = guest.orders_body(expecting).await.expect(201);
    assert_eq!(order.at("/total"), quote.at("/total"));
    let bill = guest.gets("/api/v1/tab/bill").await.expect(200);
    assert_eq!(bill.at("/balance"), quote.at("/tab_total_after"));
}

#[tokio::test]
async fn a_phone_that_has_not_signed_in_gets_the_same_price_and_no_word_of_the_tab() {
    let world = World::open().await;
    let guest = world.guest(0).await;
    guest.orders("Idli", 1).await.expect(201);
    let path = format!("/api/v1/tables/{}/quote", world.token(0));
    let alone = world.posts(&path, order_of("Masala Dosa", 2)).await.expect(200);
    let signed_in = guest.quotes(order_of("Masala Dosa", 2)).await.expect(200);
    for figure in ["/subtotal", "/taxes", "/total"] {
        assert_eq!(alone.at(figure), signed_in.at(figure));
    }
    assert_eq!(alone.at("/tab_total_after"), Value::Null);
    assert_eq!(guest.tab().await.at("/orders/1"), Value::Null);
    world.posts(&path, json!({ "lines": [] })).await.problem(422, "line_count");
    let unknown = "/api/v1/tables/nothing/quote";
    world.posts(unknown, order_of("Masala Dosa", 2)).await.problem(404, "not_found");
}

#[tokio::test]
async fn a_stale_price_is_refused_with_the_one_of_now() {
    let world = World::open().await;
    let guest = world.guest(0).await;
    let mut body = order_of("Idli", 1);
    body["expected_total"] = inr(8_000);
    let reply = guest.orders_body(body.clone()).await.problem(422, "price_changed");
    assert_eq!(reply.at("/total"), inr(8_400));
    assert_eq!(reply.text("/errors/0/field"), "expected_total");
    assert_eq!(guest.tab().await.count("/orders"), 0);
    body["expected_total"] = reply.at("/total");
    guest.orders_body(body).await.expect(201);
}

#[tokio::test]
async fn a_price_that_a_manager_changed_meanwhile_is_refused() {
    let world = World::open().await;
    let (guest, manager) = (world.guest(0).await, world.manager().await);
    let mut body = order_of("Idli", 1);
    body["expected_total"] = guest.quotes(body.clone()).await.at("/total");
    let mut menu = manager.gets("/api/v1/manage/menu").await.json();
    menu["categories"][0]["dishes"][1]["price"] = json!(9_000);
    manager.puts("/api/v1/manage/menu", menu).await.expect(200);
    manager.posts("/api/v1/manage/menu/publish", json!({})).await.expect(200);
    let reply = guest.orders_body(body).await.problem(422, "price_changed");
    assert_eq!(reply.at("/total"), inr(9_450));
}

#[tokio::test]
async fn an_order_needs_a_key() {
    let world = World::open().await;
    let guest = world.guest(0).await;
    guest.posts(ORDERS, order_of("Idli", 1)).await.problem(400, "idempotency_key_required");
    guest
        .orders_with("not one key", order_of("Idli", 1))
        .await
        .problem(400, "idempotency_key_invalid");
    assert_eq!(guest.tab().await.count("/orders"), 0);
}

#[tokio::test]
async fn the_same_order_sent_again_is_the_same_order() {
    let world = World::open().await;
    let (guest, kitchen) = (world.guest(0).await, world.kitchen().await);
    let first = guest.orders_with("lunch", order_of("Idli", 1)).await.expect(201);
    kitchen.decides(&first, "accept", json!({})).await.expect(200);
    let again = guest.orders_with("lunch", order_of("Idli", 1)).await.expect(200);
    assert_eq!(again.text("/id"), first.text("/id"));
    assert_eq!(again.text("/status"), "accepted", "a repeat shows the order as it is now");
    assert_eq!(guest.tab().await.count("/orders"), 1);
    let next = guest.orders("Idli", 1).await.expect(201);
    assert_eq!(next.number("/number"), 2, "a repeat draws no number");
}

#[tokio::test]
async fn a_key_is_good_for_one_body() {
    let world = World::open().await;
    let guest = world.guest(0).await;
    guest.orders_with("lunch", order_of("Idli", 1)).await.expect(201);
    guest.orders_with("lunch", order_of("Idli", 2)).await.problem(422, "idempotency_key_reused");
    assert_eq!(guest.tab().await.count("/orders"), 1);
}

#[tokio::test]
async fn a_refusal_uses_no_key_up() {
    let world = World::open().await;
    let guest = world.guest(0).await;
    guest.orders_with("lunch", order_of("Idli", 0)).await.problem(422, "quantity");
    guest.orders_with("lunch", order_of("Idli", 1)).await.expect(201);
}

#[tokio::test]
async fn two_guests_may_use_the_same_key() {
    let world = World::open().await;
    let (asha, ravi) = (world.guest(0).await, world.guest(0).await);
    let first = asha.orders_with("1", order_of("Idli", 1)).await.expect(201);
    let second = ravi.orders_with("1", order_of("Idli", 2)).await.expect(201);
    assert_eq!(first.text("/tab_id"), second.text("/tab_id"));
    assert_ne!(first.text("/id"), second.text("/id"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_posts_at_once_make_one_order() {
    let world = World::open().await;
    let guest = world.guest(0).await;
    let posts: Vec<_> = (0..200)
        .map(|_| {
            let guest = guest.clone();
            tokio::spawn(async move { guest.orders_with("storm", order_of("Idli", 1)).await })
        })
        .collect();
    let (mut made, mut ids) = (0, std::collections::HashSet::new());
    for post in posts {
        let reply = post.await.expect("no panic");
        assert!(matches!(reply.status.as_u16(), 200 | 201), "{reply}");
        made += u32::from(reply.status == 201);
        ids.insert(reply.text("/id"));
    }
    assert_eq!((made, ids.len()), (1, 1));
    assert_eq!(guest.tab().await.count("/orders"), 1);
    assert_eq!(guest.orders("Idli", 1).await.number("/number"), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn guests_of_one_table_never_lose_each_others_orders() {
    let world = World::open().await;
    let mut posts = Vec::new();
    for _ in 0..20 {
        let guest = world.guest(0).await;
        posts.push(tokio::spawn(async move { guest.orders("Idli", 1).await.expect(201) }));
    }
    for post in posts {
        post.await.expect("ordered");
    }
    let tab = world.guest(0).await.tab().await;
    assert_eq!(tab.count("/orders"), 20);
    assert_eq!(tab.number("/bill/subtotal/amount"), 20 * 8_000);
}

#[tokio::test]
async fn what_is_no_order_is_malformed() {
    let world = World::open().await;
    let guest = world.guest(0).await;
    let id = dish_id("Idli").to_string();
    let body = json!({ "lines": [{ "dish_id": id, "quantity": 1, "price": 1 }] });
    let reply = guest.orders_body(body).await.problem(400, "invalid_body");
    assert!(reply.text("/errors/0/field").starts_with("lines[0]"), "{reply}");
    assert!(reply.text("/errors/0/message").contains("`price`"), "{reply}");
    for quantity in [json!("1"), json!(1.5), json!(null), json!(1e300)] {
        let body = json!({ "lines": [{ "dish_id": id, "quantity": quantity }] });
        let reply = guest.orders_body(body).await.problem(400, "invalid_body");
        assert_eq!(reply.text("/errors/0/field"), "lines[0].quantity", "{reply}");
    }
    guest.orders_body(json!({ "lines": "Idli" })).await.problem(400, "invalid_body");
    guest.orders_body(json!([])).await.problem(400, "invalid_body");
    assert_eq!(guest.tab().await.count("/orders"), 0);
}

#[tokio::test]
async fn what_is_no_json_is_refused() {
    let world = World::open().await;
    let guest = world.guest(0).await;
    let bearer = format!("Bearer {}", guest.token.as_deref().expect("a token"));
    let post = async |kind: &str, body: String| {
        let key = fresh_key();
        let headers =
            [("authorization", &*bearer), ("idempotency-key", &key), ("content-type", kind)];
        send_bytes(&world.router, Method::POST, ORDERS, &headers, body).await
    };
    let json = "application/json";
    post(json, "{\"lines\": [".to_owned()).await.problem(400, "malformed_json");
    post(json, String::new()).await.problem(400, "malformed_json");
    post(json, "\u{0}".to_owned()).await.problem(400, "malformed_json");
    post(json, "[".repeat(50_000)).await.expect(400);
    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""] {
        post(kind, order_of("Idli", 1).to_string()).await.problem(415, "not_json");
    }
    let large = json!({ "lines": [], "note": "x".repeat(70_000) }).to_string();
    post(json, large).await.problem(413, "body_too_large");
    assert_eq!(guest.tab().await.count("/orders"), 0);
}

#[tokio::test]
async fn quantities_are_one_to_ninety_nine() {
    let world = World::open().await;
    let guest = world.guest(0).await;
    for quantity in [0, -1, 100, i64::MAX, i64::MIN] {
        refused(&guest, order_of("Idli", quantity), 422, "quantity", "lines[0].quantity").await;
    }
    let idli = json!({ "dish_id": dish_id("Idli").to_string(), "quantity": 1 });
    refused(&guest, json!({ "lines": [] }), 422, "line_count", "lines").await;
    refused(&guest, json!({ "lines": vec![idli; 51] }), 422, "line_count", "lines").await;
}

#[tokio::test]
async fn only_dishes_of_this_menu_can_be_ordered() {
    let world = World::open().await;
    world.second_restaurant("sea-breeze").await;
    let guest = world.guest(0).await;
    let order = |id: String| json!({ "lines": [{ "dish_id": id, "quantity": 1 }] });
    let theirs = dish_of("sea-breeze", "Idli").to_string();
    for id in [theirs, "nonsense".to_owned(), String::new()] {
        refused(&guest, order(id), 422, "unknown_dish", "lines[0].dish_id").await;
    }
}

#[tokio::test]
async fn a_dish_with_sizes_is_ordered_in_one_of_them() {
    let world = World::open().await;
    let guest = world.guest(0).await;
    let field = "lines[0].variant_id";
    refused(&guest, order_of("Biryani", 1), 422, "variant_required", field).await;
    for (dish, variant) in [
        ("Biryani", "bucket".to_owned()),
        ("Biryani", variant_id("Bucket").to_string()),
        ("Idli", variant_id("Half").to_string()),
    ] {
        let mut body = order_of(dish, 1);
        body["lines"][0]["variant_id"] = json!(variant);
        refused(&guest, body, 422, "unknown_variant", field).await;
    }
}

#[tokio::test]
async fn options_keep_to_their_group() {
    let world = World::open().await;
    let guest = world.guest(0).await;
    let dosa = |options: Value| with_options("Masala Dosa", options);
    let field = "lines[0].options";
    for options in
        [json!([option("Coconut", 4)]), json!([option("Coconut", 2), option("Gunpowder", 2)])]
    {
        refused(&guest, dosa(options), 422, "option_count", field).await;
    }
    for quantity in [0, -1, 1_000] {
        refused(&guest, dosa(json!([option("Coconut", quantity)])), 422, "quantity", field).await;
    }
    let strange = json!([{ "option_id": option_id("Ketchup").to_string() }]);
    refused(&guest, dosa(strange), 422, "unknown_option", field).await;
    let nested = json!([{ "option_id": option_id("Coconut").to_string(), "options": [option("Gunpowder", 1)] }]);
    refused(&guest, dosa(nested), 422, "unknown_option", field).await;
    let not_its_own = with_options("Idli", json!([option("Coconut", 1)]));
    refused(&guest, not_its_own, 422, "unknown_option", field).await;
}

#[tokio::test]
async fn a_required_choice_must_be_made() {
    let world = World::open().await;
    let (guest, manager) = (world.guest(0).await, world.manager().await);
    let mut menu = manager.gets("/api/v1/manage/menu").await.json();
    menu["categories"][0]["dishes"][0]["option_groups"][0]["min"] = json!(1);
    manager.puts("/api/v1/manage/menu", menu).await.expect(200);
    manager.posts("/api/v1/manage/menu/publish", json!({})).await.expect(200);
    refused(&guest, order_of("Masala Dosa", 1), 422, "option_count", "lines[0].options").await;
    guest.orders_body(with_options("Masala Dosa", json!([option("Coconut", 1)]))).await.expect(201);
}

#[tokio::test]
async fn notes_are_short() {
    let world = World::open().await;
    let guest = world.guest(0).await;
    let mut body = order_of("Idli", 1);
    body["lines"][0]["note"] = json!("x".repeat(201));
    refused(&guest, body.clone(), 422, "too_long", "lines[0].note").await;
    body["lines"][0]["note"] = json!("  no onions\u{7} ");
    body["note"] = json!("x".repeat(201));
    refused(&guest, body.clone(), 422, "too_long", "note").await;
    body["note"] = json!("é".repeat(200));
    let order = guest.orders_body(body).await.expect(201);
    assert_eq!(order.text("/lines/0/note"), "no onions");
}

#[tokio::test]
async fn a_table_that_staff_have_not_seen_orders_in_moderation() {
    let world = World::open().await;
    world.sets(json!({ "unseen_items": 3 })).await.expect(200);
    let (guest, kitchen) = (world.guest(0).await, world.kitchen().await);
    let order = guest.orders("Idli", 2).await.expect(201);
    guest.orders("Idli", 2).await.problem(422, "ask_staff");
    kitchen.decides(&order, "accept", json!({})).await.expect(200);
    guest.orders("Idli", 2).await.expect(201);
}

#[tokio::test]
async fn unseen_tables_order_up_to_an_amount() {
    let world = World::open().await;
    world.sets(json!({ "unseen_amount": inr(20_000) })).await.expect(200);
    let guest = world.guest(0).await;
    guest.orders("Idli", 2).await.expect(201);
    guest.orders("Idli", 1).await.problem(422, "ask_staff");
}

#[tokio::test]
async fn a_tab_holds_so_many_orders() {
    let world = World::open().await;
    world.sets(json!({ "orders_per_tab": 2 })).await.expect(200);
    let guest = world.guest(0).await;
    guest.orders("Idli", 1).await.expect(201);
    guest.orders("Idli", 1).await.expect(201);
    guest.orders("Idli", 1).await.problem(422, "too_many_orders");
    world.guest(1).await.orders("Idli", 1).await.expect(201);
}

#[tokio::test]
async fn guests_order_while_the_kitchen_is_open() {
    let world = World::open().await;
    let (guest, kitchen) = (world.guest(0).await, world.kitchen().await);
    let tab = guest.tab().await.text("/id");
    world.sets(json!({ "accepting_orders": false })).await.expect(200);
    guest.orders("Idli", 1).await.problem(422, "kitchen_closed");
    kitchen.on_tab(&tab, "orders", order_of("Idli", 1)).await.expect(201);
    world.sets(json!({ "accepting_orders": true })).await.expect(200);
    guest.orders("Idli", 1).await.expect(201);
}

#[tokio::test]
async fn the_hours_end_in_the_restaurants_time_zone() {
    let world = World::open().await;
    let guest = world.guest(0).await;
    // It is half past seven on a Monday evening in India.
    let hours = json!([{ "day": 1, "opens": 18 * 60, "closes": 20 * 60 }]);
    world.sets(json!({ "hours": hours })).await.expect(200);
    guest.orders("Idli", 1).await.expect(201);
    world.later(2 * 60 * 60);
    guest.orders("Idli", 1).await.problem(422, "kitchen_closed");
    assert_eq!(world.gets("/api/v1/restaurants/spice-route").await.at("/open_now"), json!(false));
}

#[tokio::test]
async fn guests_call_off_what_the_kitchen_has_not_taken() {
    let world = World::open().await;
    let (guest, kitchen) = (world.guest(0).await, world.kitchen().await);
    let order = guest.orders("Idli", 1).await.expect(201);
    let cancelled = guest.cancels(&order).await.expect(200);
    assert_eq!(cancelled.text("/status"), "cancelled");
    assert_eq!(guest.tab().await.number("/bill/total/amount"), 0);
    let again = guest.cancels(&order).await.problem(409, "not_allowed");
    assert_eq!(again.text("/current_status"), "cancelled");

    let taken = guest.orders("Idli", 1).await.expect(201);
    kitchen.decides(&taken, "accept", json!({})).await.expect(200);
    let late = guest.cancels(&taken).await.problem(409, "not_allowed");
    assert_eq!(late.text("/current_status"), "accepted");
}

#[tokio::test]
async fn guests_cannot_touch_what_is_not_theirs() {
    let world = World::open().await;
    let (asha, ravi, stranger) = (world.guest(0).await, world.guest(0).await, world.guest(1).await);
    let order = asha.orders("Idli", 1).await.expect(201);
    stranger.cancels(&order).await.problem(404, "not_found");
    ravi.cancels(&order).await.problem(403, "forbidden");
    assert_eq!(asha.tab().await.text("/orders/0/status"), "placed");
    assert_eq!(stranger.tab().await.count("/orders"), 0);
}

#[tokio::test]
async fn order_numbers_start_anew_with_the_business_day() {
    let world = World::open().await;
    let guest = world.guest(0).await;
    let number = async || guest.orders("Idli", 1).await.expect(201).number("/number");
    assert_eq!((number().await, number().await), (1, 2));
    // Half past three in the night still belongs to Monday.
    world.later(8 * 60 * 60);
    assert_eq!(world.guest(1).await.orders("Idli", 1).await.number("/number"), 3);
    world.later(60 * 60);
    assert_eq!(number().await, 1);
}
