//! The live channel on a port of its own, and a client that speaks Engine.IO 4 and Socket.IO 5 by hand.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use dineqr_server::app::Outbox;
use dineqr_server::http::middleware::{Middleware, apply};
use dineqr_server::http::router;
use dineqr_server::realtime::Live;
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::http::HeaderName;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};
use tower::Layer as _;

use super::World;
use super::backends::hears;

/// What the server sends takes far less than this.
const PATIENCE: Duration = Duration::from_secs(10);

/// A world whose live channel can be connected to. Nothing is sent by itself: tests drive the steps.
pub struct Stage {
    pub world: World,
    pub live: Live,
    pub router: Router,
    outbox: Option<Outbox>,
    address: SocketAddr,
}

impl Stage {
    pub async fn open() -> Self {
        Self::around(World::open().await).await
    }

    pub async fn around(mut world: World) -> Self {
        hears(&world.app.kv).await;
        let (live, layer) = Live::new(world.app.clone());
        let middleware =
            Middleware::new(&world.app.config, "default-src 'self'", world.clock.clone());
        let service = apply(layer.layer(router::build(world.app.clone())), middleware);
        let router = Router::new().fallback_service(service);
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let forever = std::future::pending::<()>();
        tokio::spawn(dineqr_server::serve::serve(listener, router.clone(), forever, PATIENCE));
        let (_, none) = tokio::sync::mpsc::unbounded_channel();
        let outbox = Some(std::mem::replace(&mut world.outbox, none));
        Self { world, live, router, outbox, address }
    }

    /// Lets the channel run by itself.
    pub fn runs(&mut self) {
        self.live.spawn(self.outbox.take().expect("not running yet"));
    }

    /// Sends what was committed so far.
    pub async fn delivers(&mut self) {
        let outbox = self.outbox.as_mut().expect("driven by hand");
        while let Ok(events) = outbox.try_recv() {
            self.live.deliver(&events).await;
        }
    }

    /// Loses what was committed so far, as a crash does.
    pub fn crashes(&mut self) {
        let outbox = self.outbox.as_mut().expect("driven by hand");
        while outbox.try_recv().is_ok() {}
    }

    /// A websocket with these headers and this in the query; nothing said yet.
    pub async fn dials(&self, query: &str, headers: &[(&str, &str)]) -> Result<Client, Error> {
        let url = format!("ws://{}/socket.io/?EIO=4&transport=websocket{query}", self.address);
        let mut request = url.into_client_request().expect("a request");
        for (name, value) in headers {
            let name = HeaderName::from_bytes(name.as_bytes()).expect("a name");
            request.headers_mut().insert(name, value.parse().expect("a value"));
        }
        Ok(Client { socket: connect_async(request).await?.0 })
    }

    /// A client that asked to be let in with `auth` and these headers: connected, or the reason why not.
    pub async fn asks_in(&self, auth: Value, headers: &[(&str, &str)]) -> Result<Client, String> {
        let mut client = self.dials("", headers).await.expect("a websocket");
        client.says(&format!("40{auth}")).await;
        loop {
            let text = client.hears().await.expect("an answer");
            if let Some(refused) = text.strip_prefix("44") {
                let reason: Value = serde_json::from_str(refused).expect("JSON");
                return Err(reason["message"].as_str().expect("a message").to_owned());
            }
            if text.starts_with("40") {
                return Ok(client);
            }
        }
    }

    /// A client connected with a token that has heard its first `sync`. What happened just before may come first.
    pub async fn connects(&self, token: &Option<String>) -> Client {
        let mut client = self.asks_in(json!({ "token": token }), &[]).await.expect("let in");
        while client.event().await.expect("it stays").0 != "sync" {}
        client
    }
}

/// A connected client.
pub struct Client {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
}

impl Client {
    pub async fn says(&mut self, text: &str) {
        self.socket.send(Message::text(text)).await.expect("sent");
    }

    /// The next packet; pings are answered on the way. None when the connection is over.
    pub async fn hears(&mut self) -> Option<String> {
        loop {
            let next = tokio::time::timeout(PATIENCE, self.socket.next()).await;
            match next.expect("the server said nothing") {
                Some(Ok(Message::Text(text))) if text.as_str() == "2" => self.says("3").await,
                Some(Ok(Message::Text(text))) => return Some(text.as_str().to_owned()),
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return None,
            }
        }
    }

    /// The next event: its name and payload. None when the server ended the connection.
    pub async fn event(&mut self) -> Option<(String, Value)> {
        loop {
            let text = self.hears().await?;
            if text == "41" || text == "1" {
                return None;
            }
            if let Some(event) = text.strip_prefix("42") {
                return Some(serde_json::from_str(event).expect("an event"));
            }
        }
    }

    /// The payload of the next event, which must have this name.
    #[track_caller]
    pub fn expects(&mut self, name: &str) -> impl Future<Output = Value> {
        let (caller, name) = (std::panic::Location::caller(), name.to_owned());
        async move {
            let (heard, payload) =
                self.event().await.unwrap_or_else(|| panic!("over, at {caller}"));
            assert_eq!(heard, name, "at {caller}: {payload}");
            assert_eq!(payload["type"], name.as_str(), "at {caller}");
            payload
        }
    }
}
