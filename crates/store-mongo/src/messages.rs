//! The dev outbox: messages that a real installation would send by SMS or mail.

use std::sync::atomic::Ordering;

use async_trait::async_trait;
use dineqr_core::id::MessageId;
use dineqr_core::store::{Message, Messages, Result};
use mongodb::bson::doc;

use crate::MongoStore;
use crate::document::{self, DOC, int};
use crate::failure::Outcome;
use crate::schema::MESSAGES;

/// How many are kept. Ids are in the order of time, so the newest have the greatest.
pub(crate) const KEPT: u32 = 1000;
/// How many are written before the old ones are removed again.
const REMOVED_EVERY: u64 = 50;

#[async_trait]
impl Messages for MongoStore {
    async fn create_message(&self, message: &Message) -> Result<()> {
        let document = doc! { "_id": message.id.to_string(), DOC: document::write(message)? };
        self.write(async {
            self.documents(MESSAGES).insert_one(document).await?;
            if self.messages_made.fetch_add(1, Ordering::Relaxed).is_multiple_of(REMOVED_EVERY) {
                self.remove_old_messages().await?;
            }
            Ok(())
        })
        .await
    }

    async fn messages(&self, limit: usize) -> Result<Vec<Message>> {
        if limit == 0 {
            return Ok(Vec::new());
        }
        self.read(async {
            let newest = int(limit).min(KEPT.into());
            let messages = self.raw(MESSAGES);
            let found = messages.find(doc! {}).sort(doc! { "_id": -1 }).limit(newest);
            document::all("message", DOC, found.await?).await
        })
        .await
    }
}

impl MongoStore {
    /// Removes what is older than the newest thousand. Not a capped collection: those cannot be written in a
    /// transaction, which moving data needs.
    async fn remove_old_messages(&self) -> Outcome<()> {
        let messages = self.raw(MESSAGES);
        let newest_old = messages.find_one(doc! {}).sort(doc! { "_id": -1 }).skip(KEPT.into());
        if let Some(found) = newest_old.projection(doc! { "_id": 1 }).await? {
            let id: MessageId = document::id("message", &found, "_id")?;
            messages.delete_many(doc! { "_id": { "$lte": id.to_string() } }).await?;
        }
        Ok(())
    }
}
