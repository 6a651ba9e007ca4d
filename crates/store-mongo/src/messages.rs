//! The dev outbox: messages that a real installation would send by SMS or mail.

use async_trait::async_trait;
use dineqr_core::store::{Message, Messages, Result};
use mongodb::bson::doc;

use crate::MongoStore;
use crate::counters;
use crate::document::{self, DOC, int};
use crate::schema::MESSAGES;

/// How many are kept.
const KEPT: i64 = 1000;

#[async_trait]
impl Messages for MongoStore {
    async fn create_message(&self, message: &Message) -> Result<()> {
        let (id, thing) = (message.id.to_string(), document::write(message)?);
        self.write(async {
            let messages = self.documents(MESSAGES);
            let number = self.next(counters::MESSAGE).await?;
            messages.insert_one(doc! { "_id": id, "number": number, DOC: thing }).await?;
            // Not a capped collection: those cannot be written in a transaction, which moving data needs.
            messages.delete_many(doc! { "number": { "$lte": number - KEPT } }).await?;
            Ok(())
        })
        .await
    }

    async fn messages(&self, limit: usize) -> Result<Vec<Message>> {
        if limit == 0 {
            return Ok(Vec::new());
        }
        self.read(async {
            // A slow one may be written after those that push it out; the next one removes it.
            let newest = int(limit).min(KEPT);
            let messages = self.raw(MESSAGES);
            let found = messages.find(doc! {}).sort(doc! { "number": -1 }).limit(newest);
            document::all("message", DOC, found.projection(doc! { DOC: 1 }).await?).await
        })
        .await
    }
}
