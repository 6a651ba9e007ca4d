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
            if old.is_empty() {
                return Ok(deleted);
            }
            deleted += self.write(move |connection| delete(connection, &old)).await?;
        }
    }
}

/// The first events that were handed on, with their times.
const FIRST_DELIVERED: &str = "SELECT seq, at FROM events \
     WHERE seq NOT IN (SELECT seq FROM outbox) ORDER BY seq LIMIT ?";

/// Finds events to forget among the first ones. They stand in the order they were committed, so what is old comes
/// first, and where nothing is old the millions after it need not be read. One that stands among younger ones,
/// because a clock was wrong, goes when it is their turn.
fn delivered(connection: &Connection, before: Timestamp) -> Outcome<Vec<i64>> {
    let first = connection.all(FIRST_DELIVERED, params![int(STEP)], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))
    })?;
    let old = first.into_iter().filter(|(_, at)| *at < nanos(before));
    Ok(old.map(|(seq, _)| seq).collect())
}

fn delete(connection: &Connection, events: &[i64]) -> Outcome<u64> {
    let mut deleted = 0;
    for seq in events {
        deleted += connection.run("DELETE FROM events WHERE seq = ?", params![seq])? as u64;
    }
    Ok(deleted)
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;
    use rusqlite::StatementStatus;

    use super::*;
    use crate::schema;

    /// A database with an event of each of these times, all handed on.
    fn holding(times: impl IntoIterator<Item = i64>) -> Connection {
        let mut connection = Connection::open_in_memory().expect("a database");
        schema::migrate(&mut connection).expect("migrated");
        for at in times {
            let sql = "INSERT INTO events (at, doc) VALUES (?, '{}')";
            connection.run(sql, params![at]).expect("inserted");
        }
        connection
    }

    fn old(connection: &Connection, before: i64) -> Vec<i64> {
        let before = Timestamp::from_nanosecond(before.into()).expect("a time");
        delivered(connection, before).expect("read")
    }

    #[test]
    fn an_old_event_among_younger_ones_is_found_and_one_that_waits_is_passed_over() {
        let connection = holding([1, 9, 2, 9]);
        assert_eq!(old(&connection, 5), [1, 3]);
        let sql = "INSERT INTO outbox (event_id, seq, at) VALUES (zeroblob(16), 1, 1)";
        connection.run(sql, []).expect("inserted");
        assert_eq!(old(&connection, 5), [3]);
    }

    #[test]
    fn where_nothing_is_old_only_the_first_events_are_read() {
        let connection = holding(std::iter::repeat_n(9, 4 * STEP));
        let mut statement = connection.prepare(FIRST_DELIVERED).expect("prepared");
        let mut rows = statement.query(params![int(STEP)]).expect("asked");
        while rows.next().expect("read").is_some() {}
        drop(rows);
        let read = statement.get_status(StatementStatus::FullscanStep);
        assert!(read <= i32::try_from(STEP).expect("small"), "{read} rows were read");
        assert_eq!(old(&connection, 5), Vec::<i64>::new());
    }
}
