//! From the `Idempotency-Key` header and the body to the key that a thing is kept with.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use dineqr_core::tab::RequestKey;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::problem::IdempotencyKey;

/// The key of a request. `body` is the request as it was understood, so that white space and the order of fields do not
/// matter; `route` keeps the keys of different routes apart.
pub fn request_key(key: &IdempotencyKey, route: &str, body: &impl Serialize) -> RequestKey {
    let mut hash = Sha256::new();
    hash.update(route.as_bytes());
    hash.update([0]);
    // What was read from JSON can be written as JSON.
    hash.update(serde_json::to_vec(body).unwrap_or_default());
    let hash: String = hash.finalize()[..16].iter().map(|byte| format!("{byte:02x}")).collect();
    RequestKey { key: key.as_str().to_owned(), hash }
}

/// 201 for what was made now, 200 for a repeat.
pub fn created(replayed: bool, body: impl IntoResponse) -> Response {
    let status = if replayed { StatusCode::OK } else { StatusCode::CREATED };
    (status, body).into_response()
}
