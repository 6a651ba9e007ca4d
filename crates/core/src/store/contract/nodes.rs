//! Two nodes on the same data: what holds for many writers holds wherever they are.

use std::collections::BTreeSet;

use pretty_assertions::assert_eq;

use super::World;
use super::races::persist;
use super::world::{all, table_id};
use crate::event::EventKind;
use crate::id::DishId;
use crate::menu::{Stock, StockStatus};
use crate::store::{Commit, SharedStore, StoreError};
use crate::tab::{Tab, Take};
use crate::test_support::{dish_id, evening};

/// Two nodes of one restaurant.
fn nodes(here: SharedStore, there: SharedStore) -> [World; 2] {
    let here = World::new(here);
    let there = here.beside(there);
    [here, there]
}

/// Who loses a race against the other node loads again and tries again; in the end every order is there once.
pub async fn writers_of_one_tab_on_two_nodes_lose_nothing(here: SharedStore, there: SharedStore) {
    let nodes = nodes(here, there);
    let tab = nodes[0].seat("T1").await;
    let writers = nodes.iter().cycle().zip(1..=64);
    all(writers.map(|(node, number)| persist(node, tab.id, number))).await;
    for node in &nodes {
        let tab = node.stored(tab.id).await.expect("there");
        let numbers: BTreeSet<u32> = tab.orders.iter().map(|order| order.number).collect();
        assert_eq!((tab.orders.len(), numbers.len(), tab.version), (64, 64, 65));
        assert_eq!(node.pending().await.len(), 65);
    }
}

/// Nobody gets what is not there, wherever they ask, and nothing is left over.
pub async fn portions_taken_on_two_nodes_are_those_that_were_there(
    here: SharedStore,
    there: SharedStore,
) {
    let nodes = nodes(here, there);
    nodes[0].count_idli(Some(10)).await;
    let places: Vec<&World> = nodes.iter().cycle().take(64).collect();
    let tabs = all(places.iter().map(|node| node.parcel())).await;
    let take = [(dish_id("Idli"), 1)];
    let orders = places.iter().zip(&tabs).map(|(node, tab)| node.commit(taking(node, tab, &take)));
    let (served, refused): (Vec<_>, Vec<_>) =
        all(orders).await.into_iter().partition(Result::is_ok);
    let sold_out = StoreError::SoldOut { dish_id: dish_id("Idli"), variant_id: None };
    assert!(refused.iter().all(|answer| *answer == Err(sold_out.clone())), "{refused:?}");
    assert_eq!(served.len(), 10);
    assert_eq!(nodes[1].idli_left().await, Some(0));
    let stored = nodes[1].store.open_tabs(nodes[1].place()).await.expect("read");
    assert_eq!(stored.iter().filter(|tab| !tab.orders.is_empty()).count(), 10);
}

/// Each node takes of one dish and gives back of the other, one of them the other way round. Once all is done, all is
/// as it was.
pub async fn portions_that_two_nodes_move_to_and_fro_stay_exact(
    here: SharedStore,
    there: SharedStore,
) {
    let nodes = nodes(here, there);
    let dishes = [dish_id("Idli"), dish_id("Masala Dosa")];
    for dish in dishes {
        count(&nodes[0], dish, 20).await;
    }
    let moves = [[(dishes[0], 2), (dishes[1], -2)], [(dishes[1], 2), (dishes[0], -2)]];
    let places: Vec<_> = nodes.iter().zip(&moves).cycle().take(32).collect();
    let tabs = all(places.iter().map(|(node, _)| node.parcel())).await;
    let moving = places.iter().zip(&tabs).map(|((node, takes), tab)| async move {
        let moved = node.commit(taking(node, tab, *takes)).await;
        // The others may have taken it all for a moment; it comes back.
        match moved {
            Err(StoreError::SoldOut { .. }) => false,
            answer => answer.is_ok(),
        }
    });
    let moved = all(moving).await;
    let there_and_back = |way: usize| {
        let moved = moved.iter().skip(way).step_by(2).filter(|moved| **moved).count();
        i64::try_from(moved).expect("few")
    };
    let net = 2 * (there_and_back(1) - there_and_back(0));
    let left = async |dish| {
        let stock = nodes[1].store.availability(nodes[1].place()).await.expect("read");
        stock.of(dish, None).next().and_then(|stock| stock.portions).map(i64::from)
    };
    assert_eq!(left(dishes[0]).await, Some(20 + net));
    assert_eq!(left(dishes[1]).await, Some(20 - net));
}

/// Whoever asks.
pub async fn order_numbers_are_given_once_by_two_nodes(here: SharedStore, there: SharedStore) {
    let nodes = nodes(here, there);
    let asked = nodes.iter().cycle().take(100);
    let asks = asked.map(|node| node.store.next_order_number(node.place(), "2026-11-23"));
    let numbers = all(asks).await.into_iter().collect::<Result<BTreeSet<u32>, _>>();
    assert_eq!(numbers, Ok((1..=100).collect()));
}

/// What one node committed the other one finds, and what one marked is gone for both.
pub async fn events_are_handed_on_by_either_node(here: SharedStore, there: SharedStore) {
    let [here, there] = nodes(here, there);
    here.count_idli(Some(5)).await;
    let tab = there.seat("T1").await;
    here.commit(taking(&here, &tab, &[(dish_id("Idli"), 1)])).await.expect("committed");
    let pending = here.pending().await;
    assert_eq!(pending.len(), 3);
    assert_eq!(there.pending().await, pending);
    there.store.events_delivered(&pending[..2]).await.expect("marked");
    assert_eq!(here.pending().await, pending[2..]);
    let both = [&here, &there].map(|node| node.store.events_delivered(&pending));
    assert_eq!(all(both).await, vec![Ok(()), Ok(())]);
    assert_eq!(here.pending().await, vec![]);
    assert_eq!(there.pending().await, vec![]);
}

/// The other one hears that it is taken, and both find the same tab there.
pub async fn a_table_is_opened_on_one_of_two_nodes(here: SharedStore, there: SharedStore) {
    let nodes = nodes(here, there);
    let asked = nodes.iter().cycle().take(20);
    let opened = all(asked.map(|node| node.open(Some("T1"), evening()))).await;
    let (won, lost): (Vec<_>, Vec<_>) = opened.into_iter().partition(Result::is_ok);
    assert!(lost.into_iter().all(|refused| refused == Err(StoreError::Duplicate)));
    for node in &nodes {
        let at = node.store.open_tab_at(node.place(), table_id("T1")).await.expect("read");
        assert_eq!(won, vec![Ok(at.expect("somebody sits there"))]);
    }
}

async fn count(node: &World, dish_id: DishId, portions: u32) {
    let (variant_id, status) = (None, StockStatus::Available);
    let event = node.event(evening(), EventKind::DishAvailability { dish_id, variant_id });
    let mark = Stock { dish_id, variant_id, status, portions: Some(portions), until: None };
    node.store.set_stock(node.place(), &mark, &event).await.expect("set");
}

/// An order on a tab that takes these portions.
fn taking(node: &World, tab: &Tab, portions: &[(DishId, i64)]) -> Commit {
    let mut commit = Commit::new(Some(tab), node.decide(tab, &node.order(1)));
    let take = |(dish_id, portions): &(DishId, i64)| Take {
        dish_id: *dish_id,
        variant_id: None,
        portions: *portions,
    };
    commit.takes = portions.iter().map(take).collect();
    commit
}
