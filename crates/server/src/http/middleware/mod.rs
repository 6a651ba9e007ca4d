//! What every request passes before and after its handler.
//!
//! The menu is asked for far more often than anything else and is ready in memory, so these steps are most of
//! its cost. They are therefore one service with one future, in the order of `Shared::pass`, around tower-http's
//! compression, instead of a stack of a dozen boxed layers.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, MatchedPath};
use axum::http::Request;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use bytes::Bytes;
use dineqr_core::clock::Clock;
use hyper::body::Body as HttpBody;
use ipnet::IpNet;
use tower::{Layer, Service};
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
use outer::Outer;
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
            limits: AddressLimits::new(&config.limits, config.cluster.nodes),
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

/// Puts the steps around a router with the live channel around it. Outermost first:
///
/// 1. `Outer`: request id, client address, then origin, limits per address and requests in flight, each of
///    which may refuse; then, around the handler, panics and the timeout; and on the way out CORS, security
///    headers and the access log. Refusals come from the inside of the last three, so they have them too.
/// 2. compression, at the fastest level: what is worth more is compressed beforehand and passes through.
///
/// A route takes a larger body than `http.body_limit` with its own `DefaultBodyLimit` layer, which is inside of these.
pub fn apply<S, B>(service: S, middleware: Middleware) -> impl AppService
where
    S: Service<Request<Body>, Response = Response<B>, Error = Infallible>
        + Clone
        + Send
        + Sync
        + 'static,
    S::Future: Send,
    B: HttpBody<Data = Bytes, Error: Into<axum::BoxError> + Send> + Send + 'static,
{
    let compressible = SizeAbove::new(SMALLEST_COMPRESSED)
        .and(NotForContentType::IMAGES)
        .and(NotForContentType::SSE)
        .and(NotForContentType::const_new("application/pdf"))
        .and(NotForContentType::const_new("font/"));
    let compression =
        CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(compressible);
    Outer::new(middleware, compression.layer(service))
}

/// A whole application: what [`crate::serve::serve`] answers connections with.
pub trait AppService:
    Service<Request<Body>, Response = Response, Error = Infallible, Future: Send + 'static>
    + Clone
    + Send
    + Sync
    + 'static
{
}

impl<S> AppService for S where
    S: Service<Request<Body>, Response = Response, Error = Infallible, Future: Send + 'static>
        + Clone
        + Send
        + Sync
        + 'static
{
}

/// True when requests are logged at all.
fn access_log() -> bool {
    tracing::enabled!(target: "dineqr::access", tracing::Level::INFO)
}

/// Lets the access log know which route answered. Only a router knows, and only logging needs it.
pub fn name_routes(router: Router) -> Router {
    if access_log() { router.layer(from_fn(name_route)) } else { router }
}

async fn name_route(request: Request<Body>, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().cloned();
    let mut response = next.run(request).await;
    if let Some(route) = route {
        response.extensions_mut().insert(route);
    }
    response
}

#[cfg(test)]
mod tests;
