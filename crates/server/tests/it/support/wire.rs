//! A client with a connection of its own, for servers that are processes and may die.

use std::net::SocketAddr;
use std::time::Duration;

use axum::body::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::{Method, Request};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::Reply;
use super::guest::fresh_key;

/// An answer takes far less, also on a machine that is busy.
const PATIENCE: Duration = Duration::from_secs(30);

/// The connection ended before the answer was whole: it is not known whether the server did what it was asked.
#[derive(Debug)]
pub struct Broken;

/// A connection that is kept.
pub struct Wire {
    at: SocketAddr,
    sender: SendRequest<Full<Bytes>>,
}

/// A request.
#[derive(Clone)]
pub struct Ask<'a> {
    pub method: Method,
    pub path: &'a str,
    pub token: Option<&'a str>,
    pub key: Option<&'a str>,
    pub body: Option<&'a Value>,
}

impl Wire {
    pub async fn open(at: SocketAddr) -> Result<Self, Broken> {
        let stream = TcpStream::connect(at).await.map_err(|_| Broken)?;
        stream.set_nodelay(true).map_err(|_| Broken)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await.map_err(|_| Broken)?;
        tokio::spawn(connection);
        Ok(Self { at, sender })
    }

    /// Sends a request and reads its whole answer.
    pub async fn asks(&mut self, ask: &Ask<'_>) -> Result<Reply, Broken> {
        let request = self.request(ask);
        let exchange = async {
            self.sender.ready().await?;
            let (parts, body) = self.sender.send_request(request).await?.into_parts();
            let bytes = body.collect().await?.to_bytes();
            Ok(Reply { status: parts.status, headers: parts.headers, bytes })
        };
        let answer: hyper::Result<Reply> = timeout(PATIENCE, exchange).await.expect("an answer");
        answer.map_err(|_| Broken)
    }

    fn request(&self, ask: &Ask<'_>) -> Request<Full<Bytes>> {
        let mut request = Request::builder()
            .method(&ask.method)
            .uri(ask.path)
            .header("host", self.at.to_string());
        if let Some(token) = ask.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        if let Some(key) = ask.key {
            request = request.header("idempotency-key", key);
        }
        let body = ask.body.map(|body| Bytes::from(body.to_string()));
        if body.is_some() {
            request = request.header("content-type", "application/json");
        }
        request.body(Full::new(body.unwrap_or_default())).expect("a request")
    }
}

/// Somebody on a connection that holds, signed in or not.
pub struct Caller {
    wire: Wire,
    pub token: Option<String>,
}

impl Caller {
    pub async fn at(at: SocketAddr) -> Self {
        Self { wire: Wire::open(at).await.expect("a connection"), token: None }
    }

    /// Somebody of the demo's staff, signed in.
    pub async fn of_demo(at: SocketAddr, name: &str) -> Self {
        let mut caller = Self::at(at).await;
        let login = serde_json::json!({
            "login": format!("{name}@demo.test"), "password": "tandoori-demo",
        });
        let reply = caller.posts("/api/v1/auth/login", &login).await.expect(200);
        caller.token = Some(reply.text("/token"));
        caller
    }

    pub async fn gets(&mut self, path: &str) -> Reply {
        self.asks(Method::GET, path, None, None).await
    }

    pub async fn posts(&mut self, path: &str, body: &Value) -> Reply {
        self.asks(Method::POST, path, Some(&fresh_key()), Some(body)).await
    }

    pub async fn patches(&mut self, path: &str, body: &Value) -> Reply {
        self.asks(Method::PATCH, path, None, Some(body)).await
    }

    /// Orders as a guest, with a key of one's own.
    pub async fn orders(&mut self, key: &str, body: &Value) -> Reply {
        self.asks(Method::POST, "/api/v1/tab/orders", Some(key), Some(body)).await
    }

    async fn asks(
        &mut self,
        method: Method,
        path: &str,
        key: Option<&str>,
        body: Option<&Value>,
    ) -> Reply {
        let ask = Ask { method, path, token: self.token.as_deref(), key, body };
        self.wire.asks(&ask).await.expect("an answer")
    }
}
