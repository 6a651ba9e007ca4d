//! Filling a store.

use dineqr_core::store::{Collection, Record, SharedStore};
use jiff::{SignedDuration, Timestamp};

use super::template::{Place, Template};
use crate::failure::Outcome;
use crate::load::count;

/// Restaurants, and tabs with their events, that are written in one transaction.
const HOUSES_AT_ONCE: usize = 20;
const TABS_AT_ONCE: usize = 200;
/// The time that past tabs are spread over: less than events are kept for.
const SPAN: SignedDuration = SignedDuration::from_hours(60 * 24);

/// How much a store holds.
#[derive(Debug, Clone, Copy)]
pub struct Extent {
    /// Restaurants.
    pub restaurants: usize,
    /// Past tabs of all restaurants together.
    pub past_tabs: usize,
    /// Events of each past tab: all it has, or fewer.
    pub events: usize,
}

/// The e-mail address of a restaurant's manager.
pub fn manager(number: usize) -> String {
    match number {
        0 => "manager@demo.test".to_owned(),
        number => format!("manager-{number}@demo.test"),
    }
}

/// Fills a store that holds the demo and one closed tab.
pub async fn fill(store: &SharedStore, extent: Extent) -> Outcome<()> {
    let template = Template::read(store, &manager(0)).await?;
    let places: Vec<_> =
        (0..extent.restaurants).map(|number| template.place(number)).collect::<Outcome<_>>()?;
    put_houses(store, &template, &places).await?;
    put_tabs(store, &template, &places, extent).await?;
    // A transfer that is over: what only it needed goes.
    Ok(store.note_transfer(None).await?)
}

async fn put_houses(store: &SharedStore, template: &Template, places: &[Place]) -> Outcome<()> {
    for (step, places) in places.chunks(HOUSES_AT_ONCE).enumerate() {
        let mut all: Vec<(Collection, Vec<Record>)> = Vec::new();
        for (n, place) in places.iter().enumerate() {
            for (collection, records) in template.house(step * HOUSES_AT_ONCE + n, place)? {
                match all.iter_mut().find(|(known, _)| *known == collection) {
                    Some((_, known)) => known.extend(records),
                    None => all.push((collection, records)),
                }
            }
        }
        for (collection, records) in all {
            store.put_records(collection, &records).await?;
        }
    }
    Ok(())
}

async fn put_tabs(
    store: &SharedStore,
    template: &Template,
    places: &[Place],
    extent: Extent,
) -> Outcome<()> {
    let end = template.opened_at()?.checked_sub(SignedDuration::from_hours(1))?;
    let (mut tabs, mut events) = (Vec::new(), Vec::new());
    for number in 0..extent.past_tabs {
        let opened_at = moment(end, number, extent.past_tabs)?;
        let place = &places[number % places.len()];
        let (tab, told) = template.past(place, number, opened_at, extent.events)?;
        tabs.push(tab);
        events.extend(told);
        if tabs.len() == TABS_AT_ONCE || number + 1 == extent.past_tabs {
            store.put_records(Collection::Tabs, &tabs).await?;
            store.put_records(Collection::Events, &events).await?;
            tabs.clear();
            events.clear();
        }
    }
    Ok(())
}

/// When the tab of that number was opened: evenly spread up to `end`.
fn moment(end: Timestamp, number: usize, of: usize) -> Outcome<Timestamp> {
    let before = SPAN.mul_f64(1.0 - count(number) / count(of));
    Ok(end.checked_sub(before)?)
}
