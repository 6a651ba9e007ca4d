//! The contract, in memory and on a file.

use std::sync::Arc;

use dineqr_core::store::SharedStore;
use dineqr_store_sqlite::SqliteStore;
use tempfile::TempDir;

mod memory {
    use super::*;

    async fn store() -> (SharedStore, ()) {
        (Arc::new(SqliteStore::in_memory().expect("a store")), ())
    }

    dineqr_core::contract_suite!(store);
}

mod file {
    use super::*;

    async fn store() -> (SharedStore, TempDir) {
        let folder = tempfile::tempdir().expect("a folder");
        (Arc::new(SqliteStore::open(&folder.path().join("dineqr.db")).expect("a store")), folder)
    }

    dineqr_core::contract_suite!(store);
}
