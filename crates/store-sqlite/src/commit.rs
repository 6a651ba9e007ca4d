//! A commit as rows: made on the caller's thread, written on the writer's.

use std::sync::Arc;

use dineqr_core::id::RestaurantId;
use dineqr_core::store::{Commit, Result, StoreError};
use dineqr_core::tab::{Tab, Take};
use rusqlite::{Connection, params};

use crate::connection::Statements;
use crate::document::{self, int, nanos};
use crate::events::{self, EventRow};
use crate::failure::Outcome;
use crate::stock::variant_key;

/// All that one commit writes.
pub(crate) struct Rows {
    tab: Arc<Tab>,
    expected_version: i64,
    doc: String,
    events: Vec<EventRow>,
    takes: Vec<Take>,
    reseats: bool,
    with: Option<Box<Rows>>,
}

impl Rows {
    pub(crate) fn of(commit: &Commit) -> Result<Self> {
        Ok(Self {
            tab: Arc::clone(&commit.tab),
            expected_version: int(commit.expected_version),
            doc: document::write(&*commit.tab)?,
            events: commit.events.iter().map(EventRow::of).collect::<Result<_>>()?,
            takes: commit.takes.clone(),
            reseats: commit.reseats,
            with: commit.with.as_deref().map(Self::of).transpose()?.map(Box::new),
        })
    }

    pub(crate) fn write(&self, connection: &Connection) -> Outcome<()> {
        if let Some(first) = &self.with {
            first.write(connection)?;
        }
        if self.expected_version == 0 {
            self.insert(connection)?;
        } else if !self.update(connection)? {
            return Err(StoreError::Conflict.into());
        }
        if self.reseats {
            self.reseat(connection)?;
        }
        for take in &self.takes {
            self::take(connection, self.tab.restaurant_id, take)?;
        }
        events::insert(connection, &self.events)
    }

    /// The tabs it wrote, in the order it wrote them.
    pub(crate) fn into_tabs(self) -> Vec<Arc<Tab>> {
        let mut tabs = self.with.map(|first| first.into_tabs()).unwrap_or_default();
        tabs.push(self.tab);
        tabs
    }

    fn insert(&self, connection: &Connection) -> Outcome<()> {
        let sql = "INSERT INTO tabs (id, restaurant_id, version, status, closes_at, opened_at, doc) \
             VALUES (?, ?, ?, ?, ?, ?, ?)";
        let tab = &self.tab;
        let row = params![
            tab.id.to_bytes(),
            tab.restaurant_id.to_bytes(),
            int(tab.version),
            tab.status.as_str(),
            tab.closes_at().map(nanos),
            nanos(tab.opened_at),
            self.doc,
        ];
        connection.run(sql, row)?;
        Ok(())
    }

    /// Says whether the tab was at the expected version.
    fn update(&self, connection: &Connection) -> Outcome<bool> {
        // Most commits change neither status nor closing time. Then no index is touched.
        let same = "UPDATE tabs SET version = ?3, doc = ?4 \
             WHERE id = ?1 AND version = ?2 AND status = ?5 AND closes_at IS ?6";
        let any = "UPDATE tabs SET version = ?3, doc = ?4, status = ?5, closes_at = ?6 \
             WHERE id = ?1 AND version = ?2";
        let tab = &self.tab;
        let (id, closes_at) = (tab.id.to_bytes(), tab.closes_at().map(nanos));
        for sql in [same, any] {
            let status = tab.status.as_str();
            let row =
                params![id, self.expected_version, int(tab.version), self.doc, status, closes_at];
            if connection.run(sql, row)? == 1 {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn reseat(&self, connection: &Connection) -> Outcome<()> {
        let tab = self.tab.id.to_bytes();
        connection.run("DELETE FROM seats WHERE tab_id = ?", params![tab])?;
        for table in self.tab.occupied() {
            let sql = "INSERT INTO seats (table_id, tab_id) VALUES (?, ?)";
            connection.run(sql, params![table.to_bytes(), tab])?;
        }
        Ok(())
    }
}

/// Takes portions, or gives some back. What is not counted (any more) is passed over.
fn take(connection: &Connection, restaurant: RestaurantId, take: &Take) -> Outcome<()> {
    let (restaurant, dish) = (restaurant.to_bytes(), take.dish_id.to_bytes());
    let variant = variant_key(take.variant_id);
    let taken = connection.run(
        "UPDATE stock SET portions = portions - ?4 \
         WHERE restaurant_id = ?1 AND dish_id = ?2 AND variant_id = ?3 AND portions >= ?4",
        params![restaurant, dish, variant, take.portions],
    )?;
    if taken == 1 {
        return Ok(());
    }
    let counted = connection.one(
        "SELECT 1 FROM stock WHERE restaurant_id = ? AND dish_id = ? AND variant_id = ? \
         AND portions IS NOT NULL",
        params![restaurant, dish, variant],
        |_| Ok(()),
    )?;
    match counted {
        Some(()) => {
            Err(StoreError::SoldOut { dish_id: take.dish_id, variant_id: take.variant_id }.into())
        }
        None => Ok(()),
    }
}
