//! A screen of the staff: it stays connected to whatever server there is, and remembers what it heard.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// What is waited for takes far less, also on a machine that is busy.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server to be connected to: the how-many-th, counted from 1, and where.
pub type Stand = (usize, SocketAddr);

/// What a screen heard so far.
#[derive(Debug, Default)]
pub struct Heard {
    /// The server it was last let in by.
    pub server: usize,
    /// Events by id; one may come again.
    pub events: HashMap<String, Value>,
}

/// The screen. It ends when it is dropped, or when the servers' sender is.
pub struct Screen(watch::Receiver<Heard>);

impl Screen {
    /// Connects to each server that `servers` names, until its connection breaks.
    pub fn open(token: String, servers: watch::Receiver<Option<Stand>>) -> Self {
        let (heard, hears) = watch::channel(Heard::default());
        tokio::spawn(async move {
            tokio::select! {
                () = keep_connected(&token, servers, &heard) => (),
                () = heard.closed() => (),
            }
        });
        Self(hears)
    }

    /// Waits until `enough` was heard; what was heard is answered.
    pub async fn until(
        &mut self,
        what: &str,
        enough: impl FnMut(&Heard) -> bool,
    ) -> watch::Ref<'_, Heard> {
        let heard = timeout(PATIENCE, self.0.wait_for(enough)).await;
        heard.unwrap_or_else(|_| panic!("the screen never heard {what}")).expect("it goes on")
    }

    /// Waits until the how-many-th server let it in.
    pub async fn is_let_in_by(&mut self, server: usize) {
        self.until("from the new server", |heard| heard.server == server).await;
    }
}

impl Heard {
    /// Events of this name.
    pub fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Value> {
        self.events.values().filter(move |event| event["type"] == name)
    }
}

async fn keep_connected(
    token: &str,
    mut servers: watch::Receiver<Option<Stand>>,
    heard: &watch::Sender<Heard>,
) {
    let mut last = 0;
    loop {
        let next = servers.wait_for(|stand| stand.is_some_and(|(server, _)| server > last)).await;
        let Some((server, at)) = next.ok().and_then(|stand| *stand) else { return };
        last = server;
        // An error is a connection that broke: the next server comes.
        let _ = listen(token, server, at, heard).await;
    }
}

/// Listens until the connection breaks.
async fn listen(
    token: &str,
    server: usize,
    at: SocketAddr,
    heard: &watch::Sender<Heard>,
) -> Result<(), tokio_tungstenite::tungstenite::Error> {
    let url = format!("ws://{at}/socket.io/?EIO=4&transport=websocket");
    let (mut socket, _) = connect_async(url).await?;
    socket.send(Message::text(format!("40{}", json!({ "token": token })))).await?;
    while let Some(message) = socket.next().await {
        if let Message::Text(text) = message? {
            take(text.as_str(), server, heard, &mut socket).await?;
        }
    }
    Ok(())
}

async fn take(
    text: &str,
    server: usize,
    heard: &watch::Sender<Heard>,
    socket: &mut WebSocketStream<MaybeTlsStream<TcpStream>>,
) -> Result<(), tokio_tungstenite::tungstenite::Error> {
    assert!(!text.starts_with("44"), "the screen was refused: {text}");
    if text == "2" {
        return socket.send(Message::text("3")).await;
    }
    let Some(event) = text.strip_prefix("42") else { return Ok(()) };
    let (name, payload): (String, Value) = serde_json::from_str(event).expect("an event");
    heard.send_modify(|heard| {
        // The first `sync` says that the socket has its rooms.
        if name == "sync" {
            heard.server = server;
        } else {
            let id = payload["id"].as_str().expect("an id").to_owned();
            let again = heard.events.insert(id, payload.clone());
            assert!(again.is_none_or(|first| first["type"] == payload["type"]), "{payload}");
        }
    });
    Ok(())
}
