//! Tables.

use async_trait::async_trait;
use dineqr_core::id::{RestaurantId, TableId};
use dineqr_core::store::{Result, StoreError, Tables};
use dineqr_core::table::Table;
use rusqlite::params;

use crate::SqliteStore;
use crate::connection::Statements;
use crate::document;

const NOUN: &str = "table";

#[async_trait]
impl Tables for SqliteStore {
    async fn create_table(&self, table: &Table) -> Result<()> {
        let (doc, table) = (document::write(table)?, table.clone());
        self.write(move |connection| {
            let sql = "INSERT INTO tables (id, restaurant_id, name, floor, doc) \
                 VALUES (?, ?, ?, ?, ?)";
            let (id, restaurant) = (table.id.to_bytes(), table.restaurant_id.to_bytes());
            connection.run(sql, params![id, restaurant, table.name, table.floor, doc])?;
            Ok(())
        })
        .await
    }

    async fn table(&self, id: TableId) -> Result<Option<Table>> {
        self.read(move |connection| {
            let sql = "SELECT id, doc FROM tables WHERE id = ?";
            document::one(connection, NOUN, sql, params![id.to_bytes()])
        })
        .await
    }

    async fn tables(&self, restaurant: RestaurantId) -> Result<Vec<Table>> {
        self.read(move |connection| {
            let sql = "SELECT id, doc FROM tables WHERE restaurant_id = ? ORDER BY floor, number";
            document::all(connection, NOUN, sql, params![restaurant.to_bytes()])
        })
        .await
    }

    async fn update_table(&self, table: &Table) -> Result<()> {
        let (doc, table) = (document::write(table)?, table.clone());
        self.write(move |connection| {
            let sql = "UPDATE tables SET name = ?, floor = ?, doc = ? \
                 WHERE id = ? AND restaurant_id = ?";
            let (id, restaurant) = (table.id.to_bytes(), table.restaurant_id.to_bytes());
            match connection.run(sql, params![table.name, table.floor, doc, id, restaurant])? {
                0 => Err(StoreError::Conflict.into()),
                _ => Ok(()),
            }
        })
        .await
    }

    async fn delete_table(&self, restaurant: RestaurantId, id: TableId) -> Result<bool> {
        self.write(move |connection| {
            let sql = "DELETE FROM tables WHERE id = ? AND restaurant_id = ?";
            Ok(connection.run(sql, params![id.to_bytes(), restaurant.to_bytes()])? == 1)
        })
        .await
    }
}
