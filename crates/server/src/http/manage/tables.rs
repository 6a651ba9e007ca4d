//! Tables and their codes.

use axum::Json;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HOST};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use dineqr_core::id::TableId;
use dineqr_core::table::Table;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::http::error::Answer;
use crate::http::problem::{JsonBody, PathId, ProblemBody};
use crate::http::session::{AppState, Manager};
use crate::qr::{Card, qr_sheet, qr_svg};
use crate::usecase::table::{self, TableChange};
use crate::view::List;

/// A table with its code.
#[derive(Debug, Serialize, ToSchema)]
pub struct TableOut {
    /// Its id.
    pub id: String,
    /// What staff and guests call it.
    pub name: String,
    /// The floor it stands on.
    pub floor: String,
    /// How many it seats.
    pub seats: u16,
    /// The code.
    pub token: String,
    /// The link that the QR code holds.
    pub link: String,
}

/// A table to add.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TableIn {
    /// 1 to 40 characters, unique in the restaurant.
    pub name: String,
    /// 1 to 40 characters.
    pub floor: String,
    /// 1 to 100.
    pub seats: u16,
}

/// What changes; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TablePatch {
    /// 1 to 40 characters, unique in the restaurant.
    pub name: Option<String>,
    /// 1 to 40 characters.
    pub floor: Option<String>,
    /// 1 to 100.
    pub seats: Option<u16>,
}

/// Where guests reach this server: the configured address, else the one this request came to.
fn base(app: &App, headers: &HeaderMap) -> String {
    if let Some(url) = &app.config.http.public_url {
        return url.as_str().trim_end_matches('/').to_owned();
    }
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    host.map_or_else(
        || format!("http://{}", app.config.http.listen),
        |host| format!("http://{host}"),
    )
}

fn out(app: &App, base: &str, table: &Table) -> TableOut {
    let token = table::token(app, table);
    TableOut {
        id: table.id.to_string(),
        name: table.name.clone(),
        floor: table.floor.clone(),
        seats: table.seats,
        link: format!("{base}/t/{token}"),
        token,
    }
}

/// All tables.
#[utoipa::path(get, path = "/api/v1/manage/tables", tag = "manage",
    responses((status = 200, body = List<TableOut>), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody)))]
pub async fn list(
    manager: Manager,
    State(app): State<AppState>,
    headers: HeaderMap,
) -> Answer<Json<List<TableOut>>> {
    let base = base(&app, &headers);
    let tables = app.store.tables(manager.restaurant()).await?;
    Ok(Json(List::whole(tables.iter().map(|table| out(&app, &base, table)).collect())))
}

/// Adds a table.
#[utoipa::path(post, path = "/api/v1/manage/tables", tag = "manage", request_body = TableIn,
    responses((status = 201, body = TableOut), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
        (status = 409, body = ProblemBody), (status = 422, body = ProblemBody)))]
pub async fn create(
    manager: Manager,
    State(app): State<AppState>,
    headers: HeaderMap,
    JsonBody(body): JsonBody<TableIn>,
) -> Answer<(StatusCode, Json<TableOut>)> {
    let table =
        table::create(&app, manager.restaurant(), &body.name, &body.floor, body.seats).await?;
    Ok((StatusCode::CREATED, Json(out(&app, &base(&app, &headers), &table))))
}

/// One table.
#[utoipa::path(get, path = "/api/v1/manage/tables/{table_id}", tag = "manage", params(("table_id" = String, Path)),
    responses((status = 200, body = TableOut), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody)))]
pub async fn get(
    manager: Manager,
    State(app): State<AppState>,
    PathId(id): PathId<TableId>,
    headers: HeaderMap,
) -> Answer<Json<TableOut>> {
    let table = table::find(&app, manager.restaurant(), id).await?;
    Ok(Json(out(&app, &base(&app, &headers), &table)))
}

/// Changes a table.
#[utoipa::path(patch, path = "/api/v1/manage/tables/{table_id}", tag = "manage", request_body = TablePatch, params(("table_id" = String, Path)),
    responses((status = 200, body = TableOut), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
        (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody)))]
pub async fn update(
    manager: Manager,
    State(app): State<AppState>,
    PathId(id): PathId<TableId>,
    headers: HeaderMap,
    JsonBody(body): JsonBody<TablePatch>,
) -> Answer<Json<TableOut>> {
    let change = TableChange { name: body.name, floor: body.floor, seats: body.seats };
    let table = table::update(&app, manager.restaurant(), id, change).await?;
    Ok(Json(out(&app, &base(&app, &headers), &table)))
}

/// Removes a table nobody sits at.
#[utoipa::path(delete, path = "/api/v1/manage/tables/{table_id}", tag = "manage", params(("table_id" = String, Path)),
    responses((status = 204, description = "Removed"), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
        (status = 404, body = ProblemBody), (status = 409, body = ProblemBody)))]
pub async fn delete(
    manager: Manager,
    State(app): State<AppState>,
    PathId(id): PathId<TableId>,
) -> Answer<StatusCode> {
    table::delete(&app, manager.restaurant(), id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Revokes a table's code and answers the new one.
#[utoipa::path(post, path = "/api/v1/manage/tables/{table_id}/revoke", tag = "manage", params(("table_id" = String, Path)),
    responses((status = 200, body = TableOut), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody)))]
pub async fn revoke(
    manager: Manager,
    State(app): State<AppState>,
    PathId(id): PathId<TableId>,
    headers: HeaderMap,
) -> Answer<Json<TableOut>> {
    let table = table::revoke(&app, manager.restaurant(), id).await?;
    Ok(Json(out(&app, &base(&app, &headers), &table)))
}

/// The code of a table as a picture.
#[utoipa::path(get, path = "/api/v1/manage/tables/{table_id}/qr.svg", tag = "manage", params(("table_id" = String, Path)),
    responses((status = 200, body = String, content_type = "image/svg+xml"), (status = 401, body = ProblemBody),
        (status = 403, body = ProblemBody), (status = 404, body = ProblemBody)))]
pub async fn svg(
    manager: Manager,
    State(app): State<AppState>,
    PathId(id): PathId<TableId>,
    headers: HeaderMap,
) -> Answer<Response> {
    let table = table::find(&app, manager.restaurant(), id).await?;
    let link = out(&app, &base(&app, &headers), &table).link;
    Ok(([(CONTENT_TYPE, "image/svg+xml")], qr_svg(&link)).into_response())
}

/// The codes of all tables, to print and cut.
#[utoipa::path(get, path = "/api/v1/manage/tables/qr-sheet.pdf", tag = "manage",
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf"), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody)))]
pub async fn sheet(
    manager: Manager,
    State(app): State<AppState>,
    headers: HeaderMap,
) -> Answer<Response> {
    let base = base(&app, &headers);
    let house = app.houses.get(manager.restaurant()).await?;
    let tables = app.store.tables(manager.restaurant()).await?;
    let tables: Vec<TableOut> = tables.iter().map(|table| out(&app, &base, table)).collect();
    let cards = tables.iter().map(|t| Card { table: &t.name, floor: &t.floor, link: &t.link });
    let cards: Vec<Card<'_>> = cards.collect();
    let headers = [
        (CONTENT_TYPE, "application/pdf"),
        (CONTENT_DISPOSITION, "inline; filename=\"tables.pdf\""),
    ];
    Ok((headers, qr_sheet(&house.restaurant.name, &cards)).into_response())
}
