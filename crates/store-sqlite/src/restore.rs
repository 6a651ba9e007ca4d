//! A backup in the place of a database.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use dineqr_core::store::StoreError;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::backup::{Unfinished, suffixed, sync_directory, unavailable};
use crate::failure::{Failure, Outcome};
use crate::schema;
use crate::tabs::lock;

/// Why a backup was not put back. Nothing has changed then.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// There is a database, and it is not to be replaced.
    #[error("there is a database already")]
    Exists,
    /// A server or a command has the database open.
    #[error("{0}")]
    InUse(String),
    /// The file is no backup that this program can use.
    #[error("{0}")]
    Unfit(String),
    /// A file could not be read or written.
    #[error(transparent)]
    Failed(#[from] StoreError),
}

type Result<T> = std::result::Result<T, RestoreError>;

/// Puts a backup in the place of a database, once it was checked. At every moment there is one or the other. What was
/// there is kept beside it: answers as what. Blocks.
///
/// # Errors
/// [`RestoreError`].
pub fn restore(backup: &Path, database: &Path, replace: bool) -> Result<Option<PathBuf>> {
    let there = database.exists();
    if there && !replace {
        return Err(RestoreError::Exists);
    }
    let _lock = lock(database).map_err(|error| RestoreError::InUse(error.to_string()))?;
    let copy = checked_copy(backup, database)?;
    let aside = if there { Some(keep(database)?) } else { None };
    let left = put_logs_away(database, aside.as_deref());
    left.map_err(|error| unavailable(database, &error))?;
    copy.become_file(database)?;
    Ok(aside)
}

/// The backup in a file beside the database, found to be in order. What is checked is what will be used.
fn checked_copy(backup: &Path, database: &Path) -> Result<Unfinished> {
    let log = suffixed(backup, "-wal");
    if log.metadata().is_ok_and(|log| log.len() > 0) {
        let text = "it is a database in use or was copied from one, not a backup of its own";
        return Err(RestoreError::Unfit(format!("{} lies beside it: {text}", log.display())));
    }
    let path = suffixed(database, ".restoring");
    // Who holds the lock is alone: what is there was left by a crash.
    let _ = fs::remove_file(&path);
    let mut copy = Unfinished::create(path)?;
    copy.fill(backup)?;
    match check(&copy.path) {
        Ok(()) => Ok(copy),
        Err(Failure::Store(StoreError::Other(text))) => Err(RestoreError::Unfit(text)),
        Err(failure) => Err(RestoreError::Unfit(StoreError::from(failure).to_string())),
    }
}

fn check(path: &Path) -> Outcome<()> {
    let connection = open(path)?;
    schema::check(&connection)?;
    let found: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if found != "ok" {
        return Err(StoreError::Other(format!("it is damaged: {found}")).into());
    }
    without_log(&connection)?;
    connection.close().map_err(|(_, error)| error.into())
}

fn open(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(std::time::Duration::ZERO)?;
    Ok(connection)
}

/// Folds the log into the file, which only works while nobody else has it open.
fn without_log(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))
}

/// Gives a database a second name, under which it stays.
fn keep(database: &Path) -> Result<PathBuf> {
    match open(database).and_then(|connection| without_log(&connection)) {
        Ok(()) => {}
        Err(error) if is_busy(&error) => {
            return Err(RestoreError::InUse("another program has it open".to_owned()));
        }
        // A damaged one is kept as it is, with its log.
        Err(_) => {}
    }
    let aside = free_name(database);
    // Not every file system gives files two names.
    fs::hard_link(database, &aside)
        .or_else(|_| fs::copy(database, &aside).map(drop))
        .map_err(|error| unavailable(&aside, &error))?;
    Ok(aside)
}

fn is_busy(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error_code();
    matches!(code, Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
}

/// The first of `NAME.before-restore`, `NAME.before-restore-2`, ... that is free: what an earlier restore kept stays.
fn free_name(database: &Path) -> PathBuf {
    let first = suffixed(database, ".before-restore");
    let others = (2..).map(|number: u32| suffixed(&first, &format!("-{number}")));
    std::iter::once(first.clone()).chain(others).find(|path| !path.exists()).unwrap_or(first)
}

/// A log belongs to the database it was written for, and would be read into another one.
fn put_logs_away(database: &Path, aside: Option<&Path>) -> io::Result<()> {
    let log = suffixed(database, "-wal");
    if log.exists() {
        match aside {
            Some(aside) => fs::rename(&log, suffixed(aside, "-wal"))?,
            None => fs::remove_file(&log)?,
        }
    }
    let index = suffixed(database, "-shm");
    if index.exists() {
        fs::remove_file(index)?;
    }
    sync_directory(database)
}
