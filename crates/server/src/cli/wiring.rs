//! Which parts this build is put together from: the store behind the settings, and the routes.

use std::sync::Arc;

use dineqr_core::id::IdSource as _;
use dineqr_core::store::{SharedStore, StoreError};
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
use crate::store::{Claim, Company, Opened, Place};
use crate::system::{SystemClock, SystemRandom};

/// Opens the store and puts the program's parts together, for a command that may work beside a server.
pub(super) async fn open(config: Config) -> Result<(Arc<App>, Outbox), Failure> {
    let Opened { store, .. } = open_store(&config, Company::Server).await?;
    put_together(config, store).await
}

/// As [`open`], for a server, with its claim: there is one on a file at a time, and several on a MongoDB only where
/// they share a Redis.
pub(super) async fn open_to_serve(
    config: Config,
) -> Result<(Arc<App>, Outbox, Option<Claim>), Failure> {
    let company = match config.kv.is_shared() {
        true => Company::Nodes(config.kv.prefix.clone()),
        false => Company::Nobody,
    };
    let Opened { store, claim } = open_store(&config, company).await?;
    let (app, outbox) = put_together(config, store).await?;
    Ok((app, outbox, claim))
}

async fn put_together(config: Config, store: SharedStore) -> Result<(Arc<App>, Outbox), Failure> {
    let (clock, ids) = (Arc::new(SystemClock), Arc::new(SystemRandom));
    let node = format!("{:032x}", SystemRandom.random());
    let kv = Kv::open(&config.kv, &node)
        .map_err(|error| Failure::new(format!("{error}; look at kv.uri")))?;
    Ok(App::new(Parts { config, kv, store, clock, ids }).await?)
}

async fn open_store(config: &Config, company: Company) -> Result<Opened, Failure> {
    let place = place(config)?;
    let unusable = |error: StoreError| {
        Failure::new(format!("{place}: {error}; look at store.uri and --data-dir"))
    };
    let opened = place.open(company).await.map_err(unusable)?;
    if opened.store.unfinished_transfer().await.map_err(unusable)?.is_some() {
        let text = "a copy into it was not finished; run the same `dineqr copy` again to finish it";
        return Err(Failure::new(format!("{place}: {text}")));
    }
    Ok(opened)
}

/// Where the settings say that the store is.
pub(super) fn place(config: &Config) -> Result<Place, Failure> {
    Place::of(config).map_err(|expected| Failure::new(format!("settings: store.uri: {expected}")))
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
