//! Backups of a file in use, and putting them back.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use dineqr_core::store::contract::{Guests, all};
use dineqr_core::store::{Result, Store, StoreError, Tabs};
use dineqr_store_sqlite::{RestoreError, SqliteStore, restore};
use pretty_assertions::assert_eq;
use rusqlite::Connection;
use tempfile::TempDir;

use crate::support::opened;

/// A database with one tab in use, and a folder beside it.
struct Place {
    folder: TempDir,
    guests: Guests,
    store: SqliteStore,
}

impl Place {
    async fn open() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let (guests, store) = (Guests::default(), opened(&folder.path().join("dineqr.db")));
        store.commit(guests.come(Some("T1"))).await.expect("committed");
        Self { folder, guests, store }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The names of all files, without the lock.
    fn files(&self) -> Vec<String> {
        let files = fs::read_dir(self.folder.path()).expect("a folder");
        let name = |file: fs::DirEntry| file.file_name().into_string().expect("UTF-8");
        let mut names: Vec<_> = files.map(|file| name(file.expect("a file"))).collect();
        names.retain(|name| !name.ends_with(".lock"));
        names.sort();
        names
    }

    async fn tabs_in(&self, path: &Path) -> usize {
        opened(path).open_tabs(self.guests.place()).await.expect("read").len()
    }
}

/// Who may read and write a file.
fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("a file").permissions().mode() & 0o777
}

fn refusal(refused: std::result::Result<Option<PathBuf>, RestoreError>) -> String {
    refused.expect_err("refused").to_string()
}

#[tokio::test]
async fn a_backup_is_one_sound_file_for_this_user_alone() -> Result<()> {
    let place = Place::open().await;
    let to = place.path("backup.db");
    place.store.back_up(&to, false).await?;
    assert_eq!(mode(&to), 0o600);
    let files = ["backup.db", "dineqr.db", "dineqr.db-shm", "dineqr.db-wal"];
    assert_eq!(place.files(), files);
    let check = Connection::open(&to).expect("a file");
    let sound: String =
        check.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("an answer");
    assert_eq!(sound, "ok");
    assert_eq!(place.tabs_in(&to).await, 1);
    Ok(())
}

#[tokio::test]
async fn a_backup_holds_what_was_acknowledged_while_others_write() -> Result<()> {
    let place = Place::open().await;
    let opening = place.guests.come(Some("T2"));
    let mut tab = opening.tab.clone();
    place.store.commit(opening).await?;
    for number in 1..=5_u32 {
        let order = place.guests.order(&tab, number);
        tab = order.tab.clone();
        place.store.commit(order).await?;
        let to = place.path(&format!("{number}.db"));
        let writing = (0..50).map(|_| place.store.commit(place.guests.come(None)));
        let (backed_up, written) = tokio::join!(place.store.back_up(&to, false), all(writing));
        backed_up?;
        written.into_iter().collect::<Result<Vec<()>>>()?;
        let copy = opened(&to);
        assert_eq!(copy.tab(place.guests.place(), tab.id).await, Ok(Some(tab.clone())));
        let tabs = copy.open_tabs(place.guests.place()).await?.len();
        let (before, after) = (2 + 50 * (number as usize - 1), 2 + 50 * number as usize);
        assert!((before..=after).contains(&tabs), "{tabs}");
    }
    Ok(())
}

#[tokio::test]
async fn what_has_the_name_already_is_replaced_only_when_asked_to() -> Result<()> {
    let place = Place::open().await;
    let to = place.path("backup.db");
    fs::write(&to, "precious").expect("written");
    assert_eq!(place.store.back_up(&to, false).await, Err(StoreError::Duplicate));
    assert_eq!(fs::read(&to).expect("a file"), b"precious");
    place.store.back_up(&to, true).await?;
    assert_eq!(place.tabs_in(&to).await, 1);
    Ok(())
}

#[tokio::test]
async fn a_backup_that_fails_leaves_no_file() -> Result<()> {
    let place = Place::open().await;
    let Place { folder, store, .. } = place;
    let nowhere = store.back_up(&folder.path().join("none").join("a.db"), false).await;
    assert!(matches!(nowhere, Err(StoreError::Unavailable(_))), "{nowhere:?}");
    store.close();
    let path = folder.path().join("dineqr.db");
    let mut bytes = fs::read(&path).expect("a file");
    let middle = bytes.len() / 2;
    bytes[middle..].fill(0xa5);
    fs::write(&path, bytes).expect("written");
    let to = folder.path().join("backup.db");
    let broken = dineqr_store_sqlite::back_up(&path, &to, false);
    assert!(broken.is_err(), "{broken:?}");
    assert!(!to.exists() && !folder.path().join("backup.db.partial").exists());
    let memory = SqliteStore::in_memory()?.back_up(&to, false).await;
    assert!(matches!(memory, Err(StoreError::Other(_))), "{memory:?}");
    Ok(())
}

#[tokio::test]
async fn a_backup_is_put_back_and_what_was_there_is_kept() -> Result<()> {
    let place = Place::open().await;
    let (backup, database) = (place.path("backup.db"), place.path("dineqr.db"));
    place.store.back_up(&backup, false).await?;
    place.store.commit(place.guests.come(Some("T2"))).await?;
    assert!(refusal(restore(&backup, &database, true)).contains("another server is using it"));
    fs::set_permissions(&backup, fs::Permissions::from_mode(0o644)).expect("set");
    let Place { folder, guests, store } = place;
    store.close();
    assert!(matches!(restore(&backup, &database, false), Err(RestoreError::Exists)));
    let aside = restore(&backup, &database, true).expect("restored").expect("kept");
    assert_eq!(aside, folder.path().join("dineqr.db.before-restore"));
    assert_eq!(mode(&database), 0o600);
    let place = Place { store: opened(&database), folder, guests };
    assert_eq!(place.store.open_tabs(place.guests.place()).await?.len(), 1);
    assert_eq!(place.tabs_in(&aside).await, 2);
    place.store.commit(place.guests.come(Some("T2"))).await?;
    let Place { folder, guests, store } = place;
    store.close();
    let second = restore(&backup, &database, true).expect("restored").expect("kept");
    assert_eq!(second, folder.path().join("dineqr.db.before-restore-2"));
    let fresh = folder.path().join("fresh.db");
    assert_eq!(restore(&backup, &fresh, false).expect("restored"), None);
    assert_eq!(opened(&fresh).open_tabs(guests.place()).await?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn what_is_no_sound_backup_is_refused_and_nothing_changes() -> Result<()> {
    let place = Place::open().await;
    let (backup, database) = (place.path("backup.db"), place.path("dineqr.db"));
    place.store.back_up(&backup, false).await?;
    let Place { folder, guests, store } = place;
    store.close();
    let before = fs::read(&database).expect("a file");
    let edited = |sql: &str| {
        let path = folder.path().join("edited.db");
        fs::copy(&backup, &path).expect("copied");
        Connection::open(&path).expect("a file").execute_batch(sql).expect("edited");
        path
    };
    let text = folder.path().join("notes.txt");
    fs::write(&text, "not a database at all, but long enough to be one. ".repeat(99))
        .expect("written");
    let broken = folder.path().join("broken.db");
    let mut bytes = fs::read(&backup).expect("a file");
    let middle = bytes.len() / 2;
    bytes[middle..].fill(0xa5);
    fs::write(&broken, bytes).expect("written");
    let newer = edited("PRAGMA user_version = 99");
    assert!(refusal(restore(&newer, &database, true)).contains("newer program (schema 99"));
    let other = edited("DROP TABLE keys");
    assert!(refusal(restore(&other, &database, true)).contains("no data of DineQR"));
    assert!(refusal(restore(&text, &database, true)).contains("not a database"));
    refusal(restore(&broken, &database, true));
    refusal(restore(&folder.path().join("none.db"), &database, true));
    fs::write(folder.path().join("backup.db-wal"), "a log").expect("written");
    assert!(refusal(restore(&backup, &database, true)).contains("backup.db-wal lies beside it"));
    assert_eq!(fs::read(&database).expect("a file"), before);
    let left = Place { store: SqliteStore::in_memory()?, guests, folder }.files();
    let expected =
        ["backup.db", "backup.db-wal", "broken.db", "dineqr.db", "edited.db", "notes.txt"];
    assert_eq!(left, expected);
    Ok(())
}

#[tokio::test]
async fn a_database_that_a_command_has_open_is_not_replaced() -> Result<()> {
    let place = Place::open().await;
    let (backup, database) = (place.path("backup.db"), place.path("dineqr.db"));
    place.store.back_up(&backup, false).await?;
    let Place { folder: _kept, guests: _, store } = place;
    store.close();
    let command = opened(&database);
    assert!(refusal(restore(&backup, &database, true)).contains("another program has it open"));
    command.close();
    restore(&backup, &database, true).expect("restored");
    Ok(())
}

#[tokio::test]
async fn a_damaged_database_can_be_replaced() -> Result<()> {
    let place = Place::open().await;
    let (backup, database) = (place.path("backup.db"), place.path("dineqr.db"));
    place.store.back_up(&backup, false).await?;
    let Place { folder, guests, store } = place;
    store.close();
    fs::write(&database, "rubbish".repeat(999)).expect("written");
    for (name, content) in [("dineqr.db-wal", "an old log"), ("dineqr.db-shm", "an old index")] {
        fs::write(folder.path().join(name), content).expect("written");
    }
    let aside = restore(&backup, &database, true).expect("restored").expect("kept");
    assert!(fs::read(&aside).expect("kept").starts_with(b"rubbish"));
    assert_eq!(opened(&database).open_tabs(guests.place()).await?.len(), 1);
    Ok(())
}
