//! Many at once on one tab of a real server: nothing is lost, and every change has its version.

use std::collections::BTreeSet;

use hyper::Method;
use serde_json::{Value, json};
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::support::evening::manager_of_open_demo;
use crate::support::process::{Installation, Server};
use crate::support::rush::{Phone, order_body, plain_dishes, seat};
use crate::support::screen::{Heard, Screen, Stand};
use crate::support::wire::{Ask, Caller, Wire};

const PHONES: usize = 64;
const ROUNDS: usize = 3;
const WAITERS: usize = 40;
const LINES_OF_AN_ORDER: usize = 5;

/// A request to come: its path, key and body.
type Post = (String, String, Value);

/// A server, and a screen that hears what happens on it.
struct Scene {
    server: Server,
    screen: Screen,
    guest: Caller,
    phones: Vec<Phone>,
    dish: String,
    _servers: watch::Sender<Option<Stand>>,
    _installation: Installation,
}

impl Scene {
    async fn with(phones: usize) -> Self {
        let installation = Installation::new();
        let server = installation.serves(&["--demo"]);
        let manager = manager_of_open_demo(&server).await;
        let (servers, named) = watch::channel(Some((1, server.at)));
        let mut screen = Screen::open(manager.token.expect("signed in"), named);
        screen.is_let_in_by(1).await;
        let mut guest = Caller::at(server.at).await;
        let phones = seat(&mut guest, &server.table_tokens()[..1], phones).await;
        let dish = plain_dishes(&mut guest).await.swap_remove(0);
        guest.token = Some(phones[0].token.clone());
        Self { server, screen, guest, phones, dish, _servers: servers, _installation: installation }
    }

    async fn tab(&mut self) -> Value {
        self.guest.gets("/api/v1/tab").await.expect(200).json()
    }

    /// Lets each do their posts one after the other, and all of them at the same time.
    async fn all_at_once(&self, status: u16, all: Vec<(String, Vec<Post>)>) {
        let mut tasks = JoinSet::new();
        for (token, posts) in all {
            let mut wire = Wire::open(self.server.at).await.expect("a connection");
            tasks.spawn(async move {
                for (path, key, body) in &posts {
                    let (token, key, body) = (Some(&*token), Some(&**key), Some(body));
                    let ask = Ask { method: Method::POST, path, token, key, body };
                    wire.asks(&ask).await.expect("an answer").expect(status);
                }
            });
        }
        tasks.join_all().await;
    }

    /// Waits until the screen has heard of an order at every version after `from` up to `to`.
    async fn hears_every_version(&mut self, from: u64, to: u64) {
        let all: BTreeSet<u64> = (from + 1..=to).collect();
        let versions = |heard: &Heard| -> BTreeSet<u64> {
            let orders = heard.events.values();
            let orders = orders.filter(|event| event["type"].as_str().is_some_and(is_of_an_order));
            orders.filter_map(|event| event["version"].as_u64()).filter(|v| *v > from).collect()
        };
        self.screen.until("of every version", |heard| versions(heard) == all).await;
    }
}

fn is_of_an_order(event: &str) -> bool {
    event.starts_with("order.")
}

fn version(tab: &Value) -> u64 {
    tab["version"].as_u64().expect("a version")
}

#[tokio::test(flavor = "multi_thread")]
async fn sixty_four_phones_order_at_one_table_and_no_order_is_lost() {
    let mut scene = Scene::with(PHONES).await;
    let before = version(&scene.tab().await);
    let orders = |phone: &Phone| {
        let order = |round| {
            let key = format!("{}-{round}", phone.name);
            let body = order_body(&scene.dish, &key);
            ("/api/v1/tab/orders".to_owned(), key, body)
        };
        (phone.token.clone(), (0..ROUNDS).map(order).collect())
    };
    let all: Vec<(String, Vec<Post>)> = scene.phones.iter().map(orders).collect();
    let keys: BTreeSet<_> = all.iter().flat_map(|(_, o)| o.iter().map(|o| o.1.clone())).collect();
    scene.all_at_once(201, all).await;

    let tab = scene.tab().await;
    let after = before + u64::try_from(PHONES * ROUNDS).expect("small");
    assert_eq!(version(&tab), after, "one version for each order");
    let placed = tab["orders"].as_array().expect("orders");
    let notes = placed.iter().map(|order| order["note"].as_str().expect("a note").to_owned());
    assert_eq!((placed.len(), notes.collect()), (keys.len(), keys));
    scene.hears_every_version(before, after).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn forty_waiters_advance_the_lines_of_one_tab_and_no_step_is_lost() {
    let mut scene = Scene::with(1).await;
    for order in 0..WAITERS / LINES_OF_AN_ORDER {
        let line = json!({ "dish_id": scene.dish, "quantity": 1 });
        let lines = (0..LINES_OF_AN_ORDER).map(|n| {
            let mut line = line.clone();
            line["note"] = json!(format!("plate {n}"));
            line
        });
        let body = json!({ "lines": lines.collect::<Vec<_>>() });
        scene.guest.orders(&format!("order-{order}"), &body).await.expect(201);
    }
    let tab = scene.tab().await;
    let orders = tab["orders"].as_array().expect("orders").iter();
    let lines: Vec<_> = orders.flat_map(|o| o["lines"].as_array().expect("lines")).collect();
    assert_eq!(lines.len(), WAITERS);

    let mut all = Vec::new();
    for line in lines {
        let waiter = Caller::of_demo(scene.server.at, "floor").await;
        let (tab, line) = (scene.phones[0].tab.as_str(), line["id"].as_str().expect("an id"));
        let path = format!("/api/v1/staff/tabs/{tab}/lines/{line}/advance");
        let step = |to: &str| (path.clone(), format!("{line}-{to}"), json!({ "to": to }));
        let steps = ["preparing", "ready", "served"].map(step);
        all.push((waiter.token.expect("signed in"), steps.to_vec()));
    }
    scene.all_at_once(200, all).await;

    let (before, tab) = (version(&tab), scene.tab().await);
    let after = before + 3 * u64::try_from(WAITERS).expect("small");
    assert_eq!(version(&tab), after, "one version for each step");
    let statuses = tab["orders"].as_array().expect("orders").iter().map(|order| &order["status"]);
    assert!(statuses.into_iter().all(|status| status == "served"), "{tab}");
    scene.hears_every_version(before, after).await;
}
