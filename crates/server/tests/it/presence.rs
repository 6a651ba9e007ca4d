//! What a phone must show before it orders, and the way out when it cannot.

use dineqr_core::restaurant::PresencePolicy;
use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use crate::support::world::send;
use crate::support::{Guest, Reply, World};

const PHONE: &str = "98765 43210";

/// A phone that proved its number.
async fn with_code(world: &World, table: usize, phone: &str) -> (Guest, Reply) {
    let (mut guest, token) = (world.phone(), world.token(table));
    let (challenge, code) = guest.gets_a_code(&token, phone).await;
    let body = json!({ "table_token": token, "challenge_id": challenge, "code": code });
    let reply = guest.sits_down_with(body).await;
    (guest, reply)
}

/// The id of the guest that a sign-in made.
fn id_of(reply: &Reply) -> String {
    reply.text("/guest/id")
}

#[tokio::test]
async fn a_scanned_code_says_what_is_asked_for() {
    for (policy, name) in [
        (PresencePolicy::Code, "code"),
        (PresencePolicy::Otp, "otp"),
        (PresencePolicy::Pin, "pin"),
        (PresencePolicy::Approval, "approval"),
    ] {
        let world = World::with(policy).await;
        let scan = world.gets(&format!("/api/v1/tables/{}", world.token(0))).await.expect(200);
        assert_eq!(scan.text("/presence_policy"), name);
        assert_eq!((scan.text("/table/name"), scan.at("/tab_open")), ("T1".into(), json!(false)));
        assert_eq!(scan.text("/restaurant/slug"), "spice-route");
    }
}

#[tokio::test]
async fn under_code_the_tables_code_is_enough() {
    let world = World::open().await;
    world.guest(0).await.orders("Idli", 1).await.expect(201);
    let scan = world.gets(&format!("/api/v1/tables/{}", world.token(0))).await;
    assert_eq!(scan.at("/tab_open"), json!(true));
}

#[tokio::test]
async fn under_otp_a_phone_shows_a_code_first() {
    let world = World::with(PresencePolicy::Otp).await;
    let refused = world.phone().sits_down(&world.token(0)).await.problem(422, "code_required");
    assert_eq!(refused.text("/errors/0/field"), "code");
    let (guest, seated) = with_code(&world, 0, PHONE).await;
    seated.expect(200);
    guest.orders("Idli", 1).await.expect(201);
}

#[tokio::test]
async fn under_pin_staff_read_out_four_digits() {
    let world = World::with(PresencePolicy::Pin).await;
    let (mut phone, token) = (world.phone(), world.token(0));
    phone.sits_down(&token).await.problem(422, "pin_required");
    let with = |pin: &str| json!({ "table_token": token, "pin": pin });
    phone.sits_down_with(with("0000")).await.problem(422, "wrong_pin");
    let opened = world.kitchen().await.opens(&world.tables[0].id.to_string()).await.expect(201);
    let pin = opened.text("/pin");
    assert!(pin.len() == 4 && pin.bytes().all(|digit| digit.is_ascii_digit()), "{pin}");
    let wrong = if pin == "0000" { "0001" } else { "0000" };
    phone.sits_down_with(with(wrong)).await.problem(422, "wrong_pin");
    let seated = phone.sits_down_with(with(&pin)).await.expect(200);
    assert_eq!(seated.at("/tab/pin"), Value::Null, "guests are not told the pin");
    assert_eq!(seated.text("/tab/id"), opened.text("/id"));
    phone.orders("Idli", 1).await.expect(201);
}

#[tokio::test]
async fn a_pin_cannot_be_tried_out() {
    let world = World::configured(PresencePolicy::Pin, |config| {
        config.limits.pin_tries = "10/10m".parse().expect("a limit")
    })
    .await;
    let opened = world.kitchen().await.opens(&world.tables[0].id.to_string()).await;
    let (mut phone, pin) = (world.phone(), opened.text("/pin"));
    let mut tries = async |pin: &str| {
        phone.sits_down_with(json!({ "table_token": world.token(0), "pin": pin })).await
    };
    for _ in 0..10 {
        tries("none").await.problem(422, "wrong_pin");
    }
    let locked = tries(&pin).await.problem(429, "too_many_requests");
    assert_eq!(locked.header("retry-after"), "60");
    world.later(60);
    tries(&pin).await.expect(200);
}

#[tokio::test]
async fn a_large_party_that_knows_the_pin_is_not_held_up() {
    let world = World::configured(PresencePolicy::Pin, |config| {
        config.limits.pin_tries = "10/10m".parse().expect("a limit")
    })
    .await;
    let opened = world.kitchen().await.opens(&world.tables[0].id.to_string()).await;
    for _ in 0..15 {
        let body = json!({ "table_token": world.token(0), "pin": opened.text("/pin") });
        world.phone().sits_down_with(body).await.expect(200);
    }
}

#[tokio::test]
async fn under_approval_staff_let_the_first_round_through() {
    let world = World::with(PresencePolicy::Approval).await;
    let (guest, kitchen) = (world.guest(0).await, world.kitchen().await);
    let first = guest.orders("Idli", 1).await.expect(201);
    assert_eq!(first.text("/status"), "awaiting_approval");
    let early = kitchen.handles(&first, 0, "advance", json!({ "to": "preparing" })).await;
    assert_eq!(early.problem(409, "not_allowed").text("/current_status"), "awaiting_approval");
    let approved = kitchen.decides(&first, "approve", json!({})).await.expect(200);
    assert_eq!(approved.text("/status"), "placed");
    assert_eq!(guest.orders("Idli", 1).await.text("/status"), "placed", "from now on it is free");
    let neighbour = world.guest(0).await;
    assert_eq!(neighbour.orders("Idli", 1).await.text("/status"), "awaiting_approval");
}

#[tokio::test]
async fn asking_staff_rings_once_until_someone_comes() {
    let world = World::with(PresencePolicy::Otp).await;
    let kitchen = world.kitchen().await;
    let path = format!("/api/v1/tables/{}/help", world.token(0));
    let rung = world.posts(&path, json!({})).await.expect(202);
    let again = world.posts(&path, json!({})).await.expect(202);
    assert_eq!((again.text("/id"), again.text("/status")), (rung.text("/id"), "open".into()));
    world.posts(&format!("/api/v1/tables/{}/help", world.token(1)), json!({})).await.expect(202);
    let board = kitchen.board().await;
    assert_eq!(board.count("/service_requests"), 2);
    assert_eq!(board.text("/service_requests/0/kind"), "help");
    assert_eq!(board.text("/service_requests/0/tables/0"), "T1");
    let answer = async |verb: &str| {
        let path = format!("/api/v1/staff/service-requests/{}/{verb}", rung.text("/id"));
        kitchen.posts(&path, json!({})).await
    };
    assert_eq!(answer("acknowledge").await.expect(200).text("/status"), "acknowledged");
    assert_eq!(world.posts(&path, json!({})).await.text("/status"), "acknowledged");
    answer("resolve").await.expect(200);
    answer("resolve").await.problem(409, "not_allowed");
    assert_eq!(kitchen.board().await.count("/service_requests"), 1);
    assert_ne!(world.posts(&path, json!({})).await.text("/id"), rung.text("/id"));
}

#[tokio::test]
async fn answers_to_a_call_that_meet_are_both_heard() {
    let world = World::with(PresencePolicy::Otp).await;
    let kitchen = world.kitchen().await;
    let path = format!("/api/v1/tables/{}/help", world.token(0));
    for _ in 0..8 {
        let rung = world.posts(&path, json!({})).await.expect(202);
        let answer = async |verb: &str| {
            let path = format!("/api/v1/staff/service-requests/{}/{verb}", rung.text("/id"));
            kitchen.posts(&path, json!({})).await
        };
        let (seen, done) = tokio::join!(answer("acknowledge"), answer("resolve"));
        assert_eq!(done.expect(200).text("/status"), "resolved");
        if seen.status != 200 {
            seen.problem(409, "not_allowed");
        }
    }
}

#[tokio::test]
async fn the_bell_is_not_a_toy() {
    let world = World::configured(PresencePolicy::Otp, |config| {
        config.limits.table_help = "2/10m".parse().expect("a limit");
    })
    .await;
    let path = format!("/api/v1/tables/{}/help", world.token(0));
    for _ in 0..2 {
        world.posts(&path, json!({})).await.expect(202);
    }
    let late = world.posts(&path, json!({})).await.problem(429, "too_many_requests");
    assert_eq!(late.header("retry-after"), "300");
}

#[tokio::test]
async fn a_policy_made_stricter_holds_for_those_who_already_sit() {
    let world = World::open().await;
    let mut guest = world.guest(0).await;
    guest.orders("Idli", 1).await.expect(201);
    world.sets(json!({ "presence_policy": "otp" })).await.expect(200);
    guest.orders("Idli", 1).await.problem(403, "presence_required");
    guest.gets("/api/v1/tab/bill").await.expect(200);
    guest.calls_for("waiter").await.expect(201);
    let token = world.token(0);
    let (challenge, code) = guest.gets_a_code(&token, PHONE).await;
    let body = json!({ "table_token": token, "challenge_id": challenge, "code": code });
    guest.sits_down_with(body).await.expect(200);
    guest.orders("Idli", 1).await.expect(201);
    let tab = guest.tab().await;
    assert_eq!(tab.count("/orders"), 2);
    assert_eq!(tab.count("/guests"), 1, "the phone stays who it is");
    assert_eq!(tab.text("/guests/0/proof"), "otp");
}

#[tokio::test]
async fn who_was_approved_may_order_under_every_policy() {
    let world = World::with(PresencePolicy::Approval).await;
    let (guest, kitchen) = (world.guest(0).await, world.kitchen().await);
    let first = guest.orders("Idli", 1).await.expect(201);
    kitchen.decides(&first, "approve", json!({})).await.expect(200);
    world.sets(json!({ "presence_policy": "pin" })).await.expect(200);
    guest.orders("Idli", 1).await.expect(201);
}

#[tokio::test]
async fn phones_at_one_table_see_each_other_and_nobody_else() {
    let world = World::open().await;
    let (asha, ravi, stranger) = (world.guest(0).await, world.guest(0).await, world.guest(1).await);
    let order = asha.orders("Idli", 1).await.expect(201);
    let seen = ravi.tab().await;
    assert_eq!(seen.text("/orders/0/id"), order.text("/id"));
    assert_eq!((seen.text("/orders/0/by/name"), seen.count("/guests")), ("Asha".into(), 2));
    assert_eq!(stranger.tab().await.count("/orders"), 0);
}

#[tokio::test]
async fn scanning_again_changes_nothing() {
    let world = World::open().await;
    let mut guest = world.phone();
    let first = guest.sits_down(&world.token(0)).await.expect(200);
    assert!(first.headers.contains_key("set-cookie"));
    let again = guest.sits_down(&world.token(0)).await.expect(200);
    assert_eq!(id_of(&again), id_of(&first));
    assert_eq!(again.count("/tab/guests"), 1);
    guest.orders("Idli", 1).await.expect(201);
}

#[tokio::test]
async fn a_phone_that_sits_down_elsewhere_is_a_guest_there() {
    let world = World::open().await;
    let mut guest = world.phone();
    let here = guest.sits_down(&world.token(0)).await.expect(200);
    let there = guest.sits_down(&world.token(1)).await.expect(200);
    assert_ne!(id_of(&here), id_of(&there));
    assert_ne!(here.text("/tab/id"), there.text("/tab/id"));
    let (place, table) = world.second_restaurant("sea-breeze").await;
    let token = dineqr_server::usecase::table::token(&world.app, &table);
    guest.sits_down(&token).await.expect(200);
    guest.orders("Idli", 1).await.problem(422, "unknown_dish");
    let scan = world.gets(&format!("/api/v1/tables/{token}")).await;
    assert_eq!(scan.text("/restaurant/slug"), place.slug.as_str());
}

#[tokio::test]
async fn a_removed_phone_is_out_at_once() {
    let world = World::open().await;
    let (guest, kitchen) = (world.guest(0).await, world.kitchen().await);
    let order = guest.orders("Idli", 1).await.expect(201);
    let tab = guest.tab().await;
    let path = format!("guests/{}/remove", tab.text("/guests/0/id"));
    let seen = kitchen.on_tab(&tab.text("/id"), &path, json!({})).await.expect(200);
    assert_eq!(seen.at("/guests/0/removed"), json!(true));
    assert_eq!(seen.text("/orders/0/id"), order.text("/id"), "what it ordered stays");
    guest.tab().await.problem(401, "signed_out");
    guest.orders("Idli", 1).await.problem(401, "signed_out");
    assert_eq!(guest.gets("/api/v1/session").await.text("/kind"), "anonymous");
    kitchen.on_tab(&tab.text("/id"), &path, json!({})).await.problem(409, "not_allowed");
}

#[tokio::test]
async fn a_removed_number_does_not_come_back_to_the_tab() {
    let world = World::with(PresencePolicy::Otp).await;
    let kitchen = world.kitchen().await;
    let (guest, _) = with_code(&world, 0, PHONE).await;
    let (friend, _) = with_code(&world, 0, "98765 00000").await;
    let tab = guest.tab().await;
    let path = format!("guests/{}/remove", tab.text("/guests/0/id"));
    kitchen.on_tab(&tab.text("/id"), &path, json!({})).await.expect(200);
    world.later(60);
    let (_, refused) = with_code(&world, 0, "+91 98765-43210").await;
    refused.problem(403, "removed");
    friend.orders("Idli", 1).await.expect(201);
    world.later(120);
    with_code(&world, 1, PHONE).await.1.expect(200);
}

#[tokio::test]
async fn a_settled_tab_makes_way_for_a_new_phone_only() {
    let world = World::open().await;
    let (mut guest, kitchen) = (world.guest(0).await, world.kitchen().await);
    let order = guest.orders("Idli", 1).await.expect(201);
    let tab = order.text("/tab_id");
    kitchen.advances(&order, "served").await;
    kitchen.takes_cash(&tab, 8_400, 8_400).await.expect(201);
    let scan = world.gets(&format!("/api/v1/tables/{}", world.token(0))).await;
    assert_eq!(scan.at("/tab_open"), json!(false), "the next guests need not know");
    assert_eq!(guest.sits_down(&world.token(0)).await.expect(200).text("/tab/id"), tab);

    let mut next = world.phone();
    let fresh = next.sits_down(&world.token(0)).await.expect(200);
    assert_ne!(fresh.text("/tab/id"), tab);
    assert_eq!((fresh.count("/tab/orders"), fresh.count("/tab/guests")), (0, 1));
    let past = guest.tab().await.expect(200);
    assert_eq!((past.text("/id"), past.text("/status")), (tab.clone(), "closed".into()));
    guest.orders("Idli", 1).await.problem(409, "tab_closed");
    guest.calls_for("water").await.problem(409, "tab_closed");
    let back = guest.sits_down(&world.token(0)).await.expect(200);
    assert_eq!(back.text("/tab/id"), fresh.text("/tab/id"), "who scans again joins the fresh one");
}

#[tokio::test]
async fn a_code_that_is_none_or_was_revoked_says_so() {
    let world = World::open().await;
    let token = world.token(0);
    let mut forged = token.clone();
    let last = forged.pop().expect("a token");
    forged.push(if last == 'A' { 'B' } else { 'A' });
    for bad in ["nonsense", &forged, &token[1..], "%00", &"x".repeat(4_000)] {
        world.gets(&format!("/api/v1/tables/{bad}")).await.problem(404, "not_found");
        world
            .posts(&format!("/api/v1/tables/{bad}/help"), json!({}))
            .await
            .problem(404, "not_found");
        world.phone().sits_down(bad).await.problem(404, "not_found");
        let otp = json!({ "table_token": bad, "phone": PHONE });
        world.posts("/api/v1/guest/otp", otp).await.problem(404, "not_found");
    }
    let path = format!("/api/v1/manage/tables/{}/revoke", world.tables[0].id);
    let renewed = world.manager().await.posts(&path, json!({})).await.expect(200).text("/token");
    world.gets(&format!("/api/v1/tables/{token}")).await.problem(410, "code_revoked");
    world
        .posts(&format!("/api/v1/tables/{token}/help"), json!({}))
        .await
        .problem(410, "code_revoked");
    world.phone().sits_down(&token).await.problem(410, "code_revoked");
    world.phone().sits_down(&renewed).await.expect(200);
}

#[tokio::test]
async fn names_are_short_and_on_one_line() {
    let world = World::open().await;
    let sits_as = async |name: &str| {
        let body = json!({ "table_token": world.token(0), "name": name });
        world.phone().sits_down_with(body).await
    };
    sits_as(&"x".repeat(41)).await.problem(422, "too_long");
    assert_eq!(sits_as("Asha\n\u{202e}R").await.expect(200).text("/guest/name"), "Asha R");
    assert_eq!(sits_as(" \u{0} ").await.expect(200).at("/guest/name"), Value::Null);
}

#[tokio::test]
async fn guests_take_their_data_with_them_and_have_it_forgotten() {
    let world = World::with(PresencePolicy::Otp).await;
    let token = world.token(0);
    let mut guest = world.phone();
    let (challenge, code) = guest.gets_a_code(&token, PHONE).await;
    let body =
        json!({ "table_token": token, "challenge_id": challenge, "code": code, "name": "Zubeida" });
    guest.sits_down_with(body).await.expect(200);
    guest.orders("Idli", 1).await.expect(201);
    let mine = guest.gets("/api/v1/guest/me").await.expect(200);
    assert_eq!((mine.text("/guest/name"), mine.count("/orders")), ("Zubeida".into(), 1));
    assert_eq!(mine.at("/phone_hash_kept"), json!(true));
    let tab = guest.tab().await.text("/id");
    let gone = guest.asks(axum::http::Method::DELETE, "/api/v1/guest/me", &[], None).await;
    assert!(gone.expect(204).header("set-cookie").starts_with("dineqr_guest=;"));
    guest.tab().await.problem(401, "signed_out");
    let kept = world.kitchen().await.sees_tab(&tab).await.expect(200);
    assert!(!kept.to_string().contains("Zubeida"));
    assert_eq!(kept.count("/orders"), 1);
}

#[tokio::test]
async fn a_phone_without_a_sign_in_cannot_look_at_a_tab() {
    let world = World::open().await;
    world.guest(0).await.orders("Idli", 1).await.expect(201);
    let cookie = [("cookie", "dineqr_guest=garbage; dineqr_staff=garbage")];
    for path in ["/api/v1/tab", "/api/v1/tab/bill", "/api/v1/guest/me", "/api/v1/staff/board"] {
        world.gets(path).await.problem(401, "signed_out");
        let garbage = send(&world.router, axum::http::Method::GET, path, &cookie, None).await;
        garbage.problem(401, "signed_out");
    }
}
