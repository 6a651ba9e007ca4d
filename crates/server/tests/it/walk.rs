//! Walks the whole OpenAPI document, so that a new route cannot be forgotten: who is let in, and what is seen of others.

use std::collections::HashMap;

use axum::http::Method;
use dineqr_core::restaurant::Restaurant;
use dineqr_core::table::Table;
use dineqr_core::test_support::dish_id;
use dineqr_server::http::router::openapi;
use dineqr_server::usecase::table;
use serde_json::{Value, json};

use crate::support::guest::fresh_key;
use crate::support::world::{dish_of, send};
use crate::support::{Guest, Reply, Staff, World};

/// Routes for everyone. Whoever adds one here opens it to the world.
const PUBLIC: [&str; 15] = [
    "GET /healthz",
    "GET /readyz",
    "GET /api/v1/session",
    "POST /api/v1/setup",
    "GET /api/v1/restaurants/{slug}",
    "GET /api/v1/restaurants/{slug}/menu",
    "GET /api/v1/restaurants/{slug}/availability",
    "GET /api/v1/tables/{token}",
    "POST /api/v1/tables/{token}/help",
    "POST /api/v1/tables/{token}/quote",
    "POST /api/v1/guest/otp",
    "POST /api/v1/guest/session",
    "POST /api/v1/auth/login",
    "GET /api/v1/dev/outbox",
    "GET /api/v1/dev/stats",
];

/// Who a route is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum For {
    Everyone,
    Guests,
    Staff,
    Managers,
}

#[derive(Debug, Clone)]
struct Route {
    method: Method,
    path: String,
    takes_body: bool,
}

impl Route {
    fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    /// Who it is for. A route that fits nowhere fails the walk.
    fn audience(&self) -> For {
        let starts =
            |prefixes: &[&str]| prefixes.iter().any(|prefix| self.path.starts_with(prefix));
        match () {
            () if PUBLIC.contains(&&*self.name()) => For::Everyone,
            () if starts(&["/api/v1/manage/"]) => For::Managers,
            () if starts(&["/api/v1/staff/", "/api/v1/auth/"]) => For::Staff,
            () if starts(&["/api/v1/tab", "/api/v1/guest/"]) => For::Guests,
            () => panic!("say in this file who {} is for", self.name()),
        }
    }

    fn parameters(&self) -> Vec<String> {
        let parts = self.path.split('{').skip(1);
        parts.map(|part| part.split('}').next().unwrap_or_default().to_owned()).collect()
    }

    /// The path with nothing of a real id in it.
    fn nonsense(&self) -> String {
        let names = self.parameters();
        names
            .iter()
            .fold(self.path.clone(), |path, name| path.replace(&format!("{{{name}}}"), "nonsense"))
    }
}

/// Every route of the document.
fn routes() -> Vec<Route> {
    let document: Value =
        serde_json::from_str(&openapi().to_json().expect("a document")).expect("JSON");
    let paths = document["paths"].as_object().expect("paths");
    let mut routes = Vec::new();
    for (path, operations) in paths {
        for (method, operation) in operations.as_object().expect("operations") {
            let method = method.to_uppercase().parse().expect("a method");
            let takes_body = operation.get("requestBody").is_some();
            routes.push(Route { method, path: path.clone(), takes_body });
        }
    }
    routes
}

fn routes_for(wanted: impl Fn(For) -> bool) -> Vec<Route> {
    let routes: Vec<Route> =
        routes().into_iter().filter(|route| wanted(route.audience())).collect();
    assert!(routes.len() >= 10, "the document lists only {} of these", routes.len());
    routes
}

/// A restaurant with one of everything, and ids of all of it.
struct Place {
    manager: Staff,
    guest: Guest,
    ids: HashMap<&'static str, String>,
}

impl Place {
    async fn of(world: &World, restaurant: &Restaurant, table: &Table, dish: String) -> Self {
        let slug = restaurant.slug.as_str();
        let manager = world.sign_in(&format!("manager@{slug}.test")).await;
        let cook = world.sign_in(&format!("kitchen@{slug}.test")).await;
        let mut guest = world.phone();
        let token = table::token(&world.app, table);
        let seated = guest.sits_down(&token).await.expect(200);
        let order = json!({ "lines": [{ "dish_id": dish, "quantity": 1 }] });
        let order = guest.orders_body(order).await.expect(201);
        let request = guest.calls_for("water").await.expect(201);
        let spare = json!({ "name": "Spare", "floor": "Roof", "seats": 2 });
        let spare = manager.posts("/api/v1/manage/tables", spare).await.expect(201);
        let ids = HashMap::from([
            ("slug", slug.to_owned()),
            ("token", token),
            ("table_id", spare.text("/id")),
            ("tab_id", seated.text("/tab/id")),
            ("guest_id", seated.text("/guest/id")),
            ("order_id", order.text("/id")),
            ("line_id", order.text("/lines/0/id")),
            ("id", request.text("/id")),
            ("dish_id", dish),
            ("account_id", cook.gets("/api/v1/auth/me").await.expect(200).text("/user/id")),
        ]);
        Self { manager, guest, ids }
    }

    fn id(&self, parameter: &str) -> &str {
        self.ids
            .get(parameter)
            .unwrap_or_else(|| panic!("no example of {{{parameter}}}: add one to Place"))
    }

    fn fill(&self, path: &str, parameters: &[String]) -> String {
        parameters
            .iter()
            .fold(path.to_owned(), |path, name| path.replace(&format!("{{{name}}}"), self.id(name)))
    }

    /// A sound body for a route with an id in its path.
    fn body(&self, route: &Route) -> Option<Value> {
        if !route.takes_body {
            return None;
        }
        let last = route.path.rsplit('/').next().unwrap_or_default();
        Some(match last {
            "advance" => json!({ "to": "preparing" }),
            "availability" => json!({ "status": "sold_out" }),
            "orders" => json!({ "lines": [{ "dish_id": self.id("dish_id"), "quantity": 1 }] }),
            "payments" => {
                json!({ "method": "cash", "amount": { "amount": 100, "currency": "INR" } })
            }
            "move" => json!({ "table_id": self.id("table_id") }),
            "join" => json!({ "into": self.id("tab_id") }),
            "void" | "reopen" | "approve" | "accept" | "reject" | "cancel" => {
                json!({ "reason": "a walk" })
            }
            "{table_id}" | "{dish_id}" => json!({ "name": "Walked" }),
            "{account_id}" => json!({ "station": "" }),
            "close" | "remove" | "tabs" => json!({}),
            _ => panic!("no example body of {}: add one to Place", route.name()),
        })
    }
}

/// Our restaurant, and a stranger's beside it.
async fn neighbours() -> (Place, Place) {
    let world = World::open().await;
    let ours =
        Place::of(&world, &world.restaurant, &world.tables[0], dish_id("Idli").to_string()).await;
    let (restaurant, table) = world.second_restaurant("sea-breeze").await;
    let dish = dish_of("sea-breeze", "Idli").to_string();
    let theirs = Place::of(&world, &restaurant, &table, dish).await;
    (ours, theirs)
}

async fn staff_ask(staff: &Staff, route: &Route, path: &str, body: Option<&Value>) -> Reply {
    let key = fresh_key();
    staff.asks(route.method.clone(), path, &[("idempotency-key", &key)], body).await
}

async fn guest_asks(guest: &Guest, route: &Route, path: &str, body: Option<&Value>) -> Reply {
    let key = fresh_key();
    guest.asks(route.method.clone(), path, &[("idempotency-key", &key)], body).await
}

#[test]
fn every_public_route_is_still_there() {
    let names: Vec<String> = routes().iter().map(Route::name).collect();
    for public in PUBLIC {
        assert!(names.iter().any(|name| *name == public), "{public} is no route any more");
    }
}

#[tokio::test]
async fn nobody_is_let_in_anywhere_but_to_public_routes() {
    let world = World::open().await;
    for route in routes() {
        if route.audience() == For::Everyone {
            continue;
        }
        let garbage = [("content-type", "text/plain")];
        let reply =
            send(&world.router, route.method.clone(), &route.nonsense(), &garbage, None).await;
        assert_eq!(reply.status, 401, "{}: {reply}", route.name());
        reply.problem(401, "signed_out");
    }
}

#[tokio::test]
async fn public_routes_ask_nobody_to_sign_in() {
    let world = World::open().await;
    for route in routes_for(|audience| audience == For::Everyone) {
        let body = route.takes_body.then(|| json!({}));
        let reply =
            send(&world.router, route.method.clone(), &route.nonsense(), &[], body.as_ref()).await;
        assert!(
            !matches!(reply.status.as_u16(), 401 | 403 | 405 | 500..),
            "{}: {reply}",
            route.name()
        );
    }
}

#[tokio::test]
async fn guests_are_kept_out_of_staff_and_management() {
    let world = World::open().await;
    let guest = world.guest(0).await;
    for route in routes_for(|audience| matches!(audience, For::Staff | For::Managers)) {
        let reply = guest_asks(&guest, &route, &route.nonsense(), None).await;
        assert_eq!(reply.status, 403, "{}: {reply}", route.name());
        reply.problem(403, "wrong_role");
    }
    guest.tab().await.expect(200);
}

#[tokio::test]
async fn staff_are_kept_out_of_management() {
    let world = World::open().await;
    let cook = world.kitchen().await;
    for route in routes_for(|audience| audience == For::Managers) {
        let reply = staff_ask(&cook, &route, &route.nonsense(), None).await;
        assert_eq!(reply.status, 403, "{}: {reply}", route.name());
    }
}

#[tokio::test]
async fn staff_are_no_guests() {
    let world = World::open().await;
    let manager = world.manager().await;
    for route in routes_for(|audience| audience == For::Guests) {
        let reply = staff_ask(&manager, &route, &route.nonsense(), None).await;
        assert_eq!(reply.status, 403, "{}: {reply}", route.name());
    }
}

#[tokio::test]
async fn another_restaurants_things_do_not_exist() {
    let with_id = |route: &Route| !route.parameters().is_empty();
    let routes = routes_for(|audience| matches!(audience, For::Staff | For::Managers));
    for route in routes.into_iter().filter(with_id) {
        let (ours, theirs) = neighbours().await;
        let (path, body) = (theirs.fill(&route.path, &route.parameters()), theirs.body(&route));
        let stranger = staff_ask(&ours.manager, &route, &path, body.as_ref()).await;
        assert_eq!(stranger.status, 404, "{} for a stranger: {stranger}", route.name());
        stranger.problem(404, "not_found");
        let owner = staff_ask(&theirs.manager, &route, &path, body.as_ref()).await;
        let fair = owner.status.is_success() || matches!(owner.status.as_u16(), 409 | 422);
        assert!(fair, "{} for its owner: {owner}", route.name());
    }
}

#[tokio::test]
async fn another_restaurants_things_do_not_exist_on_our_tabs_either() {
    let nested = |route: &Route| route.parameters().len() > 1;
    for route in routes_for(|audience| matches!(audience, For::Staff)).into_iter().filter(nested) {
        let (ours, theirs) = neighbours().await;
        let parameters = route.parameters();
        let path = theirs.fill(&ours.fill(&route.path, &parameters[..1]), &parameters);
        let reply = staff_ask(&ours.manager, &route, &path, ours.body(&route).as_ref()).await;
        assert_eq!(reply.status, 404, "{}: {reply}", route.name());
    }
    let (ours, theirs) = neighbours().await;
    let tab = ours.id("tab_id");
    for (verb, body) in [
        ("move", json!({ "table_id": theirs.id("table_id") })),
        ("join", json!({ "into": theirs.id("tab_id") })),
    ] {
        ours.manager.on_tab(tab, verb, body).await.problem(404, "not_found");
    }
}

#[tokio::test]
async fn another_tabs_things_do_not_exist_for_guests() {
    let with_id = |route: &Route| !route.parameters().is_empty();
    let routes = routes_for(|audience| audience == For::Guests);
    for route in routes.into_iter().filter(with_id) {
        let (ours, theirs) = neighbours().await;
        let (path, body) = (theirs.fill(&route.path, &route.parameters()), theirs.body(&route));
        let stranger = guest_asks(&ours.guest, &route, &path, body.as_ref()).await;
        assert_eq!(stranger.status, 404, "{} for a stranger: {stranger}", route.name());
        let owner = guest_asks(&theirs.guest, &route, &path, body.as_ref()).await;
        assert!(owner.status.is_success(), "{} for its owner: {owner}", route.name());
    }
}

#[tokio::test]
async fn every_route_refuses_fields_it_does_not_know() {
    let (ours, _) = neighbours().await;
    // A menu is a document of its own: what it lacks is said instead.
    let checked =
        |route: &Route| route.takes_body && !route.path.starts_with("/api/v1/manage/menu");
    for route in routes().into_iter().filter(checked) {
        let path = ours.fill(&route.path, &route.parameters());
        let body = json!({ "no_such_field": true });
        let reply = match route.audience() {
            For::Guests => guest_asks(&ours.guest, &route, &path, Some(&body)).await,
            _ => staff_ask(&ours.manager, &route, &path, Some(&body)).await,
        };
        assert_eq!(reply.status, 400, "{}: {reply}", route.name());
        assert!(reply.to_string().contains("no_such_field"), "{}: {reply}", route.name());
    }
}
