//! Ordering.

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use dineqr_core::id::OrderId;
use dineqr_core::money::Amount;
use dineqr_core::tab::{Command, Order, Subject, Tab};
use serde::Serialize;
use utoipa::ToSchema;

use crate::http::error::{Answer, not_found};
use crate::http::idempotency::{created, request_key};
use crate::http::input::{MaybeJson, OrderIn, ReasonIn};
use crate::http::problem::ProblemBody;
use crate::http::problem::{IdempotencyKey, JsonBody, PathId};
use crate::http::session::{AppState, Guest};
use crate::usecase::guest::tab_of;
use crate::usecase::tab::Done;
use crate::usecase::{order, tab};
use crate::view::bill::{TaxOut, taxes_of};
use crate::view::money::Money;
use crate::view::order::{LineOut, OrderOut};

/// What an order would come to.
#[derive(Debug, Serialize, ToSchema)]
pub struct QuoteOut {
    /// The lines with their prices.
    pub lines: Vec<LineOut>,
    /// The lines at menu prices.
    pub subtotal: Money,
    /// Taxes by name and rate.
    pub taxes: Vec<TaxOut>,
    /// This order with taxes, before the bill's round-off.
    pub total: Money,
    /// The bill's balance once it is ordered; left out where no tab was asked about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tab_total_after: Option<Money>,
}

impl QuoteOut {
    /// The price of an order on a tab, placed or not.
    pub fn new(tab: &Tab, order: &Order, balance_after: Option<Amount>) -> Self {
        let OrderOut { lines, total, .. } = OrderOut::new(tab, order);
        let (subtotal, taxes) = taxes_of(tab, order);
        let tab_total_after = balance_after.map(|balance| Money::new(balance, tab.currency));
        Self { lines, subtotal, taxes, total, tab_total_after }
    }
}

/// Prices an order without placing it.
#[utoipa::path(post, path = "/api/v1/tab/quote", tag = "guest", request_body = OrderIn,
    responses((status = 200, body = QuoteOut), (status = 401, body = ProblemBody), (status = 422, body = ProblemBody)))]
pub async fn quote(
    Guest(signed_in): Guest,
    State(app): State<AppState>,
    JsonBody(body): JsonBody<OrderIn>,
) -> Answer<Json<QuoteOut>> {
    let (tab, _) = tab_of(&app, &signed_in).await?;
    let request = body.read(tab.currency)?;
    let (order, bill) = order::quote(&app, &tab, signed_in.actor(), &request).await?;
    Ok(Json(QuoteOut::new(&tab, &order, Some(bill.balance))))
}

/// Places an order.
#[utoipa::path(post, path = "/api/v1/tab/orders", tag = "guest", request_body = OrderIn,
    params(("Idempotency-Key" = String, Header)),
    responses((status = 201, body = OrderOut), (status = 200, description = "A repeat", body = OrderOut),
        (status = 401, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody)))]
pub async fn place_order(
    Guest(signed_in): Guest,
    State(app): State<AppState>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<OrderIn>,
) -> Answer<Response> {
    let limit = app.config.limits.session_orders;
    app.limit(&format!("guest:order:{}", signed_in.session.id), limit).await?;
    let (tab, _) = tab_of(&app, &signed_in).await?;
    app.limit(&format!("tab:write:{}", tab.id), app.config.limits.table_write).await?;
    let key = request_key(&key, "orders", &body);
    let request = body.read(tab.currency)?;
    let done =
        order::place(&app, tab.restaurant_id, tab.id, signed_in.actor(), request, key).await?;
    Ok(created(done.replayed, Json(order_of(&done)?)))
}

/// The order that a command was about.
///
/// # Errors
/// 404 when it was about none.
pub fn order_of(done: &Done) -> Answer<OrderOut> {
    let Subject::Order(id) = done.subject else { return Err(not_found("order")) };
    let order = done.tab.order(id).ok_or_else(|| not_found("order"))?;
    Ok(OrderOut::new(&done.tab, order))
}

/// Calls an order off while it is still `placed`.
#[utoipa::path(post, path = "/api/v1/tab/orders/{order_id}/cancel", tag = "guest", request_body = ReasonIn,
    params(("order_id" = String, Path)),
    responses((status = 200, body = OrderOut), (status = 401, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody)))]
pub async fn cancel_order(
    Guest(signed_in): Guest,
    State(app): State<AppState>,
    PathId(order_id): PathId<OrderId>,
    MaybeJson(body): MaybeJson<ReasonIn>,
) -> Answer<Json<OrderOut>> {
    let (tab, _) = tab_of(&app, &signed_in).await?;
    let command = Command::CancelOrder { order_id, reason: body.read()? };
    let done = tab::run(&app, tab.restaurant_id, tab.id, signed_in.actor(), &command).await?;
    Ok(Json(order_of(&done)?))
}
