//! Guests sitting down, moving, joining and leaving.

use std::sync::Arc;

use super::command::{Change, Subject};
use super::decide::{event, finish, open_for, open_for_members};
use super::{
    Channel, Context, Decision, Guest, LineStatus, PaymentStatus, RequestKey, Step, Tab, TabError,
    TabStatus, TableRef,
};
use crate::event::{Actor, EventKind};
use crate::id::{GuestId, TabId};
use crate::pricing::Adjustments;

/// How a tab is opened.
#[derive(Debug, Clone)]
pub struct Opening {
    /// The id it gets; derived from the request's key where there is one.
    pub id: TabId,
    /// The table; none for a parcel.
    pub table: Option<TableRef>,
    /// Who a parcel is for.
    pub customer: Option<String>,
    /// The digits staff read out.
    pub pin: String,
    /// The key of the request.
    pub request: Option<RequestKey>,
}

/// Opens a tab.
pub fn open(opening: Opening, ctx: &Context<'_>) -> Decision {
    let tab = Tab {
        id: opening.id,
        restaurant_id: ctx.restaurant.id,
        version: 0,
        channel: if opening.table.is_some() { Channel::DineIn } else { Channel::Parcel },
        tables: opening.table.into_iter().collect(),
        status: TabStatus::Open { settled_since: None },
        opened_at: ctx.now,
        opened_by: ctx.actor,
        seen_at: None,
        pin: opening.pin,
        customer: opening.customer,
        currency: ctx.restaurant.currency,
        rounding_unit: ctx.restaurant.settings.rounding_unit,
        adjustments: Adjustments::default(),
        guests: Vec::new(),
        orders: Vec::new(),
        payments: Vec::new(),
        service_requests: Vec::new(),
        request: opening.request,
    };
    finish(tab, Change::of(Subject::Tab).event(EventKind::TabOpened), ctx)
}

/// A phone joins. One that staff took off the tab does not come back with the same number.
pub(super) fn join_guest(
    tab: &mut Tab,
    guest: &Guest,
    ctx: &Context<'_>,
) -> Result<Change, TabError> {
    open_for(tab, ctx)?;
    let same_phone = |old: &&Guest| old.phone_hash.is_some() && old.phone_hash == guest.phone_hash;
    if tab.guests.iter().filter(same_phone).any(|old| old.removed_at.is_some()) {
        return Err(TabError::GuestRemoved);
    }
    tab.guests.push(guest.clone());
    Ok(Change::of(Subject::Guest(guest.id)).event(EventKind::TabUpdated))
}

/// Staff take a phone off the tab. What it ordered stays.
pub(super) fn remove_guest(
    tab: &mut Tab,
    id: GuestId,
    ctx: &Context<'_>,
) -> Result<Change, TabError> {
    open_for_members(tab, ctx)?;
    let guest = find(tab, id)?;
    if guest.removed_at.is_some() {
        return Err(TabError::not_allowed("remove", "removed"));
    }
    guest.removed_at = Some(ctx.now);
    Ok(Change::of(Subject::Guest(id))
        .event(EventKind::TabUpdated)
        .event(EventKind::GuestRemoved { guest_id: id }))
}

/// Forgets a guest's name and number, on a closed tab too. What was ordered and paid stays.
pub(super) fn erase_guest(tab: &mut Tab, id: GuestId) -> Result<Change, TabError> {
    let guest = find(tab, id)?;
    guest.name = None;
    guest.phone_hash = None;
    Ok(Change::of(Subject::Guest(id)).event(EventKind::TabUpdated))
}

/// The guests move to another table.
pub(super) fn move_to(
    tab: &mut Tab,
    table: &TableRef,
    ctx: &Context<'_>,
) -> Result<Change, TabError> {
    open_for_members(tab, ctx)?;
    if tab.channel == Channel::Parcel {
        return Err(TabError::not_allowed("move", "parcel"));
    }
    if tab.tables.iter().any(|old| old.id == table.id) {
        return Err(TabError::rule("table_id", "same_table", "another table"));
    }
    tab.tables = vec![table.clone()];
    Ok(Change::of(Subject::Tab).event(EventKind::TabUpdated))
}

/// Joins `tab` into `other`: everything on it goes over, and both change together. Answers what becomes of
/// `tab`, then of `other`.
///
/// # Errors
/// [`TabError`] unless both are open dine-in tabs of one restaurant.
pub fn join(tab: &Tab, other: &Tab, ctx: &Context<'_>) -> Result<(Decision, Decision), TabError> {
    open_for_members(tab, ctx)?;
    let fitting = other.is_open()
        && other.id != tab.id
        && other.restaurant_id == tab.restaurant_id
        && other.channel == Channel::DineIn
        && tab.channel == Channel::DineIn
        && other.adjustments == tab.adjustments;
    if !fitting {
        return Err(TabError::CannotJoin { into: other.id });
    }
    let (mut left, mut on) = (tab.clone(), other.clone());
    on.tables.append(&mut left.tables);
    on.guests.append(&mut left.guests);
    on.orders.append(&mut left.orders);
    on.payments.append(&mut left.payments);
    on.service_requests.append(&mut left.service_requests);
    on.orders.sort_by_key(|order| (order.placed_at, order.number));
    left.status = TabStatus::Joined { at: ctx.now, into: other.id };
    left.version += 1;
    let kind = EventKind::TabJoined { into: other.id };
    let events = vec![event(&left, kind, ctx)];
    let left = Decision { tab: left, events, takes: Vec::new(), subject: Subject::Tab };
    Ok((left, finish(on, Change::of(Subject::Tab).event(EventKind::TabUpdated), ctx)))
}

/// Closes a tab: nothing may be owed, and nothing may be left with the kitchen. What is ready counts as served.
pub(super) fn close(tab: &mut Tab, ctx: &Context<'_>) -> Result<Change, TabError> {
    open_for(tab, ctx)?;
    if ctx.actor.guest().is_some() {
        return Err(TabError::Forbidden("this is for staff"));
    }
    let bill = tab.bill();
    if !bill.is_paid() {
        return Err(TabError::Owing { balance: bill.balance, currency: tab.currency });
    }
    let unfinished = tab.orders.iter().flat_map(|order| order.live_lines());
    let unfinished = unfinished.filter(|line| line.status.step() < Some(Step::Ready)).count();
    if unfinished > 0 {
        return Err(TabError::Unfinished { lines: unfinished });
    }
    serve_ready(tab, ctx)?;
    for payment in &mut tab.payments {
        if payment.status == PaymentStatus::Created {
            payment.status = payment.status.clone().expire()?;
        }
    }
    tab.status = TabStatus::Closed { at: ctx.now, by: ctx.actor };
    Ok(Change::of(Subject::Tab).event(EventKind::TabClosed))
}

fn serve_ready(tab: &mut Tab, ctx: &Context<'_>) -> Result<(), TabError> {
    for order in &mut tab.orders {
        if order.is_done() {
            continue;
        }
        for line in &mut Arc::make_mut(order).lines {
            if matches!(line.status, LineStatus::Live { step: Step::Ready, .. }) {
                line.status = line.status.clone().advance(Step::Served, ctx.now)?;
            }
        }
    }
    Ok(())
}

/// Closes a tab whose time has come; otherwise changes nothing.
pub(super) fn close_if_due(tab: &mut Tab, ctx: &Context<'_>) -> Result<Change, TabError> {
    if tab.closes_at().is_none_or(|due| due > ctx.now) {
        return Ok(Change::replay(Subject::Tab));
    }
    close(tab, ctx)
}

/// A manager opens a closed tab again.
pub(super) fn reopen(tab: &mut Tab, reason: &str, ctx: &Context<'_>) -> Result<Change, TabError> {
    if !matches!(ctx.actor, Actor::Manager(_)) {
        return Err(TabError::Forbidden("reopening is a manager's"));
    }
    if reason.trim().is_empty() {
        return Err(TabError::rule("reason", "required", "say why"));
    }
    if !matches!(tab.status, TabStatus::Closed { .. }) {
        return Err(TabError::not_allowed("reopen", tab.status.as_str()));
    }
    tab.status = TabStatus::Open { settled_since: None };
    Ok(Change::of(Subject::Tab).event(EventKind::TabOpened))
}

fn find(tab: &mut Tab, id: GuestId) -> Result<&mut Guest, TabError> {
    tab.guests.iter_mut().find(|guest| guest.id == id).ok_or(TabError::NotFound("guest"))
}
