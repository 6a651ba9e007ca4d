//! Tabs, and the one way to change them.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use dineqr_core::id::{RestaurantId, TabId, TableId};
use dineqr_core::store::{Commit, Result, StoreError, TabPlace, Tabs};
use dineqr_core::tab::Tab;
use jiff::Timestamp;
use rusqlite::{Connection, params};

use crate::SqliteStore;
use crate::commit::Rows;
use crate::connection::Statements;
use crate::document::{self, int, nanos};
use crate::failure::{Outcome, other};
use crate::job::Kind;
use crate::numbers::Day;
use crate::open_tabs::OpenTabs;

/// No id comes after these bytes.
const LAST: [u8; 16] = [0xff; 16];

/// The right to write tabs, and what may be kept in memory because nobody else has it.
pub(crate) struct Ownership {
    pub(crate) open: Arc<OpenTabs>,
    // Held, not used: the lock ends with the file.
    _lock: Option<File>,
}

#[async_trait]
impl Tabs for SqliteStore {
    async fn commit(&self, commit: Commit) -> Result<()> {
        let open = Arc::clone(&self.own_tabs().await?.open);
        let rows = Rows::of(&commit)?;
        let counts = Arc::clone(self.writer.counts());
        let committed = move |tabs: &Vec<Arc<Tab>>| {
            open.committed(tabs);
            counts.count_commit();
        };
        let write = move |connection: &Connection| {
            rows.write(connection)?;
            Ok(rows.into_tabs())
        };
        self.writer.run(Kind::Write, write, committed).await.map(|_| ())
    }

    async fn next_order_number(&self, restaurant: RestaurantId, business_day: &str) -> Result<u32> {
        let day = Day { restaurant, business_day: business_day.to_owned() };
        if let Some(number) = self.numbers.next(&day) {
            return number;
        }
        self.own_tabs().await?;
        let key = day.clone();
        let last = self.read(move |connection| key.read(connection)).await?;
        self.numbers.start(day.clone(), last);
        self.numbers.next(&day).unwrap_or_else(|| Err(other("a day was lost")))
    }

    async fn tab(&self, restaurant: RestaurantId, id: TabId) -> Result<Option<Arc<Tab>>> {
        let open = self.open_tabs_in_memory();
        if let Some(tab) = open.and_then(|open| open.tab(id)) {
            return Ok(Some(tab).filter(|tab| tab.restaurant_id == restaurant));
        }
        let tab = self.read(move |connection| stored(connection, restaurant, id)).await?;
        if let (Some(open), Some(tab)) = (open, &tab) {
            open.offer(tab);
        }
        Ok(tab)
    }

    async fn open_tab_at(
        &self,
        restaurant: RestaurantId,
        table: TableId,
    ) -> Result<Option<Arc<Tab>>> {
        let Some(open) = self.open_tabs_in_memory() else {
            return self.read(move |connection| stored_at(connection, restaurant, table)).await;
        };
        let Some(id) = open.at(table) else { return Ok(None) };
        // It may have been closed or moved while it was read.
        let sits_there = |tab: &Arc<Tab>| tab.occupied().any(|occupied| occupied == table);
        Ok(self.tab(restaurant, id).await?.filter(sits_there))
    }

    async fn open_tabs(&self, restaurant: RestaurantId) -> Result<Vec<Arc<Tab>>> {
        let Some(open) = self.open_tabs_in_memory() else {
            return self.read(move |connection| all_stored(connection, restaurant)).await;
        };
        let mut tabs = Vec::new();
        for (id, whole) in open.list(restaurant) {
            match whole {
                Some(tab) => tabs.push(tab),
                None => tabs.extend(self.tab(restaurant, id).await?.filter(|tab| tab.is_open())),
            }
        }
        Ok(tabs)
    }

    async fn open_tab_versions(&self, restaurant: RestaurantId) -> Result<Vec<(TabId, u64)>> {
        if let Some(open) = self.open_tabs_in_memory() {
            return Ok(open.versions(restaurant));
        }
        self.read(move |connection| stored_versions(connection, restaurant)).await
    }

    async fn tabs_between(
        &self,
        restaurant: RestaurantId,
        from: Timestamp,
        to: Timestamp,
        before: Option<TabPlace>,
        limit: usize,
    ) -> Result<Vec<Arc<Tab>>> {
        let before =
            before.map_or((i64::MAX, LAST), |tab| (nanos(tab.opened_at), tab.id.to_bytes()));
        self.read(move |connection| {
            let (restaurant, from, to) = (restaurant.to_bytes(), nanos(from), nanos(to));
            let key = params![restaurant, from, to, before.0, before.1, int(limit)];
            let sql = "SELECT id, doc FROM tabs WHERE restaurant_id = ? AND opened_at >= ? \
                 AND opened_at < ? AND (opened_at, id) < (?, ?) AND status <> 'joined' \
                 ORDER BY opened_at DESC, id DESC LIMIT ?";
            document::all(connection, "tab", sql, key)
        })
        .await
    }

    async fn tabs_to_close(
        &self,
        now: Timestamp,
        limit: usize,
    ) -> Result<Vec<(RestaurantId, TabId)>> {
        self.read(move |connection| {
            let sql = "SELECT restaurant_id, id FROM tabs WHERE closes_at <= ? \
                 ORDER BY closes_at LIMIT ?";
            Ok(connection.all(sql, params![nanos(now), int(limit)], |row| {
                Ok((RestaurantId::from_bytes(row.get(0)?), TabId::from_bytes(row.get(1)?)))
            })?)
        })
        .await
    }
}

impl SqliteStore {
    /// Takes the right to write tabs before the first one is written, and keeps it until the store is dropped. A
    /// server does so when it starts: two on one file would each hand on the other's events.
    ///
    /// # Errors
    /// `Unavailable` when another process has it.
    pub async fn claim_tabs(&self) -> Result<()> {
        self.own_tabs().await.map(|_| ())
    }

    /// Makes sure that this process alone writes tabs. It is asked for with the first write, so that commands that
    /// only read or edit the menu never stand in a server's way.
    pub(crate) async fn own_tabs(&self) -> Result<&Ownership> {
        self.ownership
            .get_or_try_init(|| async {
                let lock = self.path.as_deref().map(lock).transpose()?;
                let open = self.read(OpenTabs::load).await?;
                Ok(Ownership { open: Arc::new(open), _lock: lock })
            })
            .await
    }

    /// What is in memory, once this process writes tabs; until then another one may.
    fn open_tabs_in_memory(&self) -> Option<&OpenTabs> {
        self.ownership.get().map(|ownership| ownership.open.as_ref())
    }
}

/// Locks a file beside the database for as long as the answer lives.
pub(crate) fn lock(path: &Path) -> Result<File> {
    let mut name = path.as_os_str().to_owned();
    name.push("-tabs.lock");
    let failed = |error: std::io::Error| StoreError::Unavailable(format!("its lock: {error}"));
    let file = File::create(name).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            Err(StoreError::Unavailable("another server is using it".to_owned()))
        }
        Err(TryLockError::Error(error)) => Err(failed(error)),
    }
}

fn stored(
    connection: &Connection,
    restaurant: RestaurantId,
    id: TabId,
) -> Outcome<Option<Arc<Tab>>> {
    let sql = "SELECT id, doc FROM tabs WHERE id = ? AND restaurant_id = ?";
    document::one(connection, "tab", sql, params![id.to_bytes(), restaurant.to_bytes()])
}

fn stored_at(
    connection: &Connection,
    restaurant: RestaurantId,
    table: TableId,
) -> Outcome<Option<Arc<Tab>>> {
    let sql = "SELECT tabs.id, doc FROM seats JOIN tabs ON tabs.id = tab_id \
         WHERE table_id = ? AND restaurant_id = ?";
    document::one(connection, "tab", sql, params![table.to_bytes(), restaurant.to_bytes()])
}

fn all_stored(connection: &Connection, restaurant: RestaurantId) -> Outcome<Vec<Arc<Tab>>> {
    let sql = "SELECT id, doc FROM tabs WHERE restaurant_id = ? AND status = 'open' \
         ORDER BY opened_at, id";
    document::all(connection, "tab", sql, params![restaurant.to_bytes()])
}

fn stored_versions(
    connection: &Connection,
    restaurant: RestaurantId,
) -> Outcome<Vec<(TabId, u64)>> {
    let sql = "SELECT id, version FROM tabs WHERE restaurant_id = ? AND status = 'open' \
         ORDER BY opened_at, id";
    Ok(connection.all(sql, params![restaurant.to_bytes()], |row| {
        Ok((TabId::from_bytes(row.get(0)?), row.get::<_, i64>(1)?.unsigned_abs()))
    })?)
}
