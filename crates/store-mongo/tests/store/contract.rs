//! The contract.

use std::sync::Arc;

use dineqr_core::store::SharedStore;

use crate::server::{Dropped, database, opened};

async fn store() -> (SharedStore, Dropped) {
    let database = database();
    (Arc::new(opened(&database).await), database)
}

dineqr_core::contract_suite!(store);
