//! The end of a tab, and its second beginning.

use std::sync::Arc;

use super::command::{Change, Subject};
use super::decide::open_for;
use super::{
    Context, LineStatus, PaymentStatus, Reopening, ServiceRequest, Step, Tab, TabError, TabStatus,
    words,
};
use crate::event::{Actor, EventKind};

/// Closes a tab: nothing may be owed, and nothing may be left with the kitchen. What is ready counts as served,
/// announced payments lapse, and open calls for service are done.
pub(super) fn close(tab: &mut Tab, ctx: &Context<'_>) -> Result<Change, TabError> {
    open_for(tab, ctx)?;
    if ctx.actor.guest().is_some() {
        return Err(TabError::Forbidden("this is for staff"));
    }
    check_finished(tab)?;
    serve_ready(tab, ctx)?;
    for payment in &mut tab.payments {
        if payment.status == PaymentStatus::Created {
            payment.status = payment.status.clone().expire()?;
        }
    }
    let change = resolve_requests(tab, ctx)?;
    tab.status = TabStatus::Closed { at: ctx.now, by: ctx.actor };
    Ok(change.event(EventKind::TabClosed))
}

fn check_finished(tab: &Tab) -> Result<(), TabError> {
    let bill = tab.bill();
    if !bill.is_paid() {
        return Err(TabError::Owing { balance: bill.balance, currency: tab.currency });
    }
    let lines = tab.orders.iter().flat_map(|order| order.live_lines());
    let unfinished = lines.filter(|line| line.status.step() < Some(Step::Ready)).count();
    if unfinished > 0 {
        return Err(TabError::Unfinished { lines: unfinished });
    }
    Ok(())
}

fn serve_ready(tab: &mut Tab, ctx: &Context<'_>) -> Result<(), TabError> {
    for order in tab.orders.iter_mut().filter(|order| !order.is_done()) {
        for line in &mut Arc::make_mut(order).lines {
            if matches!(line.status, LineStatus::Live { step: Step::Ready, .. }) {
                line.status = line.status.clone().advance(Step::Served, ctx.now)?;
            }
        }
    }
    Ok(())
}

fn resolve_requests(tab: &mut Tab, ctx: &Context<'_>) -> Result<Change, TabError> {
    let mut change = Change::of(Subject::Tab);
    for request in tab.service_requests.iter_mut().filter(|request| request.is_open()) {
        let ServiceRequest { id, status, .. } = request;
        *status = status.clone().resolve(ctx.now, ctx.actor)?;
        change = change.event(EventKind::ServiceResolved { request_id: *id, table_id: None });
    }
    Ok(change)
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
    let reason = words::reason(reason)?;
    if !matches!(tab.status, TabStatus::Closed { .. }) {
        return Err(TabError::not_allowed("reopen", tab.status.as_str()));
    }
    tab.status = TabStatus::Open { settled_since: None };
    tab.reopenings.push(Reopening { at: ctx.now, by: ctx.actor, reason });
    Ok(Change::of(Subject::Tab).event(EventKind::TabOpened))
}
