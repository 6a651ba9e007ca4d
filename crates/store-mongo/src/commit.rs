//! A commit as what it changes: one conditional write of one document, wherever that is enough.

use dineqr_core::event::{Event, EventKind};
use dineqr_core::id::{RestaurantId, TabId};
use dineqr_core::store::{Changed, Commit, Result, StoreError};
use dineqr_core::tab::Tab;
use mongodb::bson::{Bson, Document, doc};
use mongodb::{ClientSession, Collection};

use crate::document::{self, date, date_after, int};
use crate::failure::Outcome;
use crate::homes;
use crate::stock;
use crate::transaction::Steps;

/// The field that holds the tab itself.
pub(crate) const TAB: &str = "tab";

/// What one commit does to the document of its tab.
pub(crate) enum Write {
    /// The tab is new.
    Insert(Document),
    /// The tab is changed if it is still as the filter says.
    Update {
        /// Tab and version.
        filter: Document,
        /// What changes.
        change: Document,
    },
}

impl Write {
    pub(crate) fn of(commit: &Commit) -> Result<Self> {
        let events = homes::waiting(commit.events.iter().filter(|event| !about_stock(event)))?;
        if commit.expected_version == 0 {
            return Ok(Self::Insert(new(&commit.tab, events)?));
        }
        let mut filter = key(commit.tab.restaurant_id, commit.tab.id);
        filter.insert("version", int(commit.expected_version));
        let (mut set, unset) = lookups(&commit.tab);
        set.extend(parts(&commit.tab, &commit.changed)?);
        let mut change = doc! { "$set": set };
        if !unset.is_empty() {
            change.insert("$unset", unset);
        }
        if !events.is_empty() {
            change.insert("$push", doc! { "pending": { "$each": events } });
        }
        Ok(Self::Update { filter, change })
    }

    /// Writes it, within a transaction where there is one.
    pub(crate) async fn run(
        &self,
        tabs: &Collection<Document>,
        session: Option<&mut ClientSession>,
    ) -> Outcome<()> {
        match self {
            Self::Insert(document) => {
                let insert = tabs.insert_one(document);
                match session {
                    Some(session) => insert.session(session).await?,
                    None => insert.await?,
                };
            }
            Self::Update { filter, change } => {
                let update = tabs.update_one(filter.clone(), change.clone());
                let done = match session {
                    Some(session) => update.session(session).await?,
                    None => update.await?,
                };
                if done.matched_count == 0 {
                    return Err(StoreError::Conflict.into());
                }
            }
        }
        Ok(())
    }
}

/// A commit that one write does not hold: of two tabs, or with portions.
pub(crate) struct Together<'a> {
    pub(crate) tabs: Collection<Document>,
    pub(crate) stock: Collection<Document>,
    /// In the order they are written.
    pub(crate) commits: Vec<(&'a Commit, Write)>,
}

impl<'a> Together<'a> {
    /// True when a commit needs a transaction.
    pub(crate) fn needed(commit: &Commit) -> bool {
        commit.with.is_some() || !commit.takes.is_empty() || commit.events.iter().any(about_stock)
    }

    pub(crate) fn of(
        commit: &'a Commit,
        tabs: Collection<Document>,
        stock: Collection<Document>,
    ) -> Result<Self> {
        let mut commits = Vec::new();
        let mut next = Some(commit);
        while let Some(commit) = next {
            commits.push((commit, Write::of(commit)?));
            next = commit.with.as_deref();
        }
        // The tab that is joined into another leaves its tables first.
        commits.reverse();
        Ok(Self { tabs, stock, commits })
    }
}

impl Steps for Together<'_> {
    async fn run(&self, session: &mut ClientSession) -> Outcome<()> {
        for (_, write) in &self.commits {
            write.run(&self.tabs, Some(&mut *session)).await?;
        }
        // What many write at once comes last: from here to the end others must wait.
        for (commit, _) in &self.commits {
            take_portions(&self.stock, session, commit).await?;
        }
        Ok(())
    }
}

/// Takes portions; the events about each stock go where it stands.
async fn take_portions(
    stock: &Collection<Document>,
    session: &mut ClientSession,
    commit: &Commit,
) -> Outcome<()> {
    let place = commit.tab.restaurant_id;
    let mut told: Vec<_> = commit.events.iter().filter_map(subject).collect();
    for take in &commit.takes {
        let its_own = (take.dish_id, take.variant_id);
        let events: Vec<&Event> =
            told.extract_if(.., |(of, _)| *of == its_own).map(|(_, event)| event).collect();
        stock::take(stock, session, place, take, &events).await?;
    }
    for (of, event) in told {
        stock::tell(stock, session, place, of, &[event]).await?;
    }
    Ok(())
}

fn about_stock(event: &Event) -> bool {
    subject(event).is_some()
}

/// What stock an event tells of.
fn subject(
    event: &Event,
) -> Option<((dineqr_core::id::DishId, Option<dineqr_core::id::VariantId>), &Event)> {
    match event.kind {
        EventKind::DishAvailability { dish_id, variant_id } => Some(((dish_id, variant_id), event)),
        _ => None,
    }
}

/// What finds a tab. The id comes first: whoever plans by the order of the fields then looks at one document.
pub(crate) fn key(restaurant: RestaurantId, id: TabId) -> Document {
    doc! { "_id": id.to_string(), "restaurant_id": restaurant.to_string() }
}

/// A new tab as a document.
pub(crate) fn new(tab: &Tab, events: Vec<Document>) -> Result<Document> {
    let mut document = key(tab.restaurant_id, tab.id);
    document.extend(lookups(tab).0);
    document.insert(TAB, document::write(tab)?);
    document.insert("pending", events);
    Ok(document)
}

/// What a tab is looked up by: what to write, and what to remove. What stays as it was touches no index.
pub(crate) fn lookups(tab: &Tab) -> (Document, Document) {
    let seats: Vec<String> = tab.occupied().map(|table| table.to_string()).collect();
    let mut set = doc! {
        "version": int(tab.version),
        "status": tab.status.as_str(),
        "opened_at": date(tab.opened_at),
    };
    let mut unset = Document::new();
    let closes_at = tab.closes_at().map(date_after);
    for (field, value) in [
        ("closes_at", closes_at.map(Bson::from)),
        ("seats", Some(seats).filter(|seats| !seats.is_empty()).map(Bson::from)),
    ] {
        match value {
            Some(value) => set.insert(field, value),
            None => unset.insert(field, ""),
        };
    }
    (set, unset)
}

/// The parts of a tab that a change writes, by their path.
fn parts(tab: &Tab, changed: &Changed) -> Result<Document> {
    let Changed::Parts { guests, orders, payments, service_requests } = changed else {
        return Ok(doc! { TAB: document::write(tab)? });
    };
    let mut parts = small_parts(tab)?;
    for place in orders {
        // One more than there are is added at the end.
        let order = tab.orders.get(*place).map(document::write).transpose()?;
        parts.insert(format!("tab.orders.{place}"), order);
    }
    if *guests {
        parts.insert("tab.guests", document::write(&tab.guests)?);
    }
    if *payments {
        parts.insert("tab.payments", document::write(&tab.payments)?);
    }
    if *service_requests {
        parts.insert("tab.service_requests", document::write(&tab.service_requests)?);
    }
    Ok(parts)
}

/// The parts that are always written: together they are smaller than one order.
fn small_parts(tab: &Tab) -> Result<Document> {
    // Named one by one, so that a new field cannot be forgotten.
    let Tab {
        id: _,
        restaurant_id: _,
        version,
        channel,
        tables,
        status,
        opened_at,
        opened_by,
        seen_at,
        pin,
        customer,
        currency,
        rounding_unit,
        adjustments,
        guests: _,
        orders: _,
        payments: _,
        service_requests: _,
        reopenings,
        request,
    } = tab;
    Ok(doc! {
        "tab.version": int(*version),
        "tab.channel": document::write(channel)?,
        "tab.tables": document::write(tables)?,
        "tab.status": document::write(status)?,
        "tab.opened_at": document::write(opened_at)?,
        "tab.opened_by": document::write(opened_by)?,
        "tab.seen_at": document::write(seen_at)?,
        "tab.pin": pin,
        "tab.customer": document::write(customer)?,
        "tab.currency": document::write(currency)?,
        "tab.rounding_unit": *rounding_unit,
        "tab.adjustments": document::write(adjustments)?,
        "tab.reopenings": document::write(reopenings)?,
        "tab.request": document::write(request)?,
    })
}
