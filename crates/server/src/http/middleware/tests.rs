use axum::body::to_bytes;
use axum::http::header::{
    ACCEPT_ENCODING, ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_ENCODING, CONTENT_TYPE, HOST, ORIGIN,
    RETRY_AFTER, VARY,
};
use axum::http::{Request, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Json, body::Body};
use jiff::Timestamp;
use serde_json::Value;
use tower::ServiceExt;

use super::*;
use crate::config::Limit;
use crate::http::problem::JsonBody;
use crate::system::ManualClock;

struct App {
    router: Router,
    clock: Arc<ManualClock>,
}

fn app(change: impl FnOnce(&mut Config)) -> App {
    let mut config = Config::for_tests();
    change(&mut config);
    let clock = Arc::new(ManualClock::at(Timestamp::UNIX_EPOCH));
    let middleware = Middleware::new(&config, "default-src 'self'", clock.clone());
    let router = Router::new()
        .route("/api/v1/menu", get(async || "dosa ".repeat(1_000)))
        .route("/api/v1/echo", post(async |JsonBody(body): JsonBody<Value>| Json(body)))
        .route("/api/v1/broken", get(async || -> () { panic!("secret") }))
        .route("/api/v1/slow", get(std::future::pending::<()>))
        .route("/api/v1/guest/otp", post(async || "sent"))
        .fallback(async || StatusCode::NOT_FOUND);
    App { router: Router::new().fallback_service(apply(router, middleware)), clock }
}

impl App {
    async fn send(&self, request: axum::http::request::Builder) -> Response {
        let request = request.body(Body::empty()).expect("a request");
        self.router.clone().oneshot(request).await.expect("infallible")
    }

    async fn get(&self, path: &str) -> Response {
        self.send(Request::get(path)).await
    }
}

async fn problem(response: Response) -> Value {
    assert_eq!(response.headers()[CONTENT_TYPE], "application/problem+json");
    let id = response.headers()["x-request-id"].to_str().expect("ASCII").to_owned();
    let body = to_bytes(response.into_body(), 100_000).await.expect("small");
    let body: Value = serde_json::from_slice(&body).expect("JSON");
    assert_eq!(body["request_id"], id);
    body
}

#[tokio::test]
async fn every_answer_carries_its_request_id_and_the_security_headers() {
    for path in ["/api/v1/menu", "/nowhere", "/api/v1/broken"] {
        let response = app(|_| ()).get(path).await;
        let headers = response.headers();
        assert_eq!(headers["x-request-id"].len(), 16, "{path}");
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert_eq!(headers["content-security-policy"], "default-src 'self'");
        assert_eq!(headers["referrer-policy"], "no-referrer");
        assert!(!headers.contains_key("strict-transport-security"));
    }
    let https = app(|config| config.http.public_url = "https://a.example".parse().ok());
    assert!(https.get("/nowhere").await.headers().contains_key("strict-transport-security"));
}

#[tokio::test]
async fn a_panic_is_answered_bare_and_the_next_request_works() {
    let app = app(|_| ());
    let response = app.get("/api/v1/broken").await;
    assert_eq!(response.status(), 500);
    let body = problem(response).await;
    assert_eq!(body["code"], "internal");
    assert!(!body.to_string().contains("secret"));
    assert_eq!(app.get("/api/v1/menu").await.status(), 200);
}

#[tokio::test]
async fn a_foreign_page_can_change_nothing_and_open_no_live_connection() {
    let app = app(|_| ());
    let foreign = |request: axum::http::request::Builder| {
        request.header(HOST, "10.0.0.5:8080").header(ORIGIN, "https://evil.example")
    };
    let response = app.send(foreign(Request::post("/api/v1/guest/otp"))).await;
    assert_eq!(response.status(), 403);
    assert_eq!(problem(response).await["code"], "origin_refused");
    assert_eq!(app.send(foreign(Request::get("/socket.io/"))).await.status(), 403);
    assert_eq!(app.send(foreign(Request::get("/api/v1/menu"))).await.status(), 200);
    let own = Request::post("/api/v1/guest/otp").header(HOST, "10.0.0.5:8080");
    assert_eq!(app.send(own.header(ORIGIN, "http://10.0.0.5:8080")).await.status(), 200);
    assert_eq!(app.send(Request::post("/api/v1/guest/otp")).await.status(), 200);
}

#[tokio::test]
async fn only_listed_origins_may_read_across() {
    let listed = "https://app.example.org";
    let app = app(|config| config.http.cors_origins = vec![listed.to_owned()]);
    let response = app.send(Request::get("/api/v1/menu").header(ORIGIN, listed)).await;
    assert_eq!(response.headers()[ACCESS_CONTROL_ALLOW_ORIGIN], listed);
    let vary: Vec<_> = response.headers().get_all(VARY).into_iter().collect();
    assert!(vary.iter().any(|value| *value == "origin"), "{vary:?}");
    let preflight = Request::options("/api/v1/guest/otp").header(ORIGIN, listed);
    let response = app.send(preflight.header("access-control-request-method", "POST")).await;
    assert_eq!(response.status(), 204);
    assert!(response.headers().contains_key("access-control-allow-methods"));
    let other = Request::get("/api/v1/menu").header(ORIGIN, "https://b.example");
    assert!(!app.send(other).await.headers().contains_key(ACCESS_CONTROL_ALLOW_ORIGIN));
}

#[tokio::test]
async fn an_address_that_comes_too_often_waits() {
    let app = app(|config| config.limits.ip_sign_in = Limit::new(2, 60));
    for _ in 0..2 {
        assert_eq!(app.send(Request::post("/api/v1/guest/otp")).await.status(), 200);
    }
    let response = app.send(Request::post("/api/v1/guest/otp")).await;
    assert_eq!(
        (response.status().as_u16(), &response.headers()[RETRY_AFTER]),
        (429, &"30".parse().expect("ASCII"))
    );
    assert_eq!(problem(response).await["code"], "too_many_requests");
    assert_eq!(app.get("/api/v1/menu").await.status(), 200);
    app.clock.advance(Duration::from_secs(30));
    assert_eq!(app.send(Request::post("/api/v1/guest/otp")).await.status(), 200);
}

#[tokio::test]
async fn a_body_beyond_the_limit_is_refused() {
    let app = app(|config| config.http.body_limit = 100);
    for (length, status) in [(90, 200), (101, 413)] {
        let request = Request::post("/api/v1/echo").header(CONTENT_TYPE, "application/json");
        let body = Body::from(format!("{:?}", "x".repeat(length - 2)));
        let request = request.body(body).expect("a request");
        let response = app.router.clone().oneshot(request).await.expect("infallible");
        assert_eq!(response.status(), status, "{length}");
    }
}

#[tokio::test]
async fn a_request_that_takes_too_long_is_given_up() {
    let response = app(|config| config.http.request_timeout_seconds = 0).get("/api/v1/slow").await;
    assert_eq!(response.status(), 503);
    assert_eq!(problem(response).await["code"], "timed_out");
}

#[tokio::test]
async fn one_request_too_many_is_told_to_come_back() {
    let app = app(|config| config.http.max_in_flight = 1);
    let waiting = app.router.clone();
    let request = Request::get("/api/v1/slow").body(Body::empty()).expect("a request");
    let waiting = tokio::spawn(waiting.oneshot(request));
    tokio::task::yield_now().await;
    let response = app.get("/api/v1/menu").await;
    assert_eq!(response.status(), 503);
    assert!(response.headers().contains_key(RETRY_AFTER));
    assert_eq!(problem(response).await["code"], "overloaded");
    waiting.abort();
    waiting.await.expect_err("aborted");
    assert_eq!(app.get("/api/v1/menu").await.status(), 200);
}

#[tokio::test]
async fn a_large_text_is_compressed_as_the_client_likes() {
    let app = app(|_| ());
    for encoding in ["gzip", "br", "zstd"] {
        let request = Request::get("/api/v1/menu").header(ACCEPT_ENCODING, encoding);
        let response = app.send(request).await;
        assert_eq!(response.headers()[CONTENT_ENCODING], encoding);
    }
    assert!(!app.get("/api/v1/menu").await.headers().contains_key(CONTENT_ENCODING));
}
