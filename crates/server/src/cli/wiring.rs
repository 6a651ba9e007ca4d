//! Which parts this build is put together from: the store behind the settings, and the routes.

use std::sync::Arc;

use dineqr_core::store::{SharedStore, StoreError};
use tokio::task::JoinSet;
use tower::Layer as _;

use super::failure::Failure;
use crate::app::{App, Outbox, Parts};
use crate::config::Config;
use crate::http::middleware::{AppService, Middleware, apply, name_routes};
use crate::http::router;
use crate::jobs;
use crate::realtime::Live;
use crate::store::{Company, Place};
use crate::system::{SystemClock, SystemRandom};

/// Opens the store and puts the program's parts together, for a command that may work beside a server.
pub(super) async fn open(config: Config) -> Result<(Arc<App>, Outbox), Failure> {
    put_together(config, Company::Server).await
}

/// As [`open`], for a server: there is one on a file at a time.
pub(super) async fn open_to_serve(config: Config) -> Result<(Arc<App>, Outbox), Failure> {
    put_together(config, Company::Nobody).await
}

async fn put_together(config: Config, company: Company) -> Result<(Arc<App>, Outbox), Failure> {
    let store = open_store(&config, company).await?;
    let (clock, ids) = (Arc::new(SystemClock), Arc::new(SystemRandom));
    Ok(App::new(Parts { config, store, clock, ids }).await?)
}

async fn open_store(config: &Config, company: Company) -> Result<SharedStore, Failure> {
    let place = place(config)?;
    let unusable = |error: StoreError| {
        Failure::new(format!("{place}: {error}; look at store.uri and --data-dir"))
    };
    let store = place.open(company).await.map_err(unusable)?;
    if store.unfinished_transfer().await.map_err(unusable)?.is_some() {
        let text = "a copy into it was not finished; run the same `dineqr copy` again to finish it";
        return Err(Failure::new(format!("{place}: {text}")));
    }
    Ok(store)
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
