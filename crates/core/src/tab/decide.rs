//! The one door: a command goes in, a decision or a refusal comes out.

use jiff::Timestamp;

use super::command::Change;
use super::{Command, Context, Decision, Tab, TabError, TabStatus};
use super::{closing, kitchen, moving, ordering, paying, refunding, seating, service, verdict};
use crate::event::{Event, EventKind};
use crate::id::EventId;

/// Decides a command on a tab. Pure: the same tab, command and context give the same decision.
///
/// # Errors
/// [`TabError`] when the command is refused; the tab is as it was.
pub fn decide(tab: &Tab, command: &Command, ctx: &Context<'_>) -> Result<Decision, TabError> {
    check_here(tab, command)?;
    let mut next = tab.clone();
    let change = apply(&mut next, command, ctx)?;
    Ok(finish(next, change, ctx))
}

/// Refuses what is meant for a joined tab: all that was on it went over, and so must whoever asks.
fn check_here(tab: &Tab, command: &Command) -> Result<(), TabError> {
    let about_itself = matches!(command, Command::CloseIfDue | Command::Reopen { .. });
    match tab.status {
        TabStatus::Joined { .. } if !about_itself => {
            Err(TabError::TabClosed { status: tab.status.as_str() })
        }
        _ => Ok(()),
    }
}

fn apply(tab: &mut Tab, command: &Command, ctx: &Context<'_>) -> Result<Change, TabError> {
    match command {
        Command::JoinGuest { guest } => seating::join_guest(tab, guest, ctx),
        Command::ProveGuest { guest_id, proof, phone_hash } => {
            seating::prove_guest(tab, *guest_id, *proof, phone_hash.as_deref(), ctx)
        }
        Command::RemoveGuest { guest_id } => seating::remove_guest(tab, *guest_id, ctx),
        Command::EraseGuest { guest_id } => seating::erase_guest(tab, *guest_id, ctx),
        Command::PlaceOrder { request, number, key } => {
            ordering::place(tab, request, *number, key, ctx)
        }
        Command::ApproveOrder { order_id } => verdict::approve(tab, *order_id, ctx),
        Command::AcceptOrder { order_id } => verdict::accept(tab, *order_id, ctx),
        Command::RejectOrder { order_id, reason } => {
            verdict::reject(tab, *order_id, reason.as_deref(), ctx)
        }
        Command::CancelOrder { order_id, reason } => {
            verdict::cancel(tab, *order_id, reason.as_deref(), ctx)
        }
        Command::AdvanceLine { line_id, to } => kitchen::advance(tab, *line_id, *to, ctx),
        Command::UndoLine { line_id } => kitchen::undo(tab, *line_id, ctx),
        Command::VoidLine { line_id, reason } => kitchen::void(tab, *line_id, reason, ctx),
        Command::RequestService { kind, note } => {
            service::request(tab, *kind, note.as_deref(), ctx)
        }
        Command::AcknowledgeService { request_id } => service::acknowledge(tab, *request_id, ctx),
        Command::ResolveService { request_id } => service::resolve(tab, *request_id, ctx),
        Command::StartPayment { request, key } => paying::start(tab, request, key, ctx),
        Command::AnswerPayment { payment_id, answer } => {
            paying::answer(tab, *payment_id, answer, ctx)
        }
        Command::RecordPayment { payment, key } => paying::record(tab, payment, key, ctx),
        Command::RefundPayment { payment_id, amount, reason, key } => {
            refunding::refund(tab, *payment_id, *amount, reason, key, ctx)
        }
        Command::MoveTo { table } => moving::move_to(tab, table, ctx),
        Command::Close => closing::close(tab, ctx),
        Command::CloseIfDue => closing::close_if_due(tab, ctx),
        Command::Reopen { reason } => closing::reopen(tab, reason, ctx),
    }
}

/// Puts version, ids and times to a change, and notes when the tab became (or is no longer) settled.
pub(super) fn finish(mut tab: Tab, mut change: Change, ctx: &Context<'_>) -> Decision {
    if change.events.is_empty() {
        return Decision { tab, events: Vec::new(), takes: Vec::new(), subject: change.subject };
    }
    tab.version += 1;
    if ctx.actor.is_member() && tab.seen_at.is_none() {
        tab.seen_at = Some(ctx.now);
    }
    if note_settled(&mut tab, ctx.now) && !change.events.contains(&EventKind::TabUpdated) {
        change.events.push(EventKind::TabUpdated);
    }
    let events = change.events.into_iter().map(|kind| event(&tab, kind, ctx)).collect();
    Decision { tab, events, takes: change.takes, subject: change.subject }
}

/// Keeps `settled_since` true to what the tab holds; says whether that changed.
fn note_settled(tab: &mut Tab, now: Timestamp) -> bool {
    let TabStatus::Open { settled_since } = tab.status else { return false };
    let settled = tab.is_settled();
    if settled == settled_since.is_some() {
        return false;
    }
    tab.status = TabStatus::Open { settled_since: settled.then_some(now) };
    true
}

pub(super) fn event(tab: &Tab, kind: EventKind, ctx: &Context<'_>) -> Event {
    Event {
        id: EventId::new(ctx.now, ctx.ids),
        restaurant_id: tab.restaurant_id,
        tab_id: Some(tab.id),
        version: Some(tab.version),
        at: ctx.now,
        by: ctx.actor,
        kind,
    }
}

/// Refuses unless the tab is open and the actor, if a guest, is still on it.
pub(super) fn open_for(tab: &Tab, ctx: &Context<'_>) -> Result<(), TabError> {
    if let Some(guest_id) = ctx.actor.guest() {
        let guest = tab.guest(guest_id).ok_or(TabError::NotFound("guest"))?;
        if guest.removed_at.is_some() {
            return Err(TabError::GuestRemoved);
        }
    }
    if tab.is_open() { Ok(()) } else { Err(TabError::TabClosed { status: tab.status.as_str() }) }
}

/// Refuses everyone but staff and managers.
pub(super) fn open_for_members(tab: &Tab, ctx: &Context<'_>) -> Result<(), TabError> {
    if !ctx.actor.is_member() {
        return Err(TabError::Forbidden("this is for staff"));
    }
    open_for(tab, ctx)
}
