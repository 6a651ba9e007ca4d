//! `dineqr serve` as a process: what it prints, where it listens, how it ends, and that it is alone on its data.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::support::process::{Installation, Server};
use crate::support::screen::Screen;
use crate::support::wire::Caller;

const PASSWORD: &str = "jasmine-rice";

fn setup_secret(server: &Server) -> Option<String> {
    let link = format!("{}/setup/", server.base());
    server.said.iter().find_map(|line| line.strip_prefix(&link)).map(str::to_owned)
}

async fn sets_up(server: &Server, secret: &str, slug: &str) -> u16 {
    let form = json!({
        "secret": secret, "slug": slug, "name": "Spice Route", "email": "asha@spice.test",
        "manager_name": "Asha", "password": PASSWORD,
    });
    Caller::at(server.at).await.posts("/api/v1/setup", &form).await.status.as_u16()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_store_prints_a_link_that_sets_up_the_first_restaurant_once() {
    let installation = Installation::new();
    let server = installation.serves(&[]);
    let stale = setup_secret(&server).expect("a link");
    server.kill();
    let server = installation.serves(&[]);
    let secret = setup_secret(&server).expect("a link");
    assert_eq!(sets_up(&server, &stale, "spice-route").await, 404, "the older link is void");
    assert_eq!(sets_up(&server, &secret, "Spice Route").await, 422, "a mistake uses nothing up");
    assert_eq!(sets_up(&server, &secret, "spice-route").await, 201);
    assert_eq!(sets_up(&server, &secret, "second").await, 404);
    let login = json!({ "login": "asha@spice.test", "password": PASSWORD });
    let mut manager = Caller::at(server.at).await;
    let login = manager.posts("/api/v1/auth/login", &login).await.expect(200);
    assert_eq!(login.text("/restaurant/slug"), "spice-route");
    server.kill();
    let server = installation.serves(&[]);
    assert_eq!(setup_secret(&server), None);
    assert_eq!(sets_up(&server, &secret, "second").await, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_prints_its_links_and_logins_and_they_work() {
    let installation = Installation::new();
    let server = installation.serves(&["--demo"]);
    let tokens = server.table_tokens();
    assert_eq!((tokens.len(), server.said.len()), (12, 15), "{:?}", server.said);
    let mut guest = Caller::at(server.at).await;
    for token in &tokens {
        guest.gets(&format!("/api/v1/tables/{token}")).await.expect(200);
    }
    for name in ["manager", "kitchen", "floor"] {
        let line = format!("{name}@demo.test password tandoori-demo");
        assert!(server.said.contains(&line), "{:?}", server.said);
        Caller::of_demo(server.at, name).await;
    }
    let before = tokens;
    server.kill();
    let server = installation.serves(&["--demo"]);
    assert_eq!(server.table_tokens(), before, "printed codes survive a restart");
}

#[test]
fn the_demo_does_not_listen_beyond_this_machine_without_a_password_of_its_own() {
    let installation = Installation::new();
    installation
        .runs(&["serve", "--demo", "--listen", "0.0.0.0:0"])
        .refused(&["DINEQR_DEMO_PASSWORD"]);
    assert!(!installation.path("data").exists(), "nothing was seeded");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plain_port_is_honoured() {
    let free = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = free.local_addr().expect("an address").port();
    drop(free);
    let env = [("PORT", &*port.to_string()), ("DINEQR_HTTP__LISTEN", "127.0.0.1:1")];
    let installation = Installation::new();
    let server = installation.serves_with(&[], &env);
    assert_eq!(server.at, ([127, 0, 0, 1], port).into());
    Caller::at(server.at).await.gets("/readyz").await.expect(200);
}

#[test]
fn a_port_that_is_taken_is_named() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let at = taken.local_addr().expect("an address").to_string();
    Installation::new().runs(&["serve", "--listen", &at]).refused(&[&at, "--listen"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_with_open_connections_ends_soon_after_sigterm() {
    let installation = Installation::new();
    let server = installation.serves(&["--demo"]);
    let mut floor = Caller::of_demo(server.at, "floor").await;
    let (_servers, named) = tokio::sync::watch::channel(Some((1, server.at)));
    let mut screen = Screen::open(floor.token.clone().expect("signed in"), named);
    screen.is_let_in_by(1).await;
    floor.gets("/api/v1/staff/board").await.expect(200);
    server.signal("TERM");
    let told = Instant::now();
    assert_eq!(server.ended().code(), Some(0));
    assert!(told.elapsed() < Duration::from_secs(10), "it waited for idle connections");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_server_on_the_same_data_is_refused() {
    let installation = Installation::new();
    let first = installation.serves(&["--demo"]);
    installation.runs(&["serve", "--demo", "--listen", "127.0.0.1:0"]).refused(&[
        "dineqr.db",
        "another server is using it",
        "--data-dir",
    ]);
    Caller::of_demo(first.at, "floor").await.gets("/api/v1/staff/board").await.expect(200);
    first.kill();
    let second = installation.serves(&["--demo"]);
    Caller::at(second.at).await.gets("/readyz").await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn health_is_asked_for_without_any_other_program() {
    let installation = Installation::new();
    let server = installation.serves(&[]);
    let at = server.at.to_string();
    let said = installation.runs(&["health", "--listen", &at]).done();
    assert!(said.contains(&at), "{said}");
    // As in a container: it listens on all addresses, and both read it from the same settings.
    let port = server.at.port().to_string();
    let env = [("DINEQR_HTTP__LISTEN", "0.0.0.0:8080"), ("PORT", &*port)];
    installation.runs_with(&["health"], &env, "").done();
    server.kill();
    installation.runs(&["health", "--listen", &at]).refused(&[&at]);
}

#[test]
fn health_refuses_an_answer_that_is_not_well() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let at = listener.local_addr().expect("an address").to_string();
    let unwell = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("asked");
        let mut head = [0; 1024];
        let read = stream.read(&mut head).expect("a request");
        assert!(head[..read].starts_with(b"GET /healthz HTTP/1.1\r\n"));
        stream.write_all(b"HTTP/1.1 503 Service Unavailable\r\n\r\n").expect("answered");
    });
    Installation::new().runs(&["health", "--listen", &at]).refused(&[&at, "503"]);
    unwell.join().expect("it was asked once");
}
