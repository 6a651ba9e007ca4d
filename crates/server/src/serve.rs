//! The listener: connections in, answers out, and a graceful end.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tower::Service;

/// A client that has not sent its headers by then is slow on purpose, or gone.
const HEADER_READ_TIMEOUT: Duration = Duration::from_secs(15);
/// After a failed accept (no file descriptors left, as a rule) the next try waits for some to close.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// Answers connections until `shutdown` is ready; then takes no more, finishes the requests in flight, and
/// returns when they are done or after `drain`. Upgraded connections (websockets) are on their own from their
/// upgrade on and are not waited for. The peer's address is an extension: `ConnectInfo<SocketAddr>`.
pub async fn serve(
    listener: TcpListener,
    router: Router,
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
                Ok((stream, peer)) => answer(stream, peer, router.clone(), told.clone()),
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

fn answer(stream: TcpStream, peer: SocketAddr, router: Router, mut told: watch::Receiver<()>) {
    // Answers are written whole; waiting to fill a packet would only delay them.
    let _ = stream.set_nodelay(true);
    let service = hyper::service::service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        router.clone().call(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_READ_TIMEOUT)
        .serve_connection(TokioIo::new(stream), service)
        .with_upgrades();
    tokio::spawn(async move {
        let mut connection = std::pin::pin!(connection);
        let ended = tokio::select! {
            ended = &mut connection => ended,
            _ = told.changed() => {
                connection.as_mut().graceful_shutdown();
                connection.await
            }
        };
        if let Err(error) = ended {
            tracing::debug!(%error, "a connection broke off");
        }
    });
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

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
