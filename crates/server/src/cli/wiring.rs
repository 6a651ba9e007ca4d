//! Which parts this build is put together from: the store behind the settings, and the routes.

use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use dineqr_core::store::SharedStore;
use tokio::sync::watch;

use super::failure::Failure;
use crate::app::{App, Outbox, Parts};
use crate::config::Config;
use crate::system::{SystemClock, SystemRandom};

/// The database's file where `store.uri` names none.
const DATABASE: &str = "dineqr.db";

/// Opens the store and puts the program's parts together.
pub(super) async fn open(config: Config) -> Result<(Arc<App>, Outbox), Failure> {
    let store = open_store(&config)?;
    let (clock, ids) = (Arc::new(SystemClock), Arc::new(SystemRandom));
    Ok(App::new(Parts { config, store, clock, ids }).await?)
}

/// Where the database is; none is in memory.
fn database(config: &Config) -> Option<PathBuf> {
    match config.store.uri.as_deref().and_then(|uri| uri.strip_prefix("sqlite:")) {
        Some(":memory:") => None,
        Some(path) => Some(PathBuf::from(path)),
        None => Some(config.data_dir.join(DATABASE)),
    }
}

fn open_store(config: &Config) -> Result<SharedStore, Failure> {
    if let Some(path) = database(config) {
        make_directory(&path)?;
    }
    Err(Failure::new("this build has no store yet"))
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
    /// The routes, with the live channel under them.
    pub(super) router: Router,
}

impl Running {
    /// Starts everything; `stopping` changes when the work beside the requests has to end.
    pub(super) fn start(_app: &Arc<App>, _outbox: Outbox, _stopping: watch::Receiver<()>) -> Self {
        Self { router: Router::new() }
    }

    /// Ends live connections and waits for the work beside the requests.
    pub(super) async fn close(self) {}
}

/// The description of the API.
pub(super) fn openapi() -> Result<String, Failure> {
    Err(Failure::new("this build has no routes yet"))
}
