//! The outbox: events that were committed and not yet handed on.

use async_trait::async_trait;
use dineqr_core::event::Event;
use dineqr_core::id::EventId;
use dineqr_core::store::{Events, Result};
use jiff::Timestamp;
use rusqlite::{Connection, params};

use crate::SqliteStore;
use crate::connection::Statements;
use crate::document::{self, int, nanos};
use crate::failure::Outcome;

/// Rows that are deleted in one step, so that orders need not wait for a thousand of them.
const STEP: usize = 500;

/// An event on its way to the writer.
pub(crate) struct EventRow {
    id: [u8; 16],
    at: i64,
    doc: String,
}

impl EventRow {
    pub(crate) fn of(event: &Event) -> Result<Self> {
        let doc = document::write(event)?;
        Ok(Self { id: event.id.to_bytes(), at: nanos(event.at), doc })
    }

    fn insert(&self, connection: &Connection) -> Outcome<i64> {
        connection.run("INSERT INTO events (at, doc) VALUES (?, ?)", params![self.at, self.doc])?;
        Ok(connection.last_insert_rowid())
    }

    /// Notes that it was not handed on yet.
    fn wait(&self, connection: &Connection, seq: i64) -> Outcome<()> {
        let sql = "INSERT INTO outbox (event_id, seq, at) VALUES (?, ?, ?)";
        connection.run(sql, params![self.id, seq, self.at])?;
        Ok(())
    }

    /// Writes it over the one there is, where that stands, or as the last. Needs [`INDEX`].
    pub(crate) fn replace(&self, connection: &Connection, delivered: bool) -> Outcome<()> {
        connection.run("DELETE FROM outbox WHERE event_id = ?", params![self.id])?;
        let sql = "SELECT seq FROM events WHERE json_extract(doc, '$.id') = ?";
        let id = EventId::from_bytes(self.id).to_string();
        let seq = match connection.one(sql, params![id], |row| row.get(0))? {
            Some(seq) => {
                let sql = "UPDATE events SET at = ?, doc = ? WHERE seq = ?";
                connection.run(sql, params![self.at, self.doc, seq])?;
                seq
            }
            None => self.insert(connection)?,
        };
        if delivered { Ok(()) } else { self.wait(connection, seq) }
    }
}

/// Finds events by id. Orders need no such index and would pay for it, so it is made for a transfer and dropped after.
pub(crate) const INDEX: &str =
    "CREATE INDEX IF NOT EXISTS events_by_id ON events (json_extract(doc, '$.id'))";
/// Undoes [`INDEX`].
pub(crate) const DROP_INDEX: &str = "DROP INDEX IF EXISTS events_by_id";

/// Writes events in this order, inside the transaction that makes them true.
pub(crate) fn insert(connection: &Connection, events: &[EventRow]) -> Outcome<()> {
    for event in events {
        let seq = event.insert(connection)?;
        event.wait(connection, seq)?;
    }
    Ok(())
}

#[async_trait]
impl Events for SqliteStore {
    async fn pending_events(&self, before: Timestamp, limit: usize) -> Result<Vec<Event>> {
        self.read(move |connection| {
            let sql = "SELECT event_id, doc FROM \
                 (SELECT event_id, seq FROM outbox WHERE at < ? ORDER BY seq LIMIT ?) AS pending \
                 JOIN events ON events.seq = pending.seq ORDER BY events.seq";
            document::all(connection, "event", sql, params![nanos(before), int(limit)])
        })
        .await
    }

    async fn events_delivered(&self, events: &[Event]) -> Result<()> {
        let ids: Vec<_> = events.iter().map(|event| event.id.to_bytes()).collect();
        if ids.is_empty() {
            return Ok(());
        }
        self.write(move |connection| {
            for id in ids {
                connection.run("DELETE FROM outbox WHERE event_id = ?", params![id])?;
            }
            Ok(())
        })
        .await
    }

    async fn delete_events(&self, before: Timestamp) -> Result<u64> {
        let mut deleted = 0;
        loop {
            let old = self.read(move |connection| delivered(connection, before)).await?;
            let last = old.len() < STEP;
            deleted += self.write(move |connection| delete(connection, &old)).await?;
            if last {
                return Ok(deleted);
            }
        }
    }
}

/// Finds events to forget. It reads through the table, which is why it is not the writer's work.
fn delivered(connection: &Connection, before: Timestamp) -> Outcome<Vec<i64>> {
    let sql = "SELECT seq FROM events WHERE at < ? \
         AND seq NOT IN (SELECT seq FROM outbox) ORDER BY seq LIMIT ?";
    Ok(connection.all(sql, params![nanos(before), int(STEP)], |row| row.get(0))?)
}

fn delete(connection: &Connection, events: &[i64]) -> Outcome<u64> {
    let mut deleted = 0;
    for seq in events {
        deleted += connection.run("DELETE FROM events WHERE seq = ?", params![seq])? as u64;
    }
    Ok(deleted)
}
