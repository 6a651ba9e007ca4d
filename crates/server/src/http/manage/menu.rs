//! The menu: draft, import, export, publish.

use axum::Json;
use axum::extract::{FromRequest, Request, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use dineqr_core::id::RestaurantId;
use dineqr_core::menu::{Menu, PriceChange, export_csv};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::app::App;
use crate::http::error::Answer;
use crate::http::problem::{JsonBody, Problem, ProblemBody, QueryOf};
use crate::http::session::{AppState, Manager};
use crate::usecase::menu::{self, Import};
use crate::view::draft::MenuDraft;
use crate::view::money::Money;

/// What an import put into the draft, or would put there.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportOut {
    /// How many categories.
    pub categories: usize,
    /// How many dishes.
    pub dishes: usize,
    /// True when nothing was changed.
    pub dry_run: bool,
    /// Names of dishes that the draft before does not have, with their variant. Dishes are told apart by category,
    /// name, diet and variant.
    pub added: Vec<String>,
    /// Names of dishes that only the draft before has.
    pub removed: Vec<String>,
    /// Dishes that cost something else.
    pub changed: Vec<PriceChangeOut>,
    /// What else gets lost, in words.
    pub warnings: Vec<String>,
}

/// Another price of the same dish.
#[derive(Debug, Serialize, ToSchema)]
pub struct PriceChangeOut {
    /// Its name, with its variant.
    pub name: String,
    /// What it cost.
    pub from: Money,
    /// What it costs now, or would cost.
    pub to: Money,
}

/// How an import is meant.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct ImportQuery {
    /// True to be told what the file would change, and change nothing.
    #[serde(default)]
    pub dry_run: bool,
}

impl ImportOut {
    fn new(import: Import, dry_run: bool) -> Self {
        let Import { menu, differences, currency } = import;
        let change = |change: PriceChange| PriceChangeOut {
            name: change.name,
            from: Money::new(change.from, currency),
            to: Money::new(change.to, currency),
        };
        Self {
            categories: menu.categories.len(),
            dishes: menu.dishes().count(),
            dry_run,
            added: differences.added,
            removed: differences.removed,
            changed: differences.changed.into_iter().map(change).collect(),
            warnings: differences.warnings,
        }
    }
}

/// The version that guests now see.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublishOut {
    /// Counts up with every publication.
    pub version: u64,
}

/// The draft, as it is edited. Amounts are in minor units of the restaurant's currency.
#[utoipa::path(get, path = "/api/v1/manage/menu", tag = "manage",
    responses((status = 200, body = MenuDraft), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody)))]
pub async fn get_draft(manager: Manager, State(app): State<AppState>) -> Answer<Json<Menu>> {
    Ok(Json(app.store.draft_menu(manager.restaurant()).await?))
}

/// Replaces the draft.
#[utoipa::path(put, path = "/api/v1/manage/menu", tag = "manage", request_body = MenuDraft,
    responses((status = 200, body = MenuDraft), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody),
        (status = 403, body = ProblemBody), (status = 422, body = ProblemBody)))]
pub async fn put_draft(
    manager: Manager,
    State(app): State<AppState>,
    JsonBody(body): JsonBody<Menu>,
) -> Answer<Json<Menu>> {
    Ok(Json(menu::save_draft(&app, manager.restaurant(), body).await?))
}

/// Replaces the draft by a file: `text/csv` or JSON. A file with mistakes is refused whole, with its lines: `field` is
/// `line N: COLUMN`, or the path of the field in JSON. With `dry_run=true` it is checked just so, and nothing changes.
#[utoipa::path(post, path = "/api/v1/manage/menu/import", tag = "manage", params(ImportQuery), request_body(content((String = "text/csv"), (MenuDraft = "application/json"))),
    responses((status = 200, body = ImportOut), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
        (status = 413, body = ProblemBody), (status = 415, body = ProblemBody), (status = 422, body = ProblemBody)))]
pub async fn import(
    manager: Manager,
    State(app): State<AppState>,
    QueryOf(query): QueryOf<ImportQuery>,
    request: Request,
) -> Answer<Json<ImportOut>> {
    let menu = read(&app, manager.restaurant(), request).await?;
    let import = menu::import(&app, manager.restaurant(), menu, query.dry_run).await?;
    Ok(Json(ImportOut::new(import, query.dry_run)))
}

/// The menu in a request's body.
async fn read(app: &App, restaurant: RestaurantId, request: Request) -> Answer<Menu> {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let kind = kind.and_then(|kind| kind.split(';').next()).unwrap_or_default().trim();
    match kind.to_ascii_lowercase().as_str() {
        "text/csv" => {
            let bytes = Bytes::from_request(request, &()).await.map_err(|_| too_large())?;
            Ok(menu::read(app, restaurant, &bytes).await?)
        }
        "application/json" => {
            let JsonBody(menu) = JsonBody::<Menu>::from_request(request, &()).await?;
            Ok(menu)
        }
        _ => {
            let detail = "A menu is imported as text/csv or application/json.";
            let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
            Err(Problem::new(status, "not_a_menu", detail).into())
        }
    }
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
