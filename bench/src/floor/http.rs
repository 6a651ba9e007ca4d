//! A bare axum server: no middleware, no routing beyond three paths, every byte made beforehand.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use bytes::Bytes;

use crate::failure::Outcome;

struct Menu {
    gzip: Bytes,
    etag: HeaderValue,
}

/// Serves until it is ended.
pub async fn run(menu: &Path, etag: String) -> Outcome<()> {
    let menu = Menu { gzip: std::fs::read(menu)?.into(), etag: etag.try_into()? };
    let router = Router::new()
        .route("/healthz", get(|| async { "ok" }))
        .route("/hello", get(|| async { "hello" }))
        .route("/menu", get(answer_menu))
        .with_state(Arc::new(menu));
    Ok(axum::serve(super::listen().await?, router).await?)
}

async fn answer_menu(State(menu): State<Arc<Menu>>, request: HeaderMap) -> Response {
    let etag = (ETAG, menu.etag.clone());
    if request.get(IF_NONE_MATCH) == Some(&menu.etag) {
        return (StatusCode::NOT_MODIFIED, [etag]).into_response();
    }
    let json = (CONTENT_TYPE, HeaderValue::from_static("application/json"));
    let gzip = (CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    ([etag, json, gzip], menu.gzip.clone()).into_response()
}
