//! What becomes of an order as a whole: let through, taken, turned down or called off.

use std::sync::Arc;

use jiff::Timestamp;

use super::command::{Change, Subject, Take};
use super::decide::{open_for, open_for_members};
use super::drafting::promise;
use super::kitchen::given_back;
use super::{Context, Order, ShownStatus, Step, Tab, TabError, words};
use crate::event::EventKind;
use crate::id::OrderId;

impl Order {
    /// The kitchen takes the order: promises count from now.
    pub(super) fn take_in(&mut self, now: Timestamp) -> Result<(), TabError> {
        self.status = self.status.clone().accept(now)?;
        for line in &mut self.lines {
            line.promised_at = promise(now, line.prep_minutes);
        }
        Ok(())
    }

    /// What returns to the stock when the order dies now.
    fn given_back(&self) -> Vec<Take> {
        self.live_lines().flat_map(given_back).collect()
    }
}

/// Lets a guest's first round through, and the guest from now on.
pub(super) fn approve(tab: &mut Tab, id: OrderId, ctx: &Context<'_>) -> Result<Change, TabError> {
    open_for_members(tab, ctx)?;
    let order = find(tab, id, "approve")?;
    order.status = order.status.clone().approve()?;
    let by = order.by.guest();
    for guest in tab.guests.iter_mut().filter(|guest| Some(guest.id) == by) {
        guest.approved = true;
    }
    Ok(Change::of(Subject::Order(id)).event(EventKind::OrderUpdated { order_id: id }))
}

/// The kitchen takes an order.
pub(super) fn accept(tab: &mut Tab, id: OrderId, ctx: &Context<'_>) -> Result<Change, TabError> {
    open_for_members(tab, ctx)?;
    find(tab, id, "accept")?.take_in(ctx.now)?;
    Ok(Change::of(Subject::Order(id)).event(EventKind::OrderAccepted { order_id: id }))
}

/// Turns an order down; its portions return.
pub(super) fn reject(
    tab: &mut Tab,
    id: OrderId,
    reason: Option<&str>,
    ctx: &Context<'_>,
) -> Result<Change, TabError> {
    open_for_members(tab, ctx)?;
    let reason = words::optional(reason, "reason")?;
    let order = find(tab, id, "reject")?;
    let back = order.given_back();
    order.status = order.status.clone().reject(ctx.now, reason)?;
    Ok(Change::of(Subject::Order(id)).event(EventKind::OrderRejected { order_id: id }).takes(back))
}

/// Calls an order off: guests their own, before the kitchen took it; staff also after, until something is served.
pub(super) fn cancel(
    tab: &mut Tab,
    id: OrderId,
    reason: Option<&str>,
    ctx: &Context<'_>,
) -> Result<Change, TabError> {
    open_for(tab, ctx)?;
    let reason = words::optional(reason, "reason")?;
    let order = find(tab, id, "cancel")?;
    if ctx.actor.guest().is_some() && order.by != ctx.actor {
        return Err(TabError::Forbidden("guests cancel their own orders"));
    }
    if order.live_lines().any(|line| line.status.step() == Some(Step::Served)) {
        return Err(TabError::not_allowed("cancel", Step::Served.as_str()));
    }
    let back = order.given_back();
    order.status = order.status.clone().cancel(ctx.now, ctx.actor, reason)?;
    Ok(Change::of(Subject::Order(id)).event(EventKind::OrderCancelled { order_id: id }).takes(back))
}

/// The order, unless every line of it was struck off: nothing is left to decide about it then.
fn find<'t>(tab: &'t mut Tab, id: OrderId, step: &'static str) -> Result<&'t mut Order, TabError> {
    let order = tab.orders.iter_mut().find(|order| order.id == id);
    let order = order.map(Arc::make_mut).ok_or(TabError::NotFound("order"))?;
    if !order.is_dead() && order.shown_status() == ShownStatus::Cancelled {
        return Err(TabError::not_allowed(step, ShownStatus::Cancelled.as_str()));
    }
    Ok(order)
}
