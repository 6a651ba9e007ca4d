//! The live channel: who is let in, who hears what, and what happens to a message that gets lost.

use axum::http::Method;
use dineqr_core::event::Actor;
use dineqr_core::id::{AccountId, TabId};
use dineqr_core::tab::Command;
use dineqr_core::test_support::dish_id;
use dineqr_server::usecase::tab::run;
use serde_json::json;

use crate::support::socket::Stage;
use crate::support::world::send;

#[tokio::test]
async fn nobody_is_let_in_without_a_session() {
    let stage = Stage::open().await;
    let guest = stage.world.guest(0).await;
    let token = guest.token.clone().expect("signed in");
    for auth in [
        json!({}),
        json!(null),
        json!([1]),
        json!({ "token": "forged" }),
        json!({ "token": 7 }),
        json!({ "as": "guest" }),
        json!({ "as": "operator" }),
    ] {
        let refused = stage.asks_in(auth.clone(), &[]).await.err();
        assert_eq!(refused.as_deref(), Some("signed_out"), "{auth}");
    }
    let cookie = format!("dineqr_staff={token}");
    let refused = stage.asks_in(json!({ "as": "staff" }), &[("cookie", &cookie)]).await.err();
    assert_eq!(refused.as_deref(), Some("signed_out"), "a guest's token in the other cookie");
    guest.posts("/api/v1/guest/logout", json!({})).await.expect(204);
    let refused = stage.asks_in(json!({ "token": token }), &[]).await.err();
    assert_eq!(refused.as_deref(), Some("signed_out"), "an ended session");
    assert_eq!(stage.live.connected(), 0);
}

#[tokio::test]
async fn one_browser_is_let_in_as_guest_and_as_staff_by_its_cookies() {
    let stage = Stage::open().await;
    let (guest, kitchen) = (stage.world.guest(0).await, stage.world.kitchen().await);
    let (guest, staff) = (guest.token.expect("a guest"), kitchen.token.expect("staff"));
    let cookies = format!("dineqr_guest={guest}; dineqr_staff={staff}");
    let headers = [("cookie", cookies.as_str())];
    let mut page = stage.asks_in(json!({ "as": "guest" }), &headers).await.expect("let in");
    assert!(page.expects("sync").await["data"]["version"].is_u64());
    let mut board = stage.asks_in(json!({ "as": "staff" }), &headers).await.expect("let in");
    assert!(board.expects("sync").await["data"]["tabs"].is_object());
}

#[tokio::test]
async fn pages_of_a_foreign_origin_cannot_open_a_socket() {
    let stage = Stage::open().await;
    let refused = stage.dials("", &[("origin", "https://evil.example")]).await.err();
    assert!(refused.expect("refused").to_string().contains("403"));
}

#[tokio::test]
async fn an_order_is_heard_at_its_table_and_in_the_kitchen_and_nowhere_else() {
    let mut stage = Stage::open().await;
    let (here, there) = (stage.world.guest(0).await, stage.world.guest(1).await);
    let (elsewhere, _) = stage.world.second_restaurant("elsewhere").await;
    let other = stage.world.sign_in(&format!("kitchen@{}.test", elsewhere.slug.as_str())).await;
    stage.delivers().await;
    let mut at_table = stage.connects(&here.token).await;
    let mut next_table = stage.connects(&there.token).await;
    let mut kitchen = stage.connects(&stage.world.kitchen().await.token).await;
    let mut other_kitchen = stage.connects(&other.token).await;

    let order = here.orders("Idli", 2).await.expect(201);
    stage.delivers().await;
    let heard = at_table.expects("order.placed").await;
    assert_eq!(heard["tab_id"], order.at("/tab_id"));
    assert_eq!(heard["restaurant_id"], stage.world.restaurant.id.to_string());
    assert_eq!(heard["data"]["id"], order.at("/id"));
    assert_eq!(heard["data"]["lines"][0]["name"], "Idli");
    assert!(heard["version"].is_u64() && heard["at"].is_string() && heard["id"].is_string());
    assert_eq!(kitchen.expects("order.placed").await, heard);

    stage.live.sync_step().await.expect("synced");
    assert_eq!(next_table.expects("sync").await["data"]["version"], 2);
    assert_eq!(other_kitchen.expects("sync").await["data"]["tabs"], json!({}));
}

#[tokio::test]
async fn guests_see_less_of_a_tab_than_staff() {
    let mut stage = Stage::open().await;
    let guest = stage.world.guest(0).await;
    stage.delivers().await;
    let mut page = stage.connects(&guest.token).await;
    let mut board = stage.connects(&stage.world.kitchen().await.token).await;
    stage.world.guest(0).await;
    stage.delivers().await;
    let (seen, known) = (page.expects("tab.updated").await, board.expects("tab.updated").await);
    assert!(seen["data"]["pin"].is_null() && known["data"]["pin"].is_string());
    assert_eq!(seen["version"], seen["data"]["version"]);
}

#[tokio::test]
async fn the_closing_of_a_tab_is_the_last_its_guests_hear_of_it() {
    let mut stage = Stage::open().await;
    let (guest, kitchen) = (stage.world.guest(0).await, stage.world.kitchen().await);
    let tab = guest.tab().await.text("/id");
    stage.delivers().await;
    let mut page = stage.connects(&guest.token).await;
    kitchen.closes(&tab).await.expect(200);
    stage.delivers().await;
    assert_eq!(page.expects("tab.closed").await["data"]["status"], "closed");

    let next = stage.world.guest(0).await;
    next.orders("Idli", 1).await.expect(201);
    stage.delivers().await;
    let sold_out = json!({ "status": "sold_out" });
    let path = format!("/api/v1/staff/dishes/{}/availability", dish_id("Idli"));
    kitchen.posts(&path, sold_out).await.expect(200);
    stage.delivers().await;
    let heard = page.expects("dish.availability").await;
    assert_eq!(heard["data"]["status"], "sold_out");
    assert_eq!(heard["data"]["dish_id"], dish_id("Idli").to_string());
}

#[tokio::test]
async fn guests_of_a_tab_that_is_opened_again_hear_of_it_again() {
    let mut stage = Stage::open().await;
    let (guest, manager) = (stage.world.guest(0).await, stage.world.manager().await);
    let tab = guest.tab().await.text("/id");
    stage.delivers().await;
    let mut page = stage.connects(&guest.token).await;
    manager.closes(&tab).await.expect(200);
    stage.delivers().await;
    page.expects("tab.closed").await;
    let again = Command::Reopen { reason: "one more dessert".to_owned() };
    let (place, actor) = (stage.world.restaurant.id, Actor::Manager(AccountId::derived(&["m"])));
    let id = TabId::parse(&tab).expect("an id");
    run(&stage.world.app, place, id, actor, &again).await.expect("opened");
    stage.delivers().await;
    assert_eq!(page.expects("tab.opened").await["tab_id"], tab.as_str());
}

#[tokio::test]
async fn guests_follow_a_tab_that_is_joined_into_another() {
    let mut stage = Stage::open().await;
    let (first, second) = (stage.world.guest(0).await, stage.world.guest(1).await);
    let kitchen = stage.world.kitchen().await;
    let (from, into) = (first.tab().await.text("/id"), second.tab().await.text("/id"));
    stage.delivers().await;
    let mut page = stage.connects(&first.token).await;
    let mut board = stage.connects(&kitchen.token).await;
    let path = format!("/api/v1/staff/tabs/{from}/join");
    kitchen.posts(&path, json!({ "into": into })).await.expect(200);
    stage.delivers().await;
    let closed = board.expects("tab.closed").await;
    assert_eq!((&closed["data"]["status"], &closed["tab_id"]), (&json!("joined"), &json!(from)));
    assert_eq!(page.expects("tab.updated").await["tab_id"], into.as_str());
    assert_eq!(page.expects("tab.updated").await["tab_id"], into.as_str());
    second.orders("Idli", 1).await.expect(201);
    stage.delivers().await;
    assert_eq!(page.expects("order.placed").await["tab_id"], into.as_str());
}

#[tokio::test]
async fn a_removed_phone_is_sent_away_at_once_and_not_let_in_again() {
    let mut stage = Stage::open().await;
    let (guest, kitchen) = (stage.world.guest(0).await, stage.world.kitchen().await);
    let tab = guest.tab().await;
    stage.runs();
    let mut page = stage.connects(&guest.token).await;
    let path = format!(
        "/api/v1/staff/tabs/{}/guests/{}/remove",
        tab.text("/id"),
        tab.text("/guests/0/id")
    );
    kitchen.posts(&path, json!({})).await.expect(200);
    while let Some((name, _)) = page.event().await {
        assert!(name == "tab.updated" || name == "sync" || name == "tab.opened", "{name}");
    }
    let refused = stage.asks_in(json!({ "token": guest.token }), &[]).await.err();
    assert_eq!(refused.as_deref(), Some("signed_out"));
}

#[tokio::test]
async fn sockets_end_with_their_session() {
    let mut stage = Stage::open().await;
    let kitchen = stage.world.kitchen().await;
    let mut expiring = stage.connects(&stage.world.guest(0).await.token).await;
    stage.delivers().await;
    let mut board = stage.connects(&kitchen.token).await;
    stage.runs();
    kitchen.posts("/api/v1/auth/logout", json!({})).await.expect(204);
    while let Some((name, _)) = board.event().await {
        assert_eq!(name, "sync");
    }
    stage.world.later(60 * 60 * 24 * 365);
    stage.live.expire_step();
    while expiring.event().await.is_some() {}
    assert_eq!(stage.live.connected(), 0);
}

#[tokio::test]
async fn what_a_crash_left_is_sent_once_and_then_marked() {
    let mut stage = Stage::open().await;
    let guest = stage.world.guest(0).await;
    stage.delivers().await;
    while stage.live.mark_step().await.expect("marked") > 0 {}
    let mut page = stage.connects(&guest.token).await;
    let order = guest.orders("Idli", 1).await.expect(201);
    stage.crashes();
    assert_eq!(stage.live.sweep_step().await, Ok(0), "young events are on their way");
    stage.world.later(6);
    assert!(stage.live.sweep_step().await.expect("swept") > 0);
    assert_eq!(stage.live.sweep_step().await, Ok(0), "what is being sent is not swept again");
    assert_eq!(page.expects("order.placed").await["data"]["id"], order.at("/id"));
    while stage.live.mark_step().await.expect("marked") > 0 {}
    let pending = stage.world.app.store.pending_events(stage.world.app.now(), 10).await;
    assert_eq!(pending.expect("read"), []);
}

#[tokio::test]
async fn a_message_that_was_lost_shows_in_the_next_sync() {
    let mut stage = Stage::open().await;
    let guest = stage.world.guest(0).await;
    let mut page = stage.connects(&guest.token).await;
    let mut board = stage.connects(&stage.world.kitchen().await.token).await;
    guest.orders("Idli", 1).await.expect(201);
    stage.crashes();
    stage.live.sync_step().await.expect("synced");
    let tab = guest.tab().await;
    let (own, all) = (page.expects("sync").await, board.expects("sync").await);
    assert_eq!(own["data"], json!({ "version": tab.at("/version") }));
    assert_eq!(own["tab_id"], tab.at("/id"));
    assert_eq!(all["data"]["tabs"][tab.text("/id")], tab.at("/version"));
}

#[tokio::test]
async fn a_client_that_does_not_read_is_cut_and_can_come_back() {
    let mut stage = Stage::open().await;
    let guest = stage.world.guest(0).await;
    guest.orders("Idli", 1).await.expect(201);
    stage.world.later(1);
    let mut pending =
        stage.world.app.store.pending_events(stage.world.app.now(), 99).await.expect("read");
    let events = vec![pending.pop().expect("the order"); 256];
    stage.delivers().await;
    let mut asleep = stage.connects(&guest.token).await;
    let mut rounds = 0;
    while stage.live.connected() > 0 {
        stage.live.dispatch_batch(&events).await;
        rounds += 1;
        assert!(rounds < 400, "its buffers must be full by now");
    }
    while let Some((name, _)) = asleep.event().await {
        assert_eq!(name, "order.placed");
    }
    stage.connects(&guest.token).await;
}

#[tokio::test]
async fn nothing_a_client_sends_moves_it_or_anything() {
    let mut stage = Stage::open().await;
    let (guest, other) = (stage.world.guest(0).await, stage.world.guest(1).await);
    stage.delivers().await;
    let mut page = stage.connects(&guest.token).await;
    let staff = format!("staff:{}", stage.world.restaurant.id);
    page.says(&format!(r#"42["join","{staff}"]"#)).await;
    page.says(&format!(r#"42["order.placed",{{"room":"{staff}"}}]"#)).await;
    page.says(r#"40/staff,{"token":"x"}"#).await;
    assert!(page.hears().await.expect("answered").starts_with("44/staff"));
    other.orders("Idli", 1).await.expect(201);
    stage.delivers().await;
    stage.live.sync_step().await.expect("synced");
    page.expects("sync").await;
}

#[tokio::test]
async fn a_client_may_begin_by_polling_and_change_to_a_websocket() {
    let mut stage = Stage::open().await;
    let guest = stage.world.guest(0).await;
    stage.delivers().await;
    let path = "/socket.io/?EIO=4&transport=polling";
    let opened = send(&stage.router, Method::GET, path, &[], None).await.expect(200);
    let opened = String::from_utf8_lossy(&opened.bytes).into_owned();
    let sid = opened.split('"').nth(3).expect("an id").to_owned();
    let mut client = stage.dials(&format!("&sid={sid}"), &[]).await.expect("a websocket");
    client.says("2probe").await;
    assert_eq!(client.hears().await.as_deref(), Some("3probe"));
    client.says("5").await;
    client.says(&format!("40{}", json!({ "token": guest.token }))).await;
    assert!(client.hears().await.expect("let in").starts_with("40"));
    client.expects("sync").await;
    guest.orders("Idli", 1).await.expect(201);
    stage.delivers().await;
    client.expects("order.placed").await;
}

#[tokio::test]
async fn closing_the_channel_ends_every_connection() {
    let mut stage = Stage::open().await;
    let mut board = stage.connects(&stage.world.kitchen().await.token).await;
    stage.runs();
    stage.live.close().await;
    while let Some((name, _)) = board.event().await {
        assert_eq!(name, "sync");
    }
    stage.live.sync_step().await.expect("nothing to do");
}
