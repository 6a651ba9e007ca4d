//! The embedded store: one SQLite file, one thread that writes, a few that read.
//!
//! Each file here fills the trait of the file of the same name in `dineqr_core::store`, with its methods in the
//! same order. What they stand on: `writer` (group commit), `readers`, `schema` (migrations), `open_tabs` (what is
//! kept in memory of the tabs that are open) and `numbers` (order numbers). Beside them: `backup` and `restore`.

mod accounts;
mod backup;
mod commit;
mod connection;
mod document;
mod events;
mod failure;
mod job;
mod keys;
mod menus;
mod messages;
mod numbers;
mod open_tabs;
mod readers;
mod recent;
mod restaurants;
mod restore;
mod schema;
mod service;
mod sessions;
mod stock;
mod tables;
mod tabs;
mod transfer;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use async_trait::async_trait;
use dineqr_core::store::{Result, Store, StoreError, Written};
use rusqlite::Connection;
use tokio::sync::{OnceCell, oneshot};

pub use crate::backup::back_up;
use crate::connection::Statements;
use crate::failure::{Outcome, other, stopped};
use crate::job::Kind;
use crate::numbers::Numbers;
use crate::readers::Readers;
pub use crate::restore::{RestoreError, restore};
use crate::tabs::Ownership;
use crate::writer::Writer;

/// The embedded store.
///
/// Several processes may have the same file open and write restaurants, accounts and menus; tabs are written by
/// one of them at a time. Dropping the store commits what is queued and folds the log into the file.
pub struct SqliteStore {
    // The order matters when it is dropped: the writer's connection is closed last, then the lock is let go.
    readers: Option<Readers>,
    writer: Writer,
    numbers: Arc<Numbers>,
    ownership: OnceCell<Ownership>,
    path: Option<PathBuf>,
}

impl SqliteStore {
    /// Opens a file, and makes it where there is none.
    ///
    /// # Errors
    /// `Unavailable` when it cannot be opened; `Other` when a newer program wrote it.
    pub fn open(path: &Path) -> Result<Self> {
        let connection = migrated(connection::writing(path))?;
        let mut store = Self::start(connection)?;
        store.readers = Some(Readers::start(path)?);
        store.path = Some(path.to_owned());
        Ok(store)
    }

    /// A store that is gone when it is dropped.
    ///
    /// # Errors
    /// `Other` when there is no memory or no thread for it.
    pub fn in_memory() -> Result<Self> {
        Self::start(migrated(connection::in_memory())?)
    }

    /// Commits what is queued, folds the log into the file and closes it, as dropping does. Blocks meanwhile.
    pub fn close(self) {
        drop(self);
    }

    fn start(connection: Connection) -> Result<Self> {
        let numbers = Arc::new(Numbers::default());
        let writer = Writer::start(connection, Arc::clone(&numbers))?;
        Ok(Self { readers: None, writer, numbers, ownership: OnceCell::new(), path: None })
    }

    async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Outcome<T> + Send + 'static,
    ) -> Result<T> {
        match &self.readers {
            Some(readers) => readers.run(work).await,
            None => self.writer.run(Kind::Read, work, |_| ()).await,
        }
    }

    async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Outcome<T> + Send + 'static,
    ) -> Result<T> {
        self.writer.run(Kind::Write, work, |_| ()).await
    }
}

fn migrated(connection: Outcome<Connection>) -> Result<Connection> {
    let migrate = |mut connection| {
        schema::migrate(&mut connection)?;
        Ok(connection)
    };
    connection.and_then(migrate).map_err(StoreError::from)
}

#[async_trait]
impl Store for SqliteStore {
    async fn ping(&self) -> Result<()> {
        self.writer.check()?;
        let read = |connection: &Connection| {
            Ok(connection.one("SELECT count(*) FROM restaurants", [], |_| Ok(()))?)
        };
        self.read(read).await.map(|_| ())
    }

    fn written(&self) -> Written {
        self.writer.counts().read()
    }

    async fn back_up(&self, to: &Path, replace: bool) -> Result<()> {
        let Some(path) = self.path.clone() else {
            return Err(StoreError::Other("a store in memory is not backed up".to_owned()));
        };
        let (to, (answer, answered)) = (to.to_owned(), oneshot::channel());
        let work = move || {
            // Nobody hears it where the request was given up meanwhile.
            let _ = answer.send(back_up(&path, &to, replace));
        };
        thread::Builder::new().name("store-backup".to_owned()).spawn(work).map_err(other)?;
        answered.await.map_err(|_| stopped())?
    }
}
