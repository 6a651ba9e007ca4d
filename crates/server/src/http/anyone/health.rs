//! Liveness and readiness.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use crate::http::session::AppState;

/// The process runs.
#[utoipa::path(get, path = "/healthz", tag = "anyone", responses((status = 200, description = "It runs", body = str)))]
pub async fn healthz() -> &'static str {
    "ok"
}

/// Every configured back end, by name.
#[derive(Debug, Serialize, ToSchema)]
pub struct Readiness {
    /// `ok` or `unavailable`.
    pub store: &'static str,
    /// `ok` or `unavailable`.
    pub kv: &'static str,
}

/// The process can do its work.
#[utoipa::path(get, path = "/readyz", tag = "anyone", responses(
    (status = 200, description = "Every back end answers", body = Readiness),
    (status = 503, description = "One does not", body = Readiness)))]
pub async fn readyz(State(app): State<AppState>) -> Response {
    let reachable = app.store.ping().await;
    if let Err(error) = &reachable {
        tracing::error!(%error, "the store does not answer");
    }
    let status = if reachable.is_ok() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let store = if reachable.is_ok() { "ok" } else { "unavailable" };
    (status, Json(Readiness { store, kv: "ok" })).into_response()
}
