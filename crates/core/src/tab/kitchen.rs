//! Lines on their way through the kitchen.

use std::sync::Arc;

use super::command::{Change, Subject, Take};
use super::decide::open_for_members;
use super::{Context, Line, Order, OrderStatus, Step, Tab, TabError, words};
use crate::event::EventKind;
use crate::id::LineId;

/// Moves a line forward; the first step accepts its order.
pub(super) fn advance(
    tab: &mut Tab,
    id: LineId,
    to: Step,
    ctx: &Context<'_>,
) -> Result<Change, TabError> {
    open_for_members(tab, ctx)?;
    let (order, index) = find(tab, id)?;
    let mut change = Change::of(Subject::Order(order.id));
    let fresh = order.status == OrderStatus::Placed;
    if !fresh && !matches!(order.status, OrderStatus::Accepted { .. }) {
        return Err(TabError::not_allowed("advance", order.status.as_str()));
    }
    order.lines[index].advance(to, ctx.now)?;
    if fresh {
        order.take_in(ctx.now)?;
        change = change.event(EventKind::OrderAccepted { order_id: order.id });
    }
    Ok(change.event(EventKind::OrderUpdated { order_id: order.id }))
}

/// Takes a line's last step back.
pub(super) fn undo(tab: &mut Tab, id: LineId, ctx: &Context<'_>) -> Result<Change, TabError> {
    open_for_members(tab, ctx)?;
    let (order, index) = find(tab, id)?;
    if order.is_dead() {
        return Err(TabError::not_allowed("undo", order.status.as_str()));
    }
    order.lines[index].undo(ctx.now)?;
    Ok(Change::of(Subject::Order(order.id)).event(EventKind::OrderUpdated { order_id: order.id }))
}

/// Strikes a line off; its portions return if the kitchen had not begun.
pub(super) fn void(
    tab: &mut Tab,
    id: LineId,
    reason: &str,
    ctx: &Context<'_>,
) -> Result<Change, TabError> {
    open_for_members(tab, ctx)?;
    let reason = words::reason(reason)?;
    let (order, index) = find(tab, id)?;
    if order.is_dead() {
        return Err(TabError::not_allowed("void", order.status.as_str()));
    }
    let line = &mut order.lines[index];
    let back = given_back(line);
    line.status = line.status.clone().void(ctx.now, ctx.actor, reason)?;
    Ok(Change::of(Subject::Order(order.id))
        .event(EventKind::OrderUpdated { order_id: order.id })
        .takes(back))
}

/// What a line gives back when it dies: its portions, if nobody has begun to make it.
pub(super) fn given_back(line: &Line) -> Vec<Take> {
    if line.status.step() != Some(Step::Queued) {
        return Vec::new();
    }
    let portions = -i64::from(line.quantity);
    let dish_id = line.dish_id;
    line.taken_from
        .iter()
        .map(|variant_id| Take { dish_id, variant_id: *variant_id, portions })
        .collect()
}

fn find(tab: &mut Tab, id: LineId) -> Result<(&mut Order, usize), TabError> {
    for order in &mut tab.orders {
        if let Some(index) = order.lines.iter().position(|line| line.id == id) {
            return Ok((Arc::make_mut(order), index));
        }
    }
    Err(TabError::NotFound("line"))
}
