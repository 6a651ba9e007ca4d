//! Everything in the database, record by record: how it is moved from and to another store.

mod hex;
mod putting;
mod putting_events;
mod telling;
mod upserts;

use std::time::Duration;

use async_trait::async_trait;
use dineqr_core::store::{Batch, Collection, Record, Result, Transfer};
use futures_util::future::try_join_all;
use mongodb::bson::doc;

use crate::MongoStore;
use crate::document;
use crate::failure::Outcome;
use crate::schema::{
    ACCOUNTS, COUNTERS, EVENTS, HELP_REQUESTS, KEYS, MENUS, MESSAGES, ORDER_NUMBERS, OUTBOX,
    RESTAURANTS, SESSIONS, STOCK, TABLES, TABS, TRANSFER,
};
use crate::within;

/// How long one step of a transfer may take: an operator waits for it, no guest does.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long removing everything may take.
const CLEARING: Duration = Duration::from_secs(3600);

/// What a transfer moves. The schema, claims and the note of the transfer are not among it.
const MOVED: [&str; 14] = [
    ACCOUNTS,
    COUNTERS,
    EVENTS,
    HELP_REQUESTS,
    KEYS,
    MENUS,
    MESSAGES,
    ORDER_NUMBERS,
    OUTBOX,
    RESTAURANTS,
    SESSIONS,
    STOCK,
    TABLES,
    TABS,
];
/// The only document of its collection.
const NOTE: &str = "unfinished";

#[async_trait]
impl Transfer for MongoStore {
    async fn records(
        &self,
        collection: Collection,
        from: Option<&str>,
        limit: usize,
    ) -> Result<Batch> {
        within(PATIENCE, self.tell(collection, from, limit.max(1))).await
    }

    async fn put_records(&self, collection: Collection, records: &[Record]) -> Result<()> {
        if records.is_empty() {
            return Ok(());
        }
        within(PATIENCE, self.put(collection, records)).await
    }

    async fn clear(&self) -> Result<()> {
        // Not by dropping the collections: those of a cluster would come back on one shard.
        let clearing = async {
            let all = MOVED
                .map(async |name| Outcome::Ok(self.documents(name).delete_many(doc! {}).await?));
            try_join_all(all).await?;
            Ok(())
        };
        within(CLEARING, clearing).await
    }

    async fn unfinished_transfer(&self) -> Result<Option<String>> {
        self.read(async {
            let Some(found) = self.raw(TRANSFER).find_one(doc! { "_id": NOTE }).await? else {
                return Ok(None);
            };
            Ok(Some(document::text("note of a transfer", &found, "note")?))
        })
        .await
    }

    async fn note_transfer(&self, note: Option<&str>) -> Result<()> {
        self.write(async {
            let (notes, key) = (self.documents(TRANSFER), doc! { "_id": NOTE });
            match note {
                Some(note) => {
                    let change = doc! { "$set": { "note": note } };
                    notes.update_one(key, change).upsert(true).await?;
                }
                None => {
                    notes.delete_one(key).await?;
                }
            }
            Ok(())
        })
        .await
    }
}
