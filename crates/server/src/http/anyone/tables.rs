//! What a scanned code means, and "ask staff".

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use dineqr_core::restaurant::PresencePolicy;
use serde::Serialize;
use utoipa::ToSchema;

use crate::http::error::Answer;
use crate::http::guest::orders::QuoteOut;
use crate::http::input::OrderIn;
use crate::http::problem::ProblemBody;
use crate::http::problem::{JsonBody, PathId};
use crate::http::session::AppState;
use crate::usecase::{help, order, table};
use crate::view::restaurant::RestaurantOut;
use crate::view::tab::TableRefOut;

/// What a scanned code means.
#[derive(Debug, Serialize, ToSchema)]
pub struct ScanOut {
    /// Where the table stands.
    pub restaurant: RestaurantOut,
    /// The table.
    pub table: TableRefOut,
    /// What a phone must show: `code`, `otp`, `pin` or `approval`.
    #[schema(value_type = String)]
    pub presence_policy: PresencePolicy,
    /// True when guests already sit at it.
    pub tab_open: bool,
}

/// A call that was rung.
#[derive(Debug, Serialize, ToSchema)]
pub struct HelpOut {
    /// The request.
    pub id: String,
    /// `open` or `acknowledged`.
    pub status: &'static str,
}

/// What a code means.
///
/// # Errors
/// 404 for a code that is none, 410 for one that was revoked.
pub async fn scan(app: &AppState, token: &str) -> Answer<ScanOut> {
    let (table, house) = table::scan(app, token).await?;
    let open = app.store.open_tab_at(table.restaurant_id, table.id).await?;
    Ok(ScanOut {
        restaurant: RestaurantOut::new(&house.restaurant, app.now()),
        table: TableRefOut { id: table.id.to_string(), name: table.name },
        presence_policy: house.restaurant.settings.presence_policy,
        tab_open: open.is_some_and(|tab| !tab.is_settled()),
    })
}

/// What a scanned code means.
#[utoipa::path(get, path = "/api/v1/tables/{token}", tag = "anyone", params(("token" = String, Path)),
    responses((status = 200, body = ScanOut), (status = 404, body = ProblemBody), (status = 410, body = ProblemBody)))]
pub async fn get_table(
    State(app): State<AppState>,
    PathId(token): PathId<String>,
) -> Answer<Json<ScanOut>> {
    scan(&app, &token).await.map(Json)
}

/// Prices an order for a phone that has not signed in. Nothing of the table's tab is told.
#[utoipa::path(post, path = "/api/v1/tables/{token}/quote", tag = "anyone", params(("token" = String, Path)),
    request_body = OrderIn,
    responses((status = 200, body = QuoteOut), (status = 404, body = ProblemBody), (status = 410, body = ProblemBody),
        (status = 422, body = ProblemBody)))]
pub async fn quote_at_table(
    State(app): State<AppState>,
    PathId(token): PathId<String>,
    JsonBody(body): JsonBody<OrderIn>,
) -> Answer<Json<QuoteOut>> {
    let (_, house) = table::scan(&app, &token).await?;
    let request = body.read(house.restaurant.currency)?;
    let (tab, order) = order::quote_alone(&app, &house, &request).await?;
    Ok(Json(QuoteOut::new(&tab, &order, None)))
}

/// Rings the floor for a phone without a sign-in; one call per table is open at a time.
#[utoipa::path(post, path = "/api/v1/tables/{token}/help", tag = "anyone", params(("token" = String, Path)),
    responses((status = 202, body = HelpOut), (status = 404, body = ProblemBody), (status = 410, body = ProblemBody)))]
pub async fn ask_staff(
    State(app): State<AppState>,
    PathId(token): PathId<String>,
) -> Answer<(StatusCode, Json<HelpOut>)> {
    let help = help::ask(&app, &token).await?;
    let out = HelpOut { id: help.request.id.to_string(), status: help.request.status.as_str() };
    Ok((StatusCode::ACCEPTED, Json(out)))
}
