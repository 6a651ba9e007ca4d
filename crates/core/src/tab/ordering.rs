//! Placing an order: who may, how much, and what it takes from the stock.

use std::sync::Arc;

use super::command::{Change, OrderRequest, Subject, Take};
use super::decide::open_for;
use super::drafting::draft;
use super::guest::Standing;
use super::{Context, Line, Order, OrderStatus, RequestKey, Tab, TabError};
use crate::event::EventKind;
use crate::id::VariantId;
use crate::money::Amount;

/// Prices what a client asks for, as an order on this tab that is not placed.
///
/// # Errors
/// As placing it would refuse, but for presence, hours, `expected_total` and the tab's own limits.
pub fn quote(tab: &Tab, request: &OrderRequest, ctx: &Context<'_>) -> Result<Order, TabError> {
    open_for(tab, ctx)?;
    let key = RequestKey { key: String::new(), hash: String::new() };
    draft(request, 0, &key, ctx)
}

/// Places an order.
pub(super) fn place(
    tab: &mut Tab,
    request: &OrderRequest,
    number: u32,
    key: &RequestKey,
    ctx: &Context<'_>,
) -> Result<Change, TabError> {
    if let Some(order) = tab.placed_with(ctx.actor, &key.key) {
        let same = order.request == *key;
        let replay = same.then(|| Change::replay(Subject::Order(order.id)));
        return replay.ok_or(TabError::KeyReused);
    }
    open_for(tab, ctx)?;
    let status = first_status(tab, ctx)?;
    let mut order = draft(request, number, key, ctx)?;
    order.status = status;
    check_caps(tab, &order, ctx)?;
    let total = order.total();
    if request.expected_total.is_some_and(|expected| expected != total) {
        return Err(TabError::PriceChanged { total, currency: tab.currency });
    }
    let takes = take_portions(&mut order, ctx);
    let order_id = order.id;
    tab.orders.push(Arc::new(order));
    Ok(Change::of(Subject::Order(order_id))
        .event(EventKind::OrderPlaced { order_id, total })
        .takes(takes))
}

/// Where a new order starts: guests may need staff to let their first round through.
fn first_status(tab: &Tab, ctx: &Context<'_>) -> Result<OrderStatus, TabError> {
    let Some(guest_id) = ctx.actor.guest() else { return Ok(OrderStatus::Placed) };
    if !ctx.restaurant.is_open(ctx.now) {
        return Err(TabError::KitchenClosed);
    }
    let guest = tab.guest(guest_id).ok_or(TabError::NotFound("guest"))?;
    match guest.standing(ctx.restaurant.settings.presence_policy) {
        Standing::MayOrder => Ok(OrderStatus::Placed),
        Standing::NeedsApproval => Ok(OrderStatus::AwaitingApproval),
        Standing::NeedsProof => Err(TabError::PresenceRequired),
    }
}

fn check_caps(tab: &Tab, order: &Order, ctx: &Context<'_>) -> Result<(), TabError> {
    let caps = ctx.restaurant.settings.caps;
    if tab.orders.len() >= usize::try_from(caps.orders_per_tab).unwrap_or(usize::MAX) {
        let rule = format!("a tab holds at most {} orders", caps.orders_per_tab);
        return Err(TabError::rule("lines", "too_many_orders", rule));
    }
    if tab.seen_at.is_some() || ctx.actor.guest().is_none() {
        return Ok(());
    }
    let lines = || tab.orders.iter().map(Arc::as_ref).chain([order]).flat_map(Order::live_lines);
    let portions: u64 = lines().map(|line| u64::from(line.quantity)).sum();
    let amount: Amount = lines().map(Line::amount).sum();
    if portions > u64::from(caps.unseen_items) || amount > caps.unseen_amount {
        let rule = "more than a table may order before staff have seen it; ask staff";
        return Err(TabError::rule("lines", "ask_staff", rule));
    }
    Ok(())
}

/// Notes on each line which counted stocks it takes from, and says how much of each.
fn take_portions(order: &mut Order, ctx: &Context<'_>) -> Vec<Take> {
    let mut takes = Vec::new();
    for line in &mut order.lines {
        let variant_id = line.variant.as_ref().map(|variant| variant.id);
        let marks = ctx.stock.of(line.dish_id, variant_id);
        let counted = marks.filter(|stock| stock.portions.is_some());
        line.taken_from = counted.map(|stock| stock.variant_id).collect();
        for from in &line.taken_from {
            add_take(&mut takes, line, *from);
        }
    }
    takes
}

fn add_take(takes: &mut Vec<Take>, line: &Line, variant_id: Option<VariantId>) {
    let (dish_id, portions) = (line.dish_id, i64::from(line.quantity));
    let same = |take: &&mut Take| take.dish_id == dish_id && take.variant_id == variant_id;
    match takes.iter_mut().find(same) {
        Some(take) => take.portions += portions,
        None => takes.push(Take { dish_id, variant_id, portions }),
    }
}
