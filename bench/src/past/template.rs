//! What is copied: one restaurant with its tables, its manager and its menu, and one past tab with its events.

use std::collections::HashMap;

use dineqr_core::id::{AccountId, RestaurantId, TabId, TableId};
use dineqr_core::store::{Collection, Record, SharedStore};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::renew::{Renewal, later};
use crate::failure::{Outcome, fail};
use crate::http::text;

/// More than the store holds of anything that is read here.
const ALL: usize = 10_000;

/// The originals, as records.
pub struct Template {
    restaurant: Value,
    menus: Value,
    manager: Value,
    membership: Value,
    tables: Vec<Value>,
    tab: Value,
    events: Vec<Value>,
    /// The ids of the tab's parts and events: every tab has its own.
    parts: Vec<String>,
}

/// A copy of the restaurant, and how its tabs are copied.
pub struct Place {
    ids: HashMap<String, String>,
    tables: Vec<String>,
}

impl Template {
    /// Reads them from a store with one restaurant and one closed tab. The copies ask no phone for a code.
    pub async fn read(store: &SharedStore, manager: &str) -> Outcome<Self> {
        let mut restaurant = only(store, Collection::Restaurants, |_| true).await?;
        restaurant["settings"]["presence_policy"] = "code".into();
        let tab = only(store, Collection::Tabs, |tab| tab["status"]["status"] == "closed").await?;
        let account = only(store, Collection::Accounts, |one| one["email"] == manager).await?;
        let is_managers = |one: &Value| one["account_id"] == account["id"];
        let membership = only(store, Collection::Memberships, is_managers).await?;
        let mut events = all(store, Collection::Events).await?;
        events.retain(|record| record["event"]["tab_id"] == tab["id"]);
        let mut parts = Vec::new();
        own_ids(&tab["orders"], &mut parts);
        own_ids(&tab["guests"], &mut parts);
        own_ids(&tab["payments"], &mut parts);
        parts.extend(events.iter().filter_map(|one| Some(one["event"]["id"].as_str()?.to_owned())));
        Ok(Self {
            menus: only(store, Collection::Menus, |_| true).await?,
            tables: all(store, Collection::Tables).await?,
            manager: account,
            restaurant,
            membership,
            tab,
            events,
            parts,
        })
    }

    /// When the original tab was opened.
    pub fn opened_at(&self) -> Outcome<Timestamp> {
        Ok(text(&self.tab, "/opened_at")?.parse()?)
    }

    /// The restaurant of this number; that of number 0 is the original.
    pub fn place(&self, number: usize) -> Outcome<Place> {
        let mut place = Place { ids: HashMap::new(), tables: Vec::new() };
        let (restaurant, manager) = (text(&self.restaurant, "/id")?, text(&self.manager, "/id")?);
        if number > 0 {
            let name = number.to_string();
            let new = RestaurantId::derived(&[restaurant, &name]).to_string();
            place.ids.insert(restaurant.to_owned(), new);
            let new = AccountId::derived(&[manager, &name]).to_string();
            place.ids.insert(manager.to_owned(), new);
        }
        for table in &self.tables {
            let table = text(table, "/table/id")?;
            let new = match number {
                0 => table.to_owned(),
                _ => TableId::derived(&[table, &number.to_string()]).to_string(),
            };
            place.ids.insert(table.to_owned(), new.clone());
            place.tables.push(new);
        }
        Ok(place)
    }

    /// The records of a restaurant, collection by collection.
    pub fn house(&self, number: usize, place: &Place) -> Outcome<Vec<(Collection, Vec<Record>)>> {
        let renewal = Renewal { ids: place.ids.clone(), later: SignedDuration::ZERO };
        let (mut house, mut manager) =
            (renewal.copy(&self.restaurant), renewal.copy(&self.manager));
        if number > 0 {
            house["slug"] = format!("demo-{number}").into();
            manager["email"] = super::manager(number).into();
        }
        let membership = renewal.copy(&self.membership);
        let (id, account) = (text(&house, "/id")?.to_owned(), text(&manager, "/id")?.to_owned());
        let tables = self.tables.iter().enumerate().map(|(n, table)| {
            let mut table = renewal.copy(table);
            table["number"] = (number * self.tables.len() + n + 1).into();
            record(text(&table, "/table/id")?.to_owned(), table)
        });
        Ok(vec![
            (Collection::Restaurants, vec![record(id.clone(), house)?]),
            (Collection::Accounts, vec![record(account.clone(), manager)?]),
            (Collection::Memberships, vec![record(format!("{account}/{id}"), membership)?]),
            (Collection::Tables, tables.collect::<Outcome<_>>()?),
            (Collection::Menus, vec![record(id, self.menus.clone())?]),
        ])
    }

    /// A past tab of a restaurant, opened at that time, with as many of its events.
    pub fn past(
        &self,
        place: &Place,
        number: usize,
        opened_at: Timestamp,
        events: usize,
    ) -> Outcome<(Record, Vec<Record>)> {
        let by = self.opened_at()?.duration_until(opened_at);
        let mut ids = place.ids.clone();
        for part in &self.parts {
            ids.insert(part.clone(), later(part, by)?);
        }
        let tab = text(&self.tab, "/id")?;
        ids.insert(tab.to_owned(), TabId::derived(&[tab, &number.to_string()]).to_string());
        let table = &place.tables[number % place.tables.len()];
        ids.insert(text(&self.tab, "/tables/0/id")?.to_owned(), table.clone());
        let renewal = Renewal { ids, later: by };
        let tab = renewal.copy(&self.tab);
        let key = format!("{}/{}", text(&tab, "/restaurant_id")?, text(&tab, "/id")?);
        let events = self.events.iter().take(events).map(|event| {
            let event = renewal.copy(&event["event"]);
            let key = text(&event, "/id")?.to_owned();
            record(key, json!({ "delivered": true, "event": event }))
        });
        Ok((record(key, tab)?, events.collect::<Outcome<_>>()?))
    }
}

fn record(key: String, value: Value) -> Outcome<Record> {
    Ok(Record { key, value })
}

async fn all(store: &SharedStore, collection: Collection) -> Outcome<Vec<Value>> {
    let mut values = Vec::new();
    let mut from = None;
    loop {
        let batch = store.records(collection, from.as_deref(), ALL).await?;
        values.extend(batch.records.into_iter().map(|record| record.value));
        from = batch.next;
        if from.is_none() {
            return Ok(values);
        }
    }
}

async fn only(
    store: &SharedStore,
    collection: Collection,
    wanted: impl Fn(&Value) -> bool,
) -> Outcome<Value> {
    let mut found: Vec<_> = all(store, collection).await?.into_iter().filter(wanted).collect();
    match (found.pop(), found.len()) {
        (Some(value), 0) => Ok(value),
        _ => fail(format!("not exactly one of the {} is to be copied", collection.as_str())),
    }
}

/// Every id that something in there has as its own.
fn own_ids(value: &Value, ids: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| own_ids(item, ids)),
        Value::Object(members) => {
            ids.extend(members.get("id").and_then(Value::as_str).map(str::to_owned));
            own_ids(members.get("lines").unwrap_or(&Value::Null), ids);
        }
        _ => {}
    }
}
