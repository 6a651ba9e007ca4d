//! The cluster store: one MongoDB database, any number of nodes.
//!
//! Each file here fills the trait of the file of the same name in `dineqr_core::store`, with its methods in the
//! same order. What they stand on: `options` (how the driver talks to the server), `schema` (collections, indexes,
//! migrations), `commit` (a `Commit` as one conditional write), `transaction` (the few things that need one),
//! `homes` (where events wait) and `counters`.
//!
//! A document is `{_id, restaurant_id, <what it is looked up by>, doc: <the thing itself>, pending: [<events>]}`.

mod accounts;
mod claim;
mod commit;
mod counters;
mod document;
mod events;
mod failure;
mod homes;
mod keys;
mod menus;
mod messages;
mod options;
mod restaurants;
mod schema;
mod service;
mod sessions;
mod stock;
mod tables;
mod tabs;
mod transaction;
mod transfer;
mod turns;

use std::future::Future;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use dineqr_core::store::{Result, Store, StoreError, Written};
use mongodb::bson::{Document, RawDocumentBuf, doc};
use mongodb::{Client, Collection, Database};

use crate::failure::{Outcome, silent, translate};
use crate::options::{Options, PATIENCE};
use crate::turns::Turns;

/// The cluster store. Any number of them, in any number of processes, may work on the same database.
pub struct MongoStore {
    database: Database,
    turns: Turns,
    counts: Counts,
    /// How many messages it made.
    messages_made: AtomicU64,
}

#[derive(Default)]
struct Counts {
    transactions: AtomicU64,
    commits: AtomicU64,
}

impl MongoStore {
    /// Opens the database that the URI names, and makes what it lacks.
    ///
    /// # Errors
    /// `Unavailable` when the server does not answer within a few seconds; `Other` when the URI is not sound or names
    /// no database, the server stands alone, or a newer program wrote the data.
    pub async fn open(uri: &str) -> Result<Self> {
        let opening = async {
            let options = Options::read(uri).await?;
            let client = Client::with_options(options.client).map_err(|error| translate(&error))?;
            let database = client.database(&options.database);
            check_transactions(&database.run_command(doc! { "hello": 1 }).await?)?;
            schema::migrate(&database).await?;
            Ok(database)
        };
        let database = within(PATIENCE, opening).await?;
        Ok(Self {
            database,
            turns: Turns::default(),
            counts: Counts::default(),
            messages_made: AtomicU64::default(),
        })
    }

    /// A collection whose documents are read as bytes: straight into what they hold.
    fn raw(&self, name: &str) -> Collection<RawDocumentBuf> {
        self.database.collection(name)
    }

    /// A collection to write to.
    fn documents(&self, name: &str) -> Collection<Document> {
        self.database.collection(name)
    }

    async fn read<T: Send>(&self, work: impl Future<Output = Outcome<T>> + Send) -> Result<T> {
        within(PATIENCE, work).await
    }

    async fn write<T: Send>(&self, work: impl Future<Output = Outcome<T>> + Send) -> Result<T> {
        let answer = within(PATIENCE, work).await?;
        self.counts.transactions.fetch_add(1, Ordering::Relaxed);
        Ok(answer)
    }
}

/// Refuses a server that has no transactions. It would be found out with the first order of a counted dish otherwise.
fn check_transactions(hello: &Document) -> Result<()> {
    // A member of a replica set names the set; what stands before a sharded cluster says so.
    if hello.contains_key("setName") || hello.get_str("msg").is_ok_and(|msg| msg == "isdbgrid") {
        return Ok(());
    }
    let text = "this MongoDB stands alone and has no transactions: start it with --replSet, also if it stays the only one";
    Err(StoreError::Other(text.to_owned()))
}

/// Work that is given up after that long. What it wrote by then may be there or not, as after any lost answer.
async fn within<T>(patience: Duration, work: impl Future<Output = Outcome<T>>) -> Result<T> {
    match tokio::time::timeout(patience, Box::pin(work)).await {
        Ok(answer) => answer.map_err(StoreError::from),
        Err(_) => Err(silent()),
    }
}

#[async_trait]
impl Store for MongoStore {
    async fn ping(&self) -> Result<()> {
        self.read(async {
            self.database.run_command(doc! { "ping": 1 }).await?;
            Ok(())
        })
        .await
    }

    fn written(&self) -> Written {
        let read = |count: &AtomicU64| count.load(Ordering::Relaxed);
        Written {
            transactions: read(&self.counts.transactions),
            commits: read(&self.counts.commits),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_without_transactions_is_refused() {
        assert_eq!(check_transactions(&doc! { "setName": "rs0", "ok": 1.0 }), Ok(()));
        assert_eq!(check_transactions(&doc! { "msg": "isdbgrid", "ok": 1.0 }), Ok(()));
        let alone = check_transactions(&doc! { "isWritablePrimary": true, "ok": 1.0 });
        assert!(matches!(alone, Err(StoreError::Other(_))), "{alone:?}");
    }
}
