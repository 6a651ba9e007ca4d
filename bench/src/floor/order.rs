//! Group commit behind a bare axum route: what the load on DineQR's orders would reach if an order were nothing but
//! a row. The token is the number of the tab.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, post};
use bytes::Bytes;

use super::group::GroupCommit;
use crate::failure::Outcome;

/// Serves until it is ended.
pub async fn run(database: &Path, row_bytes: usize) -> Outcome<()> {
    let group = Arc::new(GroupCommit::start(database, row_bytes)?);
    let router = Router::new()
        .route("/healthz", get(|| async { "ok" }))
        .route("/api/v1/tab/orders", post(write_row))
        .with_state(group);
    Ok(axum::serve(super::listen().await?, router).await?)
}

async fn write_row(
    State(group): State<Arc<GroupCommit>>,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, Bytes) {
    let Some(tab) = tab(&headers) else { return (StatusCode::UNAUTHORIZED, Bytes::new()) };
    match group.write(tab, 1).await {
        Ok(()) => (StatusCode::CREATED, body),
        Err(failure) => (StatusCode::INTERNAL_SERVER_ERROR, failure.to_string().into()),
    }
}

fn tab(headers: &HeaderMap) -> Option<u64> {
    headers.get(AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")?.parse().ok()
}
