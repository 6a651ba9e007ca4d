//! Tabs being opened, and the phones that come and go.

use super::command::{Change, Subject};
use super::decide::{finish, open_for, open_for_members};
use super::{
    Channel, Context, Decision, Guest, Proof, RequestKey, Tab, TabError, TabStatus, TableRef, words,
};
use crate::event::{Actor, EventKind};
use crate::id::{GuestId, TabId};
use crate::pricing::Adjustments;

/// Most phones at one tab, removed ones too: more than any hall seats, few enough for one document.
const MOST_GUESTS: usize = 1_000;

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
        customer: opening.customer.map(|name| words::shortened(&name)),
        currency: ctx.restaurant.currency,
        rounding_unit: ctx.restaurant.settings.rounding_unit,
        adjustments: Adjustments::default(),
        guests: Vec::new(),
        orders: Vec::new(),
        payments: Vec::new(),
        service_requests: Vec::new(),
        reopenings: Vec::new(),
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
    if ctx.actor.guest().is_some() {
        return Err(TabError::Forbidden("phones join by the table's code"));
    }
    if tab.guest(guest.id).is_some() {
        return Ok(Change::replay(Subject::Guest(guest.id)));
    }
    check_not_removed(tab, guest.phone_hash.as_deref())?;
    if tab.guests.len() >= MOST_GUESTS {
        let rule = format!("at most {MOST_GUESTS} phones join a tab");
        return Err(TabError::rule("table_token", "too_many_guests", rule));
    }
    let name = guest.name.as_deref().map(Guest::parse_name).transpose()?.flatten();
    tab.guests.push(Guest { name, ..guest.clone() });
    Ok(Change::of(Subject::Guest(guest.id)).event(EventKind::TabUpdated))
}

/// A number that staff took off the tab does not come back with another session.
fn check_not_removed(tab: &Tab, phone_hash: Option<&str>) -> Result<(), TabError> {
    let same_phone = |old: &&Guest| phone_hash.is_some() && old.phone_hash.as_deref() == phone_hash;
    if tab.guests.iter().filter(same_phone).any(|old| old.removed_at.is_some()) {
        return Err(TabError::GuestRemoved);
    }
    Ok(())
}

/// A phone that sits here shows what a stricter policy asks for; it stays who it is.
pub(super) fn prove_guest(
    tab: &mut Tab,
    id: GuestId,
    proof: Proof,
    phone_hash: Option<&str>,
    ctx: &Context<'_>,
) -> Result<Change, TabError> {
    open_for(tab, ctx)?;
    if ctx.actor.guest().is_some() {
        return Err(TabError::Forbidden("what a phone shows is checked before"));
    }
    check_not_removed(tab, phone_hash)?;
    let guest = find(tab, id)?;
    if guest.removed_at.is_some() {
        return Err(TabError::GuestRemoved);
    }
    guest.proof = proof;
    guest.phone_hash = phone_hash.map(str::to_owned).or_else(|| guest.phone_hash.take());
    Ok(Change::of(Subject::Guest(id)).event(EventKind::TabUpdated))
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

/// Forgets a guest's name and number, on a closed tab too, at their own wish or through a manager. What was
/// ordered and paid stays.
pub(super) fn erase_guest(
    tab: &mut Tab,
    id: GuestId,
    ctx: &Context<'_>,
) -> Result<Change, TabError> {
    let may =
        ctx.actor == Actor::Guest(id) || matches!(ctx.actor, Actor::Manager(_) | Actor::System);
    if !may {
        return Err(TabError::Forbidden("guests erase their own data"));
    }
    let guest = find(tab, id)?;
    guest.name = None;
    guest.phone_hash = None;
    Ok(Change::of(Subject::Guest(id)).event(EventKind::TabUpdated))
}

fn find(tab: &mut Tab, id: GuestId) -> Result<&mut Guest, TabError> {
    tab.guests.iter_mut().find(|guest| guest.id == id).ok_or(TabError::NotFound("guest"))
}
