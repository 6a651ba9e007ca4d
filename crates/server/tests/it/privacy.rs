//! What nobody else may read: events and logs hold no names, numbers, codes, tokens or notes.

use std::io;
use std::sync::{Arc, Mutex};

use dineqr_core::restaurant::PresencePolicy;
use pretty_assertions::assert_eq;
use serde_json::{Value, json};
use tracing_subscriber::fmt::MakeWriter;

use crate::support::guest::order_of;
use crate::support::world::PASSWORD;
use crate::support::{Guest, World};

/// Words of [`talkative_sitting`] that nothing else says.
const PERSONAL: [&str; 6] = ["Zubeida", "99988", "xylophone", "quokka", "zephyr", "@"];

/// Everything a party can do, with words that nothing else says.
async fn talkative_sitting(world: &World) -> (Guest, String) {
    let (manager, token) = (world.manager().await, world.token(0));
    let mut guest: Guest = world.phone();
    world.posts(&format!("/api/v1/tables/{token}/help"), json!({})).await.expect(202);
    let (challenge, code) = guest.gets_a_code(&token, "9998887776").await;
    let body =
        json!({ "table_token": token, "challenge_id": challenge, "code": code, "name": "Zubeida" });
    guest.sits_down_with(body).await.expect(200);
    let mut body = order_of("Idli", 2);
    body["note"] = json!("xylophone");
    body["lines"][0]["note"] = json!("quokka");
    let order = guest.orders_body(body.clone()).await.expect(201);
    let dead = guest.orders_body(body).await.expect(201);
    let tab = order.text("/tab_id");
    manager.decides(&dead, "reject", json!({ "reason": "zephyr" })).await.expect(200);
    let call = json!({ "kind": "other", "note": "quokka again" });
    guest.posts("/api/v1/tab/service-requests", call).await.expect(201);
    guest.announces(json!({ "kind": "balance" }), 1_000).await.expect(201);
    manager.advances(&order, "served").await;
    let card = json!({ "method": "card", "amount": { "amount": 16_800, "currency": "INR" }, "reference": "zephyr-1" });
    manager.on_tab(&tab, "payments", card).await.expect(201);
    manager.closes(&tab).await.expect(200);
    let reopen = format!("/api/v1/manage/tabs/{tab}/reopen");
    manager.posts(&reopen, json!({ "reason": "xylophone" })).await.expect(200);
    guest.asks(axum::http::Method::DELETE, "/api/v1/guest/me", &[], None).await.expect(204);
    let mut parcel = order_of("Idli", 1);
    parcel["customer"] = json!("Zubeida");
    let made = manager.posts("/api/v1/staff/orders", parcel).await.expect(201);
    let (tab, line) = (made.text("/tab/id"), made.text("/order/lines/0/id"));
    manager
        .on_tab(&tab, &format!("lines/{line}/void"), json!({ "reason": "quokka" }))
        .await
        .expect(200);
    (guest, code)
}

#[tokio::test]
async fn events_tell_nothing_personal() {
    let world = World::with(PresencePolicy::Otp).await;
    talkative_sitting(&world).await;
    let later = "2100-01-01T00:00:00Z".parse().expect("a time");
    let events = world.app.store.pending_events(later, 1_000).await.expect("the store answers");
    assert!(events.len() > 12, "{events:?}");
    let text = serde_json::to_string(&events).expect("JSON");
    for word in PERSONAL {
        assert!(!text.contains(word), "{word} in {text}");
    }
    let allowed = [
        "id",
        "restaurant_id",
        "tab_id",
        "version",
        "at",
        "by",
        "type",
        "order_id",
        "total",
        "payment_id",
        "balance",
        "request_id",
        "table_id",
        "guest_id",
        "dish_id",
        "variant_id",
        "menu_version",
        "into",
    ];
    for event in serde_json::to_value(&events).expect("JSON").as_array().expect("a list") {
        for (field, value) in event.as_object().expect("a map") {
            assert!(allowed.contains(&field.as_str()), "{field}: {value}");
            assert!(
                field == "by" || !matches!(value, Value::Array(_) | Value::Object(_)),
                "{field}: {value}"
            );
        }
    }
}

/// Everything that was logged.
#[derive(Clone, Default)]
struct Logged(Arc<Mutex<Vec<u8>>>);

impl io::Write for Logged {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("nobody panicked").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Logged {
    type Writer = Self;
    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn logs_tell_nothing_personal() {
    let logged = Logged::default();
    let everything = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(logged.clone())
        .finish();
    // While there is only one subscriber, whatever a test on another thread logs first counts as switched off for all.
    let _second = tracing::Dispatch::new(tracing_subscriber::registry());
    let guard = tracing::subscriber::set_default(everything);
    let world = World::with(PresencePolicy::Otp).await;
    let (guest, code) = talkative_sitting(&world).await;
    let wrong = json!({ "login": "manager@spice-route.test", "password": "not the password" });
    world.posts("/api/v1/auth/login", wrong).await.expect(401);
    world.gets(&format!("/t/{}?name=Zubeida", world.token(0))).await.expect(200);
    world.gets(&format!("/t/{}", world.token(0))).await.expect(200);
    drop(guard);

    let text = String::from_utf8(logged.0.lock().expect("nobody panicked").clone()).expect("UTF-8");
    let lines = text.lines().filter(|line| line.contains("dineqr::access")).count();
    assert!(lines > 15, "{text}");
    let (session, table) = (guest.token.expect("a token"), world.token(0));
    let secrets = [&*session, &table, PASSWORD, "not the password"];
    for word in PERSONAL.into_iter().chain(secrets) {
        assert!(!text.contains(word), "{word} in {text}");
    }
    let codes = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| *word == code);
    assert_eq!(codes.count(), 0, "{code} in {text}");
}
