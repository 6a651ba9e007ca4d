//! Which parts this build is put together from: the store behind the settings, and the routes.

use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dineqr_core::id::IdSource as _;
use dineqr_core::store::{SharedStore, StoreError};
use dineqr_store_sqlite::SqliteStore;
use tokio::task::JoinSet;
use tower::Layer as _;

use super::failure::Failure;
use crate::app::{App, Outbox, Parts};
use crate::config::Config;
use crate::http::middleware::{AppService, Middleware, apply, name_routes};
use crate::http::router;
use crate::jobs;
use crate::kv::Kv;
use crate::realtime::Live;
use crate::system::{SystemClock, SystemRandom};

/// The database's file where `store.uri` names none.
const DATABASE: &str = "dineqr.db";

/// Opens the store and puts the program's parts together, for a command that may work beside a server.
pub(super) async fn open(config: Config) -> Result<(Arc<App>, Outbox), Failure> {
    let store = open_store(&config)?;
    put_together(config, store).await
}

/// As [`open`], for a server: there is one on a store at a time.
pub(super) async fn open_to_serve(config: Config) -> Result<(Arc<App>, Outbox), Failure> {
    let store = open_store(&config)?;
    store.claim_tabs().await.map_err(|error| unusable(&config, &error))?;
    put_together(config, store).await
}

async fn put_together(config: Config, store: SqliteStore) -> Result<(Arc<App>, Outbox), Failure> {
    let store: SharedStore = Arc::new(store);
    let (clock, ids) = (Arc::new(SystemClock), Arc::new(SystemRandom));
    let node = format!("{:032x}", SystemRandom.random());
    let kv = Kv::open(&config.kv, &node)
        .map_err(|error| Failure::new(format!("{error}; look at kv.uri")))?;
    Ok(App::new(Parts { config, kv, store, clock, ids }).await?)
}

/// Where the database is; none is in memory.
fn database(config: &Config) -> Option<PathBuf> {
    match config.store.uri.as_deref().and_then(|uri| uri.strip_prefix("sqlite:")) {
        Some(":memory:") => None,
        Some(path) => Some(PathBuf::from(path)),
        None => Some(config.data_dir.join(DATABASE)),
    }
}

fn open_store(config: &Config) -> Result<SqliteStore, Failure> {
    let Some(path) = database(config) else { return Ok(SqliteStore::in_memory()?) };
    make_directory(&path)?;
    SqliteStore::open(&path).map_err(|error| unusable(config, &error))
}

/// Says which database it is about and where it was named.
fn unusable(config: &Config, error: &StoreError) -> Failure {
    let path = database(config).unwrap_or_default();
    Failure::new(format!("{}: {error}; look at store.uri and --data-dir", path.display()))
}

/// Makes the directory of the database; it holds secrets, so it is for this user alone.
fn make_directory(database: &Path) -> Result<(), Failure> {
    let Some(directory) = database.parent().filter(|path| !path.as_os_str().is_empty()) else {
        return Ok(());
    };
    DirBuilder::new().recursive(true).mode(0o700).create(directory).map_err(|error| {
        let directory = directory.display();
        Failure::new(format!(
            "{directory} cannot be made ({error}); choose another with --data-dir"
        ))
    })
}

/// What answers requests, and what works beside it.
pub(super) struct Running {
    live: Live,
    jobs: JoinSet<()>,
}

impl Running {
    /// Starts everything; answers what connections are answered with: the routes, the live channel around them, and
    /// the middleware around both.
    pub(super) fn start(app: &Arc<App>, outbox: Outbox) -> (Self, impl AppService) {
        let (live, layer) = Live::new(app.clone());
        live.spawn(outbox);
        let middleware = Middleware::new(&app.config, &policy(), app.clock.clone());
        let routes = name_routes(router::build(app.clone()));
        let service = apply(layer.layer(routes), middleware);
        (Self { live, jobs: jobs::spawn(app) }, service)
    }

    /// Ends the jobs and the live connections.
    pub(super) async fn close(mut self) {
        self.jobs.shutdown().await;
        self.live.close().await;
    }
}

/// The content security policy of the pages: nothing foreign, and no inline script but the page's own.
fn policy() -> String {
    let scripts = dineqr_web::script_hashes().join(" ");
    format!(
        "default-src 'self'; script-src 'self' {scripts}; img-src 'self' data:; object-src 'none'; \
         base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
}
