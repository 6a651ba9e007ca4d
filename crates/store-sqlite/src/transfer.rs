//! Everything, record by record: how the store is moved into another one, and another into this.
//!
//! Writing takes the right to write tabs first, so no server is on the file. What this process keeps in memory of
//! tabs and order numbers is loaded anew in the same transaction.

mod put;
mod tell;

use std::sync::Arc;

use async_trait::async_trait;
use dineqr_core::store::{Batch, Collection, Record, Result, Transfer};
use rusqlite::Connection;

use crate::SqliteStore;
use crate::connection::Statements;
use crate::events;
use crate::failure::Outcome;
use crate::job::Kind;
use crate::open_tabs::OpenTabs;

/// In an order in which nothing refers to what is gone.
const TABLES: [&str; 15] = [
    "seats",
    "tabs",
    "memberships",
    "accounts",
    "outbox",
    "events",
    "restaurants",
    "sessions",
    "menus",
    "stock",
    "tables",
    "order_numbers",
    "help_requests",
    "messages",
    "keys",
];

#[async_trait]
impl Transfer for SqliteStore {
    async fn records(
        &self,
        collection: Collection,
        from: Option<&str>,
        limit: usize,
    ) -> Result<Batch> {
        if collection == Collection::OrderNumbers {
            // Numbers that were given since the last transaction are written with this one.
            self.write(|_| Ok(())).await?;
        }
        let from = from.map(str::to_owned);
        self.read(move |connection| tell::batch(connection, collection, from.as_deref(), limit))
            .await
    }

    async fn put_records(&self, collection: Collection, records: &[Record]) -> Result<()> {
        let numbers = Arc::clone(&self.numbers);
        let rows = records
            .iter()
            .map(|record| put::row(collection, record, &numbers))
            .collect::<Result<Vec<_>>>()?;
        self.rewrite(move |connection| {
            if collection == Collection::Events {
                connection.run(events::INDEX, [])?;
            }
            rows.into_iter().try_for_each(|row| row(connection))
        })
        .await
    }

    async fn clear(&self) -> Result<()> {
        let numbers = Arc::clone(&self.numbers);
        self.rewrite(move |connection| {
            numbers.forget_all();
            for table in TABLES {
                connection.run(&format!("DELETE FROM {table}"), [])?;
            }
            Ok(())
        })
        .await
    }

    async fn unfinished_transfer(&self) -> Result<Option<String>> {
        self.read(|connection| {
            Ok(connection.one("SELECT note FROM transfer", [], |row| row.get(0))?)
        })
        .await
    }

    async fn note_transfer(&self, note: Option<&str>) -> Result<()> {
        let note = note.map(str::to_owned);
        self.write(move |connection| {
            match note {
                Some(note) => {
                    let sql = "INSERT OR REPLACE INTO transfer (only, note) VALUES (1, ?)";
                    connection.run(sql, [note])?;
                }
                None => {
                    connection.run(events::DROP_INDEX, [])?;
                    connection.run("DELETE FROM transfer", [])?;
                }
            }
            Ok(())
        })
        .await
    }
}

impl SqliteStore {
    /// Writes what the store did not decide itself, and loads anew what it keeps in memory of it.
    async fn rewrite(
        &self,
        work: impl FnOnce(&Connection) -> Outcome<()> + Send + 'static,
    ) -> Result<()> {
        let open = Arc::clone(&self.own_tabs().await?.open);
        let write = move |connection: &Connection| {
            work(connection)?;
            OpenTabs::load(connection)
        };
        let then = move |loaded: &OpenTabs| open.become_as(loaded);
        self.writer.run(Kind::Write, write, then).await.map(|_| ())
    }
}
