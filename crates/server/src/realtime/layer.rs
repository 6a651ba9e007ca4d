//! Socket.IO around a router, with every websocket on a [`Line`] that can be cut.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::future::Either;
use hyper::http::request::Parts;
use hyper::upgrade::OnUpgrade;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use socketioxide::layer::SocketIoLayer;
use socketioxide::service::SocketIoService;
use socketioxide::socket::Sid;
use tower::{Layer, Service};

use super::adapter::Adapter;
use super::line::{Line, Lines};

/// Puts the live channel around a router.
#[derive(Clone)]
pub struct LiveLayer {
    sockets: SocketIoLayer<Adapter>,
    lines: Lines,
}

impl LiveLayer {
    pub(super) fn new(sockets: SocketIoLayer<Adapter>, lines: Lines) -> Self {
        Self { sockets, lines }
    }
}

impl<S: Clone> Layer<S> for LiveLayer {
    type Service = LiveService<S>;

    fn layer(&self, inner: S) -> LiveService<S> {
        LiveService { sockets: self.sockets.layer(inner), lines: self.lines.clone() }
    }
}

/// A router with the live channel around it.
#[derive(Clone)]
pub struct LiveService<S: Clone> {
    sockets: SocketIoService<S, Adapter>,
    lines: Lines,
}

impl<S, B> Service<Request<B>> for LiveService<S>
where
    S: Clone + Send + 'static,
    SocketIoService<S, Adapter>: Service<Request<B>, Response: Switching, Future: Send + 'static>,
{
    type Response = <SocketIoService<S, Adapter> as Service<Request<B>>>::Response;
    type Error = <SocketIoService<S, Adapter> as Service<Request<B>>>::Error;
    // Only a websocket's request pays for a box.
    type Future = Either<
        <SocketIoService<S, Adapter> as Service<Request<B>>>::Future,
        Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>,
    >;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Service::<Request<B>>::poll_ready(&mut self.sockets, cx)
    }

    fn call(&mut self, mut request: Request<B>) -> Self::Future {
        let upgrade = upgrade_of(&mut request);
        let answer = Service::<Request<B>>::call(&mut self.sockets, request);
        let Some((upgrade, parts)) = upgrade else { return Either::Left(answer) };
        let (sockets, lines) = (self.sockets.clone(), self.lines.clone());
        Either::Right(Box::pin(async move {
            let answer = answer.await?;
            if answer.switches() {
                tokio::spawn(connect(sockets, lines, upgrade, parts));
            }
            Ok(answer)
        }))
    }
}

/// Whether an answer is the one after which a connection is a websocket.
pub trait Switching {
    /// True for `101 Switching Protocols`.
    fn switches(&self) -> bool;
}

impl<B> Switching for Response<B> {
    fn switches(&self) -> bool {
        self.status() == StatusCode::SWITCHING_PROTOCOLS
    }
}

/// Takes the coming connection out of a request for a websocket. The Socket.IO service still checks and answers
/// the request, but finds no connection to take over.
fn upgrade_of<B>(request: &mut Request<B>) -> Option<(OnUpgrade, Parts)> {
    if !request.uri().path().starts_with(super::PATH) {
        return None;
    }
    let upgrade = request.extensions_mut().remove::<OnUpgrade>()?;
    let mut copy = Request::new(());
    *copy.uri_mut() = request.uri().clone();
    *copy.headers_mut() = request.headers().clone();
    Some((upgrade, copy.into_parts().0))
}

/// Gives the connection to the Socket.IO service once it is there.
async fn connect<S: Clone>(
    mut sockets: SocketIoService<S, Adapter>,
    lines: Lines,
    upgrade: OnUpgrade,
    mut parts: Parts,
) {
    let stream = match upgrade.await {
        Ok(upgraded) => TokioIo::new(upgraded),
        Err(error) => return tracing::debug!(%error, "a websocket was not opened"),
    };
    let line = Line::default();
    let listed = polled(&parts).map(|sid| (lines, sid));
    parts.extensions.insert(line.clone());
    let wire = line.through(stream, listed);
    let request = Request::from_parts(parts, ());
    if let Err(error) = Service::call(&mut sockets, (wire, request)).await {
        tracing::debug!(%error, "a websocket was not taken over");
    }
}

/// The socket that polled so far and now changes to a websocket.
fn polled(parts: &Parts) -> Option<Sid> {
    let sid = parts.uri.query()?.split('&').find_map(|pair| pair.strip_prefix("sid="))?;
    sid.parse().ok()
}
