//! Liveness and readiness.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::http::problem::QueryOf;
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

/// Which back ends must answer.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ReadinessQuery {
    /// `store`: say ready also without the shared short-lived state, as orders go on then. For load balancers.
    #[serde(default)]
    #[param(inline, nullable = false)]
    pub need: Option<Need>,
}

/// A back end that must answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// The store alone.
    Store,
}

/// The process can do its work.
#[utoipa::path(get, path = "/readyz", tag = "anyone", params(ReadinessQuery), responses(
    (status = 200, description = "Every back end that is needed answers", body = Readiness),
    (status = 503, description = "One does not", body = Readiness)))]
pub async fn readyz(
    State(app): State<AppState>,
    QueryOf(query): QueryOf<ReadinessQuery>,
) -> Response {
    let (store, kv) = tokio::join!(app.store.ping(), app.kv.ping());
    if let Err(error) = &store {
        tracing::error!(%error, "the store does not answer");
    }
    if let Err(error) = &kv {
        tracing::warn!(%error, "the shared short-lived state does not answer");
    }
    let ready = store.is_ok() && (kv.is_ok() || query.need == Some(Need::Store));
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let word = |answers: bool| if answers { "ok" } else { "unavailable" };
    (status, Json(Readiness { store: word(store.is_ok()), kv: word(kv.is_ok()) })).into_response()
}
