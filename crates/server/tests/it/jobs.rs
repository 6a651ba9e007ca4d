//! What is done without anyone asking.

use dineqr_core::restaurant::PresencePolicy;
use dineqr_server::jobs::{CloseDueTabs, DeleteDeliveredEvents, DeleteExpiredSessions, Job as _};

use crate::support::World;

#[tokio::test]
async fn a_tab_that_nobody_ordered_on_is_closed_after_half_an_hour() {
    let world = World::open().await;
    let guest = world.guest(0).await;
    world.later(29 * 60);
    assert_eq!(CloseDueTabs.step(&world.app).await.expect("done"), 0);
    world.later(60);
    assert_eq!(CloseDueTabs.step(&world.app).await.expect("done"), 1);
    assert_eq!(CloseDueTabs.step(&world.app).await.expect("done"), 0);
    assert_eq!(guest.tab().await.expect(200).text("/status"), "closed");
}

#[tokio::test]
async fn a_settled_tab_is_closed_after_a_quarter_of_an_hour() {
    let world = World::open().await;
    let (guest, kitchen) = (world.guest(0).await, world.kitchen().await);
    let order = guest.orders("Idli", 1).await.expect(201);
    kitchen.advances(&order, "served").await;
    world.later(60 * 60);
    assert_eq!(CloseDueTabs.step(&world.app).await.expect("done"), 0, "it still owes");
    kitchen.takes_cash(&order.text("/tab_id"), 8_400, 8_400).await.expect(201);
    world.later(15 * 60);
    assert_eq!(CloseDueTabs.step(&world.app).await.expect("done"), 1);
}

#[tokio::test]
async fn sessions_whose_time_is_over_are_forgotten() {
    let world = World::open().await;
    world.guest(0).await;
    assert_eq!(DeleteExpiredSessions.step(&world.app).await.expect("done"), 0);
    world.later(365 * 24 * 60 * 60);
    assert_eq!(DeleteExpiredSessions.step(&world.app).await.expect("done"), 1);
}

#[tokio::test]
async fn old_events_are_forgotten_once_they_were_handed_on() {
    let world = World::configured(PresencePolicy::Code, |config| config.store.event_days = 7).await;
    world.guest(0).await;
    world.later(8 * 24 * 60 * 60);
    assert_eq!(DeleteDeliveredEvents.step(&world.app).await.expect("done"), 0, "nobody heard");
    world.guest(1).await;
    let pending = world.app.store.pending_events(world.app.now(), 100).await.expect("read");
    world.later(60);
    let all = world.app.store.pending_events(world.app.now(), 100).await.expect("read");
    world.app.store.events_delivered(&all).await.expect("marked");
    let forgotten = DeleteDeliveredEvents.step(&world.app).await.expect("done");
    assert_eq!(forgotten, pending.len() as u64);
}
