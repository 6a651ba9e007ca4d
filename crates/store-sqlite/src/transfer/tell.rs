//! Rows as records. Tables with a row number are told in its order, the others in that of their key.

use dineqr_core::account::{Account, Membership, Session};
use dineqr_core::event::Event;
use dineqr_core::id::EventId;
use dineqr_core::menu::Menu;
use dineqr_core::restaurant::Restaurant;
use dineqr_core::store::{Batch, Collection, HelpRequest, Message, Record, StoreError};
use dineqr_core::tab::Tab;
use dineqr_core::table::Table;
use rusqlite::{Connection, Row, params};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::connection::Statements;
use crate::document::{self, int};
use crate::failure::{Outcome, other};
use crate::stock;

/// A record, and where it stands.
type Told = (String, Record);

/// Where to begin, and how many to read at most.
struct Page<'a> {
    from: Option<&'a str>,
    limit: i64,
}

/// Records from where an earlier batch ended.
pub(super) fn batch(
    connection: &Connection,
    collection: Collection,
    from: Option<&str>,
    limit: usize,
) -> Outcome<Batch> {
    let limit = limit.max(1);
    // One more than is told says whether there is a next batch.
    let page = Page { from, limit: int(limit).saturating_add(1) };
    let mut told = told(connection, collection, &page)?;
    let more = told.len() > limit;
    told.truncate(limit);
    let next = told.last().filter(|_| more).map(|(place, _)| place.clone());
    Ok(Batch { records: told.into_iter().map(|(_, record)| record).collect(), next })
}

fn told(connection: &Connection, collection: Collection, page: &Page<'_>) -> Outcome<Vec<Told>> {
    match collection {
        Collection::Keys => keys(connection, page),
        Collection::Restaurants => {
            let sql =
                "SELECT rowid, id, doc FROM restaurants WHERE rowid > ? ORDER BY rowid LIMIT ?";
            numbered(connection, page, sql, by_id::<Restaurant>)
        }
        Collection::Accounts => {
            let sql = "SELECT rowid, id, doc FROM accounts WHERE rowid > ? ORDER BY rowid LIMIT ?";
            numbered(connection, page, sql, by_id::<Account>)
        }
        Collection::Memberships => memberships(connection, page),
        Collection::Tables => {
            let sql = "SELECT number, id, doc FROM tables WHERE number > ? ORDER BY number LIMIT ?";
            numbered(connection, page, sql, table)
        }
        Collection::Menus => {
            let sql = "SELECT rowid, restaurant_id, draft, version, published FROM menus \
                 WHERE rowid > ? ORDER BY rowid LIMIT ?";
            numbered(connection, page, sql, menu)
        }
        Collection::Stock => marks(connection, page),
        Collection::Tabs => {
            let sql = "SELECT rowid, id, doc, restaurant_id FROM tabs \
                 WHERE rowid > ? ORDER BY rowid LIMIT ?";
            numbered(connection, page, sql, tab)
        }
        Collection::OrderNumbers => order_numbers(connection, page),
        Collection::Sessions => {
            let sql = "SELECT rowid, id, doc FROM sessions WHERE rowid > ? ORDER BY rowid LIMIT ?";
            numbered(connection, page, sql, by_id::<Session>)
        }
        Collection::HelpRequests => {
            let sql = "SELECT number, id, doc, restaurant_id FROM help_requests \
                 WHERE number > ? ORDER BY number LIMIT ?";
            numbered(connection, page, sql, help_request)
        }
        Collection::Events => {
            let sql = "SELECT seq, doc FROM events WHERE seq > ? ORDER BY seq LIMIT ?";
            numbered(connection, page, sql, |row| event(connection, row))
        }
        Collection::Messages => {
            let sql =
                "SELECT number, id, doc FROM messages WHERE number > ? ORDER BY number LIMIT ?";
            numbered(connection, page, sql, by_id::<Message>)
        }
    }
}

/// Rows whose first column is their number.
fn numbered(
    connection: &Connection,
    page: &Page<'_>,
    sql: &str,
    read: impl Fn(&Row<'_>) -> Outcome<Record>,
) -> Outcome<Vec<Told>> {
    let after: i64 = page.from.map_or(Ok(0), str::parse).map_err(|_| no_place())?;
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params![after, page.limit])?;
    let mut told = Vec::new();
    while let Some(row) = rows.next()? {
        told.push((row.get::<_, i64>(0)?.to_string(), read(row)?));
    }
    Ok(told)
}

fn no_place() -> StoreError {
    other("a transfer cannot go on from there: it is no place of this collection")
}

/// A document as the value that every store tells: what is kept may be older than the program.
fn value<T: DeserializeOwned + Serialize>(id: &str, doc: &str) -> Outcome<Value> {
    let thing: T = document::read("record", id, doc)?;
    Ok(serde_json::to_value(&thing).map_err(other)?)
}

/// An id column as text. All kinds of ids are written alike.
fn id(row: &Row<'_>, column: usize) -> rusqlite::Result<String> {
    Ok(EventId::from_bytes(row.get(column)?).to_string())
}

fn text(row: &Row<'_>, column: usize) -> rusqlite::Result<String> {
    row.get(column)
}

fn by_id<T: DeserializeOwned + Serialize>(row: &Row<'_>) -> Outcome<Record> {
    let key = id(row, 1)?;
    let value = value::<T>(&key, &text(row, 2)?)?;
    Ok(Record { key, value })
}

fn table(row: &Row<'_>) -> Outcome<Record> {
    let record = by_id::<Table>(row)?;
    let number: i64 = row.get(0)?;
    Ok(Record { value: json!({ "number": number, "table": record.value }), ..record })
}

fn tab(row: &Row<'_>) -> Outcome<Record> {
    let record = by_id::<Tab>(row)?;
    Ok(Record { key: format!("{}/{}", id(row, 3)?, record.key), ..record })
}

fn help_request(row: &Row<'_>) -> Outcome<Record> {
    let record = by_id::<HelpRequest>(row)?;
    let number: i64 = row.get(0)?;
    let key = format!("{}/{}", id(row, 3)?, record.key);
    Ok(Record { key, value: json!({ "number": number, "help": record.value }) })
}

fn menu(row: &Row<'_>) -> Outcome<Record> {
    let key = id(row, 1)?;
    let menu = |column| -> Outcome<Value> {
        let doc: Option<String> = row.get(column)?;
        doc.map_or(Ok(Value::Null), |doc| value::<Menu>(&key, &doc))
    };
    let version: i64 = row.get(3)?;
    let value = json!({ "draft": menu(2)?, "version": version, "published": menu(4)? });
    Ok(Record { key, value })
}

fn event(connection: &Connection, row: &Row<'_>) -> Outcome<Record> {
    let seq: i64 = row.get(0)?;
    let event: Event = document::read("event of row", &seq.to_string(), &text(row, 1)?)?;
    let sql = "SELECT 1 FROM outbox WHERE event_id = ?";
    let waits = connection.one(sql, params![event.id.to_bytes()], |_| Ok(()))?.is_some();
    let key = event.id.to_string();
    Ok(Record { key, value: json!({ "delivered": !waits, "event": event }) })
}

fn keys(connection: &Connection, page: &Page<'_>) -> Outcome<Vec<Told>> {
    let sql = "SELECT name, hex(value) FROM keys WHERE name > ? ORDER BY name LIMIT ?";
    let rows = connection.all(sql, params![page.from.unwrap_or(""), page.limit], |row| {
        Ok((text(row, 0)?, text(row, 1)?.to_lowercase()))
    })?;
    let record = |(key, value)| Record { key, value: json!({ "value": value }) };
    Ok(by_key(rows.into_iter().map(record)))
}

fn memberships(connection: &Connection, page: &Page<'_>) -> Outcome<Vec<Told>> {
    let [account, restaurant] = page.parts()?;
    let (account, restaurant) = (key_part(account)?, key_part(restaurant)?);
    let sql = "SELECT account_id, restaurant_id, doc FROM memberships \
         WHERE (account_id, restaurant_id) > (?, ?) ORDER BY account_id, restaurant_id LIMIT ?";
    let rows = connection.all(sql, params![account, restaurant, page.limit], |row| {
        Ok((format!("{}/{}", id(row, 0)?, id(row, 1)?), text(row, 2)?))
    })?;
    let record = |(key, doc): (String, String)| -> Outcome<Record> {
        let value = value::<Membership>(&key, &doc)?;
        Ok(Record { key, value })
    };
    Ok(by_key(rows.into_iter().map(record).collect::<Outcome<Vec<_>>>()?))
}

fn marks(connection: &Connection, page: &Page<'_>) -> Outcome<Vec<Told>> {
    let [restaurant, dish, variant] = page.parts()?;
    let from = params![key_part(restaurant)?, key_part(dish)?, key_part(variant)?, page.limit];
    let sql = "SELECT dish_id, variant_id, sold_out, portions, until, restaurant_id FROM stock \
         WHERE (restaurant_id, dish_id, variant_id) > (?, ?, ?) \
         ORDER BY restaurant_id, dish_id, variant_id LIMIT ?";
    let rows = connection.all(sql, from, |row| Ok((id(row, 5)?, stock::stock(row)?)))?;
    let record = |(restaurant, mark): (String, dineqr_core::menu::Stock)| -> Outcome<Record> {
        let variant = mark.variant_id.map(|id| id.to_string()).unwrap_or_default();
        let key = format!("{restaurant}/{}/{variant}", mark.dish_id);
        Ok(Record { key, value: serde_json::to_value(&mark).map_err(other)? })
    };
    Ok(by_key(rows.into_iter().map(record).collect::<Outcome<Vec<_>>>()?))
}

fn order_numbers(connection: &Connection, page: &Page<'_>) -> Outcome<Vec<Told>> {
    let [restaurant, day] = page.parts()?;
    let sql = "SELECT restaurant_id, business_day, last FROM order_numbers \
         WHERE (restaurant_id, business_day) > (?, ?) ORDER BY restaurant_id, business_day LIMIT ?";
    let rows = connection.all(sql, params![key_part(restaurant)?, day, page.limit], |row| {
        Ok((format!("{}/{}", id(row, 0)?, text(row, 1)?), row.get::<_, u32>(2)?))
    })?;
    Ok(by_key(rows.into_iter().map(|(key, last)| Record { key, value: json!(last) })))
}

/// Records that are found again by their keys.
fn by_key(records: impl IntoIterator<Item = Record>) -> Vec<Told> {
    records.into_iter().map(|record| (record.key.clone(), record)).collect()
}

impl<'a> Page<'a> {
    /// The parts of the key to begin after; empty ones come before all others.
    fn parts<const N: usize>(&self) -> Outcome<[&'a str; N]> {
        let Some(from) = self.from else { return Ok([""; N]) };
        let parts: Vec<&str> = from.splitn(N, '/').collect();
        Ok(parts.try_into().map_err(|_| no_place())?)
    }
}

/// An id within a key as its column holds it; nothing where there is none.
fn key_part(text: &str) -> Outcome<Vec<u8>> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let id = EventId::parse(text).map_err(|_| no_place())?;
    Ok(id.to_bytes().to_vec())
}
