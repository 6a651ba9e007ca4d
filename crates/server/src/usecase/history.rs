//! Looking back: tabs and orders of past days, page by page.

use std::sync::Arc;

use dineqr_core::id::{OrderId, RestaurantId};
use dineqr_core::restaurant::{BusinessDay, Restaurant};
use dineqr_core::store::TabPlace;
use dineqr_core::tab::{Order, OrderFilter, Tab, TabFilter};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::report::{DATES, LOOKS_BACK, PAGE, check_date, look_through};
use super::{Error, Result};
use crate::app::App;

/// Tabs that one request looks at, about; what is not found by then, the next request goes on to look for.
const LOOKS_AT: usize = 2_000;
/// Days on which one request looks for orders.
const DAYS: usize = 62;

/// From one business day to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Dates {
    /// The first; without one, from the beginning.
    pub from: Option<Date>,
    /// The last; without one, up to now.
    pub to: Option<Date>,
}

impl Dates {
    fn check(self) -> Result<()> {
        self.from.map_or(Ok(()), |date| check_date("from", date))?;
        self.to.map_or(Ok(()), |date| check_date("to", date))?;
        match (self.from, self.to) {
            (Some(from), Some(to)) if to < from => {
                Err(Error::invalid("to", "date", "not before `from`"))
            }
            _ => Ok(()),
        }
    }
}

/// A part of a list, and behind what it goes on.
#[derive(Debug, Clone)]
pub struct Page<T, P> {
    /// What was found.
    pub items: Vec<T>,
    /// Where to go on; none at the end.
    pub next: Option<P>,
}

/// Tabs that were opened on these days, newest first; no joined ones.
///
/// # Errors
/// [`Error::Invalid`] for dates out of order, or the store's.
pub async fn tabs(
    app: &App,
    restaurant: RestaurantId,
    dates: Dates,
    filter: &TabFilter,
    mut before: Option<TabPlace>,
    limit: usize,
) -> Result<Page<Arc<Tab>, TabPlace>> {
    dates.check()?;
    let house = app.houses.get(restaurant).await?;
    let day = |date| house.restaurant.business_day_of(date);
    let (from, to) = (dates.from.unwrap_or(DATES.0), dates.to.unwrap_or(DATES.1));
    let (from, to) = (day(from).starts, day(to).ends);
    let (mut items, mut looked) = (Vec::new(), 0);
    while looked < LOOKS_AT {
        let page = app.store.tabs_between(restaurant, from, to, before, PAGE).await?;
        looked += page.len();
        before = page.last().map(place);
        let more = page.len() == PAGE;
        items.extend(page.into_iter().filter(|tab| filter.matches(tab)));
        if items.len() > limit || !more {
            return Ok(cut(items, limit, None, place));
        }
    }
    Ok(cut(items, limit, before, place))
}

/// At most so many items. Where more were found it goes on behind the last of these, otherwise at `next`.
fn cut<T, P>(
    mut items: Vec<T>,
    limit: usize,
    next: Option<P>,
    place: impl FnOnce(&T) -> P,
) -> Page<T, P> {
    if items.len() <= limit {
        return Page { items, next };
    }
    items.truncate(limit);
    let next = items.last().map(place);
    Page { items, next }
}

fn place(tab: &Arc<Tab>) -> TabPlace {
    TabPlace::from(&**tab)
}

/// Where an order stands among those of its restaurant, ordered by when they were placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct OrderPlace {
    /// When it was placed.
    pub placed_at: Timestamp,
    /// Its id.
    pub id: OrderId,
}

impl OrderPlace {
    /// Behind everything later than a day.
    fn at_the_end_of(day: &BusinessDay) -> Self {
        let moment = SignedDuration::from_nanos(1);
        let placed_at = day.ends.checked_sub(moment).unwrap_or(day.ends);
        Self { placed_at, id: OrderId::from_bytes([0xff; 16]) }
    }
}

/// An order with its tab and its business day.
#[derive(Debug, Clone)]
pub struct FoundOrder {
    /// The order.
    pub order: Arc<Order>,
    /// Its tab.
    pub tab: Arc<Tab>,
    /// The business day it was placed on.
    pub date: Date,
}

impl FoundOrder {
    fn place(&self) -> OrderPlace {
        OrderPlace { placed_at: self.order.placed_at, id: self.order.id }
    }
}

/// Orders that were placed on these days, newest first.
///
/// # Errors
/// [`Error::Invalid`] for dates out of order, or the store's.
pub async fn orders(
    app: &App,
    restaurant: RestaurantId,
    dates: Dates,
    filter: &OrderFilter,
    before: Option<OrderPlace>,
    limit: usize,
) -> Result<Page<FoundOrder, OrderPlace>> {
    dates.check()?;
    let house = app.houses.get(restaurant).await?;
    let first = dates.from.unwrap_or(DATES.0);
    let mut date = last_date(&house.restaurant, dates.to, before, app.now());
    let (mut items, mut looked) = (Vec::new(), 0);
    for _ in 0..DAYS {
        if date < first {
            return Ok(cut(items, limit, None, FoundOrder::place));
        }
        let day = house.restaurant.business_day_of(date);
        let (tabs, seen) = look_through(app, restaurant, &day).await?;
        items.extend(orders_of(&tabs, &day, filter, before));
        looked += seen;
        if items.len() > limit {
            return Ok(cut(items, limit, None, FoundOrder::place));
        }
        let Some(earlier) = earlier_date(app, &house.restaurant, &day).await? else {
            return Ok(cut(items, limit, None, FoundOrder::place));
        };
        date = earlier;
        if looked >= LOOKS_AT {
            break;
        }
    }
    let next = OrderPlace::at_the_end_of(&house.restaurant.business_day_of(date));
    Ok(cut(items, limit, Some(next), FoundOrder::place))
}

/// The day to begin on: the last that was asked for, or where the page before ended.
fn last_date(
    restaurant: &Restaurant,
    to: Option<Date>,
    before: Option<OrderPlace>,
    now: Timestamp,
) -> Date {
    let ended = before.map_or(now, |place| place.placed_at.min(now));
    let last = restaurant.business_date(ended);
    to.map_or(last, |to| to.min(last))
}

/// The orders of a day that are let through, newest first.
fn orders_of(
    tabs: &[Arc<Tab>],
    day: &BusinessDay,
    filter: &OrderFilter,
    before: Option<OrderPlace>,
) -> Vec<FoundOrder> {
    let all = tabs.iter().flat_map(|tab| tab.orders.iter().map(move |order| (tab, order)));
    let found =
        all.filter(|(tab, order)| day.contains(order.placed_at) && filter.matches(tab, order));
    let mut found: Vec<FoundOrder> = found
        .map(|(tab, order)| FoundOrder { order: order.clone(), tab: tab.clone(), date: day.date })
        .filter(|found| before.is_none_or(|before| found.place() < before))
        .collect();
    found.sort_by_key(|found| std::cmp::Reverse(found.place()));
    found
}

/// The last day before this one on which there may be orders; none where nothing is older.
async fn earlier_date(
    app: &App,
    restaurant: &Restaurant,
    day: &BusinessDay,
) -> Result<Option<Date>> {
    let (from, to) = (restaurant.business_day_of(DATES.0).starts, day.starts);
    let older = app.store.tabs_between(restaurant.id, from, to, None, 1).await?;
    let Some(newest) = older.first() else { return Ok(None) };
    let open = app.store.open_tabs(restaurant.id).await?;
    let ordered = open.iter().flat_map(|tab| &tab.orders).map(|order| order.placed_at);
    let latest = newest.opened_at.checked_add(LOOKS_BACK).unwrap_or(Timestamp::MAX);
    let latest = ordered.filter(|at| *at < day.starts).fold(latest, Timestamp::max);
    let eve = day.date.yesterday().ok();
    Ok(eve.map(|eve| eve.min(restaurant.business_date(latest))))
}
