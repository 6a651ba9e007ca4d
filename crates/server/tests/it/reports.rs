//! What managers are told of a day.

use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use crate::support::{Reply, World};

const TODAY: &str = "/api/v1/manage/reports/today";
const DAY: &str = "/api/v1/manage/reports/day";

fn inr(amount: i64) -> Value {
    json!({ "amount": amount, "currency": "INR" })
}

async fn on(world: &World, date: &str) -> Reply {
    world.manager().await.gets(&format!("{DAY}?date={date}")).await
}

/// Revenue and orders of all hours together.
fn sum_of_hours(day: &Reply) -> (i64, i64) {
    let hours = day.at("/hours");
    let hours = hours.as_array().expect("hours");
    let revenue = hours.iter().map(|hour| hour["revenue"]["amount"].as_i64().expect("an amount"));
    let orders = hours.iter().map(|hour| hour["orders"].as_i64().expect("a count"));
    (orders.sum(), revenue.sum())
}

#[tokio::test]
async fn an_evening_without_guests_is_told_as_such() {
    let world = World::open().await;
    let manager = world.manager().await;
    let today = manager.gets(TODAY).await.expect(200);
    assert_eq!(
        today.json(),
        json!({
            "at": "2026-11-23T14:00:00Z", "business_day": "2026-11-23", "orders": 0, "guests": 0,
            "revenue": inr(0), "average_ticket": inr(0), "open_tabs": 0, "open_balance": inr(0),
            "served_lines": 0, "median_minutes": null, "slowest": [], "late_lines": 0,
        })
    );
    let day = manager.gets(DAY).await.expect(200);
    assert_eq!((day.text("/business_day"), day.count("/hours")), ("2026-11-23".into(), 24));
    assert_eq!(
        day.at("/hours/0"),
        json!({ "at": "2026-11-22T22:30:00Z", "hour": 4, "orders": 0, "revenue": inr(0) })
    );
    assert_eq!(day.at("/previous"), json!({ "orders": 0, "revenue": inr(0) }));
}

#[tokio::test]
async fn today_follows_the_floor() {
    let world = World::open().await;
    let (guest, kitchen, manager) =
        (world.guest(0).await, world.kitchen().await, world.manager().await);
    let idli = guest.orders("Idli", 5).await.expect(201);
    let dosa = guest.orders("Masala Dosa", 1).await.expect(201);
    let waste = guest.orders("Idli", 1).await.expect(201);
    kitchen.decides(&waste, "reject", json!({ "reason": "gas is out" })).await.expect(200);
    kitchen.decides(&idli, "accept", json!({})).await.expect(200);
    world.later(7 * 60);
    kitchen.advances(&idli, "ready").await;
    kitchen.advances(&idli, "served").await;
    world.later(6 * 60);
    let tab = idli.text("/tab_id");
    kitchen.takes_cash(&tab, 10_000, 10_000).await.expect(201);
    let today = manager.gets(TODAY).await.expect(200);
    assert_eq!((today.number("/orders"), today.number("/guests")), (2, 1));
    assert_eq!((today.at("/revenue"), today.at("/average_ticket")), (inr(54_600), inr(54_600)));
    assert_eq!((today.number("/open_tabs"), today.at("/open_balance")), (1, inr(44_600)));
    assert_eq!((today.number("/served_lines"), today.number("/late_lines")), (1, 1));
    assert_eq!(today.number("/median_minutes"), 7);
    assert_eq!(today.at("/slowest/0/name"), json!("Idli"));
    assert_eq!((today.number("/slowest/0/count"), today.number("/slowest/0/minutes")), (1, 7));
    kitchen.advances(&dosa, "ready").await;
    assert_eq!(manager.gets(TODAY).await.number("/late_lines"), 0);
}

#[tokio::test]
async fn a_day_is_the_sum_of_its_hours_and_of_its_bills() {
    let world = World::open().await;
    let (first, second, kitchen) =
        (world.guest(0).await, world.guest(1).await, world.kitchen().await);
    let dosa = first.orders("Masala Dosa", 1).await.expect(201);
    world.later(3_600);
    let idli = second.orders("Idli", 3).await.expect(201);
    let parcel = json!({ "lines": [{ "dish_id": idli.at("/lines/0/dish_id"), "quantity": 2 }] });
    kitchen.posts("/api/v1/staff/orders", parcel).await.expect(201);
    let into = json!({ "into": idli.text("/tab_id") });
    kitchen.on_tab(&dosa.text("/tab_id"), "join", into).await.expect(200);
    let tip = json!({ "kind": "balance" });
    let announced = second.announces(tip, 1_000).await.expect(201);
    let paid = json!({ "method": "upi", "amount": inr(37_800), "payment_id": announced.text("/payment/id") });
    kitchen.on_tab(&idli.text("/tab_id"), "payments", paid).await.expect(201);

    let day = on(&world, "2026-11-23").await.expect(200);
    assert_eq!((day.number("/orders"), day.number("/tabs")), (3, 2));
    assert_eq!((day.at("/revenue"), day.at("/average_ticket")), (inr(54_600), inr(27_300)));
    assert_eq!(sum_of_hours(&day), (3, 54_600));
    assert_eq!((day.number("/hours/15/hour"), day.at("/hours/15/revenue")), (19, inr(12_600)));
    assert_eq!((day.number("/hours/16/orders"), day.at("/hours/16/revenue")), (2, inr(42_000)));
    assert_eq!((day.at("/discounts"), day.at("/tips")), (inr(0), inr(1_000)));
    assert_eq!(
        day.at("/taxes/0"),
        json!({ "name": "CGST", "rate_basis_points": 250, "inclusive": false, "amount": inr(1_300) })
    );
    assert_eq!(
        day.at("/payments"),
        json!([{ "method": "upi", "count": 1, "amount": inr(38_800) }])
    );
    assert_eq!((day.count("/dishes"), day.text("/dishes/0/name")), (2, "Idli".into()));
    assert_eq!((day.number("/dishes/0/quantity"), day.at("/dishes/0/revenue")), (5, inr(42_000)));
}

#[tokio::test]
async fn an_evening_past_midnight_is_one_day_and_is_compared_with_a_week_later() {
    let world = World::open().await;
    let (guest, kitchen) = (world.guest(0).await, world.kitchen().await);
    let before = guest.orders("Idli", 1).await.expect(201);
    kitchen.advances(&before, "served").await;
    world.later(8 * 3_600);
    guest.orders("Idli", 2).await.expect(201);
    world.later(3_600);
    guest.orders("Idli", 4).await.expect(201);
    let monday = on(&world, "2026-11-23").await.expect(200);
    assert_eq!((monday.number("/orders"), monday.at("/revenue")), (2, inr(25_200)));
    let tuesday = on(&world, "2026-11-24").await.expect(200);
    assert_eq!((tuesday.number("/orders"), tuesday.at("/revenue")), (1, inr(33_600)));
    assert_eq!(tuesday.at("/hours/0/revenue"), inr(33_600));
    world.later(6 * 24 * 3_600);
    let today = world.manager().await.gets(DAY).await.expect(200);
    assert_eq!((today.text("/business_day"), today.number("/orders")), ("2026-11-30".into(), 0));
    assert_eq!(today.at("/previous"), json!({ "orders": 2, "revenue": inr(25_200) }));
}

#[tokio::test]
async fn what_is_no_date_is_refused_by_name() {
    let world = World::open().await;
    for date in [
        "yesterday",
        "2026-02-30",
        "20261123",
        "2026-11-23T10:00:00",
        "",
        "1999-12-31",
        "9999-12-31",
    ] {
        let refused = on(&world, date).await.problem(422, "date");
        assert_eq!(refused.text("/errors/0/field"), "date", "{date}");
    }
    let manager = world.manager().await;
    manager.gets(&format!("{DAY}?day=2026-11-23")).await.problem(400, "invalid_query");
}

#[tokio::test]
async fn figures_are_for_managers_of_the_restaurant() {
    let world = World::open().await;
    world.guest(0).await.orders("Idli", 1).await.expect(201);
    world.second_restaurant("next-door").await;
    let neighbour = world.sign_in("manager@next-door.test").await;
    for path in [TODAY, DAY] {
        assert_eq!(neighbour.gets(path).await.expect(200).number("/orders"), 0);
        assert_eq!(world.manager().await.gets(path).await.expect(200).number("/orders"), 1);
        world.kitchen().await.gets(path).await.problem(403, "wrong_role");
        world.guest(1).await.gets(path).await.problem(403, "wrong_role");
        world.gets(path).await.problem(401, "signed_out");
    }
}
