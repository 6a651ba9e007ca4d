//! What was acknowledged survives `kill -9`, is there once, and is heard of.

use std::time::Duration;

use serde_json::json;

use crate::support::evening::Evening;
use crate::support::process::Installation;
use crate::support::screen::{Screen, Stand};
use crate::support::wire::Caller;

const KILLS: usize = 20;
const ORDERS: usize = 1_000;

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn acknowledged_orders_survive_twenty_kills_under_load() {
    let mut dice = Dice(11);
    let (mut evening, mut server) = Evening::begins(28).await;
    let mut rush = evening.rush();
    for _ in 0..KILLS {
        let more = 20 + usize::try_from(dice.below(80)).expect("small");
        rush.reaches(rush.answered() + more).await;
        // Anywhere between two group commits, and in the midst of one.
        tokio::time::sleep(Duration::from_micros(dice.below(20_000))).await;
        server.kill();
        server = evening.goes_on().await;
    }
    rush.reaches(ORDERS.max(rush.answered() + 1)).await;
    let placed = rush.ends().await;
    assert!(placed.len() >= ORDERS, "only {} orders were answered", placed.len());
    let again = placed.iter().filter(|order| order.sent_again).count();
    assert!(again >= KILLS, "only {again} orders were in flight at the {KILLS} kills");
    evening.kept_all(&server, &placed).await;
    evening.answers_again(&server, &placed).await;
    evening.heard_all(&placed).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_told_to_stop_under_load_finishes_what_it_answers() {
    let (mut evening, mut server) = Evening::begins(0).await;
    let mut rush = evening.rush();
    for signal in ["TERM", "INT"] {
        rush.reaches(rush.answered() + 60).await;
        server.signal(signal);
        assert_eq!(server.ended().code(), Some(0), "after SIG{signal}");
        server = evening.goes_on().await;
    }
    rush.reaches(rush.answered() + 20).await;
    let placed = rush.ends().await;
    evening.kept_all(&server, &placed).await;
    evening.heard_all(&placed).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_committed_while_no_server_ran_is_heard_after_the_start() {
    let installation = Installation::new();
    let server = installation.serves(&["--demo"]);
    let manager = Caller::of_demo(server.at, "manager").await;
    server.kill();
    let menu = installation.file("menu.csv", "category,name,price_inr,diet\nTea,Chai,20,veg\n");
    installation.runs(&["menu", "import", &menu, "--restaurant", "demo"]).done();

    let server = installation.serves(&["--demo"]);
    let stand: Stand = (1, server.at);
    let (_servers, named) = tokio::sync::watch::channel(Some(stand));
    let mut screen = Screen::open(manager.token.expect("signed in"), named);
    let version = json!({ "version": 2 });
    screen
        .until("of the menu", |heard| {
            heard.named("menu.published").any(|event| event["data"] == version)
        })
        .await;
}
