//! Backups that the server makes by itself.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use dineqr_core::store::Restaurants as _;
use dineqr_core::test_support;
use dineqr_server::app::{App, Parts};
use dineqr_server::config::Config;
use dineqr_server::jobs::{BackUp, Job as _};
use dineqr_server::kv::Kv;
use dineqr_server::system::{CountingIds, ManualClock};
use dineqr_server::usecase::restaurant;
use dineqr_store_sqlite::SqliteStore;
use pretty_assertions::assert_eq;
use tempfile::TempDir;

use crate::support::process::Installation;

/// A server's parts on a file, with a clock that the test turns.
struct Night {
    app: Arc<App>,
    clock: Arc<ManualClock>,
    folder: TempDir,
}

impl Night {
    async fn begins(every_hours: u32, keep: u32) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut config = Config::for_tests();
        config.data_dir = folder.path().to_owned();
        config.backup.every_hours = every_hours;
        config.backup.keep = keep;
        let store = SqliteStore::open(&folder.path().join("dineqr.db")).expect("a store");
        let clock = Arc::new(ManualClock::at(test_support::evening()));
        let (store, ids) = (Arc::new(store), Arc::new(CountingIds::new()));
        let parts = Parts { config, kv: Kv::memory(), store, clock: clock.clone(), ids };
        let (app, _) = App::new(parts).await.expect("the parts fit");
        restaurant::create(&app, "spice-route", "Spice Route").await.expect("created");
        Self { app, clock, folder }
    }

    fn backups(&self) -> PathBuf {
        self.folder.path().join("backups")
    }

    fn names(&self) -> Vec<String> {
        let files = fs::read_dir(self.backups()).into_iter().flatten();
        let name = |file: fs::DirEntry| file.file_name().into_string().expect("UTF-8");
        let mut names: Vec<_> = files.map(|file| name(file.expect("a file"))).collect();
        names.sort();
        names
    }

    fn later(&self, minutes: u64) {
        self.clock.advance(Duration::from_secs(60 * minutes));
    }

    async fn step(&self) -> u64 {
        BackUp.step(&self.app).await.expect("done")
    }
}

#[tokio::test]
async fn a_backup_is_made_when_the_newest_is_old_enough() {
    let night = Night::begins(6, 7).await;
    assert_eq!(night.step().await, 1);
    assert_eq!(night.names(), ["dineqr-2026-11-23T1400Z.db"]);
    night.later(359);
    assert_eq!(night.step().await, 0);
    night.later(1);
    assert_eq!(night.step().await, 1);
    assert_eq!(night.step().await, 0);
    assert_eq!(night.names(), ["dineqr-2026-11-23T1400Z.db", "dineqr-2026-11-23T2000Z.db"]);
    let copy = SqliteStore::open(&night.backups().join(&night.names()[1])).expect("a store");
    assert_eq!(copy.restaurants().await.expect("read").len(), 1);
}

#[tokio::test]
async fn no_backup_is_made_unless_it_is_asked_for() {
    let night = Night::begins(0, 7).await;
    assert_eq!(night.step().await, 0);
    assert!(!night.backups().exists());
}

#[tokio::test]
async fn the_oldest_backups_go_and_other_files_stay() {
    let night = Night::begins(1, 2).await;
    fs::create_dir(night.backups()).expect("a folder");
    let foreign = ["dineqr-before-the-festival.db", "notes.txt"];
    let cut_off = "dineqr-2026-11-23T1300Z.db.partial";
    for name in foreign.iter().chain(&[cut_off]) {
        fs::write(night.backups().join(name), "something").expect("written");
    }
    for _ in 0..4 {
        assert_eq!(night.step().await, 1);
        night.later(60);
    }
    let kept = ["dineqr-2026-11-23T1600Z.db", "dineqr-2026-11-23T1700Z.db"];
    assert_eq!(night.names(), [&kept[..], &foreign].concat());
}

#[tokio::test]
async fn a_backup_that_fails_leaves_no_file_and_is_tried_again() {
    let night = Night::begins(1, 2).await;
    fs::write(night.backups(), "a file in the way").expect("written");
    BackUp.step(&night.app).await.expect_err("no folder");
    fs::remove_file(night.backups()).expect("removed");
    // A folder in the place of the file it wants to write.
    let unfinished = night.backups().join("dineqr-2026-11-23T1400Z.db.partial");
    fs::create_dir_all(&unfinished).expect("a folder");
    BackUp.step(&night.app).await.expect_err("no room");
    assert_eq!(night.names(), ["dineqr-2026-11-23T1400Z.db.partial"]);
    fs::remove_dir(&unfinished).expect("removed");
    assert_eq!(night.step().await, 1);
    assert_eq!(night.names(), ["dineqr-2026-11-23T1400Z.db"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_makes_its_first_backup_when_it_starts() {
    let installation = Installation::new();
    let env = [("DINEQR_HTTP__LISTEN", "127.0.0.1:0"), ("DINEQR_BACKUP__EVERY_HOURS", "24")];
    let _server = installation.serves_with(&[], &env);
    let started = Instant::now();
    let whole = |file: std::io::Result<fs::DirEntry>| {
        file.is_ok_and(|file| file.path().extension().is_some_and(|end| end == "db"))
    };
    let backups = installation.path("data").join("backups");
    while !fs::read_dir(&backups).is_ok_and(|files| files.into_iter().any(whole)) {
        assert!(started.elapsed() < Duration::from_secs(30), "no backup");
        tokio::task::yield_now().await;
    }
}
