//! Tabs, and the one way to change them.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use async_trait::async_trait;
use dineqr_core::id::{RestaurantId, TabId, TableId};
use dineqr_core::store::{Commit, Result, TabPlace, Tabs};
use dineqr_core::tab::Tab;
use jiff::Timestamp;
use mongodb::bson::{Document, doc};

use crate::MongoStore;
use crate::commit::{self, TAB, Together, Write};
use crate::counters;
use crate::document::{self, date, int};
use crate::failure::{Outcome, other};
use crate::schema::{ORDER_NUMBERS, STOCK, TABS};
use crate::stock;
use crate::transaction;

const NOUN: &str = "tab";

#[async_trait]
impl Tabs for MongoStore {
    async fn commit(&self, commit: Commit) -> Result<()> {
        if Together::needed(&commit) {
            // Who queues does not wait for the server yet, so that time does not count.
            let _turn = self.turns.of(commit.tab.restaurant_id).await;
            self.write(self.commit_together(&commit)).await?;
        } else {
            let write = Write::of(&commit)?;
            self.write(async { write.run(&self.documents(TABS), None).await }).await?;
        }
        self.counts.commits.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    async fn next_order_number(&self, restaurant: RestaurantId, business_day: &str) -> Result<u32> {
        let key = doc! {
            "_id": format!("{restaurant}/{business_day}"),
            "restaurant_id": restaurant.to_string(),
            "business_day": business_day,
        };
        self.write(async {
            let last = counters::count_up(&self.documents(ORDER_NUMBERS), key, 1).await?;
            Ok(u32::try_from(last).map_err(|_| other("no order numbers are left today"))?)
        })
        .await
    }

    async fn tab(&self, restaurant: RestaurantId, id: TabId) -> Result<Option<Arc<Tab>>> {
        self.read(self.stored_tab(commit::key(restaurant, id))).await
    }

    async fn open_tab_at(
        &self,
        restaurant: RestaurantId,
        table: TableId,
    ) -> Result<Option<Arc<Tab>>> {
        // A tab has seats as long as it is open.
        let mut key = here(restaurant);
        key.insert("seats", table.to_string());
        self.read(self.stored_tab(key)).await
    }

    async fn open_tabs(&self, restaurant: RestaurantId) -> Result<Vec<Arc<Tab>>> {
        self.read(async {
            let found = self.raw(TABS).find(open(restaurant)).projection(doc! { TAB: 1 }).await?;
            let mut tabs: Vec<Arc<Tab>> = document::all(NOUN, TAB, found).await?;
            tabs.sort_by_key(|tab| (tab.opened_at, tab.id));
            Ok(tabs)
        })
        .await
    }

    async fn open_tab_versions(&self, restaurant: RestaurantId) -> Result<Vec<(TabId, u64)>> {
        self.read(async {
            let fields = doc! { "version": 1 };
            let mut found = self.raw(TABS).find(open(restaurant)).projection(fields).await?;
            let mut versions = Vec::new();
            while found.advance().await? {
                let tab = found.current();
                let id = document::id(NOUN, tab, "_id")?;
                versions.push((id, document::number(NOUN, tab, "version")?));
            }
            Ok(versions)
        })
        .await
    }

    async fn tabs_between(
        &self,
        restaurant: RestaurantId,
        from: Timestamp,
        to: Timestamp,
        before: Option<TabPlace>,
        limit: usize,
    ) -> Result<Vec<Arc<Tab>>> {
        if limit == 0 {
            return Ok(Vec::new());
        }
        let key = opened_between(restaurant, from, to, before);
        self.read(async {
            let all = self.raw(TABS);
            let found = all.find(key).sort(doc! { "opened_at": -1, "_id": -1 });
            let found = found.limit(int(limit)).projection(doc! { TAB: 1 }).await?;
            document::all(NOUN, TAB, found).await
        })
        .await
    }

    async fn tabs_to_close(
        &self,
        now: Timestamp,
        limit: usize,
    ) -> Result<Vec<(RestaurantId, TabId)>> {
        if limit == 0 {
            return Ok(Vec::new());
        }
        self.read(async {
            let all = self.raw(TABS);
            let due = all.find(doc! { "closes_at": { "$lte": date(now) } });
            let due = due.sort(doc! { "closes_at": 1 }).limit(int(limit));
            let mut due = due.projection(doc! { "restaurant_id": 1 }).await?;
            let mut tabs = Vec::new();
            while due.advance().await? {
                let tab = due.current();
                let restaurant = document::id(NOUN, tab, "restaurant_id")?;
                tabs.push((restaurant, document::id(NOUN, tab, "_id")?));
            }
            Ok(tabs)
        })
        .await
    }
}

impl MongoStore {
    async fn commit_together(&self, commit: &Commit) -> Outcome<()> {
        let (tabs, stock) = (self.documents(TABS), self.documents(STOCK));
        // Most who race for the last portions learn here that they are gone, and break nobody's transaction off.
        for take in commit.takes.iter().filter(|take| take.portions > 0) {
            stock::check(&stock, commit.tab.restaurant_id, take).await?;
        }
        let together = Together::of(commit, tabs, stock)?;
        transaction::run(self.database.client(), &commit.tab.id.to_string(), &together).await
    }

    async fn stored_tab(&self, key: Document) -> Outcome<Option<Arc<Tab>>> {
        let found = self.raw(TABS).find_one(key).projection(doc! { TAB: 1 }).await?;
        Ok(found.map(|found| document::read(NOUN, &found, TAB)).transpose()?)
    }
}

fn here(restaurant: RestaurantId) -> Document {
    doc! { "restaurant_id": restaurant.to_string() }
}

fn open(restaurant: RestaurantId) -> Document {
    doc! { "restaurant_id": restaurant.to_string(), "status": "open" }
}

fn opened_between(
    restaurant: RestaurantId,
    from: Timestamp,
    to: Timestamp,
    before: Option<TabPlace>,
) -> Document {
    let mut key = here(restaurant);
    key.insert("opened_at", doc! { "$gte": date(from), "$lt": date(to) });
    key.insert("status", doc! { "$ne": "joined" });
    if let Some(last) = before {
        let (at, id) = (date(last.opened_at), last.id.to_string());
        let later =
            [doc! { "opened_at": { "$lt": at } }, doc! { "opened_at": at, "_id": { "$lt": id } }];
        key.insert("$or", later.to_vec());
    }
    key
}
