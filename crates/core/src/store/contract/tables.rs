//! Tables.

use pretty_assertions::assert_eq;

use super::world::{neighbour, table_id};
use crate::id::RestaurantId;
use crate::store::{SharedStore, StoreError};
use crate::table::Table;
use crate::test_support::restaurant;

pub(super) fn table(place: RestaurantId, name: &str, floor: &str) -> Table {
    Table {
        id: crate::id::TableId::derived(&[&place.to_string(), "table", name]),
        restaurant_id: place,
        name: name.to_owned(),
        floor: floor.to_owned(),
        seats: 4,
        code_generation: 1,
    }
}

/// The same name may be used next door.
pub async fn a_table_is_kept_under_its_name(store: SharedStore) {
    let here = table(restaurant().id, "T1", "Ground");
    let there = table(neighbour().id, "T1", "Ground");
    store.create_table(&here).await.expect("created");
    let again = Table { id: table_id("again"), ..here.clone() };
    assert_eq!(store.create_table(&again).await, Err(StoreError::Duplicate));
    store.create_table(&there).await.expect("created");
    assert_eq!(store.table(here.id).await, Ok(Some(here)));
    assert_eq!(store.table(there.id).await, Ok(Some(there)));
    assert_eq!(store.table(again.id).await, Ok(None));
}

/// On each floor in the order they were made.
pub async fn tables_come_by_floor(store: SharedStore) {
    let place = restaurant().id;
    let made = [("T9", "Roof"), ("T2", "Ground"), ("T1", "Ground"), ("T8", "Roof")];
    let made = made.map(|(name, floor)| table(place, name, floor));
    for table in &made {
        store.create_table(table).await.expect("created");
    }
    let [t9, t2, t1, t8] = made;
    assert_eq!(store.tables(place).await, Ok(vec![t2, t1, t9, t8]));
    assert_eq!(store.tables(neighbour().id).await, Ok(Vec::new()));
}

/// Names stay unique, and what is gone cannot be replaced.
pub async fn a_table_is_replaced_and_removed(store: SharedStore) {
    let place = restaurant().id;
    let (first, second) = (table(place, "T1", "Ground"), table(place, "T2", "Ground"));
    store.create_table(&first).await.expect("created");
    store.create_table(&second).await.expect("created");
    let moved = Table { floor: "Roof".to_owned(), code_generation: 2, ..first.clone() };
    store.update_table(&moved).await.expect("updated");
    assert_eq!(store.tables(place).await, Ok(vec![second.clone(), moved.clone()]));
    let greedy = Table { name: "T2".to_owned(), ..moved.clone() };
    assert_eq!(store.update_table(&greedy).await, Err(StoreError::Duplicate));
    assert_eq!(store.delete_table(neighbour().id, first.id).await, Ok(false));
    assert_eq!(store.delete_table(place, first.id).await, Ok(true));
    assert_eq!(store.delete_table(place, first.id).await, Ok(false));
    assert_eq!(store.update_table(&moved).await, Err(StoreError::Conflict));
    assert_eq!(store.tables(place).await, Ok(vec![second]));
}
