//! Tabs, and the one way to change them.

use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;

use super::Result;
use crate::event::Event;
use crate::id::{RestaurantId, TabId, TableId};
use crate::tab::{Decision, Order, Tab, Take};

/// A decision on its way to the store: all of it is written, or nothing.
#[derive(Debug, Clone)]
pub struct Commit {
    /// The tab as it will be.
    pub tab: Arc<Tab>,
    /// The version it was decided on; 0 for a new tab.
    pub expected_version: u64,
    /// What happened.
    pub events: Vec<Event>,
    /// Portions taken or given back.
    pub takes: Vec<Take>,
    /// Which of its parts are others than in the version it was decided on.
    pub changed: Changed,
    /// True when the tables that nobody else may sit at changed.
    pub reseats: bool,
    /// A second tab that changes with it (joining).
    pub with: Option<Box<Commit>>,
}

impl Commit {
    /// The commit of a decision on `before`; none for a new tab.
    pub fn new(before: Option<&Tab>, decision: Decision) -> Self {
        let occupied = |tab: &Tab| tab.occupied().collect::<Vec<_>>();
        let after = occupied(&decision.tab);
        Self {
            expected_version: before.map_or(0, |tab| tab.version),
            changed: before.map_or(Changed::Everything, |tab| Changed::between(tab, &decision.tab)),
            reseats: before.map(occupied).unwrap_or_default() != after,
            tab: Arc::new(decision.tab),
            events: decision.events,
            takes: decision.takes,
            with: None,
        }
    }

    /// Commits another tab in the same breath. It is written first, so that the tables it leaves are free.
    #[must_use]
    pub fn after(mut self, first: Commit) -> Self {
        self.with = Some(Box::new(first));
        self
    }
}

/// Which parts of a tab a commit changes. A store that writes parts needs to write no others; what is not named here
/// is small and may always be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// All of it, or it was not there before.
    Everything,
    /// These.
    Parts {
        /// The guests.
        guests: bool,
        /// The orders at these places, in ascending order. New ones follow the last one there was.
        orders: Vec<usize>,
        /// The payments.
        payments: bool,
        /// The calls for service.
        service_requests: bool,
    },
}

impl Changed {
    fn between(before: &Tab, after: &Tab) -> Self {
        // Orders are only ever added and changed where they stand. Were that to end, everything is written.
        if after.orders.len() < before.orders.len() {
            return Self::Everything;
        }
        let same = |(place, order): (usize, &Arc<Order>)| {
            before.orders.get(place).is_some_and(|old| Arc::ptr_eq(old, order) || old == order)
        };
        let orders = after.orders.iter().enumerate();
        Self::Parts {
            guests: before.guests != after.guests,
            orders: orders.filter(|order| !same(*order)).map(|(place, _)| place).collect(),
            payments: before.payments != after.payments,
            service_requests: before.service_requests != after.service_requests,
        }
    }
}

/// Where a tab stands among those of its restaurant, ordered by when they were opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TabPlace {
    /// When it was opened.
    pub opened_at: Timestamp,
    /// Its id.
    pub id: TabId,
}

impl From<&Tab> for TabPlace {
    fn from(tab: &Tab) -> Self {
        Self { opened_at: tab.opened_at, id: tab.id }
    }
}

/// Tabs of restaurants.
#[async_trait]
pub trait Tabs {
    /// Writes a decision: tab, events and portions, all or nothing. `Conflict` when the tab is no longer at the
    /// expected version, `Duplicate` when a new tab's id or one of its tables is taken, `SoldOut` when a counted
    /// stock holds fewer portions than are taken. A take from a stock that is no longer counted is passed over.
    async fn commit(&self, commit: Commit) -> Result<()>;

    /// The next order number of a restaurant's business day, from 1. Numbers never repeat and may have gaps.
    async fn next_order_number(&self, restaurant: RestaurantId, business_day: &str) -> Result<u32>;

    /// The tab of that id.
    async fn tab(&self, restaurant: RestaurantId, id: TabId) -> Result<Option<Arc<Tab>>>;

    /// The open tab at a table.
    async fn open_tab_at(
        &self,
        restaurant: RestaurantId,
        table: TableId,
    ) -> Result<Option<Arc<Tab>>>;

    /// All open tabs of a restaurant, oldest first.
    async fn open_tabs(&self, restaurant: RestaurantId) -> Result<Vec<Arc<Tab>>>;

    /// Ids and versions of all open tabs of a restaurant.
    async fn open_tab_versions(&self, restaurant: RestaurantId) -> Result<Vec<(TabId, u64)>>;

    /// Tabs that were opened from `from` on and before `to`, open and closed ones, without those that were joined into
    /// another; the one opened last comes first, at most `limit`. `before` goes on behind a tab of an earlier answer.
    /// Times count by the millisecond, from 1970 to 2262; tabs of one millisecond come in any order that stays the
    /// same.
    async fn tabs_between(
        &self,
        restaurant: RestaurantId,
        from: Timestamp,
        to: Timestamp,
        before: Option<TabPlace>,
        limit: usize,
    ) -> Result<Vec<Arc<Tab>>>;

    /// Open tabs of any restaurant whose [`Tab::closes_at`] is at or before `now`, at most `limit`.
    async fn tabs_to_close(
        &self,
        now: Timestamp,
        limit: usize,
    ) -> Result<Vec<(RestaurantId, TabId)>>;
}
