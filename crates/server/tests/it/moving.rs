//! Moving house, with real processes on real files.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::Stdio;

use dineqr_core::id::TabId;
use dineqr_core::store::{Collection, Record, Transfer as _};
use dineqr_store_sqlite::SqliteStore;
use serde_json::json;

use crate::support::evening::manager_of_open_demo;
use crate::support::process::{Installation, Outcome, Server};
use crate::support::rush::{order_body, plain_dishes, seat};
use crate::support::wire::Caller;

/// So many tabs are copied in several batches.
const MANY_TABS: usize = 2_500;

/// An installation in whose demo a guest has ordered, and the guest's token. Its server has stopped.
async fn after_dinner() -> (Installation, String) {
    let installation = Installation::new();
    let server = installation.serves(&["--demo"]);
    manager_of_open_demo(&server).await;
    let mut guest = Caller::at(server.at).await;
    let phone = seat(&mut guest, &server.table_tokens()[..1], 1).await.remove(0);
    let dish = plain_dishes(&mut guest).await.remove(0);
    guest.token = Some(phone.token.clone());
    guest.orders("dinner", &order_body(&dish, "for two")).await.expect(201);
    stops(server);
    (installation, phone.token)
}

fn stops(server: Server) {
    server.signal("TERM");
    assert!(server.ended().success());
}

fn uri(path: &Path) -> String {
    format!("sqlite:{}", path.display())
}

/// The store that the installation's server uses.
fn home(installation: &Installation) -> String {
    uri(&installation.path("data").join("dineqr.db"))
}

/// A store beside it.
fn beside(installation: &Installation, name: &str) -> String {
    uri(&installation.path(name))
}

fn copy(installation: &Installation, from: &str, to: &str, more: &[&str]) -> Outcome {
    installation.runs(&[&["copy", "--from", from, "--to", to], more].concat())
}

/// A server on that store.
fn serves_on(installation: &Installation, store: &str) -> Server {
    let env = [("DINEQR_HTTP__LISTEN", "127.0.0.1:0"), ("DINEQR_STORE__URI", store)];
    installation.serves_with(&[], &env)
}

fn rows(table: &str) -> Vec<Vec<&str>> {
    table.lines().map(|line| line.split_whitespace().collect()).collect()
}

/// Puts tabs into a store that look like the first one there: what a restaurant has after a few months.
async fn fill(store: &Path, tabs: usize) {
    let store = SqliteStore::open(store).expect("a store");
    let told = store.records(Collection::Tabs, None, 1).await.expect("told").records.remove(0);
    let records: Vec<Record> = (0..tabs)
        .map(|number| {
            let id = TabId::derived(&[&number.to_string()]).to_string();
            let mut value = told.value.clone();
            value["id"] = json!(id);
            value["tables"] = json!([]);
            let (place, _) = told.key.split_once('/').expect("restaurant and tab");
            Record { key: format!("{place}/{id}"), value }
        })
        .collect();
    store.put_records(Collection::Tabs, &records).await.expect("put");
    store.close();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_is_the_same_and_its_codes_and_sessions_count() {
    let (installation, token) = after_dinner().await;
    let (home, second, third) =
        (home(&installation), beside(&installation, "b.db"), beside(&installation, "new/c.db"));
    let table = copy(&installation, &home, &second, &[]).done();
    let found = rows(&table);
    assert_eq!(found[0], ["collection", "records", "fingerprint"]);
    assert_eq!(found.len(), 1 + Collection::ALL.len());
    for (name, count) in [("tabs", "1"), ("tables", "12"), ("restaurants", "1")] {
        let row = found.iter().find(|row| row[0] == name).expect("a row");
        assert_eq!((row[1], row[2].len()), (count, 16), "{table}");
    }
    assert_eq!(copy(&installation, &second, &third, &[]).done(), table);

    let server = serves_on(&installation, &third);
    let mut guest = Caller::at(server.at).await;
    guest.token = Some(token);
    let tab = guest.gets("/api/v1/tab").await.expect(200).json();
    assert_eq!(tab["orders"][0]["note"], "for two");
    assert_eq!(tab["orders"][0]["number"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_was_killed_goes_on_where_it_was() {
    let (installation, _) = after_dinner().await;
    fill(&installation.path("data").join("dineqr.db"), MANY_TABS).await;
    let (home, target, other) =
        (home(&installation), beside(&installation, "b.db"), beside(&installation, "c.db"));
    let args = ["copy", "--from", &home, "--to", &target];
    let mut command = installation.command(&args, &[]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("starts");
    let lines = BufReader::new(child.stderr.take().expect("piped")).lines();
    let begun = lines.map_while(Result::ok).any(|line| line.starts_with("tabs: "));
    child.kill().expect("it was running");
    child.wait().expect("it is gone");
    assert!(begun);

    let env = [("DINEQR_STORE__URI", &*target)];
    let create = ["restaurant", "create", "--slug", "spice-route", "--name", "Spice Route"];
    for command in [&["serve"][..], &create] {
        let refused = installation.runs_with(command, &env, "");
        refused.refused(&["a copy into it was not finished", "dineqr copy"]);
    }
    copy(&installation, &target, &other, &[]).refused(&["the source is not whole"]);
    let fresh = copy(&installation, &home, &other, &[]).done();
    copy(&installation, &other, &target, &[]).refused(&["a part of sqlite:", "--replace"]);

    let again = copy(&installation, &home, &target, &[]);
    assert!(again.err.contains("Going on with a copy that was cut off"), "{}", again.err);
    assert_eq!(again.done(), fresh);
    serves_on(&installation, &target);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_target_holds_is_replaced_only_when_asked_to() {
    let (installation, _) = after_dinner().await;
    let (home, target) = (home(&installation), beside(&installation, "b.db"));
    let env = [("DINEQR_STORE__URI", &*target)];
    let create = ["restaurant", "create", "--slug", "spice-route", "--name", "Spice Route"];
    installation.runs_with(&create, &env, "").done();
    copy(&installation, &home, &target, &[]).refused(&["not empty", "keys", "--replace"]);
    let replaced = copy(&installation, &home, &target, &["--replace"]).done();
    assert_eq!(rows(&replaced)[2][..2], ["restaurants", "1"]);
    let server = serves_on(&installation, &target);
    Caller::at(server.at).await.gets("/api/v1/restaurants/spice-route").await.expect(404);
    Caller::at(server.at).await.gets("/api/v1/restaurants/demo").await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_a_server_uses_is_neither_copied_nor_written() {
    let (installation, _) = after_dinner().await;
    let (home, free) = (home(&installation), beside(&installation, "b.db"));
    let server = installation.serves(&["--demo"]);
    copy(&installation, &home, &free, &[]).refused(&["--from", "another server is using it"]);
    assert!(!installation.path("b.db").exists());
    stops(server);
    copy(&installation, &home, &free, &[]).done();
    let _server = installation.serves(&["--demo"]);
    let replace = ["--replace"];
    copy(&installation, &free, &home, &replace).refused(&["--to", "another server is using it"]);
}

#[test]
fn what_cannot_be_copied_is_named_by_its_flag() {
    let installation = Installation::new();
    let create = ["restaurant", "create", "--slug", "spice-route", "--name", "Spice Route"];
    installation.runs(&create).done();
    let (home, free) = (home(&installation), beside(&installation, "b.db"));
    copy(&installation, "postgres://a/b", &free, &[]).refused(&["--from", "sqlite:PATH"]);
    copy(&installation, &home, "b.db", &[]).refused(&["--to", "sqlite:PATH"]);
    copy(&installation, &home, "sqlite::memory:", &[]).refused(&["--to", "memory"]);
    copy(&installation, &free, &home, &[]).refused(&["--from", "no database"]);
    copy(&installation, &home, "sqlite:data/dineqr.db", &[]).refused(&["the same store"]);
}
