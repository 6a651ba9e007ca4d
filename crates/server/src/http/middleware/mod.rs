//! What every request passes before and after its handler.
//!
//! The menu is asked for far more often than anything else and is ready in memory, so these steps are most of
//! its cost. They are therefore one service with one future, in the order of `Shared::pass`, around tower-http's
//! compression, instead of a stack of a dozen boxed layers.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use dineqr_core::clock::Clock;
use ipnet::IpNet;
use tower::ServiceBuilder;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};

mod client_address;
mod compact;
mod headers;
mod origin;
mod outer;
mod rate;
pub mod request_id;

pub use client_address::ClientAddress;
pub use rate::RouteClass;
pub use request_id::RequestId;

use crate::config::Config;
use headers::SecurityHeaders;
use origin::Origins;
use outer::OuterLayer;
use rate::AddressLimits;

/// Answers below this are not worth compressing: they fit into one packet as they are.
const SMALLEST_COMPRESSED: u64 = 860;

/// What the steps need, made once at the start.
pub struct Middleware {
    clock: Arc<dyn Clock>,
    headers: SecurityHeaders,
    origins: Origins,
    limits: AddressLimits,
    trusted_proxies: Vec<IpNet>,
    timeout: Duration,
    max_in_flight: usize,
    body_limit: usize,
}

impl Middleware {
    /// From the settings and the pages' content security policy.
    pub fn new(config: &Config, csp: &str, clock: Arc<dyn Clock>) -> Self {
        let http = &config.http;
        Self {
            clock,
            headers: SecurityHeaders::new(csp, http.https()),
            origins: Origins::new(http.public_url.as_ref(), http.cors_origins.clone()),
            limits: AddressLimits::new(&config.limits),
            trusted_proxies: http.trusted_proxies.clone(),
            timeout: http.request_timeout(),
            max_in_flight: http.max_in_flight,
            body_limit: http.body_limit,
        }
    }

    fn body_limit(&self) -> DefaultBodyLimit {
        DefaultBodyLimit::max(self.body_limit)
    }
}

/// Puts the steps around a router; its fallback and layers (the Socket.IO one) must be there already. Outermost first:
///
/// 1. `Outer`: request id, client address, then origin, limits per address and requests in flight, each of
///    which may refuse; then, around the handler, panics and the timeout; and on the way out CORS, security
///    headers and the access log. Refusals come from the inside of the last three, so they have them too.
/// 2. compression, at the fastest level: what is worth more is compressed beforehand and passes through.
///
/// A route takes a larger body than `http.body_limit` with its own `DefaultBodyLimit` layer, which is inside of these.
pub fn apply(router: Router, middleware: Middleware) -> Router {
    let compressible = SizeAbove::new(SMALLEST_COMPRESSED)
        .and(NotForContentType::IMAGES)
        .and(NotForContentType::SSE)
        .and(NotForContentType::const_new("application/pdf"))
        .and(NotForContentType::const_new("font/"));
    let compression =
        CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(compressible);
    router.layer(ServiceBuilder::new().layer(OuterLayer::new(middleware)).layer(compression))
}

#[cfg(test)]
mod tests;
