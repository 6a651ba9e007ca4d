//! An answer, and what is read from it.

use axum::body::{Bytes, to_bytes};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde_json::Value;

/// An answer of the server.
#[derive(Debug, Clone)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Bytes,
}

impl Reply {
    pub async fn read(response: Response) -> Self {
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.expect("a body");
        Self { status: parts.status, headers: parts.headers, bytes }
    }

    /// The body as JSON; null if it is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_default()
    }

    /// The value at a JSON pointer.
    pub fn at(&self, pointer: &str) -> Value {
        self.json().pointer(pointer).cloned().unwrap_or_default()
    }

    /// The text at a JSON pointer.
    #[track_caller]
    pub fn text(&self, pointer: &str) -> String {
        let value = self.at(pointer);
        value.as_str().unwrap_or_else(|| panic!("no text at {pointer} of {self}")).to_owned()
    }

    /// The number at a JSON pointer.
    #[track_caller]
    pub fn number(&self, pointer: &str) -> i64 {
        let value = self.at(pointer);
        value.as_i64().unwrap_or_else(|| panic!("no number at {pointer} of {self}"))
    }

    /// How many items a list at a JSON pointer has.
    #[track_caller]
    pub fn count(&self, pointer: &str) -> usize {
        let value = self.at(pointer);
        value.as_array().unwrap_or_else(|| panic!("no list at {pointer} of {self}")).len()
    }

    /// A header's text; empty without it.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Fails unless the status is this one.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{self}");
        self
    }

    /// Fails unless it is a problem of this status and code, as `application/problem+json` with a request id.
    #[track_caller]
    pub fn problem(self, status: u16, code: &str) -> Self {
        let reply = self.expect(status);
        assert_eq!(reply.text("/code"), code, "{reply}");
        let kind = reply.headers.get("content-type").expect("a content type");
        assert_eq!(kind, "application/problem+json");
        assert!(!reply.text("/request_id").is_empty());
        reply
    }
}

impl std::fmt::Display for Reply {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.status, String::from_utf8_lossy(&self.bytes))
    }
}
