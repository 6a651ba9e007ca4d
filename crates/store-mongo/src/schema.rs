//! The collections, their indexes, and numbered migrations.
//!
//! To change the schema: add the next step to [`MIGRATIONS`]; never touch one that was released. Several nodes may
//! start at once, so a step must come to the same when it is run twice, also at the same time. A new index: name it in
//! [`INDEXES`], and let the next step make them all once more; those that are there cost nothing.

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, try_join_all};
use mongodb::bson::{Document, doc};
use mongodb::options::IndexOptions;
use mongodb::{Collection, Database, IndexModel};

use crate::document::int;
use crate::failure::{Outcome, other};

/// Accounts with their memberships.
pub(crate) const ACCOUNTS: &str = "accounts";
/// Who may be the only server.
pub(crate) const CLAIMS: &str = "claims";
/// The last numbers that were given.
pub(crate) const COUNTERS: &str = "counters";
/// Events that were handed on.
pub(crate) const EVENTS: &str = "events";
/// Calls for help.
pub(crate) const HELP_REQUESTS: &str = "help_requests";
/// Secrets.
pub(crate) const KEYS: &str = "keys";
/// Menus, drafts and published ones.
pub(crate) const MENUS: &str = "menus";
/// The dev outbox.
pub(crate) const MESSAGES: &str = "messages";
/// The last order numbers of business days.
pub(crate) const ORDER_NUMBERS: &str = "order_numbers";
/// Events that were moved here before they were handed on.
pub(crate) const OUTBOX: &str = "outbox";
/// Restaurants.
pub(crate) const RESTAURANTS: &str = "restaurants";
/// Sign-ins.
pub(crate) const SESSIONS: &str = "sessions";
/// Sold-out marks and counted portions.
pub(crate) const STOCK: &str = "stock";
/// Tables.
pub(crate) const TABLES: &str = "tables";
/// Tabs.
pub(crate) const TABS: &str = "tabs";
/// The note of a transfer that was not finished.
pub(crate) const TRANSFER: &str = "transfer";
/// The version of the schema.
const SCHEMA: &str = "schema";

type Migration = fn(&Database) -> BoxFuture<'_, Outcome<()>>;

const MIGRATIONS: [Migration; 2] =
    [|database| make_indexes(database).boxed(), |database| make_indexes(database).boxed()];

/// An index: what it is for is in its name.
struct Index {
    collection: &'static str,
    name: &'static str,
    keys: &'static [&'static str],
    unique: bool,
    only: Only,
}

/// Which documents stand in an index.
enum Only {
    /// Every one.
    All,
    /// Those that have its one field.
    Sparse,
    /// Those that have this one of its fields.
    With(&'static str),
    /// Those of what is open.
    Open,
}

const fn index(
    collection: &'static str,
    name: &'static str,
    keys: &'static [&'static str],
) -> Index {
    Index { collection, name, keys, unique: false, only: Only::All }
}

impl Index {
    const fn unique(mut self) -> Self {
        self.unique = true;
        self
    }

    const fn sparse(mut self) -> Self {
        self.only = Only::Sparse;
        self
    }

    const fn with(mut self, field: &'static str) -> Self {
        self.only = Only::With(field);
        self
    }

    const fn open(mut self) -> Self {
        self.only = Only::Open;
        self
    }

    /// What waits to be handed on. Nothing waits most of the time, and then there is nothing in it.
    const fn pending(collection: &'static str) -> Self {
        index(collection, "pending", &["pending.at"]).sparse()
    }

    fn model(&self) -> IndexModel {
        let mut keys = Document::new();
        for key in self.keys {
            keys.insert(*key, 1);
        }
        let only = match self.only {
            Only::All | Only::Sparse => None,
            Only::With(field) => Some(doc! { field: { "$exists": true } }),
            Only::Open => Some(doc! { "status": "open" }),
        };
        let options = IndexOptions::builder()
            .name(self.name.to_owned())
            .unique(self.unique.then_some(true))
            .sparse(matches!(self.only, Only::Sparse).then_some(true))
            .partial_filter_expression(only)
            .build();
        IndexModel::builder().keys(keys).options(options).build()
    }
}

/// Every index there is, beside those by `_id`. Unique ones of collections that are spread over shards begin with
/// the shard key, `restaurant_id`.
const INDEXES: &[Index] = &[
    index(ACCOUNTS, "email", &["email"]).unique().sparse(),
    index(ACCOUNTS, "logins", &["logins"]).unique().sparse(),
    index(ACCOUNTS, "members", &["memberships.restaurant_id"]),
    index(EVENTS, "old", &["at"]),
    index(EVENTS, "order", &["number"]),
    index(HELP_REQUESTS, "open", &["restaurant_id", "table_id"]).unique().open(),
    Index::pending(HELP_REQUESTS),
    Index::pending(MENUS),
    index(OUTBOX, "order", &["number"]),
    index(RESTAURANTS, "slug", &["slug"]).unique(),
    Index::pending(RESTAURANTS),
    index(SESSIONS, "account", &["account_id"]).sparse(),
    index(SESSIONS, "expiry", &["expires_at"]),
    index(STOCK, "restaurant", &["restaurant_id"]),
    Index::pending(STOCK),
    index(TABLES, "name", &["restaurant_id", "name"]).unique(),
    index(TABS, "open", &["restaurant_id", "opened_at"]).open(),
    index(TABS, "opened", &["restaurant_id", "opened_at", "_id"]),
    index(TABS, "seats", &["restaurant_id", "seats"]).unique().with("seats"),
    index(TABS, "to_close", &["closes_at"]).sparse(),
    Index::pending(TABS),
];

/// Brings a database to the newest schema.
///
/// # Errors
/// When a newer program wrote it: this one would not understand what it holds.
pub(crate) async fn migrate(database: &Database) -> Outcome<()> {
    let schema = database.collection::<Document>(SCHEMA);
    let found = version(&schema).await?;
    if found == MIGRATIONS.len() {
        return Ok(());
    }
    let Some(missing) = MIGRATIONS.get(found..) else {
        return Err(other(format!(
            "the data was written by a newer program (schema {found}, this program knows {})",
            MIGRATIONS.len()
        ))
        .into());
    };
    for migration in missing {
        migration(database).await?;
    }
    let newest = doc! { "$max": { "version": int(MIGRATIONS.len()) } };
    schema.update_one(doc! { "_id": SCHEMA }, newest).upsert(true).await?;
    Ok(())
}

async fn version(schema: &Collection<Document>) -> Outcome<usize> {
    let Some(found) = schema.find_one(doc! { "_id": SCHEMA }).await? else { return Ok(0) };
    // Nobody but `migrate` sets it; one that is no number is nothing this program knows.
    let version = found.get_i64("version").ok().and_then(|version| usize::try_from(version).ok());
    Ok(version.unwrap_or(usize::MAX))
}

/// Makes every index that is not there yet.
async fn make_indexes(database: &Database) -> Outcome<()> {
    let collections = INDEXES.chunk_by(|one, next| one.collection == next.collection);
    let making = collections.map(async |indexes| {
        let models = indexes.iter().map(Index::model);
        database.collection::<Document>(indexes[0].collection).create_indexes(models).await
    });
    try_join_all(making).await?;
    Ok(())
}
