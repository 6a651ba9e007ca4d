//! The guest's tab and its bill.

use axum::Json;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::http::error::Answer;
use crate::http::problem::ProblemBody;
use crate::http::session::{AppState, Guest};
use crate::usecase::guest::tab_of;
use crate::view::bill::BillOut;
use crate::view::tab::TabOut;

/// The guest's tab. Its version is the `ETag`.
#[utoipa::path(get, path = "/api/v1/tab", tag = "guest",
    responses((status = 200, body = TabOut), (status = 304, description = "As before"), (status = 401, body = ProblemBody)))]
pub async fn get_tab(
    Guest(signed_in): Guest,
    State(app): State<AppState>,
    headers: HeaderMap,
) -> Answer<Response> {
    let (tab, _) = tab_of(&app, &signed_in).await?;
    let etag = format!("\"{}-{}\"", tab.id, tab.version);
    let known = headers.get(IF_NONE_MATCH).is_some_and(|tag| tag.as_bytes() == etag.as_bytes());
    let common = [(ETAG, etag), (CACHE_CONTROL, "private, no-cache".to_owned())];
    if known {
        return Ok((StatusCode::NOT_MODIFIED, common).into_response());
    }
    let body = app.tab_bodies.for_guests(&tab);
    Ok((common, [(CONTENT_TYPE, "application/json")], body).into_response())
}

/// The bill of the guest's tab.
#[utoipa::path(get, path = "/api/v1/tab/bill", tag = "guest", responses((status = 200, body = BillOut), (status = 401, body = ProblemBody)))]
pub async fn get_bill(
    Guest(signed_in): Guest,
    State(app): State<AppState>,
) -> Answer<Json<BillOut>> {
    let (tab, _) = tab_of(&app, &signed_in).await?;
    Ok(Json(BillOut::of(&tab)))
}
