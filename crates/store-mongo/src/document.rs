//! Documents, ids and times as the database holds them.

use std::fmt::Display;
use std::str::FromStr;

use dineqr_core::id::InvalidId;
use dineqr_core::store::{Result, StoreError};
use futures_util::TryStreamExt;
use jiff::Timestamp;
use mongodb::Cursor;
use mongodb::bson::{self, Bson, DateTime, RawDocument, RawDocumentBuf};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::failure::{Outcome, other};

/// The field that holds the thing itself.
pub(crate) const DOC: &str = "doc";

/// Writes a document or a part of one.
pub(crate) fn write<T: Serialize + ?Sized>(value: &T) -> Result<Bson> {
    bson::serialize_to_bson(value).map_err(other)
}

/// Reads the thing in a field of what was found; an error names it, as `noun` and id.
pub(crate) fn read<T: DeserializeOwned>(noun: &str, found: &RawDocument, field: &str) -> Result<T> {
    let thing = found.get_document(field).map_err(|error| unreadable(noun, found, &error))?;
    bson::deserialize_from_slice(thing.as_bytes()).map_err(|error| unreadable(noun, found, &error))
}

/// Reads all of what was found; an error names it, as `noun` and id.
pub(crate) fn whole<T: DeserializeOwned>(noun: &str, found: &RawDocument) -> Result<T> {
    bson::deserialize_from_slice(found.as_bytes()).map_err(|error| unreadable(noun, found, &error))
}

/// Reads an id of what was found.
pub(crate) fn id<T: FromStr<Err = InvalidId>>(
    noun: &str,
    found: &RawDocument,
    field: &str,
) -> Result<T> {
    let text = found.get_str(field).map_err(|error| unreadable(noun, found, &error))?;
    text.parse().map_err(|error| unreadable(noun, found, &error))
}

/// Reads a text of what was found.
pub(crate) fn text(noun: &str, found: &RawDocument, field: &str) -> Result<String> {
    let text = found.get_str(field).map_err(|error| unreadable(noun, found, &error))?;
    Ok(text.to_owned())
}

/// Reads bytes of what was found.
pub(crate) fn bytes(noun: &str, found: &RawDocument, field: &str) -> Result<Vec<u8>> {
    let binary = found.get_binary(field).map_err(|error| unreadable(noun, found, &error))?;
    Ok(binary.bytes.to_owned())
}

/// Reads a count or version of what was found.
pub(crate) fn number(noun: &str, found: &RawDocument, field: &str) -> Result<u64> {
    let number = found.get_i64(field).map_err(|error| unreadable(noun, found, &error))?;
    u64::try_from(number).map_err(|error| unreadable(noun, found, &error))
}

/// The things in a field of all that is found.
pub(crate) async fn all<T: DeserializeOwned>(
    noun: &str,
    field: &str,
    mut cursor: Cursor<RawDocumentBuf>,
) -> Outcome<Vec<T>> {
    let mut things = Vec::new();
    while cursor.advance().await? {
        things.push(read(noun, cursor.current(), field)?);
    }
    Ok(things)
}

/// All that is found, as it is.
pub(crate) async fn raws(cursor: Cursor<RawDocumentBuf>) -> Outcome<Vec<RawDocumentBuf>> {
    Ok(cursor.try_collect().await?)
}

/// All that is found, read as a whole.
pub(crate) async fn wholes<T: DeserializeOwned>(
    noun: &str,
    cursor: Cursor<RawDocumentBuf>,
) -> Outcome<Vec<T>> {
    let found = raws(cursor).await?;
    Ok(found.iter().map(|found| whole(noun, found)).collect::<Result<_>>()?)
}

fn unreadable(noun: &str, found: &RawDocument, error: &impl Display) -> StoreError {
    let id = found.get_str("_id").unwrap_or("without an id");
    other(format!("the {noun} {id} is not readable: {error}"))
}

/// A time to look up by: whole milliseconds, the part of one that is over is dropped.
pub(crate) fn date(time: Timestamp) -> DateTime {
    millis(time.as_nanosecond().div_euclid(NANOS))
}

/// A time to look up by: whole milliseconds, the part of one that has begun is counted as a whole.
pub(crate) fn date_after(time: Timestamp) -> DateTime {
    millis(-(-time.as_nanosecond()).div_euclid(NANOS))
}

const NANOS: i128 = 1_000_000;

fn millis(count: i128) -> DateTime {
    // The calendar of `Timestamp` ends long before the numbers do.
    DateTime::from_millis(i64::try_from(count).unwrap_or(i64::MAX))
}

/// A version, count or limit as the database holds it.
pub(crate) fn int(number: impl TryInto<i64>) -> i64 {
    number.try_into().unwrap_or(i64::MAX)
}
