//! The OpenAPI document and its page.

use std::sync::{Arc, OnceLock};

use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};

use super::error::not_found;
use super::problem::PathId;
use super::router::openapi;

/// The page loads its own scripts and styles; Swagger UI also writes styles into the page.
const POLICY: &str = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

/// The OpenAPI document.
pub async fn document() -> Response {
    static DOCUMENT: OnceLock<String> = OnceLock::new();
    // A document made of strings and maps can be written as JSON.
    let json = DOCUMENT.get_or_init(|| openapi().to_json().unwrap_or_default());
    ([(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-cache")], json.as_str())
        .into_response()
}

/// Relative links of the page need the slash.
pub async fn index() -> Redirect {
    Redirect::permanent("/api/docs/")
}

/// The page's first file.
pub async fn home() -> Response {
    file("index.html")
}

/// The page's other files.
pub async fn asset(PathId(path): PathId<String>) -> Response {
    file(&path)
}

fn file(path: &str) -> Response {
    static CONFIG: OnceLock<Arc<utoipa_swagger_ui::Config<'static>>> = OnceLock::new();
    let config =
        CONFIG.get_or_init(|| Arc::new(utoipa_swagger_ui::Config::from("/api/openapi.json")));
    match utoipa_swagger_ui::serve(path, config.clone()) {
        Ok(Some(file)) => {
            let headers =
                [(CONTENT_TYPE, file.content_type), (CONTENT_SECURITY_POLICY, POLICY.to_owned())];
            (headers, file.bytes.into_owned()).into_response()
        }
        Ok(None) | Err(_) => not_found("file").into_response(),
    }
}
