//! The public card, the menu and what is sold out.

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;

use crate::http::error::Answer;
use crate::http::problem::PathId;
use crate::http::problem::ProblemBody;
use crate::http::session::AppState;
use crate::view::List;
use crate::view::menu::{MenuBody, MenuOut};
use crate::view::restaurant::RestaurantOut;
use crate::view::stock::StockOut;

/// The public card.
#[utoipa::path(get, path = "/api/v1/restaurants/{slug}", tag = "anyone", params(("slug" = String, Path)),
    responses((status = 200, body = RestaurantOut), (status = 404, body = ProblemBody)))]
pub async fn get_restaurant(
    State(app): State<AppState>,
    PathId(slug): PathId<String>,
) -> Answer<Json<RestaurantOut>> {
    let house = app.houses.by_slug(&slug).await?;
    Ok(Json(RestaurantOut::new(&house.restaurant, app.now())))
}

/// The published menu, ready in memory. `lang` picks a language of the menu; a menu in one language answers in it.
#[utoipa::path(get, path = "/api/v1/restaurants/{slug}/menu", tag = "anyone",
    params(("slug" = String, Path), ("lang" = Option<String>, Query)),
    responses((status = 200, body = MenuOut), (status = 304, description = "As before"), (status = 404, body = ProblemBody)))]
pub async fn get_menu(
    State(app): State<AppState>,
    PathId(slug): PathId<String>,
    headers: HeaderMap,
) -> Answer<Response> {
    let house = app.houses.by_slug(&slug).await?;
    let body = &house.body;
    let known = headers.get(IF_NONE_MATCH).is_some_and(|tags| matches(tags.as_bytes(), &body.etag));
    let common =
        [(ETAG, body.etag.as_str()), (CACHE_CONTROL, "no-cache"), (VARY, "accept-encoding")];
    if known {
        return Ok((StatusCode::NOT_MODIFIED, common).into_response());
    }
    let (encoding, bytes) = choose(body, &headers);
    let mut response =
        (common, [(CONTENT_TYPE, "application/json")], Body::from(bytes)).into_response();
    if let Some(encoding) = encoding {
        response
            .headers_mut()
            .insert(CONTENT_ENCODING, axum::http::HeaderValue::from_static(encoding));
    }
    Ok(response)
}

/// True when the list of tags names this one, weakly or not.
fn matches(tags: &[u8], etag: &str) -> bool {
    let tags = std::str::from_utf8(tags).unwrap_or_default();
    tags.split(',')
        .map(|tag| tag.trim().trim_start_matches("W/"))
        .any(|tag| tag == etag || tag == "*")
}

/// The smallest of the prepared bodies that the client takes.
fn choose(body: &MenuBody, headers: &HeaderMap) -> (Option<&'static str>, Bytes) {
    let accepted =
        headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let takes = |name: &str| {
        accepted.split(',').any(|part| {
            let (coding, weight) = part.trim().split_once(';').unwrap_or((part.trim(), ""));
            coding == name && !matches!(weight.trim(), "q=0" | "q=0.0")
        })
    };
    match () {
        () if takes("br") => (Some("br"), body.brotli.clone()),
        () if takes("gzip") => (Some("gzip"), body.gzip.clone()),
        () => (None, body.plain.clone()),
    }
}

/// What is sold out or counted now.
#[utoipa::path(get, path = "/api/v1/restaurants/{slug}/availability", tag = "anyone", params(("slug" = String, Path)),
    responses((status = 200, body = List<StockOut>), (status = 404, body = ProblemBody)))]
pub async fn get_availability(
    State(app): State<AppState>,
    PathId(slug): PathId<String>,
) -> Answer<Json<List<StockOut>>> {
    let house = app.houses.by_slug(&slug).await?;
    let stock = app.houses.stock(house.restaurant.id).await?;
    Ok(Json(List::whole(StockOut::all(&stock, app.now()))))
}
