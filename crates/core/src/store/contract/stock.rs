//! Sold-out marks.

use pretty_assertions::assert_eq;

use super::World;
use super::world::{idli, minutes, neighbour};
use crate::event::EventKind;
use crate::menu::{Availability, Stock, StockStatus};
use crate::store::SharedStore;
use crate::test_support::{dish_id, evening, variant_id};

pub(super) async fn mark(world: &World, stock: &Stock) {
    let (dish_id, variant_id) = (stock.dish_id, stock.variant_id);
    let event = world.event(evening(), EventKind::DishAvailability { dish_id, variant_id });
    world.store.set_stock(world.place(), stock, &event).await.expect("set");
}

pub(super) fn sold_out(variant: Option<&str>) -> Stock {
    Stock {
        dish_id: dish_id("Biryani"),
        variant_id: variant.map(variant_id),
        status: StockStatus::SoldOut,
        portions: None,
        until: Some(minutes(60)),
    }
}

/// Setting one replaces that one, and tells.
pub async fn marks_are_kept_per_dish_and_variant(store: SharedStore) {
    let world = World::new(store);
    for stock in [sold_out(None), sold_out(Some("Half")), sold_out(Some("Full")), idli(Some(9))] {
        mark(&world, &stock).await;
    }
    let counted = Stock { status: StockStatus::Available, portions: Some(4), ..sold_out(None) };
    mark(&world, &counted).await;
    let mut found = world.store.availability(world.place()).await.expect("read").items;
    let mut expected = vec![counted, sold_out(Some("Half")), sold_out(Some("Full")), idli(Some(9))];
    for marks in [&mut found, &mut expected] {
        marks.sort_by_key(|mark| (mark.dish_id, mark.variant_id));
    }
    assert_eq!(found, expected);
    assert_eq!(world.store.availability(neighbour().id).await, Ok(Availability::default()));
    assert_eq!(world.pending().await.len(), 5);
}

/// Available, and not counted: that is what holds without a mark. It is still told.
pub async fn a_mark_that_says_nothing_is_forgotten(store: SharedStore) {
    let world = World::new(store);
    mark(&world, &idli(Some(3))).await;
    mark(&world, &idli(None)).await;
    assert_eq!(world.store.availability(world.place()).await, Ok(Availability::default()));
    assert_eq!(world.pending().await.len(), 2);
}
