//! Tables.

use async_trait::async_trait;
use dineqr_core::id::{RestaurantId, TableId};
use dineqr_core::store::{Result, StoreError, Tables};
use dineqr_core::table::Table;
use mongodb::bson::{Document, doc};

use crate::MongoStore;
use crate::counters;
use crate::document::{self, DOC};
use crate::schema::TABLES;

const NOUN: &str = "table";

#[async_trait]
impl Tables for MongoStore {
    async fn create_table(&self, table: &Table) -> Result<()> {
        let mut document = of(table.restaurant_id, table.id);
        document.extend(fields(table)?);
        self.write(async {
            document.insert("number", self.next(counters::TABLE).await?);
            self.documents(TABLES).insert_one(document).await?;
            Ok(())
        })
        .await
    }

    async fn table(&self, id: TableId) -> Result<Option<Table>> {
        self.read(async {
            let found = self.raw(TABLES).find_one(doc! { "_id": id.to_string() }).await?;
            Ok(found.map(|found| document::read(NOUN, &found, DOC)).transpose()?)
        })
        .await
    }

    async fn tables(&self, restaurant: RestaurantId) -> Result<Vec<Table>> {
        self.read(async {
            let here = doc! { "restaurant_id": restaurant.to_string() };
            let found = self.raw(TABLES).find(here).sort(doc! { "floor": 1, "number": 1 }).await?;
            document::all(NOUN, DOC, found).await
        })
        .await
    }

    async fn update_table(&self, table: &Table) -> Result<()> {
        let change = doc! { "$set": fields(table)? };
        self.write(async {
            let key = of(table.restaurant_id, table.id);
            match self.documents(TABLES).update_one(key, change).await?.matched_count {
                0 => Err(StoreError::Conflict.into()),
                _ => Ok(()),
            }
        })
        .await
    }

    async fn delete_table(&self, restaurant: RestaurantId, id: TableId) -> Result<bool> {
        self.write(async {
            let gone = self.documents(TABLES).delete_one(of(restaurant, id)).await?;
            Ok(gone.deleted_count == 1)
        })
        .await
    }
}

/// What a change of a table may change.
pub(crate) fn fields(table: &Table) -> Result<Document> {
    Ok(doc! { "name": &table.name, "floor": &table.floor, DOC: document::write(table)? })
}

fn of(restaurant: RestaurantId, id: TableId) -> Document {
    doc! { "_id": id.to_string(), "restaurant_id": restaurant.to_string() }
}
