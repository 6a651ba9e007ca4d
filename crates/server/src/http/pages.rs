//! The web apps: files, the shell of every page, and the guest's page with its menu inside.

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::value::RawValue;

use super::anyone::tables::{ScanOut, scan};
use super::error::not_found;
use super::problem::{PathId, Problem};
use super::session::AppState;
use crate::usecase::table;
use crate::view::stock::StockOut;

/// What the guest's page holds, so that one request is enough to see the first dish.
#[derive(Serialize)]
struct Boot<'a> {
    #[serde(flatten)]
    scan: ScanOut,
    menu: &'a RawValue,
    availability: Vec<StockOut>,
}

fn page(status: StatusCode, boot: Option<&str>) -> Response {
    let headers = [(CONTENT_TYPE, "text/html; charset=utf-8"), (CACHE_CONTROL, "no-cache")];
    (status, headers, dineqr_web::shell(boot)).into_response()
}

/// The guest's page, with card and menu inside. A code that is none, or was revoked, gets the page with the problem's
/// status and no menu; it says so itself.
pub async fn guest_page(State(app): State<AppState>, PathId(token): PathId<String>) -> Response {
    let Ok(scanned) = scan(&app, &token).await else { return refused(&app, &token).await };
    let Ok((_, house)) = table::scan(&app, &token).await else {
        return refused(&app, &token).await;
    };
    let stock = app.houses.stock(house.restaurant.id).await;
    let availability = stock.map(|stock| StockOut::all(&stock, app.now())).unwrap_or_default();
    let menu = std::str::from_utf8(&house.body.plain)
        .ok()
        .and_then(|json| serde_json::from_str(json).ok());
    let boot = menu
        .and_then(|menu| serde_json::to_string(&Boot { scan: scanned, menu, availability }).ok());
    page(StatusCode::OK, boot.as_deref())
}

async fn refused(app: &AppState, token: &str) -> Response {
    let status = match scan(app, token).await {
        Ok(_) => StatusCode::OK,
        Err(failure) => failure.into_response().status(),
    };
    page(status, None)
}

/// Everything else: a file of the web apps, or the shell for a page's address. What is below `/api` is no page.
pub async fn fallback(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path();
    if path.starts_with("/api/") || !matches!(method, Method::GET | Method::HEAD) {
        return not_found("address").into_response();
    }
    if let Some(file) = dineqr_web::asset(path.trim_start_matches('/'), &headers) {
        return file;
    }
    let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    if is_file { not_found("file").into_response() } else { page(StatusCode::OK, None) }
}

/// A route that has no such method; the router adds those it has as `Allow`.
pub async fn method_not_allowed() -> Problem {
    let detail = "This address does not take that method.";
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", detail)
}
