//! Where events wait until they are handed on: in the document whose state they describe, written with it in one
//! step. Which one that is follows from the event, so that it is found again without looking through all of them.
//!
//! To add a home: 1. give it the array (`waiting`, `push`) and the index (`Index::pending` in `schema`); 2. name it in
//! [`HOMES`]; 3. say in [`of`] which events live there.

use std::collections::{BTreeMap, BTreeSet};

use dineqr_core::event::{Event, EventKind};
use dineqr_core::store::Result;
use mongodb::bson::{Document, doc};
use serde::Deserialize;

use crate::document::{self, date};
use crate::schema::{HELP_REQUESTS, MENUS, OUTBOX, RESTAURANTS, STOCK, TABS};
use crate::stock;

/// The collections whose documents hold events. Those of the outbox hold one each.
pub(crate) const HOMES: [&str; 6] = [HELP_REQUESTS, MENUS, OUTBOX, RESTAURANTS, STOCK, TABS];

/// A document with the events that wait in it.
#[derive(Deserialize)]
pub(crate) struct Home {
    #[serde(rename = "_id")]
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) pending: Vec<Waiting>,
}

/// An event that waits.
#[derive(Deserialize)]
pub(crate) struct Waiting {
    pub(crate) event: Event,
}

/// Documents of one collection: each by its id, with the restaurant it belongs to.
#[derive(Default)]
pub(crate) struct Keys(BTreeMap<String, String>);

impl Keys {
    /// What finds these documents. The restaurants name the shards.
    pub(crate) fn filter(&self) -> Document {
        let ids: Vec<_> = self.0.keys().collect();
        let restaurants: Vec<_> = self.0.values().collect::<BTreeSet<_>>().into_iter().collect();
        doc! { "_id": { "$in": ids }, "restaurant_id": { "$in": restaurants } }
    }

    /// What finds each of these documents.
    pub(crate) fn each(&self) -> impl Iterator<Item = Document> {
        self.0.iter().map(|(id, place)| doc! { "_id": id, "restaurant_id": place })
    }
}

/// Events as a document's array holds them.
pub(crate) fn waiting<'a>(events: impl IntoIterator<Item = &'a Event>) -> Result<Vec<Document>> {
    let entry = |event: &Event| {
        let thing = document::write(event)?;
        Ok(doc! { "id": event.id.to_string(), "at": date(event.at), "event": thing })
    };
    events.into_iter().map(entry).collect()
}

/// What a `$push` adds to a document's events.
pub(crate) fn push<'a>(events: impl IntoIterator<Item = &'a Event>) -> Result<Document> {
    Ok(doc! { "pending": { "$each": waiting(events)? } })
}

/// The documents that these events may wait in, by collection.
pub(crate) fn of<'a>(events: impl IntoIterator<Item = &'a Event>) -> BTreeMap<&'static str, Keys> {
    let mut homes: BTreeMap<&'static str, Keys> = BTreeMap::new();
    for event in events {
        for (collection, id) in homes_of(event) {
            let keys = homes.entry(collection).or_default();
            keys.0.insert(id, event.restaurant_id.to_string());
        }
    }
    homes
}

fn homes_of(event: &Event) -> Vec<(&'static str, String)> {
    let place = event.restaurant_id;
    let mut homes = match (event.tab_id, event.kind) {
        (_, EventKind::DishAvailability { dish_id, variant_id }) => {
            vec![(STOCK, stock::key(place, dish_id, variant_id))]
        }
        (Some(tab), _) => vec![(TABS, tab.to_string())],
        (
            None,
            EventKind::ServiceRequested { request_id, .. }
            | EventKind::ServiceAcknowledged { request_id, .. }
            | EventKind::ServiceResolved { request_id, .. },
        ) => vec![(HELP_REQUESTS, request_id.to_string())],
        (None, _) => vec![(RESTAURANTS, place.to_string()), (MENUS, place.to_string())],
    };
    // Any event may have come from another store.
    homes.push((OUTBOX, event.id.to_string()));
    homes
}
