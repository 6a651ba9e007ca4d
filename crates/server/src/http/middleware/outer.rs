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
use tokio::task::JoinError;
use tower::Service;

use super::compact::compact;
use super::request_id::{self, RequestId};
use super::{ClientAddress, Middleware, RouteClass, access_log, origin};
use crate::http::problem::Problem;

const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What [`Outer`] works with, and the service it is around.
struct Shared<S> {
    middleware: Middleware,
    in_flight: AtomicUsize,
    inner: S,
}

/// Everything around a request but compression. It is around the whole router, not around each route: cloning it for
/// a request counts one reference, and nothing is boxed per route.
pub(super) struct Outer<S>(Arc<Shared<S>>);

impl<S> Outer<S> {
    pub(super) fn new(middleware: Middleware, inner: S) -> Self {
        Self(Arc::new(Shared { middleware, in_flight: AtomicUsize::new(0), inner }))
    }
}

impl<S> Clone for Outer<S> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<S, B> Service<Request<Body>> for Outer<S>
where
    S: Service<Request<Body>, Response = Response<B>, Error = Infallible>
        + Clone
        + Send
        + Sync
        + 'static,
    S::Future: Send,
    B: HttpBody<Data = Bytes, Error: Into<axum::BoxError>> + Send + 'static,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    /// A router is always ready; how much it takes at once is counted in [`Shared::enter`].
    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let shared = self.0.clone();
        let id = RequestId::next();
        Box::pin(request_id::scope(id, async move { Ok(shared.pass(id, request).await) }))
    }
}

impl<S, B> Shared<S>
where
    S: Service<Request<Body>, Response = Response<B>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
    B: HttpBody<Data = Bytes, Error: Into<axum::BoxError>> + Send + 'static,
{
    async fn pass(&self, id: RequestId, mut request: Request<Body>) -> Response {
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
            None => self.run(request).await,
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
        line.write(id, &response);
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
    async fn run(&self, request: Request<Body>) -> Response {
        // A live connection waits as long as it likes and is neither timed nor counted.
        let live = request.uri().path().starts_with("/socket.io");
        let request = self.prepare(request, live);
        let _counted = match self.enter(live) {
            Ok(counted) => counted,
            Err(problem) => return problem.into_response(),
        };
        let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
        let mut inner = self.inner.clone();
        let handling = async move { inner.call(request).await };
        if live {
            return answered(AssertUnwindSafe(handling).catch_unwind().await);
        }
        let timeout = self.middleware.timeout;
        let handled = if changes {
            // A client that hangs up must not leave a change half done: it goes on in a task of its own.
            let task = tokio::spawn(request_id::scope(request_id::current(), handling));
            let panic = |ended: JoinError| -> Box<dyn Any + Send> {
                ended.try_into_panic().unwrap_or_else(|_| Box::new("the task was stopped"))
            };
            tokio::time::timeout(timeout, async { task.await.map_err(panic) }).await
        } else {
            tokio::time::timeout(timeout, AssertUnwindSafe(handling).catch_unwind()).await
        };
        handled.map_or_else(|_| timed_out().into_response(), answered)
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

/// What a handler answered, or that it panicked.
fn answered<B>(handled: Result<Result<Response<B>, Infallible>, Box<dyn Any + Send>>) -> Response
where
    B: HttpBody<Data = Bytes, Error: Into<axum::BoxError>> + Send + 'static,
{
    match handled {
        Ok(Ok(response)) => response.map(Body::new),
        Ok(Err(never)) => match never {},
        Err(panic) => Problem::internal(panic_text(&*panic)).into_response(),
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
struct Line(Option<(Method, Instant)>);

impl Line {
    fn of(request: &Request<Body>) -> Self {
        Self(access_log().then(|| (request.method().clone(), Instant::now())))
    }

    fn write(self, id: RequestId, response: &Response) {
        let Some((method, started)) = self.0 else { return };
        let route = response.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str);
        let micros = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
        let status = response.status().as_u16();
        tracing::info!(target: "dineqr::access", request_id = %id, %method, route, status, micros);
    }
}
