//! Orders: quick orders, parcels, and what staff decide about an order.

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use dineqr_core::id::{OrderId, TabId};
use dineqr_core::tab::Command;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::http::error::Answer;
use crate::http::guest::orders::order_of;
use crate::http::idempotency::{created, request_key};
use crate::http::input::{LineIn, MaybeJson, OrderIn, ReasonIn};
use crate::http::problem::{IdempotencyKey, JsonBody, PathId, ProblemBody};
use crate::http::session::{AppState, Staff};
use crate::usecase::{Error, order, tab};
use crate::view::Audience;
use crate::view::order::OrderOut;
use crate::view::tab::TabOut;

/// An order to take away.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ParcelIn {
    /// What.
    pub lines: Vec<LineIn>,
    /// A note for the whole round.
    pub note: Option<String>,
    /// Who it is for, at most 80 characters.
    pub customer: Option<String>,
}

/// A parcel's order and tab.
#[derive(Debug, Serialize, ToSchema)]
pub struct ParcelOut {
    /// The order.
    pub order: OrderOut,
    /// Its tab.
    pub tab: TabOut,
}

/// Orders for a guest of a tab.
#[utoipa::path(post, path = "/api/v1/staff/tabs/{tab_id}/orders", tag = "staff", request_body = OrderIn,
    params(("tab_id" = String, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 201, body = OrderOut), (status = 200, description = "A repeat", body = OrderOut), (status = 401, body = ProblemBody),
        (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody)))]
pub async fn quick_order(
    staff: Staff,
    State(app): State<AppState>,
    PathId(tab_id): PathId<TabId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<OrderIn>,
) -> Answer<Response> {
    let tab = tab::find(&app, staff.restaurant(), tab_id).await?;
    let key = request_key(&key, "orders", &body);
    let request = body.read(tab.currency)?;
    let done = order::place(&app, staff.restaurant(), tab_id, staff.actor(), request, key).await?;
    Ok(created(done.replayed, Json(order_of(&done)?)))
}

/// Orders to take away, on a tab of its own.
#[utoipa::path(post, path = "/api/v1/staff/orders", tag = "staff", request_body = ParcelIn,
    params(("Idempotency-Key" = String, Header)),
    responses((status = 201, body = ParcelOut), (status = 200, description = "A repeat", body = ParcelOut), (status = 401, body = ProblemBody),
        (status = 403, body = ProblemBody), (status = 422, body = ProblemBody)))]
pub async fn parcel_order(
    staff: Staff,
    State(app): State<AppState>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<ParcelIn>,
) -> Answer<Response> {
    let key = request_key(&key, "parcels", &body);
    let customer = read_customer(body.customer)?;
    let house = app.houses.get(staff.restaurant()).await?;
    let order = OrderIn { lines: body.lines, note: body.note, expected_total: None };
    let request = order.read(house.restaurant.currency)?;
    let done = order::place_parcel(&app, staff.restaurant(), staff.actor(), customer, request, key)
        .await?;
    let out = ParcelOut { order: order_of(&done)?, tab: TabOut::new(&done.tab, Audience::Staff) };
    Ok(created(done.replayed, Json(out)))
}

fn read_customer(customer: Option<String>) -> Answer<Option<String>> {
    let customer = customer.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    if customer.as_ref().is_some_and(|name| name.chars().count() > 80) {
        return Err(Error::invalid("customer", "too_long", "at most 80 characters").into());
    }
    Ok(customer)
}

/// Carries out a command about an order or a line of it, and answers the order.
pub(super) async fn run(
    app: &AppState,
    staff: &Staff,
    tab_id: TabId,
    command: Command,
) -> Answer<Json<OrderOut>> {
    let done = tab::run(app, staff.restaurant(), tab_id, staff.actor(), &command).await?;
    Ok(Json(order_of(&done)?))
}

/// Lets a guest's first round through.
#[utoipa::path(post, path = "/api/v1/staff/tabs/{tab_id}/orders/{order_id}/approve", tag = "staff", request_body = ReasonIn,
    params(("tab_id" = String, Path), ("order_id" = String, Path)),
    responses((status = 200, body = OrderOut), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
        (status = 404, body = ProblemBody), (status = 409, body = ProblemBody)))]
pub async fn approve_order(
    staff: Staff,
    State(app): State<AppState>,
    PathId((tab_id, order_id)): PathId<(TabId, OrderId)>,
    _: MaybeJson<ReasonIn>,
) -> Answer<Json<OrderOut>> {
    run(&app, &staff, tab_id, Command::ApproveOrder { order_id }).await
}

/// The kitchen takes an order.
#[utoipa::path(post, path = "/api/v1/staff/tabs/{tab_id}/orders/{order_id}/accept", tag = "staff", request_body = ReasonIn,
    params(("tab_id" = String, Path), ("order_id" = String, Path)),
    responses((status = 200, body = OrderOut), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
        (status = 404, body = ProblemBody), (status = 409, body = ProblemBody)))]
pub async fn accept_order(
    staff: Staff,
    State(app): State<AppState>,
    PathId((tab_id, order_id)): PathId<(TabId, OrderId)>,
    _: MaybeJson<ReasonIn>,
) -> Answer<Json<OrderOut>> {
    run(&app, &staff, tab_id, Command::AcceptOrder { order_id }).await
}

/// Turns an order down.
#[utoipa::path(post, path = "/api/v1/staff/tabs/{tab_id}/orders/{order_id}/reject", tag = "staff", request_body = ReasonIn,
    params(("tab_id" = String, Path), ("order_id" = String, Path)),
    responses((status = 200, body = OrderOut), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
        (status = 404, body = ProblemBody), (status = 409, body = ProblemBody)))]
pub async fn reject_order(
    staff: Staff,
    State(app): State<AppState>,
    PathId((tab_id, order_id)): PathId<(TabId, OrderId)>,
    MaybeJson(body): MaybeJson<ReasonIn>,
) -> Answer<Json<OrderOut>> {
    let reason = body.read()?;
    run(&app, &staff, tab_id, Command::RejectOrder { order_id, reason }).await
}

/// Calls an order off, until something of it was served.
#[utoipa::path(post, path = "/api/v1/staff/tabs/{tab_id}/orders/{order_id}/cancel", tag = "staff", request_body = ReasonIn,
    params(("tab_id" = String, Path), ("order_id" = String, Path)),
    responses((status = 200, body = OrderOut), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
        (status = 404, body = ProblemBody), (status = 409, body = ProblemBody)))]
pub async fn cancel_order(
    staff: Staff,
    State(app): State<AppState>,
    PathId((tab_id, order_id)): PathId<(TabId, OrderId)>,
    MaybeJson(body): MaybeJson<ReasonIn>,
) -> Answer<Json<OrderOut>> {
    let reason = body.read()?;
    run(&app, &staff, tab_id, Command::CancelOrder { order_id, reason }).await
}
