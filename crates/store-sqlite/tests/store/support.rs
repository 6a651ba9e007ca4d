//! What the tests of a file share.

use std::path::Path;

use dineqr_store_sqlite::SqliteStore;

/// The business day guests come on.
pub const TODAY: &str = "2026-11-23";

/// The store on that file.
pub fn opened(path: &Path) -> SqliteStore {
    SqliteStore::open(path).expect("a store")
}
