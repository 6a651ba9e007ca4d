//! Backups by command, beside a busy server, and putting them back.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use dineqr_core::id::TabId;
use dineqr_core::store::{Restaurants as _, Tabs as _};
use dineqr_store_sqlite::SqliteStore;
use pretty_assertions::assert_eq;

use crate::support::evening::Evening;
use crate::support::process::{Installation, Outcome};
use crate::support::rush::Placed;

fn restore(installation: &Installation, more: &[&str]) -> Outcome {
    let backup = installation.path("backup.db");
    let backup = backup.to_str().expect("UTF-8");
    installation.runs(&[&["restore", backup], more].concat())
}

/// An installation with a restaurant of that slug.
fn founded(slug: &str) -> Installation {
    let installation = Installation::new();
    installation.runs(&["restaurant", "create", "--slug", slug, "--name", "Spice"]).done();
    installation
}

/// Fails unless the database holds all of these orders.
async fn holds(database: &Path, placed: &[Placed]) {
    let store = SqliteStore::open(database).expect("a store");
    let place = store.restaurant_by_slug("demo").await.expect("read").expect("the demo");
    let mut tabs: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for order in placed {
        tabs.entry(&order.tab).or_default().push(&order.id);
    }
    for (tab, orders) in tabs {
        let id = TabId::parse(tab).expect("an id");
        let tab = store.tab(place.id, id).await.expect("read").expect("the tab");
        let kept: Vec<_> = tab.orders.iter().map(|order| order.id.to_string()).collect();
        assert!(orders.iter().all(|order| kept.iter().any(|kept| kept == order)), "tab {id}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_under_load_holds_every_order_that_was_answered_before() {
    let (evening, server) = Evening::begins(8).await;
    let mut rush = evening.rush();
    rush.reaches(200).await;
    let before = rush.ends().await;
    let mut rush = evening.second_rush();
    rush.reaches(20).await;
    let backup = evening.installation().path("backup.db");
    let file = backup.to_str().expect("UTF-8");
    let said = evening.installation().runs(&["backup", file]).done();
    assert!(said.starts_with(&format!("Wrote {file} (")), "{said}");
    let answered = rush.answered();
    rush.reaches(answered + 20).await;
    let after = rush.ends().await;
    evening.kept_all(&server, &[&before[..], &after].concat()).await;
    server.kill();
    assert!(!backup.with_extension("db-wal").exists());

    restore(evening.installation(), &[]).refused(&["--force"]);
    let said = restore(evening.installation(), &["--force"]).done();
    assert!(said.contains("dineqr.db.before-restore"), "{said}");
    let data = evening.installation().path("data");
    holds(&data.join("dineqr.db"), &before).await;
    let all = [&before[..], &after].concat();
    holds(&data.join("dineqr.db.before-restore"), &all).await;
    evening.installation().serves(&["--demo"]);
}

#[test]
fn a_backup_replaces_nothing_unless_it_is_forced_to() {
    let installation = founded("spice-route");
    let file = installation.file("backup.db", "precious");
    installation.runs(&["backup", &file]).refused(&["is there already", "--force"]);
    assert_eq!(fs::read(&file).expect("a file"), b"precious");
    installation.runs(&["backup", &file, "--force"]).done();
    let elsewhere = installation.path("none").join("backup.db");
    let elsewhere = elsewhere.to_str().expect("UTF-8");
    installation.runs(&["backup", elsewhere]).refused(&["was not written"]);
    Installation::new().runs(&["backup", &file]).refused(&["there is no database"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restore_is_refused_while_a_server_runs_and_for_what_is_no_backup() {
    let installation = founded("spice-route");
    let file = installation.path("backup.db");
    installation.runs(&["backup", file.to_str().expect("UTF-8")]).done();
    let server = installation.serves(&[]);
    restore(&installation, &["--force"])
        .refused(&["another server is using it", "stop the server"]);
    server.kill();
    restore(&installation, &["--force"]).done();
    fs::write(&file, "no database, but some text that is long enough".repeat(20)).expect("written");
    restore(&installation, &["--force"]).refused(&["cannot be restored"]);
    fs::remove_file(&file).expect("removed");
    restore(&installation, &["--force"]).refused(&["is no file"]);
}

#[test]
fn a_backup_is_restored_on_a_machine_that_has_nothing_yet() {
    let (old, new) = (founded("spice-route"), Installation::new());
    let file = new.path("backup.db");
    old.runs(&["backup", file.to_str().expect("UTF-8")]).done();
    let said = restore(&new, &[]).done();
    assert!(said.contains("Restored") && !said.contains("kept as"), "{said}");
    new.runs(&["restaurant", "create", "--slug", "spice-route", "--name", "Spice"])
        .refused(&["Another restaurant has that slug"]);
}
