//! Managers look tabs and orders of past days up.

use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use crate::support::{Guest, Reply, Staff, World};

const TABS: &str = "/api/v1/manage/tabs";
const ORDERS: &str = "/api/v1/manage/orders";

/// The texts or numbers at a pointer in each item.
fn each(list: &Reply, pointer: &str) -> Vec<Value> {
    let items = list.at("/items");
    let items = items.as_array().unwrap_or_else(|| panic!("a list: {list}"));
    items.iter().map(|item| item.pointer(pointer).cloned().unwrap_or_default()).collect()
}

async fn lists(manager: &Staff, path: &str, query: &str) -> Reply {
    manager.gets(&format!("{path}?{query}")).await.expect(200)
}

/// All items at a pointer, read in pages of `limit`.
async fn leaf_through(
    manager: &Staff,
    path: &str,
    query: &str,
    pointer: &str,
    limit: usize,
) -> Vec<Value> {
    let (mut found, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = lists(manager, path, &format!("{query}&limit={limit}&cursor={cursor}")).await;
        assert!(page.count("/items") <= limit);
        found.extend(each(&page, pointer));
        match page.at("/next_cursor").as_str() {
            Some(next) => next.clone_into(&mut cursor),
            None => return found,
        }
    }
}

async fn sits(world: &World, table: usize, name: &str) -> Guest {
    let mut guest = world.phone();
    let body = json!({ "table_token": world.token(table), "name": name });
    guest.sits_down_with(body).await.expect(200);
    guest
}

/// On Monday Meera eats at T1, pays and leaves, and Ravi takes a parcel; on Tuesday Zoya sits at T2 and orders twice.
async fn two_evenings(world: &World) -> Staff {
    let kitchen = world.kitchen().await;
    let meera = sits(world, 0, "Meera").await;
    let order = meera.orders("Idli", 1).await.expect(201);
    kitchen.advances(&order, "served").await;
    let tab = order.text("/tab_id");
    kitchen.takes_cash(&tab, 8_400, 8_400).await.expect(201);
    world.later(60);
    kitchen.closes(&tab).await.expect(200);
    let dish_id = order.text("/lines/0/dish_id");
    let parcel = json!({ "lines": [{ "dish_id": dish_id, "quantity": 2 }], "customer": "Ravi" });
    kitchen.posts("/api/v1/staff/orders", parcel).await.expect(201);
    world.later(24 * 3_600);
    let zoya = sits(world, 1, "Zoya").await;
    zoya.orders("Masala Dosa", 1).await.expect(201);
    world.later(60);
    zoya.orders("Idli", 1).await.expect(201);
    world.manager().await
}

#[tokio::test]
async fn tabs_of_every_day_come_newest_first() {
    let world = World::open().await;
    let manager = two_evenings(&world).await;
    let all = manager.gets(TABS).await.expect(200);
    assert_eq!(each(&all, "/status"), ["open", "open", "closed"]);
    assert_eq!(each(&all, "/order_numbers"), [json!([1, 2]), json!([2]), json!([1])]);
    assert_eq!(each(&all, "/paid/amount"), [0, 0, 8_400]);
    assert_eq!(each(&all, "/total/amount"), [21_000, 16_800, 8_400]);
    assert_eq!(all.at("/items/0/closed_at"), Value::Null);
    assert_eq!(all.text("/items/2/closed_at"), "2026-11-23T14:01:00Z");
    assert_eq!(all.text("/items/1/customer"), "Ravi");
    assert_eq!(all.at("/next_cursor"), Value::Null);
    for limit in 1..=3 {
        let ids = leaf_through(&manager, TABS, "", "/id", limit).await;
        assert_eq!(ids, each(&all, "/id"));
    }
}

#[tokio::test]
async fn tabs_are_found_by_what_is_known_of_them() {
    let world = World::open().await;
    let manager = two_evenings(&world).await;
    let table = world.tables[0].id.to_string();
    for (query, numbers) in [
        ("status=closed", vec![json!([1])]),
        ("status=open", vec![json!([1, 2]), json!([2])]),
        ("channel=parcel", vec![json!([2])]),
        ("channel=dine_in&status=open", vec![json!([1, 2])]),
        ("q=meera", vec![json!([1])]),
        ("q=RAV", vec![json!([2])]),
        ("q=t2", vec![json!([1, 2])]),
        ("q=%232", vec![json!([1, 2]), json!([2])]),
        ("q=nobody", vec![]),
        ("from=2026-11-24", vec![json!([1, 2])]),
        ("to=2026-11-23", vec![json!([2]), json!([1])]),
        ("from=2026-11-23&to=2026-11-23&q=1&status=", vec![json!([1])]),
        (&format!("table_id={table}"), vec![json!([1])]),
    ] {
        assert_eq!(each(&lists(&manager, TABS, query).await, "/order_numbers"), numbers, "{query}");
    }
}

#[tokio::test]
async fn a_tab_that_was_joined_is_found_on_the_one_that_goes_on() {
    let world = World::open().await;
    let (manager, kitchen) = (world.manager().await, world.kitchen().await);
    let left = sits(&world, 0, "Left").await.orders("Idli", 1).await.expect(201);
    let on = sits(&world, 1, "On").await.orders("Idli", 1).await.expect(201);
    let into = json!({ "into": on.text("/tab_id") });
    kitchen.on_tab(&left.text("/tab_id"), "join", into).await.expect(200);
    let found = lists(&manager, TABS, "q=left").await;
    assert_eq!(each(&found, "/id"), [on.at("/tab_id")]);
    let gone = manager.gets(&format!("{TABS}/{}", left.text("/tab_id"))).await.expect(200);
    assert_eq!(
        (gone.text("/status"), gone.at("/joined_into")),
        ("joined".into(), on.at("/tab_id"))
    );
    assert_eq!(each(&lists(&manager, ORDERS, "").await, "/number"), [2, 1]);
}

#[tokio::test]
async fn a_closed_tab_is_seen_whole() {
    let world = World::open().await;
    let manager = two_evenings(&world).await;
    let closed = lists(&manager, TABS, "status=closed").await.text("/items/0/id");
    let tab = manager.gets(&format!("{TABS}/{closed}")).await.expect(200);
    assert_eq!(
        (tab.text("/status"), tab.text("/guests/0/name")),
        ("closed".into(), "Meera".into())
    );
    assert_eq!((tab.count("/orders"), tab.text("/payments/0/method")), (1, "cash".into()));
    assert_eq!(tab.number("/bill/balance/amount"), 0);
}

#[tokio::test]
async fn orders_of_every_day_come_newest_first() {
    let world = World::open().await;
    let manager = two_evenings(&world).await;
    // Ravi's parcel, opened on Monday, is ordered on again on Wednesday.
    let parcel = lists(&manager, TABS, "channel=parcel").await.text("/items/0/id");
    world.later(24 * 3_600);
    let idli = dineqr_core::test_support::dish_id("Idli").to_string();
    let more = json!({ "lines": [{ "dish_id": idli, "quantity": 1 }] });
    manager.on_tab(&parcel, "orders", more).await.expect(201);
    let all = manager.gets(ORDERS).await.expect(200);
    assert_eq!(each(&all, "/number"), [1, 2, 1, 2, 1]);
    let days = ["2026-11-25", "2026-11-24", "2026-11-24", "2026-11-23", "2026-11-23"];
    assert_eq!(each(&all, "/business_day"), days);
    assert_eq!(each(&all, "/lines/0/name"), ["Idli", "Idli", "Masala Dosa", "Idli", "Idli"]);
    assert_eq!(all.at("/next_cursor"), Value::Null);
    for limit in 1..=5 {
        let ids = leaf_through(&manager, ORDERS, "", "/id", limit).await;
        assert_eq!(ids, each(&all, "/id"));
    }
}

#[tokio::test]
async fn orders_are_found_by_what_is_known_of_them() {
    let world = World::open().await;
    let manager = two_evenings(&world).await;
    for (query, found) in [
        ("status=served", vec!["Idli"]),
        ("status=placed&to=2026-11-23", vec!["Idli"]),
        ("q=dosa", vec!["Masala Dosa"]),
        ("q=T2", vec!["Idli", "Masala Dosa"]),
        ("q=1", vec!["Masala Dosa", "Idli"]),
        ("station=kitchen&from=2026-11-24", vec!["Idli", "Masala Dosa"]),
        ("station=attic", vec![]),
        ("from=2026-11-25", vec![]),
    ] {
        let names = each(&lists(&manager, ORDERS, query).await, "/lines/0/name");
        assert_eq!(names, found, "{query}");
    }
}

#[tokio::test]
async fn quiet_months_are_passed_over() {
    let world = World::open().await;
    let manager = two_evenings(&world).await;
    world.later(300 * 24 * 3_600);
    sits(&world, 2, "Late").await.orders("Idli", 3).await.expect(201);
    let numbers = leaf_through(&world.manager().await, ORDERS, "", "/number", 2).await;
    assert_eq!(numbers, [1, 2, 1, 2, 1]);
    let between = lists(&world.manager().await, ORDERS, "from=2026-12-01&to=2027-08-01").await;
    assert_eq!((between.count("/items"), between.at("/next_cursor")), (0, Value::Null));
    manager.gets(ORDERS).await.problem(401, "signed_out");
}

#[tokio::test]
async fn a_list_is_asked_for_in_its_own_words() {
    let world = World::open().await;
    let manager = world.manager().await;
    let long = format!("q={}", "x".repeat(81));
    for (path, query, field) in [
        (TABS, "status=joined", "status"),
        (TABS, "channel=delivery", "channel"),
        (TABS, "table_id=7", "table_id"),
        (TABS, "limit=0", "limit"),
        (TABS, "limit=201", "limit"),
        (TABS, "cursor=abc", "cursor"),
        (TABS, "from=monday", "from"),
        (TABS, "from=2026-11-24&to=2026-11-23", "to"),
        (TABS, &long, "q"),
        (ORDERS, "status=queued", "status"),
        (ORDERS, "limit=many", "limit"),
        (ORDERS, "cursor=1-2", "cursor"),
        (ORDERS, "to=1999-12-31", "to"),
        (ORDERS, &long, "q"),
    ] {
        let refused = manager.gets(&format!("{path}?{query}")).await.expect(422);
        assert_eq!(refused.text("/errors/0/field"), field, "{query}");
    }
    manager.gets(&format!("{TABS}?colour=red")).await.problem(400, "invalid_query");
    manager.gets(&format!("{ORDERS}?channel=parcel")).await.problem(400, "invalid_query");
}

#[tokio::test]
async fn the_past_is_for_managers_of_the_restaurant() {
    let world = World::open().await;
    two_evenings(&world).await;
    world.second_restaurant("next-door").await;
    let (neighbour, cook) = (world.sign_in("manager@next-door.test").await, world.kitchen().await);
    let tab = lists(&world.manager().await, TABS, "").await.text("/items/0/id");
    let one = format!("{TABS}/{tab}");
    for path in [TABS, ORDERS] {
        assert_eq!(neighbour.gets(path).await.expect(200).count("/items"), 0);
    }
    neighbour.gets(&one).await.problem(404, "not_found");
    for path in [TABS, ORDERS, &one] {
        cook.gets(path).await.problem(403, "wrong_role");
        world.gets(path).await.problem(401, "signed_out");
    }
    world.manager().await.gets(&format!("{TABS}/nonsense")).await.problem(404, "not_found");
}
