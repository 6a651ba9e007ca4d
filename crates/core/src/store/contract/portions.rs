//! Limited portions, taken in the commit of the order.

use pretty_assertions::assert_eq;

use super::World;
use super::world::all;
use crate::store::{Commit, SharedStore, StoreError};
use crate::tab::{Tab, Take};
use crate::test_support::{dish_id, variant_id};

/// Each commit takes what it says.
pub async fn counted_portions_are_taken_with_the_order(store: SharedStore) {
    let world = World::new(store);
    world.count_idli(Some(5)).await;
    let tab = world.seat("T1").await;
    world.commit(ordering(&world, &tab, &[2])).await.expect("committed");
    assert_eq!(world.idli_left().await, Some(3));
}

/// Neither tab nor event nor another take is written when something is sold out.
pub async fn a_sold_out_commit_writes_nothing(store: SharedStore) {
    let world = World::new(store);
    world.count_idli(Some(5)).await;
    let tab = world.seat("T1").await;
    let pending = world.pending().await;
    let refused = world.commit(ordering(&world, &tab, &[2, 4])).await;
    let sold_out = StoreError::SoldOut { dish_id: dish_id("Idli"), variant_id: None };
    assert_eq!(refused, Err(sold_out));
    assert_eq!(world.idli_left().await, Some(5));
    assert_eq!(world.stored(tab.id).await, Some(tab));
    assert_eq!(world.pending().await, pending);
}

/// A stock that is not there or not counted (any more) neither refuses nor starts to count.
pub async fn portions_that_are_not_counted_are_passed_over(store: SharedStore) {
    let world = World::new(store);
    let tab = world.seat("T1").await;
    let tab = world.commit(ordering(&world, &tab, &[3, -1])).await.expect("committed");
    assert_eq!(world.idli_left().await, None);
    world.count_idli(Some(1)).await;
    let mut commit = ordering(&world, &tab, &[]);
    let (dish_id, variant_id) = (dish_id("Idli"), Some(variant_id("Half")));
    commit.takes = vec![Take { dish_id, variant_id, portions: 9 }];
    world.commit(commit).await.expect("a variant's own stock is another one");
    assert_eq!(world.idli_left().await, Some(1));
}

/// A take of fewer than none gives back.
pub async fn portions_given_back_can_be_taken_again(store: SharedStore) {
    let world = World::new(store);
    world.count_idli(Some(2)).await;
    let tab = world.seat("T1").await;
    let tab = world.commit(ordering(&world, &tab, &[2])).await.expect("committed");
    assert_eq!(world.idli_left().await, Some(0));
    let tab = world.commit(ordering(&world, &tab, &[-2])).await.expect("committed");
    assert_eq!(world.idli_left().await, Some(2));
    world.commit(ordering(&world, &tab, &[2])).await.expect("committed");
    assert_eq!(world.idli_left().await, Some(0));
}

/// Nobody gets what is not there, and nothing is left over.
pub async fn twenty_racers_for_five_portions_get_exactly_five(store: SharedStore) {
    let world = World::new(store);
    world.count_idli(Some(5)).await;
    let tabs = all((0..20).map(|_| world.parcel())).await;
    let orders = tabs.iter().map(|tab| world.commit(ordering(&world, tab, &[1])));
    let served = all(orders).await.into_iter().filter(Result::is_ok).count();
    assert_eq!(served, 5);
    assert_eq!(world.idli_left().await, Some(0));
    let stored = world.store.open_tabs(world.place()).await.expect("read");
    assert_eq!(stored.iter().filter(|tab| !tab.orders.is_empty()).count(), 5);
}

/// An order on a tab that takes these portions of Idli.
fn ordering(world: &World, tab: &Tab, portions: &[i64]) -> Commit {
    let mut commit = Commit::new(Some(tab), world.decide(tab, &world.order(1)));
    let take =
        |portions: &i64| Take { dish_id: dish_id("Idli"), variant_id: None, portions: *portions };
    commit.takes = portions.iter().map(take).collect();
    commit
}
