//! Secrets that are made once and kept.

use async_trait::async_trait;
use dineqr_core::store::{Keys, Result};
use rusqlite::{Connection, params};

use crate::SqliteStore;
use crate::connection::Statements;
use crate::failure::Outcome;

#[async_trait]
impl Keys for SqliteStore {
    async fn key(&self, name: &str, candidate: &[u8]) -> Result<Vec<u8>> {
        let (name, candidate) = (name.to_owned(), candidate.to_owned());
        let wanted = name.clone();
        if let Some(kept) = self.read(move |connection| kept(connection, &wanted)).await? {
            return Ok(kept);
        }
        self.write(move |connection| {
            let sql = "INSERT OR IGNORE INTO keys (name, value) VALUES (?, ?)";
            connection.run(sql, params![name, candidate])?;
            Ok(kept(connection, &name)?.unwrap_or(candidate))
        })
        .await
    }

    async fn take_key(&self, name: &str, expected: &[u8]) -> Result<bool> {
        let (name, expected) = (name.to_owned(), expected.to_owned());
        self.write(move |connection| {
            let sql = "DELETE FROM keys WHERE name = ? AND value = ?";
            Ok(connection.run(sql, params![name, expected])? == 1)
        })
        .await
    }
}

fn kept(connection: &Connection, name: &str) -> Outcome<Option<Vec<u8>>> {
    Ok(connection.one("SELECT value FROM keys WHERE name = ?", [name], |row| row.get(0))?)
}
