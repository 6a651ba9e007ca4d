//! What can go wrong on the way to the server, and what the outside hears of it.

use dineqr_core::store::StoreError;
use mongodb::error::{Error, ErrorKind, RETRYABLE_WRITE_ERROR, WriteFailure};

/// An answer of the domain's, or an error of the driver's that has not been translated yet.
#[derive(Debug)]
pub(crate) enum Failure {
    /// To be answered as it is.
    Store(StoreError),
    /// To be translated.
    Mongo(Error),
    /// A race was lost that whoever runs the whole again may win.
    Raced,
}

/// What work on the database comes to.
pub(crate) type Outcome<T> = Result<T, Failure>;

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Mongo(error)
    }
}

impl From<mongodb::bson::error::Error> for Failure {
    fn from(error: mongodb::bson::error::Error) -> Self {
        Self::Store(other(error))
    }
}

impl From<Failure> for StoreError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Store(error) => error,
            Failure::Mongo(error) => translate(&error),
            Failure::Raced => busy(),
        }
    }
}

/// A unique index refuses this one.
pub(crate) const DUPLICATE_KEY: i32 = 11000;
/// The server cannot work at the moment: it is not the primary (any more), shuts down, lost its peers, has too few
/// replicas, is at its limit of time or memory, or somebody else is writing.
const NOT_NOW: [i32; 25] = [
    6, 7, 24, 46, 50, 64, 89, 91, 112, 133, 134, 146, 189, 202, 225, 251, 262, 317, 9001, 10058,
    10107, 11600, 11602, 13435, 13436,
];

/// What an error of the driver's is to the outside.
pub(crate) fn translate(error: &Error) -> StoreError {
    if is_duplicate(error) {
        return StoreError::Duplicate;
    }
    let gone = matches!(
        *error.kind,
        ErrorKind::ServerSelection { .. }
            | ErrorKind::Io(_)
            | ErrorKind::ConnectionPoolCleared { .. }
            | ErrorKind::DnsResolve { .. }
            | ErrorKind::Authentication { .. }
            | ErrorKind::Shutdown
    );
    let refused = codes(error).iter().any(|code| NOT_NOW.contains(code));
    // Without the server's whole reply, which the error would show as well: it may hold what is nobody's business.
    let text = error.kind.to_string();
    if gone || refused || error.contains_label(RETRYABLE_WRITE_ERROR) {
        StoreError::Unavailable(text)
    } else {
        StoreError::Other(text)
    }
}

/// True when a unique index refused the write.
pub(crate) fn is_duplicate(error: &Error) -> bool {
    let codes = codes(error);
    !codes.is_empty() && codes.iter().all(|code| *code == DUPLICATE_KEY)
}

/// The server's numbers for what it refused.
fn codes(error: &Error) -> Vec<i32> {
    match &*error.kind {
        ErrorKind::Command(command) => vec![command.code],
        ErrorKind::Write(WriteFailure::WriteError(error)) => vec![error.code],
        ErrorKind::Write(WriteFailure::WriteConcernError(error)) => vec![error.code],
        ErrorKind::InsertMany(failure) => {
            let errors = failure.write_errors.iter().flatten().map(|error| error.code);
            errors.chain(failure.write_concern_error.as_ref().map(|error| error.code)).collect()
        }
        _ => Vec::new(),
    }
}

/// Any other error, as text for the log.
pub(crate) fn other(error: impl std::fmt::Display) -> StoreError {
    StoreError::Other(error.to_string())
}

/// What is answered when too many write the same thing at once.
pub(crate) fn busy() -> StoreError {
    StoreError::Unavailable("too many write the same thing at once".to_owned())
}

/// What is answered when the server does not answer in time.
pub(crate) fn silent() -> StoreError {
    StoreError::Unavailable("MongoDB does not answer".to_owned())
}
