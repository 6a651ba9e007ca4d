//! Connections, and running cached statements on them.

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use rusqlite::{Connection, OpenFlags, OptionalExtension, Params, Row};

use crate::failure::Outcome;

/// Statements each connection keeps prepared; the whole crate has fewer.
const STATEMENTS: usize = 128;

/// What every connection is set to. Five thousand milliseconds is how long another process may hold the write lock.
const SETTINGS: &str =
    "PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;";

/// A file is checkpointed every 4000 pages (16 MB): pages that many commits write are then copied once. A log that
/// grew beyond 64 MB is cut.
const WAL: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
     PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864;";

/// The connection that writes a file. One that it makes is for this user alone: it will hold secrets.
pub(crate) fn writing(path: &Path) -> Outcome<Connection> {
    // SQLite takes an empty file for a new database, and says itself what is wrong with any other.
    let _ = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    let connection = Connection::open(path)?;
    connection.execute_batch(SETTINGS)?;
    connection.execute_batch(WAL)?;
    Ok(prepared(connection))
}

/// A connection that reads a file which [`writing`] has opened.
pub(crate) fn reading(path: &Path) -> Outcome<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.execute_batch(SETTINGS)?;
    connection.execute_batch("PRAGMA query_only = ON;")?;
    Ok(prepared(connection))
}

/// A database of its own that lives as long as the connection.
pub(crate) fn in_memory() -> Outcome<Connection> {
    let connection = Connection::open_in_memory()?;
    connection.execute_batch(SETTINGS)?;
    Ok(prepared(connection))
}

fn prepared(connection: Connection) -> Connection {
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection
}

/// Cached statements in one call.
pub(crate) trait Statements {
    /// Runs a statement and says how many rows it changed.
    fn run<P: Params>(&self, sql: &str, params: P) -> rusqlite::Result<usize>;

    /// The only row.
    fn one<T, P: Params>(
        &self,
        sql: &str,
        params: P,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Option<T>>;

    /// All rows.
    fn all<T, P: Params>(
        &self,
        sql: &str,
        params: P,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Vec<T>>;
}

impl Statements for Connection {
    fn run<P: Params>(&self, sql: &str, params: P) -> rusqlite::Result<usize> {
        self.prepare_cached(sql)?.execute(params)
    }

    fn one<T, P: Params>(
        &self,
        sql: &str,
        params: P,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Option<T>> {
        self.prepare_cached(sql)?.query_row(params, read).optional()
    }

    fn all<T, P: Params>(
        &self,
        sql: &str,
        params: P,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Vec<T>> {
        self.prepare_cached(sql)?.query_map(params, read)?.collect()
    }
}
