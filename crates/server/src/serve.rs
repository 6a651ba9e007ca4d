//! The listener: connections in, answers out, and a graceful end.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use crate::http::middleware::AppService;

/// How often a connection is looked at.
const LOOK_EVERY: Duration = Duration::from_secs(15);
/// Looks without a new request after which a connection is closed, the one at its start included.
const CLOSE_AFTER: u32 = 3;
/// Looks after which it is cut, however slow the client is.
const CUT_AFTER: u32 = 20;
/// After a failed accept (no file descriptors left, as a rule) the next try waits for some to close.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// Answers connections until `shutdown` is ready; then takes no more, finishes the requests in flight, and
/// returns when they are done or after `drain`. Upgraded connections (websockets) are on their own from their
/// upgrade on and are not waited for. The peer's address is an extension: `ConnectInfo<SocketAddr>`.
pub async fn serve(
    listener: TcpListener,
    service: impl AppService,
    shutdown: impl Future<Output = ()>,
    drain: Duration,
) {
    // Every connection holds a receiver: a message asks it to end, and it is gone when its receiver is.
    let (stopping, told) = watch::channel(());
    let mut shutdown = std::pin::pin!(shutdown);
    loop {
        tokio::select! {
            () = &mut shutdown => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => answer(stream, peer, service.clone(), told.clone()),
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be accepted");
                    tokio::time::sleep(ACCEPT_PAUSE).await;
                }
            },
        }
    }
    drop((listener, told));
    let open = stopping.receiver_count();
    let _ = stopping.send(());
    if tokio::time::timeout(drain, stopping.closed()).await.is_err() {
        tracing::warn!(open, "stopped with connections still open");
    }
}

fn answer(
    stream: TcpStream,
    peer: SocketAddr,
    service: impl AppService,
    mut told: watch::Receiver<()>,
) {
    // Answers are written whole; waiting to fill a packet would only delay them.
    let _ = stream.set_nodelay(true);
    let progress = Arc::new(Progress::default());
    let (seen, mut rest) = (progress.clone(), Rest::default());
    let service = hyper::service::service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        let answered = progress.begin();
        let answer = service.clone().call(request);
        async move {
            let answer = answer.await;
            drop(answered);
            answer
        }
    });
    let connection =
        http1::Builder::new().serve_connection(TokioIo::new(stream), service).with_upgrades();
    tokio::spawn(async move {
        let mut connection = std::pin::pin!(connection);
        let mut look = tokio::time::interval(LOOK_EVERY);
        let ended = loop {
            tokio::select! {
                ended = &mut connection => break ended,
                _ = told.changed() => {
                    connection.as_mut().graceful_shutdown();
                    break connection.await;
                }
                _ = look.tick() => match rest.after(&seen) {
                    Idle::Short => {}
                    Idle::Long => connection.as_mut().graceful_shutdown(),
                    Idle::TooLong => return,
                },
            }
        };
        if let Err(error) = ended {
            tracing::debug!(%error, "a connection broke off");
        }
    });
}

/// How many requests a connection has begun, and how many of them wait for their answer.
#[derive(Default)]
struct Progress {
    begun: AtomicU32,
    waiting: AtomicU32,
}

/// One request that waits for its answer.
struct Waiting(Arc<Progress>);

impl Progress {
    fn begin(self: &Arc<Self>) -> Waiting {
        self.begun.fetch_add(1, Ordering::Relaxed);
        self.waiting.fetch_add(1, Ordering::Relaxed);
        Waiting(self.clone())
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.waiting.fetch_sub(1, Ordering::Relaxed);
    }
}

/// How long a connection has begun nothing, counted in looks: one timer per connection instead of one per request.
#[derive(Default)]
struct Rest {
    begun: u32,
    looks: u32,
}

/// What is to be done about a connection that begins nothing.
#[derive(Debug, PartialEq, Eq)]
enum Idle {
    /// Nothing yet.
    Short,
    /// It is closed once what is being sent has been sent.
    Long,
    /// It is cut: nobody needs minutes for the head of a request or to take an answer.
    TooLong,
}

impl Rest {
    fn after(&mut self, progress: &Progress) -> Idle {
        let begun = progress.begun.load(Ordering::Relaxed);
        if begun != self.begun || progress.waiting.load(Ordering::Relaxed) > 0 {
            *self = Self { begun, looks: 0 };
            return Idle::Short;
        }
        self.looks += 1;
        match self.looks {
            ..CLOSE_AFTER => Idle::Short,
            CLOSE_AFTER..CUT_AFTER => Idle::Long,
            _ => Idle::TooLong,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use axum::Router;
    use axum::http::StatusCode;
    use axum::http::header::{CONNECTION, UPGRADE};
    use axum::response::{IntoResponse, Response};
    use axum::routing::get;
    use jiff::Timestamp;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::sync::{Notify, oneshot};

    use super::*;
    use crate::config::Config;
    use crate::http::middleware::{Middleware, apply};
    use crate::system::ManualClock;

    const REQUEST: &[u8] = b"GET / HTTP/1.1\r\nhost: x\r\n\r\n";

    async fn peer(ConnectInfo(peer): ConnectInfo<SocketAddr>) -> String {
        peer.ip().to_string()
    }

    #[test]
    fn a_connection_that_begins_nothing_is_closed_and_at_last_cut() {
        let (progress, mut rest) = (Arc::new(Progress::default()), Rest::default());
        let waiting = progress.begin();
        for _ in 0..100 {
            assert_eq!(rest.after(&progress), Idle::Short, "an answer is awaited");
        }
        drop(waiting);
        let looks: Vec<Idle> = (0..21).map(|_| rest.after(&progress)).collect();
        assert_eq!(looks[1], Idle::Short);
        assert_eq!(looks[2], Idle::Long);
        assert_eq!(looks[18], Idle::Long);
        assert_eq!(looks[19], Idle::TooLong);
        drop(progress.begin());
        assert_eq!(rest.after(&progress), Idle::Short, "it began another");
    }

    #[tokio::test]
    async fn a_request_in_flight_is_finished_and_no_new_connection_is_taken() {
        let (begun, finish) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let (begins, finishes) = (begun.clone(), finish.clone());
        let router = Router::new().route(
            "/",
            get(move |info: ConnectInfo<SocketAddr>| async move {
                begins.notify_one();
                finishes.notified().await;
                peer(info).await
            }),
        );
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let (stop, stopped) = oneshot::channel::<()>();
        let shutdown = async move { drop(stopped.await) };
        let server = tokio::spawn(serve(listener, router, shutdown, Duration::from_secs(5)));
        let mut client = TcpStream::connect(address).await.expect("connects");
        client.write_all(REQUEST).await.expect("sent");
        begun.notified().await;
        stop.send(()).expect("the server listens");
        while TcpStream::connect(address).await.is_ok() {
            tokio::task::yield_now().await;
        }
        finish.notify_one();
        let mut answer = String::new();
        client.read_to_string(&mut answer).await.expect("answered");
        assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("127.0.0.1"), "{answer}");
        server.await.expect("ends");
    }

    #[tokio::test]
    async fn a_request_that_does_not_end_is_left_after_the_drain() {
        let router = Router::new().route("/", get(std::future::pending::<()>));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let mut client = TcpStream::connect(address).await.expect("connects");
        client.write_all(REQUEST).await.expect("sent");
        let soon = tokio::time::sleep(Duration::from_millis(50));
        serve(listener, router, soon, Duration::from_millis(50)).await;
    }

    /// Takes the connection over, as the live channel does, and sends back what it is sent.
    async fn take_over(mut request: Request<Body>) -> Response {
        let upgrade = hyper::upgrade::on(&mut request);
        tokio::spawn(async move {
            let upgraded = upgrade.await.expect("upgraded");
            let (mut read, mut write) = tokio::io::split(TokioIo::new(upgraded));
            tokio::io::copy(&mut read, &mut write).await
        });
        let headers = [(CONNECTION, "upgrade"), (UPGRADE, "echo")];
        (StatusCode::SWITCHING_PROTOCOLS, headers).into_response()
    }

    #[tokio::test]
    async fn a_live_connection_passes_the_middleware() {
        let clock = Arc::new(ManualClock::at(Timestamp::UNIX_EPOCH));
        let middleware = Middleware::new(&Config::for_tests(), "default-src 'self'", clock);
        let router = apply(Router::new().fallback(take_over), middleware);
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let server = tokio::spawn(serve(listener, router, std::future::pending(), Duration::ZERO));
        let mut client = TcpStream::connect(address).await.expect("connects");
        let request = b"GET /socket.io/?EIO=4 HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: echo\r\n\r\n";
        client.write_all(request).await.expect("sent");
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(client.read_u8().await.expect("answered"));
        }
        assert!(head.starts_with(b"HTTP/1.1 101"), "{}", String::from_utf8_lossy(&head));
        client.write_all(b"hello").await.expect("sent");
        let mut echo = [0; 5];
        client.read_exact(&mut echo).await.expect("answered");
        assert_eq!(&echo, b"hello");
        server.abort();
    }
}
