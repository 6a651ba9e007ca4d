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
const KEPT: u32 = 1000;
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
        if let Some(id) = self.newest_old_message().await? {
            let old = doc! { "_id": { "$lte": id.to_string() } };
            self.documents(MESSAGES).delete_many(old).await?;
        }
        Ok(())
    }

    /// The newest of the messages that are too old to be kept.
    pub(crate) async fn newest_old_message(&self) -> Outcome<Option<MessageId>> {
        let messages = self.raw(MESSAGES);
        let found = messages.find_one(doc! {}).sort(doc! { "_id": -1 }).skip(KEPT.into());
        let found = found.projection(doc! { "_id": 1 }).await?;
        Ok(found.map(|found| document::id("message", &found, "_id")).transpose()?)
    }
}
