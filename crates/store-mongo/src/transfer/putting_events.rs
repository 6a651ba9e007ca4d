//! Events that are moved here. Those that wait go to the outbox, unless they wait here already in the document they
//! are about.

use std::collections::HashSet;

use dineqr_core::event::Event;
use dineqr_core::id::EventId;
use dineqr_core::store::{Record, Result};
use mongodb::ClientSession;
use mongodb::bson::{Document, doc};
use serde::Deserialize;

use super::putting::{check_key, thing};
use super::upserts::Upserts;
use crate::MongoStore;
use crate::document;
use crate::events;
use crate::failure::Outcome;
use crate::homes::{self, Home};
use crate::schema::{EVENTS, OUTBOX};
use crate::transaction::Steps;

#[derive(Deserialize)]
struct Told {
    delivered: bool,
    event: Event,
}

/// Events to be put, each with its number.
pub(super) struct EventsPut<'a> {
    store: &'a MongoStore,
    told: Vec<(i64, Told)>,
}

impl<'a> EventsPut<'a> {
    /// Numbers follow `last`, in the order of the records.
    pub(super) fn of(store: &'a MongoStore, records: &[Record], last: i64) -> Result<Self> {
        let told = records.iter().zip(last + 1..).map(|(record, number)| {
            let told: Told = thing(record)?;
            check_key(record, &told.event.id.to_string())?;
            Ok((number, told))
        });
        Ok(Self { store, told: told.collect::<Result<_>>()? })
    }

    fn events(&self, delivered: bool) -> impl Iterator<Item = &Event> {
        let told = self.told.iter().filter(move |(_, told)| told.delivered == delivered);
        told.map(|(_, told)| &told.event)
    }

    /// Which of them wait in the documents they are about.
    async fn at_home(&self, session: &mut ClientSession) -> Outcome<HashSet<EventId>> {
        let mut at_home = HashSet::new();
        for (collection, keys) in homes::of(self.told.iter().map(|(_, told)| &told.event)) {
            if collection == OUTBOX {
                continue;
            }
            let documents = self.store.raw(collection);
            let found = documents.find(keys.filter()).projection(doc! { "pending": 1 });
            let mut found = found.session(&mut *session).await?;
            while found.advance(&mut *session).await? {
                let home: Home = document::whole("home of events", found.current())?;
                at_home.extend(home.pending.iter().map(|waiting| waiting.event.id));
            }
        }
        Ok(at_home)
    }

    /// Takes those that were handed on out of wherever they wait here.
    async fn let_go(&self, session: &mut ClientSession) -> Outcome<()> {
        let ids: Vec<String> = self.events(true).map(|event| event.id.to_string()).collect();
        let gone = doc! { "$pull": { "pending": { "id": { "$in": ids } } } };
        for (collection, keys) in homes::of(self.events(true)) {
            let documents = self.store.documents(collection);
            if collection == OUTBOX {
                documents.delete_many(keys.filter()).session(&mut *session).await?;
            } else {
                let change = documents.update_many(keys.filter(), gone.clone());
                change.session(&mut *session).await?;
            }
        }
        Ok(())
    }
}

impl Steps for EventsPut<'_> {
    async fn run(&self, session: &mut ClientSession) -> Outcome<()> {
        let at_home = self.at_home(session).await?;
        let mut upserts = Upserts::new(&self.store.database);
        for (number, Told { delivered, event }) in &self.told {
            if *delivered {
                let (key, change) = upsert(events::document(event, *number)?);
                upserts.add(EVENTS, key, change)?;
            } else if !at_home.contains(&event.id) {
                let (key, change) = upsert(waiting(event, *number)?);
                upserts.add(OUTBOX, key, change)?;
            }
        }
        upserts.run(session).await?;
        self.let_go(session).await?;
        let waiting: Vec<String> = self.events(false).map(|event| event.id.to_string()).collect();
        let kept = self.store.documents(EVENTS);
        kept.delete_many(doc! { "_id": { "$in": waiting } }).session(session).await?;
        Ok(())
    }
}

/// An event that waits, as a document of the outbox.
fn waiting(event: &Event, number: i64) -> Result<Document> {
    Ok(doc! {
        "_id": event.id.to_string(),
        "restaurant_id": event.restaurant_id.to_string(),
        "number": number,
        "pending": homes::waiting([event])?,
    })
}

/// A document as an upsert that leaves the number of one that is there.
fn upsert(mut document: Document) -> (Document, Document) {
    let (id, number) = (document.remove("_id"), document.remove("number"));
    let key = doc! { "_id": id, "restaurant_id": document.remove("restaurant_id") };
    (key, doc! { "$set": document, "$setOnInsert": { "number": number } })
}
