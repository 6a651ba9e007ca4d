//! Commands on a tab: wait for its turn, load, decide, commit, hand the events on.

use std::sync::Arc;

use dineqr_core::event::{Actor, Event, EventKind};
use dineqr_core::id::{RestaurantId, TabId, TableId};
use dineqr_core::store::{Commit, StoreError};
use dineqr_core::tab::{
    self, Command, Context, Decision, Opening, RequestKey, Subject, Tab, TabError, TabStatus,
    TableRef,
};

use super::house::House;
use super::{Error, Result};
use crate::app::App;
use crate::auth::code;

/// How often a lost race is decided again. On one node races are rare: writers wait for their turn.
const ATTEMPTS: usize = 16;
/// How many joins are followed to the tab that goes on.
const MOST_JOINS: usize = 8;

/// A command that was carried out.
#[derive(Debug, Clone)]
pub struct Done {
    /// The tab as it is now.
    pub tab: Arc<Tab>,
    /// What the answer shows.
    pub subject: Subject,
    /// True when the request was a repeat of one that was answered before.
    pub replayed: bool,
}

/// Carries out a command on a tab.
///
/// # Errors
/// [`Error::NotFound`] without such a tab in that restaurant, [`Error::Tab`] when it refuses, the store's errors.
pub async fn run(
    app: &App,
    restaurant: RestaurantId,
    id: TabId,
    actor: Actor,
    command: &Command,
) -> Result<Done> {
    let _turn = app.turn(id).await;
    run_in_turn(app, restaurant, id, actor, command).await
}

/// As [`run`], for a caller that waited for the tab's turn.
pub(super) async fn run_in_turn(
    app: &App,
    restaurant: RestaurantId,
    id: TabId,
    actor: Actor,
    command: &Command,
) -> Result<Done> {
    let house = app.houses.get(restaurant).await?;
    for _ in 0..ATTEMPTS {
        let tab = find(app, restaurant, id).await?;
        let decision = decide(app, &house, actor, |ctx| tab::decide(&tab, command, ctx)).await?;
        if decision.is_replay() {
            return Ok(Done { tab, subject: decision.subject, replayed: true });
        }
        if let Some(done) = commit(app, Some(&tab), decision).await? {
            return Ok(done);
        }
    }
    Err(Error::Store(StoreError::Conflict))
}

/// The tab of that id.
///
/// # Errors
/// [`Error::NotFound`] without such a tab in that restaurant.
pub async fn find(app: &App, restaurant: RestaurantId, id: TabId) -> Result<Arc<Tab>> {
    app.store.tab(restaurant, id).await?.ok_or(Error::NotFound("tab"))
}

/// The tab that goes on where this one was joined into others.
///
/// # Errors
/// [`Error::NotFound`] without such a tab in that restaurant.
pub async fn follow(app: &App, restaurant: RestaurantId, id: TabId) -> Result<Arc<Tab>> {
    let mut tab = find(app, restaurant, id).await?;
    for _ in 0..MOST_JOINS {
        let TabStatus::Joined { into, .. } = tab.status else { break };
        tab = find(app, restaurant, into).await?;
    }
    Ok(tab)
}

/// Decides with everything that a decision depends on.
pub(super) async fn decide<T>(
    app: &App,
    house: &House,
    actor: Actor,
    decide: impl FnOnce(&Context<'_>) -> std::result::Result<T, TabError>,
) -> Result<T> {
    let stock = app.houses.stock(house.restaurant.id).await?;
    let ctx = Context {
        now: app.now(),
        ids: &*app.ids,
        actor,
        restaurant: &house.restaurant,
        menu: &house.menu,
        stock: &stock,
    };
    Ok(decide(&ctx)?)
}

/// Commits a decision; nothing where somebody else was faster, so that it must be decided again.
async fn commit(app: &App, before: Option<&Tab>, decision: Decision) -> Result<Option<Done>> {
    let subject = decision.subject;
    let mut commit = Commit::new(before, decision);
    add_stock_events(app, &mut commit);
    let (tab, events) = (commit.tab.clone(), commit.events.clone());
    let restaurant = tab.restaurant_id;
    match app.store.commit(commit).await {
        Ok(()) => {
            app.hand_on_in_order(events).await;
            Ok(Some(Done { tab, subject, replayed: false }))
        }
        Err(StoreError::Conflict) => Ok(None),
        Err(StoreError::SoldOut { dish_id, variant_id }) => {
            app.houses.drop_stock(restaurant);
            Err(Error::Tab(TabError::SoldOut { line: 0, dish_id, variant_id }))
        }
        Err(error) => Err(error.into()),
    }
}

/// Whoever looks at the menu hears how many portions are left.
fn add_stock_events(app: &App, commit: &mut Commit) {
    for take in &commit.takes {
        let kind =
            EventKind::DishAvailability { dish_id: take.dish_id, variant_id: take.variant_id };
        commit.events.push(app.event(commit.tab.restaurant_id, Actor::System, kind));
    }
}

/// Opens a tab at a table, or as a parcel where there is none. A repeated key answers the tab it once opened.
///
/// # Errors
/// [`Error::Conflict`] when the table has an open tab, [`Error::Tab`] when the key belongs to another request.
pub async fn open(
    app: &App,
    house: &House,
    actor: Actor,
    table: Option<TableRef>,
    customer: Option<String>,
    key: Option<(TabId, RequestKey)>,
) -> Result<Done> {
    let (id, request) = match key {
        Some((id, request)) => (id, Some(request)),
        None => (TabId::new(app.now(), &*app.ids), None),
    };
    let opening =
        Opening { id, table, customer, pin: code::pin(&*app.ids), request: request.clone() };
    let decision = decide(app, house, actor, |ctx| Ok(tab::open(opening, ctx))).await?;
    match commit(app, None, decision).await {
        Ok(Some(done)) => Ok(done),
        Ok(None) => Err(Error::Store(StoreError::Conflict)),
        Err(Error::Store(StoreError::Duplicate)) => reopened(app, house, id, request).await,
        Err(error) => Err(error),
    }
}

/// What a refused opening means: a repeat, a key of another request, or a table that is taken.
async fn reopened(
    app: &App,
    house: &House,
    id: TabId,
    request: Option<RequestKey>,
) -> Result<Done> {
    match app.store.tab(house.restaurant.id, id).await? {
        Some(tab) if tab.request == request => {
            Ok(Done { tab, subject: Subject::Tab, replayed: true })
        }
        Some(_) => Err(Error::Tab(TabError::KeyReused)),
        None => Err(Error::Conflict { code: "table_taken", detail: "The table has an open tab." }),
    }
}

/// Joins one tab into another.
///
/// # Errors
/// [`Error::NotFound`] for either, [`Error::Tab`] when they cannot be joined.
pub async fn join(
    app: &App,
    restaurant: RestaurantId,
    id: TabId,
    into: TabId,
    actor: Actor,
) -> Result<Done> {
    let house = app.houses.get(restaurant).await?;
    let _turns = app.turns(id, into).await;
    for _ in 0..ATTEMPTS {
        let tab = find(app, restaurant, id).await?;
        let other = find(app, restaurant, into).await?;
        let (left, on) = decide(app, &house, actor, |ctx| tab::join(&tab, &other, ctx)).await?;
        let mut events: Vec<Event> = left.events.clone();
        events.extend(on.events.iter().cloned());
        let commit = Commit::new(Some(&other), on).after(Commit::new(Some(&tab), left));
        let after = commit.tab.clone();
        match app.store.commit(commit).await {
            Ok(()) => {
                app.hand_on_in_order(events).await;
                return Ok(Done { tab: after, subject: Subject::Tab, replayed: false });
            }
            Err(StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Error::Store(StoreError::Conflict))
}

/// Moves a tab to another table.
///
/// # Errors
/// [`Error::NotFound`] for the tab or the table, [`Error::Conflict`] when that table has an open tab.
pub async fn move_to(
    app: &App,
    restaurant: RestaurantId,
    id: TabId,
    table: TableId,
    actor: Actor,
) -> Result<Done> {
    let table = super::table::find(app, restaurant, table).await?;
    let table = TableRef { id: table.id, name: table.name };
    match run(app, restaurant, id, actor, &Command::MoveTo { table }).await {
        Err(Error::Store(StoreError::Duplicate)) => {
            Err(Error::Conflict { code: "table_taken", detail: "The table has an open tab." })
        }
        other => other,
    }
}
