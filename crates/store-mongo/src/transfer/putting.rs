//! From records to documents: all records of a call in one transaction.

use std::collections::BTreeMap;

use dineqr_core::account::{Account, Membership, Session};
use dineqr_core::id::{AccountId, RestaurantId};
use dineqr_core::menu::{Menu, Stock};
use dineqr_core::restaurant::Restaurant;
use dineqr_core::store::{Collection, HelpRequest, Message, Record, Result, StoreError};
use dineqr_core::tab::Tab;
use dineqr_core::table::Table;
use mongodb::ClientSession;
use mongodb::bson::{Document, doc};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::hex;
use super::putting_events::EventsPut;
use super::upserts::Upserts;
use crate::accounts::{self, Roles};
use crate::commit::{self, TAB};
use crate::counters;
use crate::document::{self, DOC, int};
use crate::failure::{Outcome, other};
use crate::keys::binary;
use crate::schema::{
    ACCOUNTS, COUNTERS, HELP_REQUESTS, KEYS, MENUS, MESSAGES, ORDER_NUMBERS, RESTAURANTS, SESSIONS,
    STOCK, TABLES, TABS,
};
use crate::transaction::{self, Steps};
use crate::{MongoStore, service, sessions, stock, tables};

#[derive(Deserialize)]
struct KeyValue {
    value: String,
}

#[derive(Deserialize)]
struct NumberedTable {
    number: u64,
    table: Table,
}

#[derive(Deserialize)]
struct Menus {
    draft: Option<Menu>,
    version: u64,
    published: Option<Menu>,
}

#[derive(Deserialize)]
struct NumberedHelp {
    number: u64,
    help: HelpRequest,
}

impl MongoStore {
    pub(super) async fn put(&self, collection: Collection, records: &[Record]) -> Outcome<()> {
        let (client, name) = (self.database.client(), collection.as_str());
        match collection {
            Collection::Memberships => {
                let put = RolesPut { store: self, roles: roles_by_account(records)? };
                transaction::run(client, name, &put).await
            }
            Collection::Events => {
                let last = self.next_of(counters::EVENT, records.len()).await?;
                let put = EventsPut::of(self, records, last - int(records.len()))?;
                transaction::run(client, name, &put).await
            }
            _ => {
                let mut upserts = Upserts::new(&self.database);
                for record in records {
                    add(&mut upserts, collection, record)?;
                }
                transaction::run(client, name, &upserts).await
            }
        }
    }
}

/// Adds what a record comes to. Memberships and events are not written by themselves.
fn add(upserts: &mut Upserts, collection: Collection, record: &Record) -> Result<()> {
    match collection {
        Collection::Keys => add_key(upserts, record),
        Collection::Restaurants => add_restaurant(upserts, record),
        Collection::Accounts => add_account(upserts, record),
        Collection::Tables => add_table(upserts, record),
        Collection::Menus => add_menus(upserts, record),
        Collection::Stock => add_stock(upserts, record),
        Collection::Tabs => add_tab(upserts, record),
        Collection::OrderNumbers => add_order_number(upserts, record),
        Collection::Sessions => add_session(upserts, record),
        Collection::HelpRequests => add_help(upserts, record),
        Collection::Messages => add_message(upserts, record),
        Collection::Memberships | Collection::Events => Err(unsound(record, "it is not alone")),
    }
}

/// The thing that a record tells of.
pub(super) fn thing<T: DeserializeOwned>(record: &Record) -> Result<T> {
    T::deserialize(&record.value).map_err(|error| unsound(record, &error))
}

/// Refuses a record whose key is not that of what it holds.
pub(super) fn check_key(record: &Record, key: &str) -> Result<()> {
    if record.key == key { Ok(()) } else { Err(unsound(record, &format!("its key is not {key}"))) }
}

/// Refuses a record whose key names no restaurant.
fn check_place(record: &Record, place: &str) -> Result<()> {
    RestaurantId::parse(place).map(|_| ()).map_err(|error| unsound(record, &error))
}

fn unsound(record: &Record, error: &(impl std::fmt::Display + ?Sized)) -> StoreError {
    other(format!("the record {} is not of its collection's form: {error}", record.key))
}

fn add_key(upserts: &mut Upserts, record: &Record) -> Result<()> {
    let KeyValue { value } = thing(record)?;
    let value = hex::read(&value).ok_or_else(|| unsound(record, "no hexadecimal value"))?;
    let change = doc! { "$set": { "value": binary(&value) } };
    upserts.add(KEYS, doc! { "_id": &record.key }, change)
}

fn add_restaurant(upserts: &mut Upserts, record: &Record) -> Result<()> {
    let restaurant: Restaurant = thing(record)?;
    let id = restaurant.id.to_string();
    check_key(record, &id)?;
    let slug = restaurant.slug.to_string();
    let change = doc! {
        "$set": { "slug": slug, DOC: document::write(&restaurant)? },
        "$inc": { "rev": 1_i64 },
    };
    upserts.add(RESTAURANTS, doc! { "_id": &id, "restaurant_id": &id }, change)
}

fn add_account(upserts: &mut Upserts, record: &Record) -> Result<()> {
    let account: Account = thing(record)?;
    let id = account.id.to_string();
    check_key(record, &id)?;
    let mut change = accounts::login(&account)?.update();
    change.insert("$setOnInsert", doc! { "rev": 0_i64, "memberships": [] });
    upserts.add(ACCOUNTS, doc! { "_id": id }, change)
}

fn add_table(upserts: &mut Upserts, record: &Record) -> Result<()> {
    let NumberedTable { number, table } = thing(record)?;
    let id = table.id.to_string();
    check_key(record, &id)?;
    let mut set = tables::fields(&table)?;
    set.insert("number", int(number));
    let key = doc! { "_id": id, "restaurant_id": table.restaurant_id.to_string() };
    upserts.add(TABLES, key, doc! { "$set": set })?;
    count_to(upserts, counters::TABLE, number)
}

/// Lets a counter go on after that number.
fn count_to(upserts: &mut Upserts, counter: &str, number: u64) -> Result<()> {
    upserts.add(COUNTERS, doc! { "_id": counter }, doc! { "$max": { "last": int(number) } })
}

fn add_menus(upserts: &mut Upserts, record: &Record) -> Result<()> {
    let Menus { draft, version, published } = thing(record)?;
    check_place(record, &record.key)?;
    let mut set = doc! { "version": int(version) };
    let mut unset = Document::new();
    for (field, menu) in [("draft", draft), ("published", published)] {
        match menu {
            Some(menu) => set.insert(field, document::write(&menu)?),
            None => unset.insert(field, ""),
        };
    }
    let key = doc! { "_id": &record.key, "restaurant_id": &record.key };
    upserts.add(MENUS, key, change_of(set, unset))
}

fn change_of(set: Document, unset: Document) -> Document {
    let mut change = doc! { "$set": set };
    if !unset.is_empty() {
        change.insert("$unset", unset);
    }
    change
}

fn add_stock(upserts: &mut Upserts, record: &Record) -> Result<()> {
    let mark: Stock = thing(record)?;
    let place = record.key.split('/').next().and_then(|place| place.parse().ok());
    let place = place.ok_or_else(|| unsound(record, "its key names no restaurant"))?;
    check_key(record, &stock::key(place, mark.dish_id, mark.variant_id))?;
    let change = doc! { "$set": { DOC: document::write(&mark)? } };
    upserts.add(STOCK, stock::of(place, mark.dish_id, mark.variant_id), change)
}

fn add_tab(upserts: &mut Upserts, record: &Record) -> Result<()> {
    let tab: Tab = thing(record)?;
    check_key(record, &format!("{}/{}", tab.restaurant_id, tab.id))?;
    let (mut set, unset) = commit::lookups(&tab);
    set.insert(TAB, document::write(&tab)?);
    upserts.add(TABS, commit::key(tab.restaurant_id, tab.id), change_of(set, unset))
}

fn add_order_number(upserts: &mut Upserts, record: &Record) -> Result<()> {
    let last: u32 = thing(record)?;
    let parts = record.key.split_once('/');
    let (place, day) = parts.ok_or_else(|| unsound(record, "its key names no day"))?;
    check_place(record, place)?;
    let key = doc! { "_id": &record.key, "restaurant_id": place, "business_day": day };
    upserts.add(ORDER_NUMBERS, key, doc! { "$set": { "last": int(last) } })
}

fn add_session(upserts: &mut Upserts, record: &Record) -> Result<()> {
    let session: Session = thing(record)?;
    check_key(record, &session.id.to_string())?;
    let mut set = sessions::document(&session)?;
    let id = set.remove("_id");
    let unset = if set.contains_key("account_id") {
        Document::new()
    } else {
        doc! { "account_id": "" }
    };
    upserts.add(SESSIONS, doc! { "_id": id }, change_of(set, unset))
}

fn add_help(upserts: &mut Upserts, record: &Record) -> Result<()> {
    let NumberedHelp { number, help } = thing(record)?;
    check_key(record, &format!("{}/{}", help.restaurant_id, help.request.id))?;
    let mut set = service::fields(&help)?;
    set.insert("number", int(number));
    let key = service::of(help.restaurant_id, help.request.id);
    upserts.add(HELP_REQUESTS, key, doc! { "$set": set, "$inc": { "rev": 1_i64 } })?;
    count_to(upserts, counters::HELP_REQUEST, number)
}

fn add_message(upserts: &mut Upserts, record: &Record) -> Result<()> {
    let message: Message = thing(record)?;
    check_key(record, &message.id.to_string())?;
    let change = doc! { "$set": { DOC: document::write(&message)? } };
    upserts.add(MESSAGES, doc! { "_id": &record.key }, change)
}

/// Roles to be put into the accounts they belong to.
struct RolesPut<'a> {
    store: &'a MongoStore,
    roles: BTreeMap<AccountId, Vec<Membership>>,
}

fn roles_by_account(records: &[Record]) -> Result<BTreeMap<AccountId, Vec<Membership>>> {
    let mut roles: BTreeMap<AccountId, Vec<Membership>> = BTreeMap::new();
    for record in records {
        let role: Membership = thing(record)?;
        check_key(record, &format!("{}/{}", role.account_id, role.restaurant_id))?;
        roles.entry(role.account_id).or_default().push(role);
    }
    Ok(roles)
}

impl Steps for RolesPut<'_> {
    async fn run(&self, session: &mut ClientSession) -> Outcome<()> {
        let mut upserts = Upserts::new(&self.store.database);
        let accounts = self.store.raw(ACCOUNTS);
        let ids: Vec<String> = self.roles.keys().map(AccountId::to_string).collect();
        let mut found =
            accounts.find(doc! { "_id": { "$in": &ids } }).session(&mut *session).await?;
        let mut accounts_found = 0;
        while found.advance(session).await? {
            let account = found.current();
            let id: AccountId = document::id("account", account, "_id")?;
            let mut roles =
                document::whole::<Roles>("memberships of account", account)?.memberships;
            for put in self.roles.get(&id).into_iter().flatten() {
                roles.retain(|role| role.restaurant_id != put.restaurant_id);
                roles.push(put.clone());
            }
            let mut change = accounts::roles(&roles)?.update();
            change.insert("$inc", doc! { "rev": 1_i64 });
            upserts.add(ACCOUNTS, doc! { "_id": id.to_string() }, change)?;
            accounts_found += 1;
        }
        if accounts_found < ids.len() {
            return Err(other("a membership is of an account that is not there").into());
        }
        upserts.run(session).await
    }
}
