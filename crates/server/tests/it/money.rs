//! Money at the counter, shares of the bill, and closing.

use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use crate::support::guest::order_of;
use crate::support::{Guest, Staff, World};

fn inr(amount: i64) -> Value {
    json!({ "amount": amount, "currency": "INR" })
}

/// A guest who was served dishes, the counter, and the tab.
async fn served(world: &World, idlis: i64) -> (Guest, Staff, String) {
    let (guest, counter) = (world.guest(0).await, world.kitchen().await);
    let order = guest.orders("Idli", idlis).await.expect(201);
    counter.advances(&order, "served").await;
    let tab = order.text("/tab_id");
    (guest, counter, tab)
}

async fn balance(guest: &Guest) -> i64 {
    guest.gets("/api/v1/tab/bill").await.expect(200).number("/balance/amount")
}

#[tokio::test]
async fn cash_gives_change_and_several_payments_add_up() {
    let world = World::open().await;
    let (guest, counter, tab) = served(&world, 5).await;
    assert_eq!(balance(&guest).await, 42_000);
    let cash = counter.takes_cash(&tab, 12_000, 20_000).await.expect(201);
    assert_eq!((cash.at("/change"), cash.at("/balance")), (inr(8_000), inr(30_000)));
    assert_eq!(cash.text("/status"), "captured");
    let card = json!({ "method": "card", "amount": inr(20_000), "reference": "slip 4711" });
    let card = counter.on_tab(&tab, "payments", card).await.expect(201);
    assert_eq!((card.text("/reference"), card.at("/change")), ("slip 4711".into(), Value::Null));
    let upi = json!({ "method": "upi", "amount": inr(10_000) });
    let upi = counter.on_tab(&tab, "payments", upi).await.expect(201);
    assert_eq!(upi.at("/balance"), inr(0));
    let tab_now = guest.tab().await;
    assert_eq!((tab_now.count("/payments"), tab_now.at("/settled")), (3, json!(true)));
    assert_eq!(counter.closes(&tab).await.expect(200).text("/status"), "closed");
}

#[tokio::test]
async fn nobody_pays_more_than_is_owed_nor_less_than_nothing() {
    let world = World::open().await;
    let (_, counter, tab) = served(&world, 1).await;
    let pay = async |body: Value| counter.on_tab(&tab, "payments", body).await;
    pay(json!({ "method": "cash", "amount": inr(8_401) })).await.problem(422, "exceeds_balance");
    for amount in [0, -1, i64::MIN, i64::MAX] {
        pay(json!({ "method": "cash", "amount": inr(amount) })).await.problem(422, "amount");
    }
    let dollars = json!({ "method": "cash", "amount": { "amount": 100, "currency": "USD" } });
    pay(dollars).await.problem(422, "currency");
    let short = json!({ "method": "cash", "amount": inr(8_400), "tendered": inr(8_000) });
    pay(short).await.problem(422, "too_little");
    let odd = json!({ "method": "card", "amount": inr(8_400), "tendered": inr(9_000) });
    pay(odd).await.problem(422, "cash_only");
    let long = json!({ "method": "card", "amount": inr(8_400), "reference": "x".repeat(65) });
    pay(long).await.problem(422, "too_long");
    pay(json!({ "method": "online", "amount": inr(8_400) })).await.problem(400, "invalid_body");
    pay(json!({ "method": "cash", "amount": 8_400 })).await.problem(400, "invalid_body");
    pay(json!({ "method": "cash", "amount": inr(1), "status": "captured" }))
        .await
        .problem(400, "invalid_body");
    assert_eq!(counter.sees_tab(&tab).await.count("/payments"), 0);
}

#[tokio::test]
async fn a_payment_sent_twice_is_taken_once() {
    let world = World::open().await;
    let (_, counter, tab) = served(&world, 1).await;
    let path = format!("/api/v1/staff/tabs/{tab}/payments");
    let pay = async |amount: i64, headers: &[(&str, &str)]| {
        let body = json!({ "method": "cash", "amount": inr(amount) });
        counter.asks(axum::http::Method::POST, &path, headers, Some(&body)).await
    };
    pay(4_000, &[]).await.problem(400, "idempotency_key_required");
    let key = [("idempotency-key", "till-1")];
    let first = pay(4_000, &key).await.expect(201);
    let again = pay(4_000, &key).await.expect(200);
    assert_eq!(first.text("/id"), again.text("/id"));
    pay(4_400, &key).await.problem(422, "idempotency_key_reused");
    assert_eq!(counter.sees_tab(&tab).await.number("/bill/balance/amount"), 4_400);
}

#[tokio::test]
async fn a_tip_comes_with_the_payment_that_a_guest_announced() {
    let world = World::open().await;
    let (guest, counter, tab) = served(&world, 2).await;
    let announced = guest.announces(json!({ "kind": "balance" }), 1_200).await.expect(201);
    assert_eq!(announced.at("/payment/amount"), inr(16_800));
    assert_eq!(announced.at("/checkout"), Value::Null);
    let id = announced.text("/payment/id");
    let pay = async |amount: i64, tendered: i64| {
        let body = json!({ "method": "cash", "amount": inr(amount), "tendered": inr(tendered), "payment_id": id });
        counter.on_tab(&tab, "payments", body).await
    };
    pay(16_800, 17_000).await.problem(422, "too_little");
    pay(10_000, 20_000).await.problem(422, "amount");
    let paid = pay(16_800, 20_000).await.expect(201);
    assert_eq!((paid.at("/tip"), paid.at("/change")), (inr(1_200), inr(2_000)));
    let bill = guest.gets("/api/v1/tab/bill").await;
    assert_eq!((bill.at("/tip"), bill.at("/total")), (inr(1_200), inr(18_000)));
    assert_eq!((bill.at("/paid"), bill.at("/balance")), (inr(18_000), inr(0)));
    let stranger = json!({ "method": "cash", "amount": inr(1), "payment_id": "nonsense" });
    counter.on_tab(&tab, "payments", stranger).await.problem(422, "unknown_payment");
}

#[tokio::test]
async fn a_guest_pays_through_the_counter_only() {
    let world = World::open().await;
    let (guest, _, _) = served(&world, 1).await;
    let pay = async |body: Value| {
        let headers = [("idempotency-key", "p")];
        guest.asks(axum::http::Method::POST, "/api/v1/tab/payments", &headers, Some(&body)).await
    };
    let online = json!({ "method": "online", "share": { "kind": "balance" } });
    pay(online).await.problem(422, "online_payments_off");
    pay(json!({ "method": "counter", "share": { "kind": "half" } }))
        .await
        .problem(400, "invalid_body");
    let body = json!({ "method": "counter", "share": { "kind": "balance", "amount": 1 } });
    pay(body).await.problem(400, "invalid_body");
}

#[tokio::test]
async fn equal_shares_add_up_to_the_paisa() {
    let world = World::open().await;
    // 84.00 x 4 = 336.00 does not part by five or seven in whole rupees.
    let (guest, counter, tab) = served(&world, 4).await;
    let total = balance(&guest).await;
    let mut paid = 0;
    for _ in 0..7 {
        let share = guest.announces(json!({ "kind": "equal", "parts": 7 }), 0).await.expect(201);
        let (id, amount) = (share.text("/payment/id"), share.number("/payment/amount/amount"));
        assert!((total / 7..=total / 7 + 1).contains(&amount), "{amount}");
        let body = json!({ "method": "upi", "amount": inr(amount), "payment_id": id });
        counter.on_tab(&tab, "payments", body).await.expect(201);
        paid += amount;
    }
    assert_eq!((paid, balance(&guest).await), (total, 0));
    guest.announces(json!({ "kind": "balance" }), 0).await.problem(422, "nothing_owed");
    for parts in [0, 1, 51] {
        let share = guest.announces(json!({ "kind": "equal", "parts": parts }), 0).await;
        assert_eq!(share.status, 422);
    }
}

#[tokio::test]
async fn everyone_pays_for_their_own() {
    let world = World::open().await;
    let (asha, ravi, counter) = (world.guest(0).await, world.guest(0).await, world.kitchen().await);
    asha.orders("Idli", 3).await.expect(201);
    let second = ravi.orders("Masala Dosa", 1).await.expect(201);
    let tab = second.text("/tab_id");
    let mut paid = 0;
    for guest in [&asha, &ravi] {
        let mine = guest.announces(json!({ "kind": "mine" }), 0).await.expect(201);
        let (id, amount) = (mine.text("/payment/id"), mine.number("/payment/amount/amount"));
        let body = json!({ "method": "card", "amount": inr(amount), "payment_id": id });
        counter.on_tab(&tab, "payments", body).await.expect(201);
        guest.announces(json!({ "kind": "mine" }), 0).await.problem(422, "nothing_owed");
        paid += amount;
    }
    assert_eq!((paid, balance(&asha).await), (25_200 + 12_600, 0));
}

#[tokio::test]
async fn lines_are_paid_once() {
    let world = World::open().await;
    let (guest, counter) = (world.guest(0).await, world.kitchen().await);
    let first = guest.orders("Idli", 1).await.expect(201);
    let second = guest.orders("Masala Dosa", 1).await.expect(201);
    let tab = first.text("/tab_id");
    let lines = |order: &crate::support::Reply| json!({ "kind": "lines", "line_ids": [order.text("/lines/0/id")] });
    for (order, amount) in [(&first, 8_400), (&second, 12_600)] {
        let share = guest.announces(lines(order), 0).await.expect(201);
        assert_eq!(share.at("/payment/amount"), inr(amount));
        let body = json!({ "method": "card", "amount": inr(amount), "payment_id": share.text("/payment/id") });
        counter.on_tab(&tab, "payments", body).await.expect(201);
    }
    assert_eq!(balance(&guest).await, 0);
    let third = guest.orders("Idli", 1).await.expect(201);
    guest.announces(lines(&first), 0).await.problem(422, "line_paid");
    for ids in [json!([]), json!(["nonsense"]), json!([first.text("/id")])] {
        let share = json!({ "kind": "lines", "line_ids": ids });
        guest.announces(share, 0).await.problem(422, "unknown_line");
    }
    guest.announces(lines(&third), 0).await.expect(201);
}

#[tokio::test]
async fn a_share_is_at_most_what_is_owed() {
    let world = World::open().await;
    let (guest, _, _) = served(&world, 1).await;
    let some = |amount: i64| json!({ "kind": "amount", "amount": inr(amount) });
    guest.announces(some(8_401), 0).await.problem(422, "exceeds_balance");
    guest.announces(some(0), 0).await.problem(422, "nothing_owed");
    guest.announces(some(-5), 0).await.problem(422, "amount");
    guest.announces(some(100), -1).await.problem(422, "amount");
    let paid = guest.announces(some(4_000), 0).await.expect(201);
    assert_eq!(paid.at("/payment/amount"), inr(4_000));
}

#[tokio::test]
async fn a_tab_closes_when_all_is_paid_and_cooked() {
    let world = World::open().await;
    let (guest, counter) = (world.guest(0).await, world.kitchen().await);
    let order = guest.orders("Idli", 1).await.expect(201);
    let tab = order.text("/tab_id");
    let owing = counter.closes(&tab).await.problem(409, "balance_due");
    assert_eq!(owing.at("/balance"), inr(8_400));
    counter.takes_cash(&tab, 8_400, 8_400).await.expect(201);
    let cooking = counter.closes(&tab).await.problem(409, "orders_unfinished");
    assert_eq!(cooking.number("/lines"), 1);
    counter.advances(&order, "ready").await;
    counter.closes(&tab).await.expect(200);
    counter.closes(&tab).await.problem(409, "tab_closed");
    counter.takes_cash(&tab, 1, 1).await.problem(409, "tab_closed");
    counter.on_tab(&tab, "orders", order_of("Idli", 1)).await.problem(409, "tab_closed");
    let late = guest.announces(json!({ "kind": "balance" }), 0).await;
    late.problem(409, "tab_closed");
}

#[tokio::test]
async fn a_settled_tab_closes_by_itself_after_fifteen_minutes() {
    let world = World::open().await;
    let (guest, counter, tab) = served(&world, 1).await;
    counter.takes_cash(&tab, 8_400, 8_400).await.expect(201);
    world.later(15 * 60 - 1);
    assert_eq!(world.closes_due_tabs().await, 0);
    world.later(1);
    assert_eq!(world.closes_due_tabs().await, 1);
    assert_eq!(guest.tab().await.expect(200).text("/status"), "closed");
    assert_eq!(world.closes_due_tabs().await, 0);
}

#[tokio::test]
async fn another_order_makes_a_settled_tab_open_again() {
    let world = World::open().await;
    let (guest, counter, tab) = served(&world, 1).await;
    counter.takes_cash(&tab, 8_400, 8_400).await.expect(201);
    assert_eq!(guest.tab().await.at("/settled"), json!(true));
    world.later(14 * 60);
    guest.orders("Idli", 1).await.expect(201);
    assert_eq!(guest.tab().await.at("/settled"), json!(false));
    world.later(60 * 60);
    assert_eq!(world.closes_due_tabs().await, 0, "money is owed");
}

#[tokio::test]
async fn a_table_where_nobody_orders_is_free_after_half_an_hour() {
    let world = World::open().await;
    let guest = world.guest(0).await;
    world.later(30 * 60 - 1);
    assert_eq!(world.closes_due_tabs().await, 0);
    world.later(1);
    assert_eq!(world.closes_due_tabs().await, 1);
    guest.orders("Idli", 1).await.problem(409, "tab_closed");
    assert_ne!(world.guest(0).await.tab().await.text("/id"), guest.tab().await.text("/id"));
}

#[tokio::test]
async fn a_manager_reopens_a_closed_tab_and_says_why() {
    let world = World::open().await;
    let (guest, counter, tab) = served(&world, 1).await;
    let manager = world.manager().await;
    let path = format!("/api/v1/manage/tabs/{tab}/reopen");
    let reason = json!({ "reason": "they want dessert" });
    manager.posts(&path, reason.clone()).await.problem(409, "not_allowed");
    counter.takes_cash(&tab, 8_400, 8_400).await.expect(201);
    counter.closes(&tab).await.expect(200);
    counter.posts(&path, reason.clone()).await.problem(403, "wrong_role");
    manager.posts(&path, json!({})).await.problem(422, "required");
    assert_eq!(manager.posts(&path, reason).await.expect(200).text("/status"), "open");
    guest.orders("Idli", 1).await.expect(201);
}

#[tokio::test]
async fn a_tab_is_not_reopened_onto_a_taken_table() {
    let world = World::open().await;
    let (_, counter, tab) = served(&world, 1).await;
    counter.takes_cash(&tab, 8_400, 8_400).await.expect(201);
    counter.closes(&tab).await.expect(200);
    world.guest(0).await;
    let path = format!("/api/v1/manage/tabs/{tab}/reopen");
    let reply = world.manager().await.posts(&path, json!({ "reason": "mistake" })).await;
    reply.problem(409, "table_taken");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_tills_never_take_the_same_money_twice() {
    let world = World::open().await;
    let (guest, counter, tab) = served(&world, 1).await;
    let till = world.manager().await;
    let takings: Vec<_> = (0..20)
        .map(|number| {
            let (staff, tab) =
                (if number % 2 == 0 { &counter } else { &till }.clone(), tab.clone());
            tokio::spawn(async move { staff.takes_cash(&tab, 8_400, 10_000).await })
        })
        .collect();
    let mut taken = 0;
    for taking in takings {
        let reply = taking.await.expect("answered");
        match reply.status.as_u16() {
            201 => taken += 1,
            _ => drop(reply.problem(422, "exceeds_balance")),
        }
    }
    assert_eq!((taken, balance(&guest).await), (1, 0));
}

#[tokio::test]
async fn the_bill_is_rounded_once_to_whole_rupees() {
    let world = World::open().await;
    let (guest, counter) = (world.guest(0).await, world.kitchen().await);
    let mut half = order_of("Biryani", 1);
    half["lines"][0]["variant_id"] =
        json!(dineqr_core::test_support::variant_id("Half").to_string());
    let order = guest.orders_body(half.clone()).await.expect(201);
    guest.orders_body(half).await.expect(201);
    // 180.50 with 2.5 % twice, each rounded half-up: 4.51 and 4.51.
    assert_eq!(order.at("/total"), inr(18_952));
    let bill = guest.gets("/api/v1/tab/bill").await.expect(200);
    assert_eq!((bill.at("/taxes/0/name"), bill.at("/taxes/0/amount")), (json!("CGST"), inr(902)));
    assert_eq!(bill.at("/round_off"), inr(-4));
    assert_eq!((bill.at("/total"), bill.at("/balance")), (inr(37_900), inr(37_900)));
    let tab = order.text("/tab_id");
    counter.takes_cash(&tab, 37_900, 40_000).await.expect(201);
    assert_eq!(guest.tab().await.number("/bill/balance/amount"), 0);
}
