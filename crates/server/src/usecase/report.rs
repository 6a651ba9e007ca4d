//! What was sold: today so far, and any business day.

use std::collections::HashSet;
use std::sync::Arc;

use dineqr_core::id::{RestaurantId, TabId};
use dineqr_core::money::Currency;
use dineqr_core::report::{self, DayReport, Sales, Today};
use dineqr_core::restaurant::BusinessDay;
use dineqr_core::store::TabPlace;
use dineqr_core::tab::Tab;
use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp, ToSpan};

use super::{Error, Result};
use crate::app::App;

/// How long before a day a closed tab may have been opened that still holds something of it. An open one counts
/// however old it is.
pub(super) const LOOKS_BACK: SignedDuration = SignedDuration::from_hours(48);
/// Tabs read at once.
pub(super) const PAGE: usize = 200;
/// The first and the last date that can be asked for.
pub(super) const DATES: (Date, Date) = (date(2000, 1, 1), date(2199, 12, 31));

/// The business day so far.
#[derive(Debug, Clone)]
pub struct TodayReport {
    /// The moment it is told of.
    pub at: Timestamp,
    /// The business day.
    pub date: Date,
    /// Currency of every amount.
    pub currency: Currency,
    /// The figures.
    pub today: Today,
}

/// One business day.
#[derive(Debug, Clone)]
pub struct PastDay {
    /// The business day.
    pub date: Date,
    /// Currency of every amount.
    pub currency: Currency,
    /// The figures.
    pub report: DayReport,
    /// The same weekday one week before.
    pub previous: Sales,
}

/// The business day so far, and how the floor stands.
///
/// # Errors
/// The store's.
pub async fn today(app: &App, restaurant: RestaurantId) -> Result<TodayReport> {
    let house = app.houses.get(restaurant).await?;
    let at = app.now();
    let date = house.restaurant.business_date(at);
    let day = house.restaurant.business_day_of(date);
    let mut tabs = tabs_of(app, restaurant, &day).await?;
    let known: HashSet<TabId> = tabs.iter().map(|tab| tab.id).collect();
    let open = app.store.open_tabs(restaurant).await?;
    tabs.extend(open.into_iter().filter(|tab| !known.contains(&tab.id)));
    let today = report::today(&tabs, &day, at);
    Ok(TodayReport { at, date, currency: house.restaurant.currency, today })
}

/// One business day, by default the present one.
///
/// # Errors
/// [`Error::Invalid`] for a date far from today, or the store's.
pub async fn day(app: &App, restaurant: RestaurantId, date: Option<Date>) -> Result<PastDay> {
    let house = app.houses.get(restaurant).await?;
    let date = date.unwrap_or_else(|| house.restaurant.business_date(app.now()));
    check_date("date", date)?;
    let week_before = house.restaurant.business_day_of(date.saturating_sub(1.week()));
    let day = house.restaurant.business_day_of(date);
    let previous = report::sales(&tabs_of(app, restaurant, &week_before).await?, &week_before);
    let report = report::day(&tabs_of(app, restaurant, &day).await?, &day);
    Ok(PastDay { date, currency: house.restaurant.currency, report, previous })
}

/// Refuses dates on which nobody does business.
///
/// # Errors
/// [`Error::Invalid`] naming `field`.
pub(super) fn check_date(field: &str, date: Date) -> Result<()> {
    let rule = "a date from 2000-01-01 to 2199-12-31";
    let sound = (DATES.0..=DATES.1).contains(&date);
    if sound { Ok(()) } else { Err(Error::invalid(field, "date", rule)) }
}

/// The tabs with an order or a payment of a business day.
async fn tabs_of(app: &App, restaurant: RestaurantId, day: &BusinessDay) -> Result<Vec<Arc<Tab>>> {
    Ok(look_through(app, restaurant, day).await?.0)
}

/// The tabs with an order or a payment of a business day, and how many were looked at to find them.
pub(super) async fn look_through(
    app: &App,
    restaurant: RestaurantId,
    day: &BusinessDay,
) -> Result<(Vec<Arc<Tab>>, usize)> {
    let from = day.starts.checked_sub(LOOKS_BACK).unwrap_or(Timestamp::MIN);
    let open = app.store.open_tabs(restaurant).await?;
    let older = |tab: &Arc<Tab>| tab.opened_at < from && report::concerns(tab, day);
    let mut tabs: Vec<Arc<Tab>> = open.into_iter().filter(older).collect();
    let (mut looked, mut before) = (0, None);
    loop {
        let page = app.store.tabs_between(restaurant, from, day.ends, before, PAGE).await?;
        before = page.last().map(|tab| TabPlace::from(&**tab));
        looked += page.len();
        let more = page.len() == PAGE;
        tabs.extend(page.into_iter().filter(|tab| report::concerns(tab, day)));
        if !more {
            return Ok((tabs, looked));
        }
    }
}
