//! Many at once.

use std::collections::BTreeSet;

use pretty_assertions::assert_eq;

use super::World;
use super::world::{all, neighbour, table_id};
use crate::id::TabId;
use crate::store::{SharedStore, StoreError};
use crate::test_support::evening;

/// Who loses a race loads again and tries again; in the end every order is there once.
pub async fn writers_of_one_tab_lose_nothing(store: SharedStore) {
    let world = World::new(store);
    let tab = world.seat("T1").await;
    all((1..=64).map(|number| persist(&world, tab.id, number))).await;
    let tab = world.stored(tab.id).await.expect("there");
    let numbers: BTreeSet<u32> = tab.orders.iter().map(|order| order.number).collect();
    assert_eq!((tab.orders.len(), numbers.len(), tab.version), (64, 64, 65));
    assert_eq!(world.pending().await.len(), 65);
}

pub(super) async fn persist(world: &World, id: TabId, number: u32) {
    let order = world.order(number);
    loop {
        let tab = world.stored(id).await.expect("there");
        match world.act(&tab, order.clone()).await {
            Ok(_) => return,
            Err(error) => assert_eq!(error, StoreError::Conflict),
        }
    }
}

/// The others hear that it is taken.
pub async fn one_of_many_who_open_a_table_gets_it(store: SharedStore) {
    let world = World::new(store);
    let opened = all((0..20).map(|_| world.open(Some("T1"), evening()))).await;
    let (won, lost): (Vec<_>, Vec<_>) = opened.into_iter().partition(Result::is_ok);
    assert!(lost.into_iter().all(|refused| refused == Err(StoreError::Duplicate)));
    let at = world.store.open_tab_at(world.place(), table_id("T1")).await.expect("read");
    assert_eq!(won, vec![Ok(at.expect("somebody sits there"))]);
}

/// Tabs do not get in each other's way.
pub async fn writers_of_many_tabs_do_not_wait_in_vain(store: SharedStore) {
    let world = World::new(store);
    let tabs = all((0..64).map(|_| world.parcel())).await;
    for round in 1..=3 {
        let orders = tabs.iter().map(|tab| persist(&world, tab.id, round));
        all(orders).await;
    }
    let stored = world.store.open_tabs(world.place()).await.expect("read");
    assert_eq!(stored.len(), 64);
    assert!(stored.iter().all(|tab| tab.orders.len() == 3));
}

/// However many ask at once.
pub async fn order_numbers_are_given_once(store: SharedStore) {
    let world = World::new(store);
    let asks = (0..100).map(|_| world.store.next_order_number(world.place(), "2026-11-23"));
    let numbers = all(asks).await.into_iter().collect::<Result<BTreeSet<u32>, _>>();
    assert_eq!(numbers, Ok((1..=100).collect()));
}

/// Each restaurant counts for itself, each day from 1.
pub async fn order_numbers_start_anew_each_day_and_place(store: SharedStore) {
    let world = World::new(store);
    let next = async |place, day| world.store.next_order_number(place, day).await;
    assert_eq!(next(world.place(), "2026-11-23").await, Ok(1));
    assert_eq!(next(world.place(), "2026-11-23").await, Ok(2));
    assert_eq!(next(world.place(), "2026-11-24").await, Ok(1));
    assert_eq!(next(neighbour().id, "2026-11-23").await, Ok(1));
    assert_eq!(next(world.place(), "2026-11-23").await, Ok(3));
}

/// Whoever reads while others write sees a version that was committed, and never an older one afterwards.
pub async fn readers_see_each_version_whole(store: SharedStore) {
    let world = World::new(store);
    let tab = world.seat("T1").await;
    let write = async {
        for number in 1..=50 {
            persist(&world, tab.id, number).await;
        }
    };
    let read = async {
        let mut last = 0;
        while last < 51 {
            let tab = world.stored(tab.id).await.expect("there");
            assert_eq!(tab.orders.len() as u64 + 1, tab.version);
            assert!(tab.version >= last, "time ran backwards");
            last = tab.version;
            std::future::poll_fn(yield_once()).await;
        }
    };
    let both: [std::pin::Pin<Box<dyn Future<Output = ()> + '_>>; 2] =
        [Box::pin(write), Box::pin(read)];
    all(both).await;
}

/// Lets the others go on.
fn yield_once() -> impl FnMut(&mut std::task::Context<'_>) -> std::task::Poll<()> {
    let mut yielded = false;
    move |context| {
        if std::mem::replace(&mut yielded, true) {
            return std::task::Poll::Ready(());
        }
        context.waker().wake_by_ref();
        std::task::Poll::Pending
    }
}
