//! Records as rows. A record is read whole before anything of its batch is written.

use std::sync::Arc;

use dineqr_core::account::{Account, Membership, Session};
use dineqr_core::event::Event;
use dineqr_core::id::RestaurantId;
use dineqr_core::menu::{Menu, Stock};
use dineqr_core::restaurant::Restaurant;
use dineqr_core::store::{
    Changed, Collection, Commit, HelpRequest, Message, Record, Result, StoreError,
};
use dineqr_core::tab::Tab;
use dineqr_core::table::Table;
use rusqlite::{Connection, ToSql, params};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::accounts::MembershipRow;
use crate::commit::Rows;
use crate::connection::Statements;
use crate::document::{self, int, nanos};
use crate::events::EventRow;
use crate::failure::Outcome;
use crate::numbers::{Day, Numbers};
use crate::sessions::SessionRow;
use crate::stock;

/// Writes one record over the one of the same key.
pub(super) type Write = Box<dyn FnOnce(&Connection) -> Outcome<()> + Send>;

/// What is to be written for a record.
pub(super) fn row(
    collection: Collection,
    record: &Record,
    numbers: &Arc<Numbers>,
) -> Result<Write> {
    let form = Form { collection, record };
    match collection {
        Collection::Keys => key(&form),
        Collection::Restaurants => restaurant(&form),
        Collection::Accounts => account(&form),
        Collection::Memberships => membership(&form),
        Collection::Tables => table(&form),
        Collection::Menus => menu(&form),
        Collection::Stock => mark(&form),
        Collection::Tabs => tab(&form),
        Collection::OrderNumbers => order_number(&form, Arc::clone(numbers)),
        Collection::Sessions => session(&form),
        Collection::HelpRequests => help_request(&form),
        Collection::Events => event(&form),
        Collection::Messages => message(&form),
    }
}

/// A record that is read by the form of its collection.
struct Form<'a> {
    collection: Collection,
    record: &'a Record,
}

impl Form<'_> {
    fn value<T: DeserializeOwned>(&self) -> Result<T> {
        T::deserialize(&self.record.value).map_err(|error| self.broken(&error))
    }

    /// Refuses a record whose key is not what its value says.
    fn keyed(&self, key: impl std::fmt::Display) -> Result<()> {
        if key.to_string() == self.record.key {
            return Ok(());
        }
        Err(self.broken(&"its key belongs to another one"))
    }

    fn broken(&self, why: &dyn std::fmt::Display) -> StoreError {
        let (collection, key) = (self.collection.as_str(), &self.record.key);
        StoreError::Other(format!("{key:?} is no record of {collection}: {why}"))
    }
}

/// Changes the row that is there, or makes one. Both statements take the same parameters.
fn upsert(
    connection: &Connection,
    update: &str,
    insert: &str,
    params: &[&dyn ToSql],
) -> Outcome<()> {
    if connection.run(update, params)? == 0 {
        connection.run(insert, params)?;
    }
    Ok(())
}

#[derive(Deserialize)]
struct Key {
    value: String,
}

fn key(form: &Form<'_>) -> Result<Write> {
    let Key { value } = form.value()?;
    let bytes = from_hex(&value).ok_or_else(|| form.broken(&"hexadecimal digits are expected"))?;
    let name = form.record.key.clone();
    Ok(Box::new(move |connection| {
        let sql = "INSERT OR REPLACE INTO keys (name, value) VALUES (?, ?)";
        connection.run(sql, params![name, bytes])?;
        Ok(())
    }))
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        text.chars().map(|digit| digit.to_digit(16).and_then(|d| u8::try_from(d).ok())).collect();
    let digits = digits.filter(|digits| digits.len().is_multiple_of(2))?;
    Some(digits.chunks_exact(2).map(|pair| (pair[0] << 4) | pair[1]).collect())
}

fn restaurant(form: &Form<'_>) -> Result<Write> {
    let place: Restaurant = form.value()?;
    form.keyed(place.id)?;
    let (id, slug, doc) = (place.id.to_bytes(), place.slug.to_string(), document::write(&place)?);
    Ok(Box::new(move |connection| {
        let update = "UPDATE restaurants SET slug = ?2, doc = ?3 WHERE id = ?1";
        let insert = "INSERT INTO restaurants (id, slug, doc) VALUES (?1, ?2, ?3)";
        upsert(connection, update, insert, params![id, slug, doc])
    }))
}

fn account(form: &Form<'_>) -> Result<Write> {
    let account: Account = form.value()?;
    form.keyed(account.id)?;
    let (id, doc) = (account.id.to_bytes(), document::write(&account)?);
    Ok(Box::new(move |connection| {
        let update = "UPDATE accounts SET email = ?2, doc = ?3 WHERE id = ?1";
        let insert = "INSERT INTO accounts (id, email, doc) VALUES (?1, ?2, ?3)";
        upsert(connection, update, insert, params![id, account.email, doc])
    }))
}

fn membership(form: &Form<'_>) -> Result<Write> {
    let membership: Membership = form.value()?;
    form.keyed(format_args!("{}/{}", membership.account_id, membership.restaurant_id))?;
    let row = MembershipRow::of(&membership)?;
    Ok(Box::new(move |connection| row.replace(connection)))
}

#[derive(Deserialize)]
struct NumberedTable {
    number: i64,
    table: Table,
}

fn table(form: &Form<'_>) -> Result<Write> {
    let NumberedTable { number, table } = form.value()?;
    form.keyed(table.id)?;
    let doc = document::write(&table)?;
    let (id, restaurant) = (table.id.to_bytes(), table.restaurant_id.to_bytes());
    Ok(Box::new(move |connection| {
        let update = "UPDATE tables SET number = ?1, restaurant_id = ?3, name = ?4, floor = ?5, \
             doc = ?6 WHERE id = ?2";
        let insert = "INSERT INTO tables (number, id, restaurant_id, name, floor, doc) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let row = params![number, id, restaurant, table.name, table.floor, doc];
        upsert(connection, update, insert, row)
    }))
}

#[derive(Deserialize)]
struct Menus {
    draft: Option<Menu>,
    version: u64,
    published: Option<Menu>,
}

fn menu(form: &Form<'_>) -> Result<Write> {
    let Menus { draft, version, published } = form.value()?;
    let restaurant = RestaurantId::parse(&form.record.key).map_err(|error| form.broken(&error))?;
    let draft = draft.as_ref().map(document::write).transpose()?;
    let published = published.as_ref().map(document::write).transpose()?;
    Ok(Box::new(move |connection| {
        let sql = "INSERT OR REPLACE INTO menus (restaurant_id, draft, version, published) \
             VALUES (?, ?, ?, ?)";
        connection.run(sql, params![restaurant.to_bytes(), draft, int(version), published])?;
        Ok(())
    }))
}

fn mark(form: &Form<'_>) -> Result<Write> {
    let mark: Stock = form.value()?;
    let restaurant = owner(form)?;
    let variant = mark.variant_id.map(|id| id.to_string()).unwrap_or_default();
    form.keyed(format_args!("{restaurant}/{}/{variant}", mark.dish_id))?;
    Ok(Box::new(move |connection| stock::put(connection, restaurant, &mark)))
}

/// The restaurant that the key begins with.
fn owner(form: &Form<'_>) -> Result<RestaurantId> {
    let first = form.record.key.split('/').next().unwrap_or_default();
    RestaurantId::parse(first).map_err(|error| form.broken(&error))
}

fn tab(form: &Form<'_>) -> Result<Write> {
    let tab: Arc<Tab> = Arc::new(form.value()?);
    form.keyed(format_args!("{}/{}", tab.restaurant_id, tab.id))?;
    let id = tab.id.to_bytes();
    let rows = Rows::of(&Commit {
        tab,
        expected_version: 0,
        events: Vec::new(),
        takes: Vec::new(),
        changed: Changed::Everything,
        reseats: true,
        with: None,
    })?;
    Ok(Box::new(move |connection| {
        connection.run("DELETE FROM seats WHERE tab_id = ?", params![id])?;
        connection.run("DELETE FROM tabs WHERE id = ?", params![id])?;
        rows.write(connection)
    }))
}

fn order_number(form: &Form<'_>, numbers: Arc<Numbers>) -> Result<Write> {
    let last: u32 = form.value()?;
    let restaurant = owner(form)?;
    let (_, day) = form.record.key.split_once('/').unwrap_or_default();
    form.keyed(format_args!("{restaurant}/{day}"))?;
    let day = Day { restaurant, business_day: day.to_owned() };
    Ok(Box::new(move |connection| {
        numbers.forget(&day);
        day.write(connection, last)
    }))
}

fn session(form: &Form<'_>) -> Result<Write> {
    let session: Session = form.value()?;
    form.keyed(session.id)?;
    let row = SessionRow::of(&session)?;
    Ok(Box::new(move |connection| row.replace(connection)))
}

#[derive(Deserialize)]
struct NumberedHelp {
    number: i64,
    help: HelpRequest,
}

fn help_request(form: &Form<'_>) -> Result<Write> {
    let NumberedHelp { number, help } = form.value()?;
    form.keyed(format_args!("{}/{}", help.restaurant_id, help.request.id))?;
    let doc = document::write(&help)?;
    Ok(Box::new(move |connection| {
        let update = "UPDATE help_requests SET number = ?1, restaurant_id = ?3, table_id = ?4, \
             open = ?5, at = ?6, doc = ?7 WHERE id = ?2";
        let insert = "INSERT INTO help_requests \
             (number, id, restaurant_id, table_id, open, at, doc) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let row = params![
            number,
            help.request.id.to_bytes(),
            help.restaurant_id.to_bytes(),
            help.table.id.to_bytes(),
            help.request.is_open(),
            nanos(help.request.at),
            doc,
        ];
        upsert(connection, update, insert, row)
    }))
}

#[derive(Deserialize)]
struct KeptEvent {
    delivered: bool,
    event: Event,
}

fn event(form: &Form<'_>) -> Result<Write> {
    let KeptEvent { delivered, event } = form.value()?;
    form.keyed(event.id)?;
    let row = EventRow::of(&event)?;
    Ok(Box::new(move |connection| row.replace(connection, delivered)))
}

fn message(form: &Form<'_>) -> Result<Write> {
    let message: Message = form.value()?;
    form.keyed(message.id)?;
    let (id, doc) = (message.id.to_bytes(), document::write(&message)?);
    Ok(Box::new(move |connection| {
        let update = "UPDATE messages SET doc = ?2 WHERE id = ?1";
        let insert = "INSERT INTO messages (id, doc) VALUES (?1, ?2)";
        upsert(connection, update, insert, params![id, doc])
    }))
}
