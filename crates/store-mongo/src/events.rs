//! The outbox: events that were committed and not yet handed on.

use std::collections::{HashMap, HashSet};

use async_trait::async_trait;
use dineqr_core::event::Event;
use dineqr_core::id::EventId;
use dineqr_core::store::{Events, Result};
use futures_util::future::{try_join, try_join_all};
use jiff::Timestamp;
use mongodb::bson::{Document, doc};

use crate::MongoStore;
use crate::counters;
use crate::document::{self, DOC, date, date_after, int};
use crate::failure::{Outcome, is_duplicate, other};
use crate::homes::{self, HOMES, Home, Keys};
use crate::schema::{EVENTS, OUTBOX, STOCK};

/// Events that are marked or deleted in one step, so that each step stays well within its time.
const STEP: usize = 500;

/// An event with its place among those of other documents: no event comes before one that stands before it in its
/// own document, even when the clocks of two nodes differ.
struct Queued {
    at: Timestamp,
    home: String,
    event: Event,
}

#[async_trait]
impl Events for MongoStore {
    async fn pending_events(&self, before: Timestamp, limit: usize) -> Result<Vec<Event>> {
        if limit == 0 {
            return Ok(Vec::new());
        }
        self.read(self.waiting_events(before, limit)).await
    }

    async fn events_delivered(&self, events: &[Event]) -> Result<()> {
        for step in events.chunks(STEP) {
            self.write(self.deliver(step)).await?;
        }
        Ok(())
    }

    async fn delete_events(&self, before: Timestamp) -> Result<u64> {
        let mut deleted = 0;
        loop {
            let (found, gone) = self.write(self.delete_some(before)).await?;
            deleted += gone;
            if found < STEP {
                return Ok(deleted);
            }
        }
    }
}

impl MongoStore {
    /// The oldest events that wait. Each collection is asked by an index that holds only what waits. So with nothing
    /// waiting this costs six looks at an empty index, and a backlog costs no more than `limit` documents of each.
    pub(crate) async fn waiting_events(
        &self,
        before: Timestamp,
        limit: usize,
    ) -> Outcome<Vec<Event>> {
        let asked = HOMES.map(|collection| self.queued_in(collection, before, limit));
        let mut queued: Vec<Queued> = try_join_all(asked).await?.into_iter().flatten().collect();
        queued.sort_by(|one, other| (one.at, &one.home).cmp(&(other.at, &other.home)));
        Ok(queued.into_iter().take(limit).map(|queued| queued.event).collect())
    }

    /// The oldest events that wait in a collection, those of each document in their order.
    async fn queued_in(
        &self,
        collection: &str,
        before: Timestamp,
        limit: usize,
    ) -> Outcome<Vec<Queued>> {
        // Events of the outbox were moved here in their order, which is not that of their times.
        let order = if collection == OUTBOX { "number" } else { "pending.at" };
        let found = self
            .raw(collection)
            .find(doc! { "pending.at": { "$lt": date_after(before) } })
            .sort(doc! { order: 1 })
            .limit(int(limit))
            .projection(doc! { "pending": 1 })
            .await?;
        let homes: Vec<Home> = document::wholes("home of events", found).await?;
        let mut queued = Vec::new();
        if collection == OUTBOX {
            // They were there before anything was committed here.
            let (at, home) = (Timestamp::MIN, collection);
            let events = homes.into_iter().flat_map(|home| home.pending).map(|entry| entry.event);
            queued.extend(events.map(|event| Queued { at, home: home.to_owned(), event }));
        } else {
            for home in homes {
                queue(&mut queued, &home.id, home.pending.into_iter().map(|entry| entry.event));
            }
        }
        queued.retain(|queued| queued.event.at < before);
        Ok(queued)
    }

    /// Keeps events as handed on, then takes them out of the documents they waited in. Were it the other way round,
    /// a crash would lose what happened; this way it is marked another time. What waits nowhere is passed over, and
    /// what is kept is what was committed.
    async fn deliver(&self, events: &[Event]) -> Outcome<()> {
        let ids: HashSet<EventId> = events.iter().map(|event| event.id).collect();
        let homes = homes::of(events);
        let asked = homes.iter().map(|(collection, keys)| self.waiting_in(collection, keys));
        let numbers = self.next_of(counters::EVENT, events.len());
        let (waiting, last) = try_join(try_join_all(asked), numbers).await?;
        // Most homes that an event may have hold none.
        let homes = homes.iter().zip(&waiting).filter(|(_, waiting)| !waiting.is_empty());
        let homes: Vec<_> = homes.map(|(home, _)| home).collect();
        let found = waiting.iter().flatten().filter(|event| ids.contains(&event.id));
        let found: HashMap<EventId, &Event> = found.map(|event| (event.id, event)).collect();
        let mut kept = Vec::new();
        for (number, event) in (last + 1 - int(events.len())..).zip(events) {
            if let Some(event) = found.get(&event.id) {
                kept.push(document(event, number)?);
            }
        }
        if kept.is_empty() {
            return Ok(());
        }
        self.keep(kept).await?;
        let ids: Vec<String> = found.keys().map(EventId::to_string).collect();
        try_join_all(homes.iter().map(|(collection, keys)| self.let_go(collection, keys, &ids)))
            .await?;
        Ok(())
    }

    async fn waiting_in(&self, collection: &str, keys: &Keys) -> Outcome<Vec<Event>> {
        let fields = doc! { "pending": 1 };
        let found = self.raw(collection).find(keys.filter()).projection(fields).await?;
        let homes: Vec<Home> = document::wholes("home of events", found).await?;
        Ok(homes.into_iter().flat_map(|home| home.pending).map(|entry| entry.event).collect())
    }

    /// Keeps events that were handed on; those that are kept already are passed over.
    async fn keep(&self, events: Vec<Document>) -> Outcome<()> {
        match self.documents(EVENTS).insert_many(events).ordered(false).await {
            Err(error) if !is_duplicate(&error) => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// Takes events out of the documents they waited in. Their versions stay: nothing that they count changes.
    async fn let_go(&self, collection: &str, keys: &Keys, ids: &[String]) -> Outcome<()> {
        if collection == OUTBOX {
            return self.delete_each(collection, keys.each()).await;
        }
        // One statement a document: an update of many would make a transaction that holds one of them wait with all.
        let gone = doc! { "$pull": { "pending": { "id": { "$in": ids } } } };
        let updates: Vec<_> = keys.each().map(|key| doc! { "q": key, "u": gone.clone() }).collect();
        self.run_each(doc! { "update": collection, "updates": updates }).await?;
        if collection == STOCK {
            // A mark that says nothing is kept for its events alone.
            let idle = keys.each().map(|mut key| {
                key.insert(DOC, doc! { "$exists": false });
                key.insert("pending", doc! { "$size": 0 });
                key
            });
            self.delete_each(collection, idle).await?;
        }
        Ok(())
    }

    async fn delete_each(
        &self,
        collection: &str,
        keys: impl Iterator<Item = Document>,
    ) -> Outcome<()> {
        let deletes: Vec<_> = keys.map(|key| doc! { "q": key, "limit": 1 }).collect();
        self.run_each(doc! { "delete": collection, "deletes": deletes }).await
    }

    /// Runs a command of several writes. Each stands for itself, and doing it again changes nothing.
    async fn run_each(&self, mut command: Document) -> Outcome<()> {
        command.insert("ordered", false);
        command.insert("writeConcern", doc! { "w": "majority", "j": true });
        let reply = self.database.run_command(command).await?;
        match reply.get_array("writeErrors").map(|errors| errors.first()) {
            Ok(Some(refused)) => Err(other(refused).into()),
            _ => Ok(()),
        }
    }

    /// Deletes the oldest events from before that moment; answers how many it found and how many it deleted.
    async fn delete_some(&self, before: Timestamp) -> Outcome<(usize, u64)> {
        let events = self.raw(EVENTS);
        let old = events.find(doc! { "at": { "$lt": date(before) } }).sort(doc! { "at": 1 });
        let mut old = old.limit(int(STEP)).projection(doc! { "_id": 1 }).await?;
        let mut ids = Vec::new();
        while old.advance().await? {
            ids.push(document::id::<EventId>("event", old.current(), "_id")?.to_string());
        }
        if ids.is_empty() {
            return Ok((0, 0));
        }
        let found = ids.len();
        Ok((found, events.delete_many(doc! { "_id": { "$in": ids } }).await?.deleted_count))
    }
}

/// Queues the events of one document behind each other.
fn queue(queued: &mut Vec<Queued>, home: &str, events: impl Iterator<Item = Event>) {
    let mut last = Timestamp::MIN;
    for event in events {
        last = last.max(event.at);
        queued.push(Queued { at: last, home: home.to_owned(), event });
    }
}

/// An event that was handed on, as a document. The numbers give the order that was done in.
pub(crate) fn document(event: &Event, number: i64) -> Result<Document> {
    Ok(doc! {
        "_id": event.id.to_string(),
        "restaurant_id": event.restaurant_id.to_string(),
        "at": date(event.at),
        "number": number,
        DOC: document::write(event)?,
    })
}
