//! The loop: scan, order, cook, serve, settle.

use serde_json::json;

use crate::support::World;

#[tokio::test]
async fn a_table_is_served_from_scan_to_closed_tab() {
    let world = World::open().await;
    let (guest, kitchen) = (world.guest(0).await, world.kitchen().await);
    let order = guest.orders("Idli", 2).await.expect(201);
    assert_eq!(order.text("/status"), "placed");
    assert_eq!(order.number("/number"), 1);
    let tab = order.text("/tab_id");

    let board = kitchen.gets("/api/v1/staff/board").await.expect(200);
    assert_eq!(board.text("/orders/0/id"), order.text("/id"));
    assert_eq!(kitchen.advances(&order, "preparing").await.text("/status"), "preparing");
    kitchen.advances(&order, "ready").await;
    assert_eq!(kitchen.advances(&order, "served").await.text("/status"), "served");

    let refused = kitchen.closes(&tab).await.problem(409, "balance_due");
    assert_eq!(refused.at("/balance"), json!({ "amount": 16_800, "currency": "INR" }));
    let paid = kitchen.takes_cash(&tab, 16_800, 20_000).await.expect(201);
    assert_eq!(paid.number("/change/amount"), 3_200);
    assert_eq!(paid.number("/balance/amount"), 0);
    let closed = kitchen.closes(&tab).await.expect(200);
    assert_eq!(closed.text("/status"), "closed");
}

#[tokio::test]
async fn the_next_guests_see_nothing_of_the_last() {
    let world = World::open().await;
    let (guest, kitchen) = (world.guest(0).await, world.kitchen().await);
    let order = guest.orders("Idli", 1).await.expect(201);
    let first = order.text("/tab_id");
    kitchen.advances(&order, "served").await;
    kitchen.takes_cash(&first, 8_400, 8_400).await.expect(201);
    kitchen.closes(&first).await.expect(200);

    let next = world.guest(0).await;
    let tab = next.tab().await.expect(200);
    assert_ne!(tab.text("/id"), first);
    assert_eq!(tab.at("/orders"), json!([]));
    assert_eq!(guest.tab().await.expect(200).text("/status"), "closed");
    guest.orders("Idli", 1).await.problem(409, "tab_closed");
}
