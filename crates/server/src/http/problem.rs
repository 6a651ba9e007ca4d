//! What a refused request is answered: problem details (RFC 9457) with a stable `code`.
//!
//! This is the one place that turns trouble into a status. Client errors say what was wrong and where; server
//! errors are logged once and answered bare, with the request id to ask about.

use std::borrow::Cow;
use std::fmt::Display;
use std::time::Duration;

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

mod extract;

pub use extract::{IdempotencyKey, JsonBody, PathId, QueryOf};

use super::middleware::request_id;

/// A refusal: build it, add to it, answer it.
#[derive(Debug)]
pub struct Problem(Box<Inner>);

#[derive(Debug)]
struct Inner {
    status: StatusCode,
    code: &'static str,
    detail: Cow<'static, str>,
    errors: Vec<FieldError>,
    retry_after: Option<Duration>,
    members: Map<String, Value>,
}

/// The body of a refusal.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemBody {
    /// `/problems/{code}`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The status in words.
    pub title: String,
    /// The status.
    pub status: u16,
    /// Which rule, for programs: it never changes its meaning.
    pub code: String,
    /// What happened, for people.
    pub detail: String,
    /// Which fields of the request were wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub errors: Vec<FieldError>,
    /// To ask about: the log has it too.
    pub request_id: String,
    /// More members, depending on `code`: the current state, for instance.
    #[serde(flatten)]
    #[schema(value_type = Object, additional_properties)]
    pub members: Map<String, Value>,
}

/// One wrong field of a request.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldError {
    /// The field's path, such as `lines[0].quantity`.
    pub field: String,
    /// Which rule, for programs.
    pub code: Cow<'static, str>,
    /// What is wrong, for people.
    pub message: String,
}

/// When it makes sense to ask a back end again that does not answer.
pub const SOON: Duration = Duration::from_secs(2);

impl Problem {
    /// A refusal with this status, stable code and text for people.
    pub fn new(
        status: StatusCode,
        code: &'static str,
        detail: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self(Box::new(Inner {
            status,
            code,
            detail: detail.into(),
            errors: Vec::new(),
            retry_after: None,
            members: Map::new(),
        }))
    }

    /// Trouble on our side: the cause goes to the log, the answer holds nothing of it.
    pub fn internal(cause: impl Display) -> Self {
        tracing::error!(request_id = %request_id::current(), %cause, "request failed");
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            "Something went wrong on our side. Ask about it with the request id.",
        )
    }

    /// What it needs does not answer now, but may soon: the cause goes to the log.
    pub fn unavailable(cause: impl Display) -> Self {
        tracing::error!(request_id = %request_id::current(), %cause, "request failed for now");
        let detail =
            "Something we need does not answer. Nothing was changed; try again in a moment.";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", detail).retry_after(SOON)
    }

    /// Too often: come back after `wait`.
    pub fn too_often(wait: Duration) -> Self {
        let detail = "That was too often. Try again in a while.";
        Self::new(StatusCode::TOO_MANY_REQUESTS, "too_many_requests", detail).retry_after(wait)
    }

    /// Names a wrong field.
    #[must_use]
    pub fn field(
        mut self,
        field: impl Into<String>,
        code: &'static str,
        message: impl Into<String>,
    ) -> Self {
        let error = FieldError { field: field.into(), code: code.into(), message: message.into() };
        self.0.errors.push(error);
        self
    }

    /// Adds `Retry-After`, in whole seconds and at least one.
    #[must_use]
    pub fn retry_after(mut self, wait: Duration) -> Self {
        self.0.retry_after = Some(wait);
        self
    }

    /// Adds a member to the body: the current state, for instance.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: Value) -> Self {
        self.0.members.insert(name.to_owned(), value);
        self
    }

    /// The status it is answered with.
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The stable code.
    pub fn code(&self) -> &'static str {
        self.0.code
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let Inner { status, code, detail, errors, retry_after, members } = *self.0;
        let body = ProblemBody {
            kind: format!("/problems/{code}"),
            title: status.canonical_reason().unwrap_or("Problem").to_owned(),
            status: status.as_u16(),
            code: code.to_owned(),
            detail: detail.into_owned(),
            errors,
            request_id: request_id::current().as_str().to_owned(),
            members,
        };
        let json = serde_json::to_vec(&body).unwrap_or_default();
        let mut response = Response::new(Body::from(json));
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(wait) = retry_after {
            let seconds = wait.as_millis().div_ceil(1_000).clamp(1, 86_400) as u32;
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use axum::body::to_bytes;
    use pretty_assertions::assert_eq;
    use serde_json::json;

    use super::*;

    async fn body(problem: Problem) -> Value {
        let body = to_bytes(problem.into_response().into_body(), 10_000).await.expect("small");
        serde_json::from_slice(&body).expect("JSON")
    }

    #[tokio::test]
    async fn a_refusal_names_its_code_fields_and_further_members() {
        let problem = Problem::new(StatusCode::CONFLICT, "tab_closed", "The tab is closed.")
            .field("lines[0].quantity", "too_large", "at most 50")
            .with("tab_status", json!("closed"));
        assert_eq!(
            body(problem).await,
            json!({
                "type": "/problems/tab_closed", "title": "Conflict", "status": 409,
                "code": "tab_closed", "detail": "The tab is closed.", "request_id": "0000000000000000",
                "errors": [{"field": "lines[0].quantity", "code": "too_large", "message": "at most 50"}],
                "tab_status": "closed",
            })
        );
    }

    #[tokio::test]
    async fn trouble_on_our_side_is_answered_bare() {
        let text = body(Problem::internal("disk is full at /secret")).await.to_string();
        assert!(!text.contains("secret"), "{text}");
    }

    #[test]
    fn a_wait_is_rounded_up_to_whole_seconds() {
        let response = Problem::too_often(Duration::from_millis(1_001)).into_response();
        assert_eq!(response.headers()[RETRY_AFTER], "2");
        assert_eq!(response.headers()[CONTENT_TYPE], "application/problem+json");
    }
}
