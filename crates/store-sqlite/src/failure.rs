//! What can go wrong in a transaction, and what the outside hears of it.

use dineqr_core::store::StoreError;
use rusqlite::ErrorCode;
use rusqlite::ffi::{SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE};

/// An answer of the domain's, or an error of SQLite's that has not been translated yet.
#[derive(Debug)]
pub(crate) enum Failure {
    /// To be answered as it is.
    Store(StoreError),
    /// To be translated.
    Sqlite(rusqlite::Error),
}

/// What work on a connection comes to.
pub(crate) type Outcome<T> = Result<T, Failure>;

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl From<Failure> for StoreError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Store(error) => error,
            Failure::Sqlite(error) => translate(&error),
        }
    }
}

fn translate(error: &rusqlite::Error) -> StoreError {
    let unique = [SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE];
    match (error.sqlite_error_code(), error.sqlite_extended_error_code()) {
        (_, Some(code)) if unique.contains(&code) => StoreError::Duplicate,
        (
            Some(
                ErrorCode::DatabaseBusy
                | ErrorCode::DatabaseLocked
                | ErrorCode::CannotOpen
                | ErrorCode::DiskFull
                | ErrorCode::SystemIoFailure
                | ErrorCode::ReadOnly,
            ),
            _,
        ) => StoreError::Unavailable(error.to_string()),
        _ => StoreError::Other(error.to_string()),
    }
}

/// Any other error, as text for the log.
pub(crate) fn other(error: impl std::fmt::Display) -> StoreError {
    StoreError::Other(error.to_string())
}

/// What is answered when a thread of the store is gone.
pub(crate) fn stopped() -> StoreError {
    StoreError::Unavailable("the store was closed".to_owned())
}
