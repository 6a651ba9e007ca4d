//! The outer service: everything around a request but compression.

use std::any::Any;
use std::convert::Infallible;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::extract::MatchedPath;
use axum::http::{HeaderName, HeaderValue, Method, Request, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use futures_util::FutureExt;
use hyper::body::Body as HttpBody;
use tower::{Layer, Service};

use super::compact::compact;
use super::request_id::{self, RequestId};
use super::{ClientAddress, Middleware, RouteClass, origin};
use crate::http::problem::Problem;

const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

struct Shared {
    middleware: Middleware,
    in_flight: AtomicUsize,
}

/// Puts [`Outer`] around a service.
#[derive(Clone)]
pub(super) struct OuterLayer(Arc<Shared>);

impl OuterLayer {
    pub(super) fn new(middleware: Middleware) -> Self {
        Self(Arc::new(Shared { middleware, in_flight: AtomicUsize::new(0) }))
    }
}

impl<S> Layer<S> for OuterLayer {
    type Service = Outer<S>;

    fn layer(&self, inner: S) -> Outer<S> {
        Outer { shared: self.0.clone(), inner }
    }
}

/// Everything around a request but compression.
#[derive(Clone)]
pub(super) struct Outer<S> {
    shared: Arc<Shared>,
    inner: S,
}

impl<S, B> Service<Request<Body>> for Outer<S>
where
    S: Service<Request<Body>, Response = Response<B>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
    B: HttpBody<Data = Bytes, Error: Into<axum::BoxError>> + Send + 'static,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let next = self.inner.clone();
        let ready = std::mem::replace(&mut self.inner, next);
        let shared = self.shared.clone();
        let id = RequestId::next();
        Box::pin(request_id::scope(id, async move { Ok(shared.pass(id, request, ready).await) }))
    }
}

impl Shared {
    async fn pass<S, B>(&self, id: RequestId, mut request: Request<Body>, inner: S) -> Response
    where
        S: Service<Request<Body>, Response = Response<B>, Error = Infallible>,
        B: HttpBody<Data = Bytes, Error: Into<axum::BoxError>> + Send + 'static,
    {
        let started = Instant::now();
        let line = Line::of(&request);
        let m = &self.middleware;
        let preflight = origin::is_preflight(request.method(), request.headers());
        let listed = m.origins.listed(request.headers());
        let client = ClientAddress::of(request.headers(), request.extensions(), &m.trusted_proxies);
        request.extensions_mut().insert(client);
        request.extensions_mut().insert(id);
        let mut response = match self.refusal(&request, client) {
            Some(problem) => problem.into_response(),
            None if preflight && listed.is_some() => StatusCode::NO_CONTENT.into_response(),
            None => self.run(request, inner).await,
        };
        let headers = response.headers_mut();
        if let Some(origin) = listed {
            origin::allow(headers, origin, preflight);
        }
        if m.origins.any_listed() {
            origin::vary(headers);
        }
        m.headers.add_to(headers);
        if let Ok(value) = HeaderValue::from_bytes(id.as_bytes()) {
            headers.insert(X_REQUEST_ID, value);
        }
        line.write(id, response.status(), started.elapsed());
        response
    }

    /// The reason not to let a request through, if there is one.
    fn refusal(&self, request: &Request<Body>, client: ClientAddress) -> Option<Problem> {
        let m = &self.middleware;
        let (method, path) = (request.method(), request.uri().path());
        if origin::needs_check(method, path) && !m.origins.accepts(request.headers(), request.uri())
        {
            let detail = "Requests from pages of this origin are not accepted.";
            return Some(Problem::new(StatusCode::FORBIDDEN, "origin_refused", detail));
        }
        let limited = m.limits.take(RouteClass::of(method, path), client, m.clock.now());
        limited.err().map(|limited| Problem::too_often(limited.retry_after))
    }

    /// Hands the request to the handler, and answers in its place when it cannot.
    async fn run<S, B>(&self, request: Request<Body>, mut inner: S) -> Response
    where
        S: Service<Request<Body>, Response = Response<B>, Error = Infallible>,
        B: HttpBody<Data = Bytes, Error: Into<axum::BoxError>> + Send + 'static,
    {
        // A live connection waits as long as it likes and is neither timed nor counted.
        let live = request.uri().path().starts_with("/socket.io");
        let request = self.prepare(request, live);
        let _counted = match self.enter(live) {
            Ok(counted) => counted,
            Err(problem) => return problem.into_response(),
        };
        let handled = AssertUnwindSafe(async move { inner.call(request).await }).catch_unwind();
        let handled = if live {
            handled.await
        } else {
            match tokio::time::timeout(self.middleware.timeout, handled).await {
                Ok(handled) => handled,
                Err(_) => return timed_out().into_response(),
            }
        };
        match handled {
            Ok(Ok(response)) => response.map(Body::new),
            Ok(Err(never)) => match never {},
            Err(panic) => Problem::internal(panic_text(&*panic)).into_response(),
        }
    }

    fn prepare(&self, mut request: Request<Body>, live: bool) -> Request<Body> {
        if live {
            let (mut parts, body) = request.into_parts();
            compact(&mut parts);
            return Request::from_parts(parts, body);
        }
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            self.middleware.body_limit().apply(&mut request);
        }
        request
    }

    fn enter(&self, live: bool) -> Result<Option<Counted<'_>>, Problem> {
        if live {
            return Ok(None);
        }
        let counted = Counted(&self.in_flight);
        if self.in_flight.fetch_add(1, Ordering::Relaxed) < self.middleware.max_in_flight {
            return Ok(Some(counted));
        }
        let detail = "The server is working on as many requests as it can.";
        let problem = Problem::new(StatusCode::SERVICE_UNAVAILABLE, "overloaded", detail);
        Err(problem.retry_after(Duration::from_secs(1)))
    }
}

/// One request in flight; gone however the request ends, a client that hangs up included.
struct Counted<'a>(&'a AtomicUsize);

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

fn timed_out() -> Problem {
    let detail = "The request took too long. It may have been carried out; send it again with the same \
                  Idempotency-Key to learn.";
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, "timed_out", detail)
        .retry_after(Duration::from_secs(1))
}

fn panic_text(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("panicked")
}

/// The line per request. It holds the route's pattern, never the path (tokens) or the query (anything).
struct Line(Option<(Method, Option<MatchedPath>)>);

impl Line {
    fn of(request: &Request<Body>) -> Self {
        if !tracing::enabled!(target: "dineqr::access", tracing::Level::INFO) {
            return Self(None);
        }
        let route = request.extensions().get::<MatchedPath>().cloned();
        Self(Some((request.method().clone(), route)))
    }

    fn write(self, id: RequestId, status: StatusCode, took: Duration) {
        let Some((method, route)) = self.0 else { return };
        let route = route.as_ref().map_or("-", MatchedPath::as_str);
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        tracing::info!(target: "dineqr::access", request_id = %id, %method, route, status = status.as_u16(), micros);
    }
}
