//! What a server under test stands on: SQLite and memory, or the MongoDB and the Redis that the environment names.
//!
//! The same tests run on both. Each world has a database and a prefix in Redis of its own.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use dineqr_core::clock::Clock;
use dineqr_core::id::IdSource;
use dineqr_core::store::SharedStore;
use dineqr_server::app::Parts;
use dineqr_server::config::Config;
use dineqr_server::kv::Kv;
use dineqr_server::system::SystemRandom;
use dineqr_store_mongo::MongoStore;
use dineqr_store_sqlite::SqliteStore;

/// Where MongoDB and Redis listen, if the tests are to run on them.
#[derive(Debug, Clone)]
pub struct Shared {
    /// `mongodb://HOST:PORT`, without a database.
    pub mongodb: String,
    /// `redis://HOST:PORT`.
    pub redis: String,
}

impl Shared {
    /// Those that `scripts/test-servers` started.
    ///
    /// # Panics
    /// Without them: a test that needs them must not pass unseen.
    pub fn servers() -> Self {
        let named = |name: &str| {
            variable(name).unwrap_or_else(|| {
                panic!("{name} is not set: run the tests with scripts/test-servers run")
            })
        };
        Self { mongodb: named("DINEQR_TEST_MONGODB_URI"), redis: named("DINEQR_TEST_REDIS_URI") }
    }

    /// Those, if the whole suite is to run on them (`DINEQR_TEST_BACKENDS=shared`).
    pub fn chosen() -> Option<Self> {
        match variable("DINEQR_TEST_BACKENDS").as_deref() {
            None | Some("embedded") => None,
            Some("shared") => Some(Self::servers()),
            Some(other) => panic!("DINEQR_TEST_BACKENDS is embedded or shared, not {other}"),
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the environment says what the tests run on")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// A name that no other world of any test has.
pub fn unique() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let (process, count) = (std::process::id(), COUNT.fetch_add(1, Ordering::SeqCst));
    format!("t{process}-{count}-{:08x}", SystemRandom.random() as u32)
}

/// Waits until a node hears the others, if there may be any. What it sends before that is sent again later.
pub async fn hears(kv: &Kv) {
    let Some(mut heard) = kv.heard() else { return };
    while !kv.hears() {
        heard.recv().await.expect("it goes on");
    }
}

/// The store of a world; where its short-lived state is stands in its settings. What a world leaves in MongoDB goes
/// with the server that was started for the tests.
pub struct Backends {
    store: SharedStore,
}

impl Backends {
    /// Fresh ones; the settings get to know them.
    pub async fn new(config: &mut Config) -> Self {
        let Some(shared) = Shared::chosen() else {
            let store = SqliteStore::in_memory().expect("a store in memory");
            return Self { store: Arc::new(store) };
        };
        let name = unique();
        let uri = format!("{}/{name}", shared.mongodb);
        config.store.uri = Some(uri.clone());
        config.kv.uri = shared.redis;
        config.kv.prefix = name;
        let store = MongoStore::open(&uri).await.expect("the test's MongoDB answers");
        Self { store: Arc::new(store) }
    }

    /// The parts of one node on them.
    pub fn parts(&self, config: Config, clock: Arc<dyn Clock>, ids: Arc<dyn IdSource>) -> Parts {
        let node = unique();
        let kv = Kv::open(&config.kv, &node).expect("an address");
        Parts { config, kv, store: self.store.clone(), clock, ids }
    }
}
