//! Tables: what a scanned code means, and what managers do with them.

use std::sync::Arc;

use dineqr_core::id::{RestaurantId, TableId};
use dineqr_core::store::StoreError;
use dineqr_core::table::Table;

use super::house::House;
use super::{Error, Result};
use crate::app::App;

/// The table a code stands for, and its restaurant.
///
/// # Errors
/// [`Error::NotFound`] for a code this installation never made, [`Error::Revoked`] for one that was revoked.
pub async fn scan(app: &App, token: &str) -> Result<(Table, Arc<House>)> {
    let (id, generation) = app.keys.tables.parse(token).map_err(|_| Error::NotFound("table"))?;
    // A code of ours whose table is gone was good once.
    let table = app.store.table(id).await?.ok_or(Error::Revoked)?;
    if table.code_generation != generation {
        return Err(Error::Revoked);
    }
    let house = app.houses.get(table.restaurant_id).await?;
    Ok((table, house))
}

/// The code of a table.
pub fn token(app: &App, table: &Table) -> String {
    app.keys.tables.sign(table.id, table.code_generation)
}

/// The table of that id.
///
/// # Errors
/// [`Error::NotFound`] without one in that restaurant.
pub async fn find(app: &App, restaurant: RestaurantId, id: TableId) -> Result<Table> {
    let table = app.store.table(id).await?.filter(|table| table.restaurant_id == restaurant);
    table.ok_or(Error::NotFound("table"))
}

/// Adds a table.
///
/// # Errors
/// [`Error::Invalid`], or [`Error::Conflict`] for a name that is taken.
pub async fn create(
    app: &App,
    restaurant_id: RestaurantId,
    name: &str,
    floor: &str,
    seats: u16,
) -> Result<Table> {
    let table = Table {
        id: TableId::new(app.now(), &*app.ids),
        restaurant_id,
        name: name.trim().to_owned(),
        floor: floor.trim().to_owned(),
        seats,
        code_generation: 1,
    };
    Error::check(table.problems())?;
    app.store.create_table(&table).await.map_err(taken)?;
    Ok(table)
}

/// What changes about a table.
#[derive(Debug, Clone, Default)]
pub struct TableChange {
    /// Its name.
    pub name: Option<String>,
    /// Its floor.
    pub floor: Option<String>,
    /// Its seats.
    pub seats: Option<u16>,
}

/// Changes a table.
///
/// # Errors
/// As [`create`] and [`find`].
pub async fn update(
    app: &App,
    restaurant: RestaurantId,
    id: TableId,
    change: TableChange,
) -> Result<Table> {
    let mut table = find(app, restaurant, id).await?;
    table.name = change.name.map_or(table.name, |name| name.trim().to_owned());
    table.floor = change.floor.map_or(table.floor, |floor| floor.trim().to_owned());
    table.seats = change.seats.unwrap_or(table.seats);
    Error::check(table.problems())?;
    app.store.update_table(&table).await.map_err(taken)?;
    Ok(table)
}

/// Revokes a table's code; printed codes of it stop working at once.
///
/// # Errors
/// As [`find`].
pub async fn revoke(app: &App, restaurant: RestaurantId, id: TableId) -> Result<Table> {
    let mut table = find(app, restaurant, id).await?;
    table.code_generation = table.code_generation.wrapping_add(1);
    app.store.update_table(&table).await?;
    Ok(table)
}

/// Removes a table nobody sits at.
///
/// # Errors
/// [`Error::Conflict`] while a tab is open at it.
pub async fn delete(app: &App, restaurant: RestaurantId, id: TableId) -> Result<()> {
    find(app, restaurant, id).await?;
    if app.store.open_tab_at(restaurant, id).await?.is_some() {
        return Err(Error::Conflict { code: "table_taken", detail: "The table has an open tab." });
    }
    app.store.delete_table(restaurant, id).await?;
    Ok(())
}

fn taken(error: StoreError) -> Error {
    match error {
        StoreError::Duplicate => {
            Error::Conflict { code: "name_taken", detail: "Another table has that name." }
        }
        error => error.into(),
    }
}
