//! What handlers take from a request, each refusing with a problem.

use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, FailedToBufferBody};
use axum::extract::{
    FromRequest, FromRequestParts, OptionalFromRequestParts, Path, Query, Request,
};
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

use super::Problem;

/// A JSON body. Unknown fields are refused where the type says `deny_unknown_fields`.
#[derive(Debug, Clone, Copy)]
pub struct JsonBody<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for JsonBody<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        if !is_json(request.headers()) {
            let detail = "The body is expected as application/json.";
            return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not_json", detail));
        }
        let bytes = Bytes::from_request(request, state).await.map_err(unreadable)?;
        match serde_json::from_slice(&bytes) {
            Ok(value) => Ok(Self(value)),
            Err(error) => Err(refused::<T>(&bytes, &error)),
        }
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let value = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let kind = value.and_then(|value| value.split(';').next()).unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("application/json") || kind.to_ascii_lowercase().ends_with("+json")
}

fn unreadable(rejection: BytesRejection) -> Problem {
    match rejection {
        BytesRejection::FailedToBufferBody(FailedToBufferBody::LengthLimitError(_)) => {
            let detail = "The body is larger than this route takes.";
            Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "body_too_large", detail)
        }
        _ => Problem::new(StatusCode::BAD_REQUEST, "body_unreadable", "The body broke off."),
    }
}

/// Says where the body is wrong. The path costs time, so only a refused body is read for it.
fn refused<T: DeserializeOwned>(bytes: &[u8], error: &serde_json::Error) -> Problem {
    if !error.is_data() {
        let detail = format!("The body is no JSON: {error}.");
        return Problem::new(StatusCode::BAD_REQUEST, "malformed_json", detail);
    }
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let path = match serde_path_to_error::deserialize::<_, T>(&mut reader) {
        Ok(_) => String::new(),
        Err(error) => error.path().to_string(),
    };
    let detail = "The body is not what this route takes.";
    Problem::new(StatusCode::BAD_REQUEST, "invalid_body", detail).field(
        path,
        "invalid",
        error.to_string(),
    )
}

/// Ids in the path. One that cannot be an id names nothing: 404.
#[derive(Debug, Clone, Copy)]
pub struct PathId<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for PathId<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        match <Path<T> as FromRequestParts<S>>::from_request_parts(parts, state).await {
            Ok(Path(value)) => Ok(Self(value)),
            Err(_) => {
                Err(Problem::new(StatusCode::NOT_FOUND, "not_found", "There is no such thing."))
            }
        }
    }
}

/// The query string.
#[derive(Debug, Clone, Copy)]
pub struct QueryOf<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for QueryOf<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        match Query::<T>::try_from_uri(&parts.uri) {
            Ok(Query(value)) => Ok(Self(value)),
            Err(error) => {
                Err(Problem::new(StatusCode::BAD_REQUEST, "invalid_query", error.body_text()))
            }
        }
    }
}

/// The client's name for this attempt: the same attempt sent twice is done once.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// The key as it was sent: 1 to 128 visible ASCII characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn read(headers: &HeaderMap) -> Result<Option<Self>, Problem> {
        let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
        let bytes = value.as_bytes();
        if !(1..=128).contains(&bytes.len()) || !bytes.iter().all(u8::is_ascii_graphic) {
            let detail = "Idempotency-Key has 1 to 128 visible ASCII characters.";
            return Err(Problem::new(StatusCode::BAD_REQUEST, "idempotency_key_invalid", detail));
        }
        Ok(Some(Self(bytes.iter().map(|&byte| char::from(byte)).collect())))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        Self::read(&parts.headers)?.ok_or_else(|| {
            let detail = "This route needs an Idempotency-Key header.";
            Problem::new(StatusCode::BAD_REQUEST, "idempotency_key_required", detail)
        })
    }
}

impl<S: Send + Sync> OptionalFromRequestParts<S> for IdempotencyKey {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Option<Self>, Problem> {
        Self::read(&parts.headers)
    }
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::{Body, to_bytes};
    use axum::extract::DefaultBodyLimit;
    use axum::routing::{get, post};
    use dineqr_core::id::TableId;
    use serde::Deserialize;
    use serde_json::{Value, json};
    use tower::ServiceExt;

    use super::*;

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Line {
        quantity: u32,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct OrderIn {
        lines: Vec<Line>,
    }

    async fn order(JsonBody(order): JsonBody<OrderIn>) -> String {
        order.lines.iter().map(|line| line.quantity).sum::<u32>().to_string()
    }

    fn app() -> Router {
        Router::new()
            .route("/orders", post(order).layer(DefaultBodyLimit::max(100)))
            .route("/tables/{id}", get(async |PathId(_): PathId<TableId>| "table"))
            .route(
                "/lines",
                get(async |QueryOf(Line { quantity }): QueryOf<Line>| quantity.to_string()),
            )
            .route("/key", get(async |key: IdempotencyKey| key.as_str().to_owned()))
    }

    async fn answer(request: Request) -> (u16, Value) {
        let response = app().oneshot(request).await.expect("infallible");
        let status = response.status().as_u16();
        let body = to_bytes(response.into_body(), 10_000).await.expect("small");
        (status, serde_json::from_slice(&body).unwrap_or(Value::Null))
    }

    async fn post_json(kind: &str, body: &str) -> (u16, Value) {
        let request = Request::post("/orders").header(CONTENT_TYPE, kind);
        answer(request.body(Body::from(body.to_owned())).expect("a request")).await
    }

    async fn get_path(path: &str, key: Option<&str>) -> (u16, Value) {
        let mut request = Request::get(path);
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        answer(request.body(Body::empty()).expect("a request")).await
    }

    #[tokio::test]
    async fn a_good_body_arrives() {
        let (status, _) =
            post_json("application/json; charset=utf-8", r#"{"lines":[{"quantity":2}]}"#).await;
        assert_eq!(status, 200);
    }

    #[tokio::test]
    async fn a_wrong_field_is_named_by_its_path() {
        for body in [r#"{"lines":[{"quantity":-1}]}"#, r#"{"lines":[{"quantity":"2"}]}"#] {
            let (status, problem) = post_json("application/json", body).await;
            assert_eq!((status, &problem["code"]), (400, &json!("invalid_body")));
            assert_eq!(problem["errors"][0]["field"], "lines[0].quantity");
        }
        let (status, problem) = post_json("application/json", r#"{"lines":[],"total":1}"#).await;
        assert_eq!(status, 400);
        assert!(problem["errors"][0]["message"].as_str().expect("text").contains("total"));
    }

    #[tokio::test]
    async fn a_body_that_is_no_json_is_refused() {
        let (status, problem) = post_json("application/json", "{").await;
        assert_eq!((status, &problem["code"]), (400, &json!("malformed_json")));
        assert_eq!(post_json("text/plain", "{}").await.0, 415);
        assert_eq!(post_json("application/json", &" ".repeat(101)).await.0, 413);
    }

    #[tokio::test]
    async fn a_path_without_an_id_is_not_found() {
        assert_eq!(get_path("/tables/1", None).await.0, 404);
        assert_eq!(get_path("/tables/%FF", None).await.0, 404);
        assert_eq!(get_path(&format!("/tables/{}", TableId::derived(&["a"])), None).await.0, 200);
    }

    #[tokio::test]
    async fn a_wrong_query_is_refused() {
        assert_eq!(get_path("/lines?quantity=2", None).await.0, 200);
        assert_eq!(get_path("/lines?quantity=two", None).await.0, 400);
    }

    #[tokio::test]
    async fn an_idempotency_key_is_required_and_sane() {
        assert_eq!(get_path("/key", Some("a-1")).await.0, 200);
        let (status, problem) = get_path("/key", None).await;
        assert_eq!((status, &problem["code"]), (400, &json!("idempotency_key_required")));
        for bad in ["", "a b", &"x".repeat(129), "é"] {
            let (status, problem) = get_path("/key", Some(bad)).await;
            assert_eq!((status, &problem["code"]), (400, &json!("idempotency_key_invalid")));
        }
    }
}
