//! From documents to records.

use std::collections::HashSet;

use dineqr_core::account::{Account, Session};
use dineqr_core::event::Event;
use dineqr_core::id::{EventId, RestaurantId};
use dineqr_core::menu::{Menu, Stock};
use dineqr_core::restaurant::Restaurant;
use dineqr_core::store::{Batch, Collection, HelpRequest, Message, Record, Result};
use dineqr_core::tab::Tab;
use dineqr_core::table::Table;
use jiff::Timestamp;
use mongodb::bson::{Document, RawDocument, RawDocumentBuf, doc};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::MongoStore;
use crate::accounts::Roles;
use crate::commit::TAB;
use crate::document::{self, DOC, int};
use crate::failure::{Outcome, other};
use crate::schema::{
    ACCOUNTS, EVENTS, HELP_REQUESTS, KEYS, MENUS, MESSAGES, ORDER_NUMBERS, RESTAURANTS, SESSIONS,
    STOCK, TABLES, TABS,
};

/// Where the telling of events goes on: among those that wait, or among those that were handed on.
const WAITING: &str = "waiting:";
const KEPT: &str = "kept:";

impl MongoStore {
    pub(super) async fn tell(
        &self,
        collection: Collection,
        from: Option<&str>,
        limit: usize,
    ) -> Outcome<Batch> {
        match collection {
            Collection::Keys => self.tell_by_id(KEYS, doc! {}, from, limit, key).await,
            Collection::Restaurants => {
                let told = |found: &RawDocument| plain::<Restaurant>("restaurant", found);
                self.tell_by_id(RESTAURANTS, doc! {}, from, limit, told).await
            }
            Collection::Accounts => {
                let told = |found: &RawDocument| plain::<Account>("account", found);
                self.tell_by_id(ACCOUNTS, doc! {}, from, limit, told).await
            }
            Collection::Memberships => self.tell_memberships(from, limit).await,
            Collection::Tables => self.tell_by_id(TABLES, doc! {}, from, limit, table).await,
            Collection::Menus => self.tell_by_id(MENUS, doc! {}, from, limit, menu).await,
            Collection::Stock => {
                let marks = doc! { DOC: { "$exists": true } };
                let told = |found: &RawDocument| plain::<Stock>("stock", found);
                self.tell_by_id(STOCK, marks, from, limit, told).await
            }
            Collection::Tabs => self.tell_by_id(TABS, doc! {}, from, limit, tab).await,
            Collection::OrderNumbers => {
                self.tell_by_id(ORDER_NUMBERS, doc! {}, from, limit, order_number).await
            }
            Collection::Sessions => {
                let told = |found: &RawDocument| plain::<Session>("session", found);
                self.tell_by_id(SESSIONS, doc! {}, from, limit, told).await
            }
            Collection::HelpRequests => {
                self.tell_by_id(HELP_REQUESTS, doc! {}, from, limit, help_request).await
            }
            Collection::Events => self.tell_events(from, limit).await,
            Collection::Messages => self.tell_messages(from, limit).await,
        }
    }

    /// Documents after that id, in the order of their ids.
    async fn page(
        &self,
        collection: &str,
        mut filter: Document,
        from: Option<&str>,
        limit: usize,
    ) -> Outcome<Vec<RawDocumentBuf>> {
        if let Some(from) = from {
            filter.insert("_id", doc! { "$gt": from });
        }
        let documents = self.raw(collection);
        let found = documents.find(filter).sort(doc! { "_id": 1 }).limit(int(limit));
        document::raws(found.await?).await
    }

    async fn tell_by_id(
        &self,
        collection: &str,
        filter: Document,
        from: Option<&str>,
        limit: usize,
        record: impl Fn(&RawDocument) -> Result<Record>,
    ) -> Outcome<Batch> {
        let found = self.page(collection, filter, from, limit).await?;
        let next = match found.last() {
            Some(last) if found.len() == limit => Some(document::text(collection, last, "_id")?),
            _ => None,
        };
        let records = found.iter().map(|found| record(found)).collect::<Result<_>>()?;
        Ok(Batch { records, next })
    }

    /// Roles stand in their accounts, so a batch may end in the middle of one.
    async fn tell_memberships(&self, from: Option<&str>, limit: usize) -> Outcome<Batch> {
        let account = from.and_then(|from| from.split('/').next()).unwrap_or_default();
        let (accounts, these) = (self.raw(ACCOUNTS), doc! { "_id": { "$gte": account } });
        let mut found = accounts.find(these).sort(doc! { "_id": 1 }).await?;
        let mut records = Vec::new();
        while records.len() < limit && found.advance().await? {
            let roles: Roles = document::whole("memberships of account", found.current())?;
            for role in roles.memberships {
                let key = format!("{}/{}", role.account_id, role.restaurant_id);
                if from.is_none_or(|from| from < key.as_str()) {
                    records.push(Record { key, value: value(&role)? });
                }
            }
        }
        records.truncate(limit);
        let next = records.last().filter(|_| records.len() == limit);
        let next = next.map(|last| last.key.clone());
        Ok(Batch { records, next })
    }

    /// Those that wait come first, in their order: they are the newer ones to whoever hands them on.
    async fn tell_events(&self, from: Option<&str>, limit: usize) -> Outcome<Batch> {
        let from = from.unwrap_or(WAITING);
        let number = |text: &str| text.parse::<usize>().unwrap_or_default();
        match from.strip_prefix(WAITING) {
            Some(told) => self.tell_waiting(number(told), limit).await,
            None => self.tell_kept(number(from.trim_start_matches(KEPT)), limit).await,
        }
    }

    async fn tell_waiting(&self, told: usize, limit: usize) -> Outcome<Batch> {
        let waiting = self.waiting_events(Timestamp::MAX, told + limit).await?;
        let full = waiting.len() == told + limit;
        let waiting: Vec<Event> = waiting.into_iter().skip(told).collect();
        // A crash may have left some that were handed on already: those are told once, as such.
        let kept = self.kept_among(&waiting).await?;
        let records = waiting.iter().filter(|event| !kept.contains(&event.id));
        let records = records.map(|event| event_record(event, false)).collect::<Result<_>>()?;
        let next = if full { format!("{WAITING}{}", told + limit) } else { format!("{KEPT}0") };
        Ok(Batch { records, next: Some(next) })
    }

    async fn kept_among(&self, events: &[Event]) -> Outcome<HashSet<EventId>> {
        let ids: Vec<String> = events.iter().map(|event| event.id.to_string()).collect();
        let these = doc! { "_id": { "$in": ids } };
        let mut found = self.raw(EVENTS).find(these).projection(doc! { "_id": 1 }).await?;
        let mut kept = HashSet::new();
        while found.advance().await? {
            kept.insert(document::id("event", found.current(), "_id")?);
        }
        Ok(kept)
    }

    async fn tell_kept(&self, after: usize, limit: usize) -> Outcome<Batch> {
        let events = self.raw(EVENTS);
        let found = events.find(doc! { "number": { "$gt": int(after) } });
        let found = found.sort(doc! { "number": 1 }).limit(int(limit)).await?;
        let found = document::raws(found).await?;
        let next = match found.last() {
            Some(last) if found.len() == limit => {
                Some(format!("{KEPT}{}", document::number("event", last, "number")?))
            }
            _ => None,
        };
        let record =
            |found: &RawDocumentBuf| event_record(&document::read("event", found, DOC)?, true);
        Ok(Batch { records: found.iter().map(record).collect::<Result<_>>()?, next })
    }

    /// The newest thousand, also where older ones have not been removed yet.
    async fn tell_messages(&self, from: Option<&str>, limit: usize) -> Outcome<Batch> {
        let told = |found: &RawDocument| plain::<Message>("message", found);
        let oldest = match from {
            Some(from) => Some(from.to_owned()),
            None => self.newest_old_message().await?.map(|id| id.to_string()),
        };
        self.tell_by_id(MESSAGES, doc! {}, oldest.as_deref(), limit, told).await
    }
}

/// A thing as every store tells it.
fn value(thing: &impl Serialize) -> Result<Value> {
    serde_json::to_value(thing).map_err(other)
}

/// A thing in a document of its own, under the document's id.
fn plain<T: DeserializeOwned + Serialize>(noun: &str, found: &RawDocument) -> Result<Record> {
    let thing: T = document::read(noun, found, DOC)?;
    Ok(Record { key: document::text(noun, found, "_id")?, value: value(&thing)? })
}

fn key(found: &RawDocument) -> Result<Record> {
    let bytes = document::bytes("key", found, "value")?;
    let value = json!({ "value": super::hex::write(&bytes) });
    Ok(Record { key: document::text("key", found, "_id")?, value })
}

fn table(found: &RawDocument) -> Result<Record> {
    let number = document::number("table", found, "number")?;
    let table: Table = document::read("table", found, DOC)?;
    Ok(Record { key: table.id.to_string(), value: json!({ "number": number, "table": table }) })
}

fn menu(found: &RawDocument) -> Result<Record> {
    let of = |field| -> Result<Option<Menu>> {
        match found.get(field) {
            Ok(Some(_)) => Ok(Some(document::read("menu of", found, field)?)),
            _ => Ok(None),
        }
    };
    let version = document::number("menu of", found, "version")?;
    let value = json!({ "draft": of("draft")?, "version": version, "published": of("published")? });
    Ok(Record { key: document::text("menu of", found, "_id")?, value })
}

fn tab(found: &RawDocument) -> Result<Record> {
    let tab: Tab = document::read("tab", found, TAB)?;
    Ok(Record { key: format!("{}/{}", tab.restaurant_id, tab.id), value: value(&tab)? })
}

fn order_number(found: &RawDocument) -> Result<Record> {
    let last = document::number("order number of", found, "last")?;
    Ok(Record { key: document::text("order number of", found, "_id")?, value: last.into() })
}

fn help_request(found: &RawDocument) -> Result<Record> {
    let number = document::number("help request", found, "number")?;
    let help: HelpRequest = document::read("help request", found, DOC)?;
    let place: RestaurantId = help.restaurant_id;
    let key = format!("{place}/{}", help.request.id);
    Ok(Record { key, value: json!({ "number": number, "help": help }) })
}

fn event_record(event: &Event, delivered: bool) -> Result<Record> {
    let value = json!({ "delivered": delivered, "event": value(event)? });
    Ok(Record { key: event.id.to_string(), value })
}
