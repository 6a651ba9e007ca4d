//! Moving to another table, and joining two tabs into one.

use super::command::{Change, Subject};
use super::decide::{event, finish, open_for_members};
use super::{Channel, Context, Decision, Tab, TabError, TabStatus, TableRef};
use crate::event::EventKind;

/// The guests move to another table, from all the tables they had.
pub(super) fn move_to(
    tab: &mut Tab,
    table: &TableRef,
    ctx: &Context<'_>,
) -> Result<Change, TabError> {
    open_for_members(tab, ctx)?;
    if tab.channel == Channel::Parcel {
        return Err(TabError::not_allowed("move", "parcel"));
    }
    if tab.tables.iter().all(|old| old.id == table.id) {
        return Err(TabError::rule("table_id", "same_table", "another table"));
    }
    tab.tables = vec![table.clone()];
    Ok(Change::of(Subject::Tab).event(EventKind::TabUpdated))
}

/// Joins `tab` into `other`: everything on it goes over, and both change together. Answers what becomes of
/// `tab`, then of `other`.
///
/// # Errors
/// [`TabError`] unless both are open dine-in tabs of one restaurant with the same currency and service charge.
pub fn join(tab: &Tab, other: &Tab, ctx: &Context<'_>) -> Result<(Decision, Decision), TabError> {
    open_for_members(tab, ctx)?;
    if !fit_together(tab, other) {
        return Err(TabError::CannotJoin { into: other.id });
    }
    let (mut left, mut on) = (tab.clone(), other.clone());
    hand_over(&mut left, &mut on);
    left.status = TabStatus::Joined { at: ctx.now, into: other.id };
    left.version += 1;
    let kind = EventKind::TabJoined { into: other.id };
    let events = vec![event(&left, kind, ctx)];
    let left = Decision { tab: left, events, takes: Vec::new(), subject: Subject::Tab };
    Ok((left, finish(on, Change::of(Subject::Tab).event(EventKind::TabUpdated), ctx)))
}

fn fit_together(tab: &Tab, other: &Tab) -> bool {
    other.is_open()
        && other.id != tab.id
        && other.restaurant_id == tab.restaurant_id
        && other.currency == tab.currency
        && [tab, other].iter().all(|tab| tab.channel == Channel::DineIn)
        && other.adjustments.service_charge == tab.adjustments.service_charge
}

fn hand_over(left: &mut Tab, on: &mut Tab) {
    on.tables.append(&mut left.tables);
    on.guests.append(&mut left.guests);
    on.orders.append(&mut left.orders);
    on.payments.append(&mut left.payments);
    on.service_requests.append(&mut left.service_requests);
    on.adjustments.discounts.append(&mut left.adjustments.discounts);
    on.orders.sort_by_key(|order| (order.placed_at, order.number));
}
