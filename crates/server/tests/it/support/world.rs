//! A server with one restaurant, "Spice Route": three tables, the menu of `core`'s tests, a manager, a cook.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request};
use dineqr_core::account::Role;
use dineqr_core::event::Actor;
use dineqr_core::id::{DishId, RestaurantId};
use dineqr_core::restaurant::{PresencePolicy, Restaurant};
use dineqr_core::table::Table;
use dineqr_core::test_support;
use dineqr_server::app::{App, Outbox, Parts};
use dineqr_server::config::Config;
use dineqr_server::http::middleware::{Middleware, apply};
use dineqr_server::http::router;
use dineqr_server::jobs::{CloseDueTabs, Job as _};
use dineqr_server::system::{CountingIds, ManualClock};
use dineqr_server::usecase::people::Person;
use dineqr_server::usecase::{menu, people, restaurant, table};
use serde_json::Value;
use tower::ServiceExt as _;

use super::backends::Backends;
use super::{Guest, Reply, Staff};

/// The password of everybody.
pub const PASSWORD: &str = "tandoori-tests";

pub struct World {
    pub app: Arc<App>,
    pub clock: Arc<ManualClock>,
    pub router: Router,
    pub restaurant: Restaurant,
    pub tables: Vec<Table>,
    /// Events on their way to the live channel, which no one listens to here.
    pub outbox: Outbox,
    backends: Backends,
}

impl World {
    /// A world whose restaurant asks phones for nothing but the table's code.
    pub async fn open() -> Self {
        Self::with(PresencePolicy::Code).await
    }

    /// A world under a presence policy.
    pub async fn with(policy: PresencePolicy) -> Self {
        Self::configured(policy, |_| ()).await
    }

    /// A world under a presence policy, with other settings of the server.
    pub async fn configured(policy: PresencePolicy, change: impl FnOnce(&mut Config)) -> Self {
        let mut config = Config::for_tests();
        config.dev.outbox_route = true;
        change(&mut config);
        let clock = Arc::new(ManualClock::at(test_support::evening()));
        let backends = Backends::new(&mut config).await;
        let parts = backends.parts(config, clock.clone(), Arc::new(CountingIds::new()));
        let (app, outbox, router) = start(parts).await;
        let place = found(&app, "spice-route", policy).await;
        let mut tables = Vec::new();
        for name in ["T1", "T2", "T3"] {
            tables.push(table::create(&app, place.id, name, "Hall", 4).await.expect("a table"));
        }
        Self { app, clock, router, restaurant: place, tables, outbox, backends }
    }

    /// The same world after its server stopped and started again: the store is all that is left.
    pub async fn restarted(self) -> Self {
        let Self { app, clock, restaurant, tables, backends, .. } = self;
        let parts = backends.parts(app.config.clone(), clock.clone(), app.ids.clone());
        let (app, outbox, router) = start(parts).await;
        Self { app, clock, router, restaurant, tables, outbox, backends }
    }

    /// A second restaurant on the same server, with a manager `manager@SLUG.test` and one table.
    pub async fn second_restaurant(&self, slug: &str) -> (Restaurant, Table) {
        let place = found(&self.app, slug, PresencePolicy::Code).await;
        let table = table::create(&self.app, place.id, "X1", "Yard", 2).await.expect("a table");
        (place, table)
    }

    /// The code of a table.
    pub fn token(&self, table: usize) -> String {
        table::token(&self.app, &self.tables[table])
    }

    /// A phone without a sign-in.
    pub fn phone(&self) -> Guest {
        Guest::new(self.router.clone())
    }

    /// A phone that kept its token.
    pub fn phone_with(&self, token: Option<String>) -> Guest {
        Guest { token, ..self.phone() }
    }

    /// A person who kept their token.
    pub fn staff_with(&self, token: Option<String>) -> Staff {
        Staff { token, ..Staff::new(self.router.clone()) }
    }

    /// A phone that sat down at a table under the `code` policy.
    pub async fn guest(&self, table: usize) -> Guest {
        let mut guest = self.phone();
        guest.sits_down(&self.token(table)).await.expect(200);
        guest
    }

    /// The manager, signed in.
    pub async fn manager(&self) -> Staff {
        self.sign_in("manager@spice-route.test").await
    }

    /// The cook, signed in.
    pub async fn kitchen(&self) -> Staff {
        self.sign_in("kitchen@spice-route.test").await
    }

    /// Somebody with the usual password, signed in.
    pub async fn sign_in(&self, login: &str) -> Staff {
        let mut staff = Staff::new(self.router.clone());
        staff.signs_in(login, PASSWORD).await.expect(200);
        staff
    }

    /// Anybody asks for something.
    pub async fn gets(&self, path: &str) -> Reply {
        send(&self.router, Method::GET, path, &[], None).await
    }

    /// Anybody posts something.
    pub async fn posts(&self, path: &str, body: Value) -> Reply {
        send(&self.router, Method::POST, path, &[], Some(&body)).await
    }

    /// The manager changes the settings.
    pub async fn sets(&self, settings: Value) -> Reply {
        let body = serde_json::json!({ "settings": settings });
        self.manager().await.patches("/api/v1/manage/restaurant", body).await
    }

    /// Closes the tabs that are due; says how many.
    pub async fn closes_due_tabs(&self) -> u64 {
        CloseDueTabs.step(&self.app).await.expect("the job works")
    }

    /// Turns the clock.
    pub fn later(&self, seconds: u64) {
        self.clock.advance(Duration::from_secs(seconds));
    }
}

/// A server whose store holds nothing yet.
pub struct Empty {
    pub app: Arc<App>,
    pub router: Router,
    _backends: Backends,
}

impl Empty {
    pub async fn new() -> Self {
        let (mut config, ids) = (Config::for_tests(), Arc::new(CountingIds::new()));
        let backends = Backends::new(&mut config).await;
        let clock = Arc::new(ManualClock::at(test_support::evening()));
        let (app, _, router) = start(backends.parts(config, clock, ids)).await;
        Self { app, router, _backends: backends }
    }

    pub async fn posts(&self, path: &str, body: Value) -> Reply {
        send(&self.router, Method::POST, path, &[], Some(&body)).await
    }
}

/// The id of a dish of a second restaurant.
pub fn dish_of(slug: &str, name: &str) -> DishId {
    DishId::derived(&["dish", slug, name])
}

/// Starts a server, without a socket.
async fn start(parts: Parts) -> (Arc<App>, Outbox, Router) {
    let clock = parts.clock.clone();
    let (app, outbox) = App::new(parts).await.expect("the parts fit");
    let middleware = Middleware::new(&app.config, "default-src 'self'", clock);
    let service = apply(router::build(app.clone()), middleware);
    let router = Router::new().fallback_service(service);
    (app, outbox, router)
}

/// Founds a restaurant with its menu and people.
async fn found(app: &App, slug: &str, policy: PresencePolicy) -> Restaurant {
    let place = restaurant::create(app, slug, "Spice Route").await.expect("a restaurant");
    let change = |mut place: Restaurant| {
        place.settings.presence_policy = policy;
        Ok(place)
    };
    let place = restaurant::change(app, Actor::System, place.id, change).await.expect("settings");
    let mut dishes = test_support::menu();
    if slug != "spice-route" {
        dishes.categories[0].name = format!("South of {slug}");
        for dish in &mut dishes.categories[0].dishes {
            dish.id = dish_of(slug, &dish.name);
        }
    }
    menu::save_draft(app, place.id, dishes).await.expect("a sound menu");
    menu::publish(app, place.id, Actor::System).await.expect("published");
    person(app, place.id, &format!("manager@{slug}.test"), Role::Manager).await;
    person(app, place.id, &format!("kitchen@{slug}.test"), Role::Staff).await;
    place
}

async fn person(app: &App, restaurant: RestaurantId, email: &str, role: Role) {
    let person = Person {
        name: Some(email.split('@').next().unwrap_or(email).to_owned()),
        email: Some(email.to_owned()),
        password: Some(PASSWORD.to_owned()),
        role: Some(role),
        ..Person::default()
    };
    people::create(app, restaurant, person).await.expect("a person");
}

/// One request through the router with a body of any kind.
pub async fn send_bytes(
    router: &Router,
    method: Method,
    path: &str,
    headers: &[(&str, &str)],
    body: impl Into<Body>,
) -> Reply {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(body.into()).expect("a request");
    Reply::read(router.clone().oneshot(request).await.expect("infallible")).await
}

/// One request through the router. A body is sent as JSON.
pub async fn send(
    router: &Router,
    method: Method,
    path: &str,
    headers: &[(&str, &str)],
    body: Option<&Value>,
) -> Reply {
    let mut all = headers.to_vec();
    if body.is_some() {
        all.push(("content-type", "application/json"));
    }
    let body = body.map_or_else(Body::empty, |json| Body::from(json.to_string()));
    send_bytes(router, method, path, &all, body).await
}
