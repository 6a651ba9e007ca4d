//! `dineqr serve`: the server, from settings to the last request.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::net::TcpListener;

use super::failure::Failure;
use super::signals::Signals;
use super::wiring::{self, Running};
use super::{Options, announce};
use crate::config::{Config, Limits};
use crate::store::Claim;
use crate::{demo, serve, telemetry};

/// The hash that unknown logins are compared with takes a core for a quarter of a second, which the first requests
/// after a start need more.
const WARM_UP_AFTER: Duration = Duration::from_secs(1);
/// What is left to do once everything was closed is not worth waiting for any longer.
const LAST_WORK: Duration = Duration::from_secs(1);

/// Runs the server until a signal ends it.
pub(super) fn run(
    options: &Options,
    demo: bool,
    listen: Option<SocketAddr>,
) -> Result<(), Failure> {
    let config = settings(options.load()?, demo, listen)?;
    telemetry::init(&config.log)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::new(format!("cannot start: {error}")))?;
    let ended = runtime.block_on(serve_until_told(config, demo));
    runtime.shutdown_timeout(LAST_WORK);
    ended
}

/// The settings with what the command line says on top; together they are checked again.
fn settings(mut config: Config, demo: bool, listen: Option<SocketAddr>) -> Result<Config, Failure> {
    config.http.listen = listen.unwrap_or(config.http.listen);
    if demo {
        config.dev.outbox_route = true;
        config.limits = Limits::demo();
    }
    config.validate()?;
    Ok(config)
}

async fn serve_until_told(config: Config, demo: bool) -> Result<(), Failure> {
    let signals = Signals::listen()?;
    let listener = bind(config.http.listen).await?;
    let at = listener.local_addr().map_err(|error| Failure::new(error.to_string()))?;
    let drain = config.http.drain();
    let (app, outbox, mut claim) = wiring::open_to_serve(config).await?;
    let seeded = if demo { demo::ensure(&app).await? } else { None };
    let (running, service) = Running::start(&app, outbox);
    announce::ready(&app, at, seeded).await?;
    let passwords = app.passwords.clone();
    tokio::spawn(async move {
        tokio::time::sleep(WARM_UP_AFTER).await;
        passwords.warm_up().await;
    });
    // Live connections end with the first signal: a polling client's long request would hold up the drain.
    let (stop, stopping) = tokio::sync::oneshot::channel::<()>();
    let told = async {
        tokio::select! {
            () = signals.first() => {}
            () = lost(&mut claim) => {}
        }
        drop(stop);
    };
    let live_ends = async {
        // The sender is only ever dropped.
        let _ = stopping.await;
        running.close().await;
    };
    tokio::join!(serve::serve(listener, service, told, drain), live_ends);
    if let Some(alone) = claim.filter(|_| !app.kv.is_shared()) {
        alone.release().await;
    }
    tracing::info!("stopped");
    Ok(())
}

/// Ready once another server has the store.
async fn lost(claim: &mut Option<Claim>) {
    match claim {
        Some(claim) => claim.lost().await,
        None => std::future::pending().await,
    }
}

async fn bind(at: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(at).await.map_err(|error| {
        Failure::new(format!("cannot listen on {at} ({error}); choose another with --listen"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_demo_is_wide_open_and_stays_at_home() {
        let demo = settings(Config::default(), true, None).expect("usable");
        assert!(demo.dev.outbox_route);
        assert_eq!(demo.limits, Limits::demo());
        let everywhere = Some("0.0.0.0:8080".parse().expect("an address"));
        let refusal = settings(Config::default(), true, everywhere).expect_err("refused");
        assert!(refusal.to_string().contains("DINEQR_DEMO_PASSWORD"), "{refusal}");
        let mut chosen = Config::default();
        chosen.dev.demo_password = Some("correct horse".to_owned());
        settings(chosen, true, everywhere).expect("allowed");
    }

    #[test]
    fn without_the_demo_nothing_is_widened() {
        let config = settings(Config::default(), false, None).expect("usable");
        assert_eq!(config, Config::default());
    }
}
