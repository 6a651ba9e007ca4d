//! One keep-alive connection.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::{HeaderMap, StatusCode};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::TcpStream;

use crate::call::Call;
use crate::failure::{Outcome, fail};

/// A connection that sends one request after the other.
pub struct Conn {
    sender: SendRequest<Full<Bytes>>,
}

/// What came back.
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The whole body, as it came over the wire.
    pub body: Bytes,
}

impl Conn {
    /// Connects.
    pub async fn open(addr: SocketAddr) -> Outcome<Self> {
        let stream = TcpStream::connect(addr).await?;
        stream.set_nodelay(true)?;
        let (sender, driver) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(driver);
        Ok(Self { sender })
    }

    /// Sends a request and reads the whole answer.
    pub async fn send(&mut self, call: Call) -> Outcome<Answer> {
        self.sender.ready().await?;
        let (head, body) = self.sender.send_request(call.into_request()?).await?.into_parts();
        let body = body.collect().await?.to_bytes();
        Ok(Answer { status: head.status, headers: head.headers, body })
    }

    /// Sends a request whose answer is JSON and not an error.
    pub async fn json(&mut self, call: Call) -> Outcome<Value> {
        let name = format!("{call:?}");
        let answer = self.send(call).await?;
        if !answer.status.is_success() {
            let body = String::from_utf8_lossy(&answer.body);
            return fail(format!("{} from {name}: {body}", answer.status));
        }
        Ok(serde_json::from_slice(&answer.body)?)
    }
}

/// Waits until `GET /healthz` is answered 200. Looks every half millisecond, since a start of a few
/// milliseconds is measured with it.
pub async fn wait_until_healthy(addr: SocketAddr, patience: Duration) -> Outcome<()> {
    let started = Instant::now();
    while started.elapsed() < patience {
        if is_healthy(addr).await.unwrap_or(false) {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_micros(500)).await;
    }
    fail(format!("{addr} was not healthy within {patience:?}"))
}

async fn is_healthy(addr: SocketAddr) -> Outcome<bool> {
    let mut conn = Conn::open(addr).await?;
    Ok(conn.send(Call::get("/healthz")).await?.status == StatusCode::OK)
}

/// The text at a path of a JSON value (`/items/0/id`).
pub fn text<'a>(value: &'a Value, pointer: &str) -> Outcome<&'a str> {
    match value.pointer(pointer).and_then(Value::as_str) {
        Some(text) => Ok(text),
        None => fail(format!("no text at {pointer} in {value}")),
    }
}
