//! Ordering: from what a client asks to lines with names, prices and taxes of their own.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::command::{Change, Choice, LineRequest, OrderRequest, Subject, Take};
use super::decide::{open_for, open_for_members};
use super::guest::Standing;
use super::kitchen::given_back;
use super::{
    ChosenOption, ChosenVariant, Context, Line, LineStatus, Order, OrderStatus, RequestKey, Tab,
    TabError,
};
use crate::event::EventKind;
use crate::id::{LineId, OrderId};
use crate::menu::{Dish, OptionGroup};
use crate::money::Amount;

/// Most lines of one order.
const MOST_LINES: usize = 50;
/// Most portions of one line.
const MOST_PORTIONS: u32 = 99;
/// Longest note, in characters.
const LONGEST_NOTE: usize = 200;

/// Prices what a client asks for, as an order on this tab that is not placed.
///
/// # Errors
/// As placing it would refuse, but for the tab's own limits.
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
    if let Some(order) =
        tab.orders.iter().find(|order| order.by == ctx.actor && order.request.key == key.key)
    {
        if order.request != *key {
            return Err(TabError::KeyReused);
        }
        return Ok(Change::replay(Subject::Order(order.id)));
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

/// Turns a request into an order with names, prices and taxes of its own.
fn draft(
    request: &OrderRequest,
    number: u32,
    key: &RequestKey,
    ctx: &Context<'_>,
) -> Result<Order, TabError> {
    if request.lines.is_empty() || request.lines.len() > MOST_LINES {
        return Err(TabError::rule("lines", "line_count", format!("1 to {MOST_LINES} lines")));
    }
    let note = read_note(request.note.as_deref(), "note")?;
    let lines = request.lines.iter().enumerate().map(|(index, line)| draft_line(line, index, ctx));
    Ok(Order {
        id: OrderId::new(ctx.now, ctx.ids),
        number,
        by: ctx.actor,
        placed_at: ctx.now,
        status: OrderStatus::Placed,
        lines: lines.collect::<Result<_, _>>()?,
        note,
        request: key.clone(),
    })
}

fn draft_line(request: &LineRequest, index: usize, ctx: &Context<'_>) -> Result<Line, TabError> {
    let at = |field: &str| format!("lines[{index}].{field}");
    if !(1..=MOST_PORTIONS).contains(&request.quantity) {
        return Err(TabError::rule(at("quantity"), "quantity", format!("1 to {MOST_PORTIONS}")));
    }
    let Some(dish) = ctx.menu.dish(request.dish_id) else {
        return Err(TabError::rule(at("dish_id"), "unknown_dish", "a dish of this menu"));
    };
    let (variant, price) = choose_variant(dish, request, &at("variant_id"))?;
    let variant_id = variant.as_ref().map(|variant| variant.id);
    if !dish.available || ctx.stock.is_sold_out(dish.id, variant_id, ctx.now) {
        return Err(TabError::SoldOut { line: index, dish_id: dish.id, variant_id });
    }
    let options = choose_options(dish, request, index)?;
    let Some(tax) = ctx.restaurant.tax_class(&dish.tax_class) else {
        return Err(TabError::rule(at("dish_id"), "untaxed_dish", "a dish whose tax class exists"));
    };
    Ok(Line {
        id: LineId::new(ctx.now, ctx.ids),
        dish_id: dish.id,
        name: dish.name.clone(),
        diet: dish.diet,
        variant,
        unit_price: price + options.iter().map(|option| option.price).sum(),
        options,
        quantity: request.quantity,
        tax: tax.clone(),
        station: dish.station.clone(),
        prep_minutes: dish.prep_minutes,
        note: read_note(request.note.as_deref(), &at("note"))?,
        promised_at: promise(ctx.now, dish.prep_minutes),
        status: LineStatus::QUEUED,
        taken_from: Vec::new(),
    })
}

fn choose_variant(
    dish: &Dish,
    request: &LineRequest,
    field: &str,
) -> Result<(Option<ChosenVariant>, Amount), TabError> {
    match request.variant_id {
        None if dish.variants.is_empty() => Ok((None, dish.price)),
        None => Err(TabError::rule(field, "variant_required", "one of the dish's variants")),
        Some(id) => {
            let variant = dish.variants.iter().find(|variant| variant.id == id);
            let variant = variant
                .ok_or_else(|| TabError::rule(field, "unknown_variant", "a variant of the dish"))?;
            Ok((Some(ChosenVariant { id, name: variant.name.clone() }), variant.price))
        }
    }
}

fn choose_options(
    dish: &Dish,
    request: &LineRequest,
    line: usize,
) -> Result<Vec<ChosenOption>, TabError> {
    let field = format!("lines[{line}].options");
    for choice in &request.options {
        let known = dish.option_groups.iter().any(|group| belongs(choice, group));
        if !known {
            return Err(TabError::rule(field, "unknown_option", "options of the dish"));
        }
    }
    let mut chosen = Vec::new();
    for group in &dish.option_groups {
        choose_from(group, request, line, dish, &mut chosen)?;
    }
    Ok(chosen)
}

fn belongs(choice: &Choice, group: &OptionGroup) -> bool {
    choice.group_id.is_none_or(|id| id == group.id)
        && group.options.iter().any(|option| option.id == choice.option_id)
}

fn choose_from(
    group: &OptionGroup,
    request: &LineRequest,
    line: usize,
    dish: &Dish,
    chosen: &mut Vec<ChosenOption>,
) -> Result<(), TabError> {
    let field = format!("lines[{line}].options");
    let start = chosen.len();
    let mut picked = 0_u32;
    let mut units: Vec<(Amount, usize)> = Vec::new();
    for choice in request.options.iter().filter(|choice| belongs(choice, group)) {
        let Some(option) = group.options.iter().find(|option| option.id == choice.option_id) else {
            continue;
        };
        if !option.available {
            return Err(TabError::SoldOut {
                line,
                dish_id: dish.id,
                variant_id: request.variant_id,
            });
        }
        picked = picked.saturating_add(choice.quantity);
        if choice.quantity == 0 || picked > u32::from(group.max) {
            let rule = format!("{}: {} to {}", group.name, group.min, group.max);
            return Err(TabError::rule(field, "option_count", rule));
        }
        let index = match chosen[start..].iter().position(|have| have.option_id == option.id) {
            Some(index) => start + index,
            None => {
                chosen.push(ChosenOption {
                    group_id: group.id,
                    option_id: option.id,
                    name: option.name.clone(),
                    quantity: 0,
                    price: Amount::ZERO,
                });
                chosen.len() - 1
            }
        };
        chosen[index].quantity += choice.quantity;
        units.extend((0..choice.quantity).map(|_| (option.price, index)));
    }
    if picked < u32::from(group.min) {
        let rule = format!("{}: {} to {}", group.name, group.min, group.max);
        return Err(TabError::rule(field, "option_count", rule));
    }
    // The dearest are free, so that the order in which a guest taps never changes the price.
    units.sort_by_key(|(price, _)| std::cmp::Reverse(*price));
    for (price, index) in units.into_iter().skip(usize::from(group.free)) {
        chosen[index].price += price;
    }
    Ok(())
}

fn read_note(note: Option<&str>, field: &str) -> Result<Option<String>, TabError> {
    let Some(note) = note.map(str::trim).filter(|note| !note.is_empty()) else { return Ok(None) };
    if note.chars().count() > LONGEST_NOTE {
        return Err(TabError::rule(
            field,
            "too_long",
            format!("at most {LONGEST_NOTE} characters"),
        ));
    }
    Ok(Some(note.to_owned()))
}

fn promise(from: Timestamp, minutes: u16) -> Timestamp {
    from.checked_add(SignedDuration::from_mins(i64::from(minutes))).unwrap_or(from)
}

/// Notes on each line which counted stocks it takes from, and says how much.
fn take_portions(order: &mut Order, ctx: &Context<'_>) -> Vec<Take> {
    let mut takes: Vec<Take> = Vec::new();
    for line in &mut order.lines {
        let variant_id = line.variant.as_ref().map(|variant| variant.id);
        let counted =
            ctx.stock.of(line.dish_id, variant_id).filter(|stock| stock.portions.is_some());
        line.taken_from = counted.map(|stock| stock.variant_id).collect();
        for from in &line.taken_from {
            let same = |take: &&mut Take| take.dish_id == line.dish_id && take.variant_id == *from;
            match takes.iter_mut().find(same) {
                Some(take) => take.portions += i64::from(line.quantity),
                None => takes.push(Take {
                    dish_id: line.dish_id,
                    variant_id: *from,
                    portions: i64::from(line.quantity),
                }),
            }
        }
    }
    takes
}

impl Order {
    /// The kitchen takes the order: promises count from now.
    pub(super) fn take_in(&mut self, now: Timestamp) -> Result<(), TabError> {
        self.status = self.status.clone().accept(now)?;
        for line in &mut self.lines {
            line.promised_at = promise(now, line.prep_minutes);
        }
        Ok(())
    }
}

/// Lets a guest's first round through, and the guest from now on.
pub(super) fn approve(tab: &mut Tab, id: OrderId, ctx: &Context<'_>) -> Result<Change, TabError> {
    open_for_members(tab, ctx)?;
    let order = find(tab, id)?;
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
    find(tab, id)?.take_in(ctx.now)?;
    Ok(Change::of(Subject::Order(id)).event(EventKind::OrderAccepted { order_id: id }))
}

/// Turns an order down; its portions return.
pub(super) fn reject(
    tab: &mut Tab,
    id: OrderId,
    reason: Option<String>,
    ctx: &Context<'_>,
) -> Result<Change, TabError> {
    open_for_members(tab, ctx)?;
    let order = find(tab, id)?;
    let back: Vec<Take> = order.live_lines().flat_map(given_back).collect();
    order.status = order.status.clone().reject(ctx.now, reason)?;
    Ok(Change::of(Subject::Order(id)).event(EventKind::OrderRejected { order_id: id }).takes(back))
}

/// Calls an order off: guests their own, before the kitchen took it; staff also after.
pub(super) fn cancel(
    tab: &mut Tab,
    id: OrderId,
    reason: Option<String>,
    ctx: &Context<'_>,
) -> Result<Change, TabError> {
    open_for(tab, ctx)?;
    let order = find(tab, id)?;
    if ctx.actor.guest().is_some() && order.by != ctx.actor {
        return Err(TabError::Forbidden("guests cancel their own orders"));
    }
    let served = order.live_lines().any(|line| line.status.as_str() == "served");
    if served {
        return Err(TabError::not_allowed("cancel", order.shown_status().as_str()));
    }
    let back: Vec<Take> = order.live_lines().flat_map(given_back).collect();
    order.status = order.status.clone().cancel(ctx.now, ctx.actor, reason)?;
    Ok(Change::of(Subject::Order(id)).event(EventKind::OrderCancelled { order_id: id }).takes(back))
}

fn find(tab: &mut Tab, id: OrderId) -> Result<&mut Order, TabError> {
    let order = tab.orders.iter_mut().find(|order| order.id == id);
    order.map(Arc::make_mut).ok_or(TabError::NotFound("order"))
}
