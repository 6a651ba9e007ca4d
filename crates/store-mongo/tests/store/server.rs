//! A database for each test, on the server that the environment names.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use dineqr_store_mongo::MongoStore;
use mongodb::bson::Document;
use mongodb::options::ClientOptions;
use mongodb::{Client, Collection};

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
    /// Where it is. Its name is also the name that the server knows the store's connections by.
    pub fn uri(&self) -> String {
        self.uri_at(&self.server)
    }

    /// The same behind another address.
    pub fn uri_at(&self, server: &str) -> String {
        format!("{server}/{0}?directConnection=true&appName={0}", self.name)
    }

    /// The name of the store's connections.
    pub fn app_name(&self) -> &str {
        &self.name
    }

    /// One of its collections, behind the store's back.
    pub async fn collection(&self, name: &str) -> Collection<Document> {
        client(&self.server).await.database(&self.name).collection(name)
    }
}

impl Drop for Dropped {
    fn drop(&mut self) {
        let (server, name) = (self.server.clone(), self.name.clone());
        // The test's runtime is on its way out by now.
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.expect("a runtime").block_on(async {
                client(&server).await.database(&name).drop().await.expect("dropped");
            });
        });
        let dropped = dropping.join();
        assert!(dropped.is_ok() || std::thread::panicking(), "the database is still there");
    }
}

/// A client of the test's own.
pub async fn client(server: &str) -> Client {
    let mut options = ClientOptions::parse(server).await.expect("a URI");
    options.server_selection_timeout = Some(Duration::from_secs(5));
    Client::with_options(options).expect("a client")
}

/// The server's URI, without a database.
pub fn server() -> String {
    #[expect(clippy::disallowed_methods, reason = "tests are told where their server is")]
    let uri = std::env::var("DINEQR_TEST_MONGODB_URI");
    uri.expect(
        "DINEQR_TEST_MONGODB_URI names a MongoDB: `make test-rust` starts one, and so does \
         `scripts/test-servers run cargo test`",
    )
}
