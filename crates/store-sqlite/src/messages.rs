//! The dev outbox: messages that a real installation would send by SMS or mail.

use async_trait::async_trait;
use dineqr_core::store::{Message, Messages, Result};
use rusqlite::params;

use crate::SqliteStore;
use crate::connection::Statements;
use crate::document::{self, int};

/// How many are kept.
const KEPT: i64 = 1000;

#[async_trait]
impl Messages for SqliteStore {
    async fn create_message(&self, message: &Message) -> Result<()> {
        let (id, doc) = (message.id.to_bytes(), document::write(message)?);
        self.write(move |connection| {
            let sql = "INSERT INTO messages (id, doc) VALUES (?, ?)";
            connection.run(sql, params![id, doc])?;
            let oldest = connection.last_insert_rowid() - KEPT;
            connection.run("DELETE FROM messages WHERE number <= ?", params![oldest])?;
            Ok(())
        })
        .await
    }

    async fn messages(&self, limit: usize) -> Result<Vec<Message>> {
        self.read(move |connection| {
            let sql = "SELECT id, doc FROM messages ORDER BY number DESC LIMIT ?";
            document::all(connection, "message", sql, params![int(limit)])
        })
        .await
    }
}
