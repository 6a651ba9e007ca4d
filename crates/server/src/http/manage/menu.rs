//! The menu: draft, import, export, publish.

use axum::Json;
use axum::extract::{FromRequest, Request, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use dineqr_core::menu::{Menu, export_csv};
use serde::Serialize;
use utoipa::ToSchema;

use crate::http::error::Answer;
use crate::http::problem::{JsonBody, Problem, ProblemBody};
use crate::http::session::{AppState, Manager};
use crate::usecase::menu;

/// What an import put into the draft.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportOut {
    /// How many categories.
    pub categories: usize,
    /// How many dishes.
    pub dishes: usize,
}

/// The version that guests now see.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublishOut {
    /// Counts up with every publication.
    pub version: u64,
}

/// The draft, as it is edited. Amounts are in minor units of the restaurant's currency.
#[utoipa::path(get, path = "/api/v1/manage/menu", tag = "manage",
    responses((status = 200, description = "`{categories: [...]}`", body = Object), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody)))]
pub async fn get_draft(manager: Manager, State(app): State<AppState>) -> Answer<Json<Menu>> {
    Ok(Json(app.store.draft_menu(manager.restaurant()).await?))
}

/// Replaces the draft.
#[utoipa::path(put, path = "/api/v1/manage/menu", tag = "manage", request_body = Object,
    responses((status = 200, body = Object), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody),
        (status = 403, body = ProblemBody), (status = 422, body = ProblemBody)))]
pub async fn put_draft(
    manager: Manager,
    State(app): State<AppState>,
    JsonBody(body): JsonBody<Menu>,
) -> Answer<Json<Menu>> {
    Ok(Json(menu::save_draft(&app, manager.restaurant(), body).await?))
}

/// Replaces the draft by a file: `text/csv` or JSON. A file with mistakes is refused whole, with its lines.
#[utoipa::path(post, path = "/api/v1/manage/menu/import", tag = "manage", request_body(content = String, content_type = "text/csv"),
    responses((status = 200, body = ImportOut), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
        (status = 413, body = ProblemBody), (status = 415, body = ProblemBody), (status = 422, body = ProblemBody)))]
pub async fn import(
    manager: Manager,
    State(app): State<AppState>,
    request: Request,
) -> Answer<Json<ImportOut>> {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let kind = kind
        .and_then(|kind| kind.split(';').next())
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    let menu = match kind.as_str() {
        "text/csv" => {
            let bytes = Bytes::from_request(request, &()).await.map_err(|_| too_large())?;
            menu::import(&app, manager.restaurant(), &bytes).await?
        }
        "application/json" => {
            let JsonBody(body) = JsonBody::<Menu>::from_request(request, &()).await?;
            menu::save_draft(&app, manager.restaurant(), body).await?
        }
        _ => {
            let detail = "A menu is imported as text/csv or application/json.";
            return Err(
                Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not_a_menu", detail).into()
            );
        }
    };
    Ok(Json(ImportOut { categories: menu.categories.len(), dishes: menu.dishes().count() }))
}

fn too_large() -> Problem {
    let detail = "The file is larger than a menu may be.";
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "body_too_large", detail)
}

/// The draft as CSV; options have no place in it.
#[utoipa::path(get, path = "/api/v1/manage/menu/export", tag = "manage",
    responses((status = 200, body = String, content_type = "text/csv"), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody)))]
pub async fn export(manager: Manager, State(app): State<AppState>) -> Answer<Response> {
    let menu = app.store.draft_menu(manager.restaurant()).await?;
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"menu.csv\""),
    ];
    Ok((headers, export_csv(&menu)).into_response())
}

/// Publishes the draft; guests see it within a second.
#[utoipa::path(post, path = "/api/v1/manage/menu/publish", tag = "manage",
    responses((status = 200, body = PublishOut), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
        (status = 409, body = ProblemBody), (status = 422, body = ProblemBody)))]
pub async fn publish(manager: Manager, State(app): State<AppState>) -> Answer<Json<PublishOut>> {
    let version = menu::publish(&app, manager.restaurant(), manager.actor()).await?;
    Ok(Json(PublishOut { version }))
}
