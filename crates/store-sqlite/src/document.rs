//! Documents, ids and times as columns hold them.

use dineqr_core::id::EventId;
use dineqr_core::store::{Result, StoreError};
use jiff::Timestamp;
use rusqlite::{Connection, Params, Row};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::connection::Statements;
use crate::failure::{Outcome, other};

/// Writes a document.
pub(crate) fn write<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(other)
}

/// Reads a document; an error names it, as `noun` and id.
pub(crate) fn read<T: DeserializeOwned>(noun: &str, id: &str, text: &str) -> Result<T> {
    serde_json::from_str(text)
        .map_err(|error| StoreError::Other(format!("the {noun} {id} is not readable: {error}")))
}

/// A row as `(id, doc)`, read as far as that.
type Found = ([u8; 16], String);

fn found(row: &Row<'_>) -> rusqlite::Result<Found> {
    Ok((row.get(0)?, row.get(1)?))
}

fn parse<T: DeserializeOwned>(noun: &str, (id, text): Found) -> Result<T> {
    read(noun, &EventId::from_bytes(id).to_string(), &text)
}

/// The document of the only row; the statement selects id and document.
pub(crate) fn one<T: DeserializeOwned>(
    connection: &Connection,
    noun: &str,
    sql: &str,
    params: impl Params,
) -> Outcome<Option<T>> {
    let row = connection.one(sql, params, found)?;
    Ok(row.map(|row| parse(noun, row)).transpose()?)
}

/// The documents of all rows; the statement selects id and document.
pub(crate) fn all<T: DeserializeOwned>(
    connection: &Connection,
    noun: &str,
    sql: &str,
    params: impl Params,
) -> Outcome<Vec<T>> {
    let rows = connection.all(sql, params, found)?;
    Ok(rows.into_iter().map(|row| parse(noun, row)).collect::<Result<_>>()?)
}

/// A time as a column holds it: nanoseconds since 1970. What is beyond the year 2262 is its end.
pub(crate) fn nanos(time: Timestamp) -> i64 {
    let nanos = time.as_nanosecond();
    i64::try_from(nanos).unwrap_or(if nanos < 0 { i64::MIN } else { i64::MAX })
}

/// A version, count or limit as a column holds it.
pub(crate) fn int(number: impl TryInto<i64>) -> i64 {
    number.try_into().unwrap_or(i64::MAX)
}
