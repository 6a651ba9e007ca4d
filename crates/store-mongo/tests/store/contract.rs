//! The contract.

use std::sync::Arc;

use dineqr_core::store::SharedStore;

use crate::server::{Dropped, database, opened};

async fn store() -> (SharedStore, Dropped) {
    let database = database();
    (Arc::new(opened(&database).await), database)
}

async fn two() -> (SharedStore, SharedStore, Dropped) {
    let database = database();
    let (here, there) = (opened(&database).await, opened(&database).await);
    (Arc::new(here), Arc::new(there), database)
}

dineqr_core::contract_suite!(store);
dineqr_core::shared_contract_suite!(two);
