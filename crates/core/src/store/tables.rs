//! Tables.

use async_trait::async_trait;

use super::Result;
use crate::id::{RestaurantId, TableId};
use crate::table::Table;

/// Tables of restaurants.
#[async_trait]
pub trait Tables {
    /// Keeps a new table. `Duplicate` when the restaurant has one of that name.
    async fn create_table(&self, table: &Table) -> Result<()>;

    /// The table of that id, of whichever restaurant: a scanned code names no restaurant.
    async fn table(&self, id: TableId) -> Result<Option<Table>>;

    /// All tables of a restaurant, by floor and then in the order they were made.
    async fn tables(&self, restaurant: RestaurantId) -> Result<Vec<Table>>;

    /// Replaces a table. `Duplicate` when the name is taken, `Conflict` when the table is gone.
    async fn update_table(&self, table: &Table) -> Result<()>;

    /// Removes a table; says whether it was there.
    async fn delete_table(&self, restaurant: RestaurantId, id: TableId) -> Result<bool>;
}
