//! The outbox.

use pretty_assertions::assert_eq;

use super::World;
use super::world::minutes;
use crate::event::Event;
use crate::id::EventId;
use crate::store::SharedStore;

/// Until each was marked; marking twice, or what is not there, does nothing.
pub async fn events_wait_until_they_are_handed_on(store: SharedStore) {
    let world = World::new(store);
    world.seat("T1").await;
    world.seat("T2").await;
    let events = world.pending().await;
    assert_eq!(events.len(), 2);
    let unknown = Event { id: EventId::derived(&["unknown"]), ..events[0].clone() };
    world.store.events_delivered(&[events[0].clone(), unknown]).await.expect("marked");
    assert_eq!(world.pending().await, events[1..]);
    world.store.events_delivered(&events[..1]).await.expect("marked");
    world.store.events_delivered(&[]).await.expect("marked");
    assert_eq!(world.pending().await, events[1..]);
    world.store.events_delivered(&events[1..]).await.expect("marked");
    assert_eq!(world.pending().await, vec![]);
}

/// Not in that of their ids; only those from before the given moment, and no more than asked for.
pub async fn events_come_in_the_order_they_were_committed(store: SharedStore) {
    let world = World::new(store);
    let mut tab = world.seat("T1").await;
    for number in 1..=5 {
        tab = world.act(&tab, world.order(number)).await.expect("committed");
    }
    world.open(Some("T2"), minutes(10)).await.expect("committed");
    let versions = |events: Vec<Event>| events.iter().map(|e| e.version).collect::<Vec<_>>();
    let pending = async |before, limit| {
        versions(world.store.pending_events(minutes(before), limit).await.expect("read"))
    };
    assert_eq!(pending(0, 10).await, vec![]);
    assert_eq!(pending(10, 10).await, (1..=6).map(Some).collect::<Vec<_>>());
    assert_eq!(pending(10, 2).await, vec![Some(1), Some(2)]);
    assert_eq!(pending(11, 10).await.len(), 7);
}

/// Those that nobody has heard yet stay, however old.
pub async fn events_that_were_handed_on_are_forgotten_after_a_while(store: SharedStore) {
    let world = World::new(store);
    world.seat("T1").await;
    world.open(Some("T2"), minutes(5)).await.expect("committed");
    world.open(Some("T3"), minutes(10)).await.expect("committed");
    let events = world.pending().await;
    world.store.events_delivered(&[events[0].clone(), events[2].clone()]).await.expect("marked");
    assert_eq!(world.store.delete_events(minutes(0)).await, Ok(0));
    assert_eq!(world.store.delete_events(minutes(10)).await, Ok(1));
    assert_eq!(world.store.delete_events(minutes(11)).await, Ok(1));
    assert_eq!(world.store.delete_events(minutes(11)).await, Ok(0));
    assert_eq!(world.pending().await, events[1..2]);
}
