//! What goes over the wire around the routes: problems, headers, origins, limits, pages, the document.

use axum::http::Method;
use dineqr_core::restaurant::PresencePolicy;
use dineqr_server::config::{Config, Limit};
use dineqr_server::http::router::openapi;
use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use crate::support::guest::order_of;
use crate::support::world::{PASSWORD, send};
use crate::support::{Reply, World};

const DOCUMENT: &str =
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/openapi.json"));

async fn configured(change: impl FnOnce(&mut Config)) -> World {
    World::configured(PresencePolicy::Code, change).await
}

async fn asks(world: &World, method: &str, path: &str, headers: &[(&str, &str)]) -> Reply {
    send(&world.router, method.parse().expect("a method"), path, headers, None).await
}

/// A problem without its request id, which is another one every time.
fn body(reply: &Reply) -> Value {
    let mut body = reply.json();
    assert_eq!(body["request_id"], reply.header("x-request-id"));
    body.as_object_mut().expect("a map").remove("request_id");
    body
}

#[test]
fn the_document_in_the_repository_is_the_one_of_the_code() {
    let written: Value = serde_json::from_str(DOCUMENT).expect("JSON");
    let built: Value =
        serde_json::from_str(&openapi().to_json().expect("a document")).expect("JSON");
    assert!(
        written == built,
        "docs/openapi.json is stale: write it anew with `dineqr openapi > docs/openapi.json`"
    );
    assert_eq!(built["openapi"], "3.1.0");
}

#[tokio::test]
async fn the_document_and_its_page_are_served() {
    let world = World::open().await;
    let document = world.gets("/api/openapi.json").await.expect(200);
    assert_eq!(document.json(), serde_json::from_str::<Value>(DOCUMENT).expect("JSON"));
    assert_eq!(world.gets("/api/docs").await.header("location"), "/api/docs/");
    let page = world.gets("/api/docs/").await.expect(200);
    assert!(page.header("content-type").starts_with("text/html"));
    assert!(!page.header("content-security-policy").contains("script-src 'unsafe-inline'"));
    world.gets("/api/docs/nowhere.js").await.problem(404, "not_found");
}

#[tokio::test]
async fn problems_look_like_this() {
    let world = World::open().await;
    let guest = world.guest(0).await;
    assert_eq!(
        body(&world.gets("/api/v1/tab").await),
        json!({
            "type": "/problems/signed_out", "title": "Unauthorized", "status": 401, "code": "signed_out",
            "detail": "Sign in first.",
        })
    );
    assert_eq!(
        body(&guest.orders("Idli", 0).await),
        json!({
            "type": "/problems/quantity", "title": "Unprocessable Entity", "status": 422, "code": "quantity",
            "detail": "lines[0].quantity: 1 to 99.",
            "errors": [{ "field": "lines[0].quantity", "code": "quantity", "message": "1 to 99" }],
        })
    );
    let order = guest.orders("Idli", 1).await.expect(201);
    let kitchen = world.kitchen().await;
    assert_eq!(
        body(&kitchen.decides(&order, "approve", json!({})).await),
        json!({
            "type": "/problems/not_allowed", "title": "Conflict", "status": 409, "code": "not_allowed",
            "detail": "Cannot approve what is placed.", "current_status": "placed",
        })
    );
    assert_eq!(
        body(&kitchen.closes(&order.text("/tab_id")).await),
        json!({
            "type": "/problems/balance_due", "title": "Conflict", "status": 409, "code": "balance_due",
            "detail": "Money is still owed.", "balance": { "amount": 8_400, "currency": "INR" },
        })
    );
}

#[tokio::test]
async fn what_is_no_route_is_a_problem() {
    let world = World::open().await;
    for (method, path) in [
        ("GET", "/api/v1/nowhere"),
        ("GET", "/api/"),
        ("GET", "/api/v2/session"),
        ("POST", "/nowhere"),
        ("DELETE", "/t/token"),
        ("PUT", "/"),
        ("GET", "/no/such/file.js"),
        ("POST", "/api/v1/restaurants/%FF"),
    ] {
        let reply = asks(&world, method, path, &[]).await;
        assert!(matches!(reply.status.as_u16(), 404 | 405), "{method} {path}: {reply}");
        let code = if reply.status == 404 { "not_found" } else { "method_not_allowed" };
        let status = reply.status.as_u16();
        reply.problem(status, code);
    }
}

#[tokio::test]
async fn a_method_that_a_route_does_not_have_is_a_problem_with_those_it_has() {
    let world = World::open().await;
    let reply =
        asks(&world, "DELETE", "/api/v1/session", &[]).await.problem(405, "method_not_allowed");
    assert_eq!(reply.header("allow"), "GET,HEAD");
    let reply =
        asks(&world, "GET", "/api/v1/auth/login", &[]).await.problem(405, "method_not_allowed");
    assert_eq!(reply.header("allow"), "POST");
}

#[tokio::test]
async fn a_head_is_a_get_without_its_body() {
    let world = World::open().await;
    for path in ["/api/v1/restaurants/spice-route/menu", "/healthz", "/", "/api/v1/session"] {
        let head = asks(&world, "HEAD", path, &[]).await.expect(200);
        assert!(head.bytes.is_empty(), "{path}");
    }
    let refused = asks(&world, "HEAD", "/api/v1/tab", &[]).await.expect(401);
    assert!(refused.bytes.is_empty());
}

#[tokio::test]
async fn every_answer_has_the_security_headers() {
    let world = World::open().await;
    for path in [
        "/",
        "/healthz",
        "/api/v1/tab",
        "/api/v1/nowhere",
        "/t/nonsense",
        "/api/v1/restaurants/spice-route/menu",
    ] {
        let reply = world.gets(path).await;
        for (name, value) in [
            ("content-security-policy", "default-src 'self'"),
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", ""),
            ("strict-transport-security", ""),
            ("access-control-allow-origin", ""),
        ] {
            assert_eq!(reply.header(name), value, "{name} of {path}");
        }
        assert_eq!(reply.header("x-request-id").len(), 16);
    }
    let named = asks(&world, "GET", "/healthz", &[("x-request-id", "mine")]).await;
    assert_ne!(named.header("x-request-id"), "mine", "nobody else names our requests");
}

#[tokio::test]
async fn health_is_told_by_name() {
    let world = World::open().await;
    assert_eq!(world.gets("/healthz").await.expect(200).bytes, "ok");
    let ready = world.gets("/readyz").await.expect(200);
    assert_eq!(ready.json(), json!({ "store": "ok", "kv": "ok" }));
}

#[tokio::test]
async fn pages_of_others_change_nothing() {
    let world = World::open().await;
    let login = json!({ "login": "manager@spice-route.test", "password": PASSWORD });
    let from = async |origin: &str| {
        let headers = [("origin", origin), ("host", "dineqr.test:8080")];
        send(&world.router, Method::POST, "/api/v1/auth/login", &headers, Some(&login)).await
    };
    for foreign in [
        "https://evil.example",
        "null",
        "http://dineqr.test",
        "http://dineqr.test:8080.evil.example",
        "",
    ] {
        from(foreign).await.problem(403, "origin_refused");
    }
    from("http://dineqr.test:8080").await.expect(200);
    world.posts("/api/v1/auth/login", login.clone()).await.expect(200);
    let reading =
        asks(&world, "GET", "/api/v1/session", &[("origin", "https://evil.example")]).await;
    assert_eq!(reading.expect(200).header("access-control-allow-origin"), "");
}

#[tokio::test]
async fn other_origins_are_off_unless_they_are_listed() {
    let preflight = [
        ("origin", "https://kiosk.example"),
        ("access-control-request-method", "POST"),
        ("access-control-request-headers", "authorization"),
    ];
    let closed = World::open().await;
    let refused = asks(&closed, "OPTIONS", "/api/v1/auth/login", &preflight).await;
    assert!(
        !refused.status.is_success() && refused.header("access-control-allow-origin").is_empty()
    );

    let world = configured(|config| {
        config.http.cors_origins = vec!["https://kiosk.example".to_owned()];
    })
    .await;
    let allowed = asks(&world, "OPTIONS", "/api/v1/auth/login", &preflight).await.expect(204);
    assert_eq!(allowed.header("access-control-allow-origin"), "https://kiosk.example");
    assert_eq!(allowed.header("access-control-allow-credentials"), "true");
    let get =
        async |origin: &str| asks(&world, "GET", "/api/v1/session", &[("origin", origin)]).await;
    let listed = get("https://kiosk.example").await;
    assert_eq!(listed.header("access-control-allow-origin"), "https://kiosk.example");
    assert!(listed.headers.get_all("vary").iter().any(|vary| vary == "origin"));
    for other in
        ["https://kiosk.example.evil", "http://kiosk.example", "https://KIOSK.example", "null"]
    {
        assert_eq!(get(other).await.header("access-control-allow-origin"), "", "{other}");
    }
    let login = json!({ "login": "manager@spice-route.test", "password": PASSWORD });
    let headers = [("origin", "https://kiosk.example")];
    send(&world.router, Method::POST, "/api/v1/auth/login", &headers, Some(&login))
        .await
        .expect(200);
}

#[tokio::test]
async fn an_address_that_asks_too_often_waits() {
    let world = configured(|config| config.limits.ip_read = Limit::new(3, 60)).await;
    for _ in 0..3 {
        world.gets("/api/v1/session").await.expect(200);
    }
    let late = world.gets("/api/v1/session").await.problem(429, "too_many_requests");
    assert_eq!(late.header("retry-after"), "20");
    world.gets("/healthz").await.expect(200);
    world.posts("/api/v1/auth/login", json!({})).await.expect(400);
    world.later(19);
    world.gets("/api/v1/session").await.problem(429, "too_many_requests");
    world.later(1);
    world.gets("/api/v1/session").await.expect(200);
}

#[tokio::test]
async fn each_class_of_routes_has_its_limit() {
    let once = || Limit::new(1, 60);
    let world = configured(|config| {
        config.limits.ip_sign_in = once();
        config.limits.ip_write = once();
    })
    .await;
    let limited = async |path: &str| {
        world.posts(path, json!({})).await;
        world.posts(path, json!({})).await.problem(429, "too_many_requests");
    };
    limited("/api/v1/auth/login").await;
    limited("/api/v1/auth/logout").await;
}

#[tokio::test]
async fn a_phone_that_orders_too_often_waits() {
    let world = configured(|config| {
        config.limits.session_orders = Limit::new(2, 60);
        config.limits.session_read = Limit::new(5, 60);
    })
    .await;
    let (guest, other) = (world.guest(0).await, world.guest(0).await);
    let order = guest.orders_with("one", order_of("Idli", 1)).await.expect(201);
    guest.orders("Idli", 1).await.expect(201);
    let late = guest.orders("Idli", 1).await.problem(429, "too_many_requests");
    assert_eq!(late.header("retry-after"), "30");
    other.orders("Idli", 1).await.expect(201);
    world.later(30);
    let again = guest.orders_with("one", order_of("Idli", 1)).await.expect(200);
    assert_eq!(again.text("/id"), order.text("/id"));
    for _ in 0..5 {
        guest.tab().await.expect(200);
    }
    guest.tab().await.problem(429, "too_many_requests");
    other.tab().await.expect(200);
}

#[tokio::test]
async fn development_routes_are_not_there_unless_switched_on() {
    let world = configured(|config| config.dev.outbox_route = false).await;
    for path in ["/api/v1/dev/outbox", "/api/v1/dev/stats", "/api/v1/dev/"] {
        world.gets(path).await.problem(404, "not_found");
        world.manager().await.gets(path).await.problem(404, "not_found");
    }
    assert!(!Config::default().dev.outbox_route);
}

/// The JSON inside a guest's page.
fn boot(page: &Reply) -> Option<Value> {
    let text = String::from_utf8(page.bytes.to_vec()).expect("UTF-8");
    let (_, rest) = text.split_once("<script type=\"application/json\" id=\"boot\">")?;
    let (json, _) = rest.split_once("</script>")?;
    Some(serde_json::from_str(json).expect("JSON"))
}

#[tokio::test]
async fn a_guests_page_holds_its_menu() {
    let world = World::open().await;
    let manager = world.manager().await;
    let mut menu = manager.gets("/api/v1/manage/menu").await.json();
    menu["categories"][0]["dishes"][1]["name"] = json!("</script><script>alert(1)</script>");
    manager.puts("/api/v1/manage/menu", menu).await.expect(200);
    manager.posts("/api/v1/manage/menu/publish", json!({})).await.expect(200);
    manager.marks("Masala Dosa", json!({ "status": "sold_out" })).await.expect(200);
    let page = world.gets(&format!("/t/{}", world.token(0))).await.expect(200);
    assert_eq!(
        (page.header("content-type"), page.header("cache-control")),
        ("text/html; charset=utf-8", "no-cache")
    );
    let boot = boot(&page).expect("a boot block");
    let public = world.gets("/api/v1/restaurants/spice-route/menu").await.json();
    assert_eq!(boot["menu"], public);
    assert_eq!(
        boot["menu"]["categories"][0]["dishes"][1]["name"],
        "</script><script>alert(1)</script>"
    );
    assert_eq!(boot["availability"][0]["status"], "sold_out");
    assert_eq!((&boot["table"]["name"], &boot["presence_policy"]), (&json!("T1"), &json!("code")));
    assert!(!page.to_string().contains("<script>alert"));
}

#[tokio::test]
async fn a_page_of_a_bad_code_has_the_status_and_no_menu() {
    let world = World::open().await;
    let unknown = world.gets("/t/nonsense").await.expect(404);
    assert!(unknown.header("content-type").starts_with("text/html"));
    assert_eq!(boot(&unknown), None);
    let path = format!("/api/v1/manage/tables/{}/revoke", world.tables[0].id);
    world.manager().await.posts(&path, json!({})).await.expect(200);
    let revoked = world.gets(&format!("/t/{}", world.token(0))).await.expect(410);
    assert_eq!(boot(&revoked), None);
}

#[tokio::test]
async fn the_apps_pages_are_served_from_every_address() {
    let world = World::open().await;
    for path in ["/", "/board", "/manage/tables", "/setup?secret=x"] {
        let page = world.gets(path).await.expect(200);
        assert!(page.header("content-type").starts_with("text/html"), "{path}");
        assert_eq!(page.header("cache-control"), "no-cache");
    }
}

#[tokio::test]
async fn a_restaurant_that_is_none_is_not_found() {
    let world = World::open().await;
    for slug in ["nowhere", "Spice-Route", "%00", "a%2Fb", "..%2f.."] {
        for rest in ["", "/menu", "/availability"] {
            let path = format!("/api/v1/restaurants/{slug}{rest}");
            world.gets(&path).await.problem(404, "not_found");
        }
    }
}

#[tokio::test]
async fn a_picked_language_is_no_error() {
    let world = World::open().await;
    world.gets("/api/v1/restaurants/spice-route/menu?lang=hi").await.expect(200);
    world.gets("/api/v1/restaurants/spice-route/menu?lang=%FF&x=1").await.expect(200);
}
