//! Commands that open the store, do one thing and end.

use std::sync::Arc;
use std::time::Duration;

use dineqr_core::restaurant::Restaurant;

use super::failure::Failure;
use super::{Options, wiring};
use crate::app::App;

/// How long the servers' Redis may take to hear what happened. What it does not hear is found in the store's outbox.
const TOLD_WITHIN: Duration = Duration::from_secs(2);

/// Opens the program's parts, runs `work` on them, and closes them. What happened waits in the store's outbox: a
/// running server finds it there, or is told, within a second.
pub(super) fn with_app<T>(
    options: &Options,
    work: impl AsyncFnOnce(Arc<App>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let config = options.load()?;
    block_on(async {
        let (app, outbox) = wiring::open(config).await?;
        drop(outbox);
        let done = work(app.clone()).await;
        // A store without a server may have no Redis either.
        let _ = tokio::time::timeout(TOLD_WITHIN, app.kv.told()).await;
        done
    })
}

/// Runs what a command does to its end.
pub(super) fn block_on<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::new(format!("cannot start: {error}")))?;
    runtime.block_on(work)
}

/// The restaurant that `--restaurant` names.
pub(super) async fn restaurant(app: &App, slug: &str) -> Result<Restaurant, Failure> {
    app.store.restaurant_by_slug(slug).await?.ok_or_else(|| {
        let create = format!("dineqr restaurant create --slug {slug} --name NAME");
        Failure::new(format!("no restaurant has the slug `{slug}`; create it with `{create}`"))
    })
}
