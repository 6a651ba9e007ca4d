//! Sign-ins: what counts as one, and what ends it.

use std::sync::Arc;

use axum::http::Method;
use dineqr_core::restaurant::PresencePolicy;
use dineqr_server::app::{App, Parts};
use dineqr_server::kv::Kv;
use dineqr_server::system::SystemRandom;
use dineqr_server::usecase::table;
use dineqr_store_sqlite::SqliteStore;
use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use crate::support::world::{PASSWORD, send};
use crate::support::{Reply, Staff, World};
use tower::ServiceExt as _;

const LOGIN: &str = "/api/v1/auth/login";
const MANAGER: &str = "manager@spice-route.test";

async fn login(world: &World, body: Value) -> Reply {
    world.posts(LOGIN, body).await
}

/// The `name=value` of the cookie an answer sets.
fn cookie(reply: &Reply) -> String {
    reply.header("set-cookie").split(';').next().unwrap_or_default().to_owned()
}

async fn with_cookie(world: &World, path: &str, cookie: &str) -> Reply {
    send(&world.router, Method::GET, path, &[("cookie", cookie)], None).await
}

/// A person with a role in both restaurants.
async fn shared(world: &World) -> Staff {
    world.second_restaurant("sea-breeze").await;
    let theirs = world.sign_in("manager@sea-breeze.test").await;
    let email = "kitchen@spice-route.test";
    let stranger = json!({ "email": email, "password": "another one", "role": "manager" });
    theirs.posts("/api/v1/manage/staff", stranger).await.problem(409, "login_taken");
    let person = json!({ "email": email, "password": PASSWORD, "role": "manager" });
    theirs.posts("/api/v1/manage/staff", person).await.expect(201);
    theirs
}

#[tokio::test]
async fn garbage_is_no_sign_in() {
    let world = World::open().await;
    let real = world.manager().await.token.expect("a token");
    let mut parts: Vec<&str> = real.split('.').collect();
    let unsigned = format!("{}.{}.", parts[0], parts[1]);
    // `{"alg":"none"}` in place of the header.
    let none = format!("eyJhbGciOiJub25lIn0.{}.", parts[1]);
    let last = parts.pop().expect("a signature");
    let forged = format!("{}.{}", parts.join("."), last.chars().rev().collect::<String>());
    let long = "x".repeat(5_000);
    for token in ["", "x", "a.b.c", &unsigned, &none, &forged, &long, "\u{e9}"] {
        let bearer = format!("Bearer {token}");
        for path in ["/api/v1/auth/me", "/api/v1/tab", "/api/v1/manage/tables"] {
            let reply =
                send(&world.router, Method::GET, path, &[("authorization", &bearer)], None).await;
            reply.problem(401, "signed_out");
        }
        let kind = send(
            &world.router,
            Method::GET,
            "/api/v1/session",
            &[("authorization", &bearer)],
            None,
        )
        .await;
        assert_eq!(kind.expect(200).text("/kind"), "anonymous");
    }
    for header in ["Basic bWFuYWdlcg==", "Bearer", "bearer"] {
        let headers = [("authorization", header)];
        send(&world.router, Method::GET, "/api/v1/auth/me", &headers, None)
            .await
            .problem(401, "signed_out");
    }
}

#[tokio::test]
async fn a_token_ends_with_its_session() {
    let world = World::open().await;
    let (guest, manager) = (world.guest(0).await, world.manager().await);
    world.later(12 * 60 * 60 - 1);
    guest.tab().await.expect(200);
    world.later(1);
    guest.tab().await.problem(401, "signed_out");
    manager.gets("/api/v1/auth/me").await.expect(200);
    world.later(7 * 24 * 60 * 60 - 12 * 60 * 60);
    manager.gets("/api/v1/auth/me").await.problem(401, "signed_out");
}

#[tokio::test]
async fn a_code_of_another_installation_is_none() {
    let world = World::open().await;
    let store = SqliteStore::in_memory().expect("a store in memory");
    let parts = Parts {
        config: world.app.config.clone(),
        kv: Kv::memory(),
        store: Arc::new(store),
        clock: world.clock.clone(),
        ids: Arc::new(SystemRandom),
    };
    let (elsewhere, _) = App::new(parts).await.expect("the parts fit");
    let code = table::token(&elsewhere, &world.tables[0]);
    world.gets(&format!("/api/v1/tables/{code}")).await.problem(404, "not_found");
    world.phone().sits_down(&code).await.problem(404, "not_found");
}

#[tokio::test]
async fn cookies_are_for_the_browser_and_tokens_for_programs() {
    let world = World::open().await;
    let seated = world.phone().sits_down(&world.token(0)).await.expect(200);
    let set = seated.header("set-cookie");
    assert_eq!(
        set,
        format!(
            "dineqr_guest={}; Path=/; Max-Age=43200; HttpOnly; SameSite=Lax",
            seated.text("/token")
        )
    );
    let signed = login(&world, json!({ "login": MANAGER, "password": PASSWORD })).await.expect(200);
    assert!(
        signed.header("set-cookie").starts_with(&format!(
            "dineqr_staff={}; Path=/; Max-Age=604800",
            signed.text("/token")
        ))
    );

    let (guest, staff) = (cookie(&seated), cookie(&signed));
    with_cookie(&world, "/api/v1/tab", &guest).await.expect(200);
    with_cookie(&world, "/api/v1/tab", &staff).await.problem(401, "signed_out");
    with_cookie(&world, "/api/v1/auth/me", &staff).await.expect(200);
    with_cookie(&world, "/api/v1/auth/me", &guest).await.problem(401, "signed_out");
    let swapped = guest.replace("dineqr_guest", "dineqr_staff");
    with_cookie(&world, "/api/v1/auth/me", &swapped).await.problem(403, "wrong_role");
    let swapped = staff.replace("dineqr_staff", "dineqr_guest");
    with_cookie(&world, "/api/v1/tab", &swapped).await.problem(403, "wrong_role");
}

#[tokio::test]
async fn one_browser_can_be_guest_and_staff() {
    let world = World::open().await;
    let seated = world.phone().sits_down(&world.token(0)).await.expect(200);
    let signed = login(&world, json!({ "login": MANAGER, "password": PASSWORD })).await.expect(200);
    let jar = format!("theme=dark; {}; {}", cookie(&seated), cookie(&signed));
    with_cookie(&world, "/api/v1/tab", &jar).await.expect(200);
    with_cookie(&world, "/api/v1/staff/board", &jar).await.expect(200);
    let session = with_cookie(&world, "/api/v1/session", &jar).await.expect(200);
    assert_eq!(session.text("/kind"), "manager");
    assert_eq!(session.text("/guest/tab_id"), seated.text("/tab/id"));
    assert_eq!(session.text("/staff/restaurant"), "spice-route");
    let headers = [("cookie", &*jar)];
    let out = send(&world.router, Method::POST, "/api/v1/auth/logout", &headers, None).await;
    assert!(out.expect(204).header("set-cookie").starts_with("dineqr_staff=; Path=/; Max-Age=0"));
    with_cookie(&world, "/api/v1/staff/board", &jar).await.problem(401, "signed_out");
    with_cookie(&world, "/api/v1/tab", &jar).await.expect(200);
}

#[tokio::test]
async fn under_https_cookies_are_secure_and_bound_to_the_host() {
    let world = World::configured(PresencePolicy::Code, |config| {
        config.http.public_url = Some("https://order.example.com".parse().expect("a url"));
    })
    .await;
    let seated = world.phone().sits_down(&world.token(0)).await.expect(200);
    let set = seated.header("set-cookie");
    assert!(
        set.starts_with("__Host-dineqr_guest=")
            && set.ends_with("; Path=/; Max-Age=43200; HttpOnly; SameSite=Lax; Secure"),
        "{set}"
    );
    with_cookie(&world, "/api/v1/tab", &cookie(&seated)).await.expect(200);
    let plain = cookie(&seated).replace("__Host-", "");
    with_cookie(&world, "/api/v1/tab", &plain).await.problem(401, "signed_out");
    assert!(!seated.header("strict-transport-security").is_empty());
}

#[tokio::test]
async fn signing_out_ends_the_session_at_once() {
    let world = World::open().await;
    let (guest, staff) = (world.guest(0).await, world.kitchen().await);
    let out = guest.posts("/api/v1/guest/logout", json!({})).await.expect(204);
    assert!(out.header("set-cookie").starts_with("dineqr_guest=; Path=/; Max-Age=0"));
    guest.tab().await.problem(401, "signed_out");
    guest.posts("/api/v1/guest/logout", json!({})).await.problem(401, "signed_out");
    staff.posts("/api/v1/auth/logout", json!({})).await.expect(204);
    staff.gets("/api/v1/auth/me").await.problem(401, "signed_out");
    world.kitchen().await.gets("/api/v1/auth/me").await.expect(200);
}

#[tokio::test]
async fn a_new_password_ends_every_other_sign_in() {
    let world = World::open().await;
    let (mut here, there) = (world.kitchen().await, world.kitchen().await);
    let change = |current: &str, new: &str| json!({ "current": current, "new": new });
    let path = "/api/v1/auth/password";
    here.posts(path, change("wrong", "a new password")).await.problem(422, "wrong_password");
    here.posts(path, change(PASSWORD, "short")).await.problem(422, "unfit_password");
    here.posts(path, change(PASSWORD, &"x".repeat(73))).await.problem(422, "unfit_password");
    let changed = here.posts(path, change(PASSWORD, "a new password")).await.expect(200);
    there.gets("/api/v1/auth/me").await.problem(401, "signed_out");
    here.gets("/api/v1/auth/me").await.problem(401, "signed_out");
    here.token = Some(changed.text("/token"));
    here.gets("/api/v1/auth/me").await.expect(200);
    let mut again = world.staff_with(None);
    again.signs_in("kitchen@spice-route.test", PASSWORD).await.problem(401, "wrong_login");
    again.signs_in("kitchen@spice-route.test", "a new password").await.expect(200);
}

#[tokio::test]
async fn a_removed_person_is_out_and_a_changed_role_counts_at_once() {
    let world = World::open().await;
    let (manager, cook) = (world.manager().await, world.kitchen().await);
    let id = cook.gets("/api/v1/auth/me").await.text("/user/id");
    let path = format!("/api/v1/manage/staff/{id}");
    cook.gets("/api/v1/manage/staff").await.problem(403, "wrong_role");
    manager.patches(&path, json!({ "role": "manager" })).await.expect(200);
    cook.gets("/api/v1/auth/me").await.problem(401, "signed_out");
    let promoted = world.kitchen().await;
    promoted.gets("/api/v1/manage/staff").await.expect(200);
    manager.patches(&path, json!({ "role": "staff" })).await.expect(200);
    promoted.gets("/api/v1/manage/staff").await.problem(401, "signed_out");
    let demoted = world.kitchen().await;
    demoted.gets("/api/v1/manage/staff").await.problem(403, "wrong_role");
    manager.deletes(&path).await.expect(204);
    demoted.gets("/api/v1/staff/board").await.problem(401, "signed_out");
    let mut gone = world.staff_with(None);
    gone.signs_in("kitchen@spice-route.test", PASSWORD).await.problem(401, "wrong_login");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_that_ends_while_it_is_first_used_stays_ended() {
    let world = World::open().await;
    let manager = world.manager().await;
    let id = world.kitchen().await.gets("/api/v1/auth/me").await.text("/user/id");
    let path = format!("/api/v1/manage/staff/{id}");
    for _ in 0..20 {
        let cook = world.kitchen().await;
        let uses: Vec<_> = (0..4)
            .map(|_| {
                let cook = cook.clone();
                tokio::spawn(async move { cook.gets("/api/v1/staff/board").await.status })
            })
            .collect();
        manager.patches(&path, json!({ "station": "" })).await.expect(200);
        for used in uses {
            assert!(matches!(used.await.expect("answered").as_u16(), 200 | 401));
        }
        cook.gets("/api/v1/staff/board").await.problem(401, "signed_out");
    }
}

#[tokio::test]
async fn restarting_signs_nobody_out() {
    let world = World::open().await;
    let (mut guest, mut staff) = (world.guest(0).await, world.kitchen().await);
    let order = guest.orders("Idli", 1).await.expect(201);
    let (token, out) = (world.token(0), world.kitchen().await);
    out.posts("/api/v1/auth/logout", json!({})).await.expect(204);

    let world = world.restarted().await;
    guest = world.phone_with(guest.token);
    staff = world.staff_with(staff.token);
    assert_eq!(guest.tab().await.expect(200).text("/orders/0/id"), order.text("/id"));
    staff.gets("/api/v1/staff/board").await.expect(200);
    world.staff_with(out.token).gets("/api/v1/staff/board").await.problem(401, "signed_out");
    assert_eq!(world.token(0), token, "printed codes stay good");
    world.gets(&format!("/api/v1/tables/{token}")).await.expect(200);
    assert_eq!(guest.orders("Idli", 1).await.number("/number"), 2);
}

#[tokio::test]
async fn who_works_in_two_restaurants_chooses_one() {
    let world = World::open().await;
    shared(&world).await;
    let who = json!({ "login": "Kitchen@spice-route.test ", "password": PASSWORD });
    let choose = login(&world, who.clone()).await.problem(409, "choose_restaurant");
    assert_eq!(choose.count("/restaurants"), 2);
    let wrong = json!({ "login": "kitchen@spice-route.test", "password": "wrong password" });
    login(&world, wrong).await.problem(401, "wrong_login");
    let mut at = who;
    at["restaurant"] = json!("sea-breeze");
    let there = login(&world, at.clone()).await.expect(200);
    assert_eq!(
        (there.text("/restaurant/slug"), there.text("/user/role")),
        ("sea-breeze".into(), "manager".into())
    );
    assert_eq!(there.count("/memberships"), 2);
    at["restaurant"] = json!("elsewhere");
    login(&world, at).await.problem(401, "wrong_login");
}

#[tokio::test]
async fn switching_leaves_the_other_restaurant() {
    let world = World::open().await;
    shared(&world).await;
    let who = json!({ "login": "kitchen@spice-route.test", "password": PASSWORD, "restaurant": "spice-route" });
    let here = world.staff_with(Some(login(&world, who).await.expect(200).text("/token")));
    here.gets("/api/v1/manage/staff").await.problem(403, "wrong_role");
    here.posts("/api/v1/auth/switch", json!({ "restaurant": "elsewhere" }))
        .await
        .problem(404, "not_found");
    let switched =
        here.posts("/api/v1/auth/switch", json!({ "restaurant": "sea-breeze" })).await.expect(200);
    here.gets("/api/v1/staff/board").await.problem(401, "signed_out");
    let there = world.staff_with(Some(switched.text("/token")));
    there.gets("/api/v1/manage/staff").await.expect(200);
    assert_eq!(there.gets("/api/v1/auth/me").await.text("/restaurant/slug"), "sea-breeze");
    let path = format!("/api/v1/staff/tables/{}/tabs", world.tables[0].id);
    there.posts(&path, json!({})).await.problem(404, "not_found");
}

#[tokio::test]
async fn a_staff_id_is_good_in_its_restaurant() {
    let world = World::open().await;
    world.second_restaurant("sea-breeze").await;
    let person = json!({ "staff_id": "Ravi-2", "name": "Ravi", "password": PASSWORD });
    world.manager().await.posts("/api/v1/manage/staff", person).await.expect(201);
    let at = |slug: Value| json!({ "login": "ravi-2", "password": PASSWORD, "restaurant": slug });
    let signed = login(&world, at(json!("spice-route"))).await.expect(200);
    assert_eq!(
        (signed.text("/user/name"), signed.text("/user/role")),
        ("Ravi".into(), "staff".into())
    );
    for slug in [json!("sea-breeze"), json!("nowhere"), json!(null)] {
        login(&world, at(slug)).await.problem(401, "wrong_login");
    }
}

#[tokio::test]
async fn the_answer_does_not_tell_who_has_an_account() {
    let world = World::open().await;
    let wrong = |login: &str| json!({ "login": login, "password": "not the password" });
    let known = login(&world, wrong(MANAGER)).await.problem(401, "wrong_login");
    let long = format!("{}@spice-route.test", "x".repeat(30_000));
    for unknown in ["nobody@spice-route.test", "nobody", "", "a@b@c", &long] {
        let reply = login(&world, wrong(unknown)).await.problem(401, "wrong_login");
        assert_eq!(reply.at("/detail"), known.at("/detail"));
    }
    let long = json!({ "login": MANAGER, "password": format!("{PASSWORD}{}", "x".repeat(72)) });
    login(&world, long).await.problem(401, "wrong_login");
    login(&world, json!({ "login": MANAGER, "password": "" })).await.problem(401, "wrong_login");
    login(&world, json!({ "login": MANAGER })).await.problem(400, "invalid_body");
}

#[tokio::test]
async fn wrong_passwords_are_counted_and_a_right_one_forgives() {
    let world = World::configured(PresencePolicy::Code, |config| {
        config.limits.login_tries = "3/15m".parse().expect("a limit");
    })
    .await;
    let with = |password: &str| json!({ "login": MANAGER, "password": password });
    for round in 0..3 {
        login(&world, with("not the password")).await.problem(401, "wrong_login");
        login(&world, with("not the password")).await.problem(401, "wrong_login");
        if round < 2 {
            login(&world, with(PASSWORD)).await.expect(200);
        }
    }
    login(&world, with("not the password")).await.problem(401, "wrong_login");
    let locked = login(&world, with(PASSWORD)).await.problem(429, "too_many_requests");
    assert_eq!(locked.header("retry-after"), "300");
    let upper = json!({ "login": MANAGER.to_uppercase(), "password": PASSWORD });
    login(&world, upper).await.problem(429, "too_many_requests");
    world.kitchen().await;
    world.later(300);
    login(&world, with(PASSWORD)).await.expect(200);
}

#[tokio::test]
async fn a_client_that_hangs_up_is_signed_out_all_the_same() {
    let world = World::open().await;
    let kitchen = world.kitchen().await;
    let bearer = format!("Bearer {}", kitchen.token.clone().expect("signed in"));
    let request = axum::http::Request::post("/api/v1/auth/logout").header("authorization", bearer);
    let request = request.body(axum::body::Body::empty()).expect("a request");
    let answer = world.router.clone().oneshot(request);
    // One poll begins the work; then the connection is gone.
    assert!(futures_util::FutureExt::now_or_never(answer).is_none());
    for _ in 0..1_000 {
        if kitchen.gets("/api/v1/auth/me").await.status == 401 {
            return;
        }
        tokio::task::yield_now().await;
    }
    panic!("the session outlived its logout");
}
