//! Sold-out marks and counted portions. Orders take portions in their own commit (`commit`).

use async_trait::async_trait;
use dineqr_core::event::Event;
use dineqr_core::id::{DishId, RestaurantId, VariantId};
use dineqr_core::menu::{Availability, Stock, StockStatus};
use dineqr_core::store::{Result, Stocks};
use jiff::Timestamp;
use rusqlite::{Connection, Row, params};

use crate::SqliteStore;
use crate::connection::Statements;
use crate::document::nanos;
use crate::events::{self, EventRow};
use crate::failure::Outcome;

#[async_trait]
impl Stocks for SqliteStore {
    async fn availability(&self, restaurant: RestaurantId) -> Result<Availability> {
        self.read(move |connection| {
            let sql = "SELECT dish_id, variant_id, sold_out, portions, until FROM stock \
                 WHERE restaurant_id = ?";
            let items = connection.all(sql, params![restaurant.to_bytes()], stock)?;
            Ok(Availability { items })
        })
        .await
    }

    async fn set_stock(
        &self,
        restaurant: RestaurantId,
        stock: &Stock,
        event: &Event,
    ) -> Result<()> {
        let (stock, event) = (stock.clone(), EventRow::of(event)?);
        self.write(move |connection| {
            if stock.status == StockStatus::Available && stock.portions.is_none() {
                forget(connection, restaurant, &stock)?;
            } else {
                put(connection, restaurant, &stock)?;
            }
            events::insert(connection, &[event])
        })
        .await
    }
}

/// Writes a mark over the one there is.
pub(crate) fn put(connection: &Connection, restaurant: RestaurantId, stock: &Stock) -> Outcome<()> {
    let sql = "INSERT OR REPLACE INTO stock \
         (restaurant_id, dish_id, variant_id, sold_out, portions, until) VALUES (?, ?, ?, ?, ?, ?)";
    let row = params![
        restaurant.to_bytes(),
        stock.dish_id.to_bytes(),
        variant_key(stock.variant_id),
        stock.status == StockStatus::SoldOut,
        stock.portions,
        stock.until.map(nanos),
    ];
    connection.run(sql, row)?;
    Ok(())
}

/// A mark that says nothing is none.
fn forget(connection: &Connection, restaurant: RestaurantId, stock: &Stock) -> Outcome<()> {
    let sql = "DELETE FROM stock WHERE restaurant_id = ? AND dish_id = ? AND variant_id = ?";
    let key =
        params![restaurant.to_bytes(), stock.dish_id.to_bytes(), variant_key(stock.variant_id)];
    connection.run(sql, key)?;
    Ok(())
}

/// A variant as a part of the key; nothing stands for the dish itself.
pub(crate) fn variant_key(id: Option<VariantId>) -> Vec<u8> {
    id.map(|id| id.to_bytes().to_vec()).unwrap_or_default()
}

/// The mark of a row: dish, variant, sold out, portions, until.
pub(crate) fn stock(row: &Row<'_>) -> rusqlite::Result<Stock> {
    let variant: Vec<u8> = row.get(1)?;
    let until: Option<i64> = row.get(4)?;
    Ok(Stock {
        dish_id: DishId::from_bytes(row.get(0)?),
        variant_id: variant.try_into().ok().map(VariantId::from_bytes),
        status: if row.get(2)? { StockStatus::SoldOut } else { StockStatus::Available },
        portions: row.get(3)?,
        until: until.and_then(|nanos| Timestamp::from_nanosecond(nanos.into()).ok()),
    })
}
