//! From what a client asks for to an order with names, prices and taxes of its own.

use jiff::{SignedDuration, Timestamp};

use super::choosing::{choose_options, choose_variant};
use super::command::{LineRequest, OrderRequest};
use super::{Context, Line, LineStatus, Order, OrderStatus, RequestKey, TabError, words};
use crate::id::{LineId, OrderId};
use crate::menu::Dish;
use crate::money::{Amount, MOST};

/// Most lines of one order.
const MOST_LINES: usize = 50;
/// Most portions of one line.
const MOST_PORTIONS: u32 = 99;

/// Turns a request into an order that nobody placed yet.
pub(super) fn draft(
    request: &OrderRequest,
    number: u32,
    key: &RequestKey,
    ctx: &Context<'_>,
) -> Result<Order, TabError> {
    if request.lines.is_empty() || request.lines.len() > MOST_LINES {
        return Err(TabError::rule("lines", "line_count", format!("1 to {MOST_LINES} lines")));
    }
    let note = words::optional(request.note.as_deref(), "note")?;
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
    check_available(dish, request, index, ctx)?;
    let options = choose_options(dish, request, index)?;
    let Some(tax) = ctx.restaurant.tax_class(&dish.tax_class) else {
        return Err(TabError::rule(at("dish_id"), "untaxed_dish", "a dish whose tax class exists"));
    };
    let unit_price = price + options.iter().map(|option| option.price).sum();
    check_amount(unit_price.times(request.quantity), &at("quantity"))?;
    Ok(Line {
        id: LineId::new(ctx.now, ctx.ids),
        dish_id: dish.id,
        name: dish.name.clone(),
        diet: dish.diet,
        variant,
        options,
        quantity: request.quantity,
        unit_price,
        tax: tax.clone(),
        station: dish.station.clone(),
        prep_minutes: dish.prep_minutes,
        note: words::optional(request.note.as_deref(), &at("note"))?,
        promised_at: promise(ctx.now, dish.prep_minutes),
        status: LineStatus::QUEUED,
        ready_at: None,
        taken_from: Vec::new(),
    })
}

fn check_available(
    dish: &Dish,
    request: &LineRequest,
    line: usize,
    ctx: &Context<'_>,
) -> Result<(), TabError> {
    let (dish_id, variant_id) = (dish.id, request.variant_id);
    if !dish.available || ctx.stock.is_sold_out(dish_id, variant_id, ctx.now) {
        return Err(TabError::SoldOut { line, dish_id, variant_id });
    }
    Ok(())
}

/// Keeps every sum over a tab far from where amounts would saturate.
fn check_amount(amount: Amount, field: &str) -> Result<(), TabError> {
    if amount > MOST {
        return Err(TabError::rule(field, "amount", "a line comes to at most 10000000"));
    }
    Ok(())
}

/// When something should be ready that takes so many minutes.
pub(super) fn promise(from: Timestamp, minutes: u16) -> Timestamp {
    from.checked_add(SignedDuration::from_mins(i64::from(minutes))).unwrap_or(from)
}
