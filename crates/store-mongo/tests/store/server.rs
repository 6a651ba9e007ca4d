//! A database for each test, on the server that the environment names.

use std::sync::atomic::{AtomicU32, Ordering};

use dineqr_store_mongo::MongoStore;
use mongodb::Client;

/// A database that is dropped when the test is over.
pub struct Dropped {
    server: String,
    name: String,
}

/// A database of its own.
pub fn database() -> Dropped {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    Dropped { server: server(), name: format!("dineqr-test-{}-{number}", std::process::id()) }
}

/// A store on it.
pub async fn opened(database: &Dropped) -> MongoStore {
    MongoStore::open(&database.uri()).await.expect("a store")
}

impl Dropped {
    /// Where it is.
    pub fn uri(&self) -> String {
        format!("{}/{}", self.server, self.name)
    }
}

impl Drop for Dropped {
    fn drop(&mut self) {
        let (server, name) = (self.server.clone(), self.name.clone());
        // The test's runtime is on its way out by now.
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.expect("a runtime").block_on(async {
                let client = Client::with_uri_str(server).await.expect("a client");
                client.database(&name).drop().await.expect("dropped");
            });
        });
        let dropped = dropping.join();
        assert!(dropped.is_ok() || std::thread::panicking(), "the database is still there");
    }
}

/// The server's URI, without a database.
pub fn server() -> String {
    #[expect(clippy::disallowed_methods, reason = "tests are told where their server is")]
    let uri = std::env::var("DINEQR_TEST_MONGODB_URI");
    uri.expect("DINEQR_TEST_MONGODB_URI names a MongoDB: run `make test-rust`, or `scripts/test-servers run cargo test`")
}
