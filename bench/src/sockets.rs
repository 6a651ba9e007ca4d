//! A crowd of sockets that speak Engine.IO 4 and Socket.IO 5 by hand, and count what they hear.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio::sync::{OnceCell, Semaphore};
use tokio::task::{AbortHandle, JoinSet};
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{Message, Utf8Bytes};
use tokio_tungstenite::{WebSocketStream, client_async_with_config};

use crate::call::phone_address;
use crate::failure::{Outcome, fail};

/// How many sockets connect at a time.
const CONNECTING: usize = 64;

/// How long all sockets may take to hear an event.
const PATIENCE: Duration = Duration::from_secs(20);

type Socket = WebSocketStream<TcpStream>;

/// Who a socket says it is.
#[derive(Debug, Clone)]
pub enum Greeting {
    /// A bare websocket.
    None,
    /// A Socket.IO client with this token.
    Token(String),
}

/// What the crowd has heard.
#[derive(Debug, Default)]
pub struct Heard {
    /// All events.
    pub events: AtomicU64,
    /// Events of the name that is listened for.
    pub named: AtomicU64,
    /// Sockets that were closed or broke.
    pub lost: AtomicU64,
    /// One of the named events, as it came.
    pub sample: OnceCell<String>,
}

/// Open sockets. They close when it is dropped.
pub struct Crowd {
    /// What they hear.
    pub heard: Arc<Heard>,
    size: u64,
    readers: Vec<AbortHandle>,
}

impl Crowd {
    /// Opens one socket per greeting, to listen for events called `name`.
    pub async fn open(
        addr: SocketAddr,
        greetings: Vec<Greeting>,
        name: &'static str,
    ) -> Outcome<Self> {
        let heard = Arc::new(Heard::default());
        let size = u64::try_from(greetings.len())?;
        let turns = Arc::new(Semaphore::new(CONNECTING));
        let mut opening = JoinSet::new();
        for (number, greeting) in greetings.into_iter().enumerate() {
            let turns = Arc::clone(&turns);
            opening.spawn(async move {
                let _turn = turns.acquire().await?;
                connect(addr, number, greeting).await
            });
        }
        let mut readers = Vec::new();
        while let Some(socket) = opening.join_next().await {
            readers.push(tokio::spawn(listen(socket??, name, Arc::clone(&heard))).abort_handle());
        }
        Ok(Self { heard, size, readers })
    }

    /// Waits until every socket has heard `rounds` named events in all.
    pub async fn wait_for(&self, rounds: u64) -> Outcome<()> {
        let started = Instant::now();
        while self.heard.named.load(Ordering::Relaxed) < rounds * self.size {
            if started.elapsed() > PATIENCE {
                return fail(self.silence(rounds));
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        Ok(())
    }

    fn silence(&self, rounds: u64) -> String {
        let named = self.heard.named.load(Ordering::Relaxed);
        let lost = self.heard.lost.load(Ordering::Relaxed);
        format!("{named} of {} events were heard, {lost} sockets were lost", rounds * self.size)
    }
}

impl Drop for Crowd {
    fn drop(&mut self) {
        for reader in &self.readers {
            reader.abort();
        }
    }
}

async fn connect(addr: SocketAddr, number: usize, greeting: Greeting) -> Outcome<Socket> {
    let stream = TcpStream::connect(addr).await?;
    stream.set_nodelay(true)?;
    let uri = format!("ws://{addr}/socket.io/?EIO=4&transport=websocket");
    let mut request = uri.into_client_request()?;
    request.headers_mut().insert("x-forwarded-for", phone_address(number).parse()?);
    let config = WebSocketConfig::default().read_buffer_size(1024).write_buffer_size(0);
    let (mut socket, _) = client_async_with_config(request, stream, Some(config)).await?;
    if let Greeting::Token(token) = greeting {
        greet(&mut socket, &token).await?;
    }
    Ok(socket)
}

/// Engine.IO's open, then Socket.IO's connect and its answer.
async fn greet(socket: &mut Socket, token: &str) -> Outcome<()> {
    expect(socket, "0{").await?;
    let auth = serde_json::json!({ "token": token });
    socket.send(Message::text(format!("40{auth}"))).await?;
    expect(socket, "40").await
}

/// Reads up to the packet that begins with `prefix`, answering pings on the way.
async fn expect(socket: &mut Socket, prefix: &str) -> Outcome<()> {
    loop {
        match next_packet(socket).await? {
            Some(packet) if packet.starts_with(prefix) => return Ok(()),
            Some(packet) if packet.starts_with("44") => return fail(format!("refused: {packet}")),
            Some(_) => {}
            None => return fail(format!("closed before a packet {prefix}")),
        }
    }
}

/// The next packet that is not a ping; none when the socket is closed.
async fn next_packet(socket: &mut Socket) -> Outcome<Option<Utf8Bytes>> {
    while let Some(message) = socket.next().await {
        match message? {
            Message::Text(packet) if packet.as_str() == "2" => {
                socket.send(Message::text("3")).await?;
            }
            Message::Text(packet) => return Ok(Some(packet)),
            _ => {}
        }
    }
    Ok(None)
}

async fn listen(mut socket: Socket, name: &'static str, heard: Arc<Heard>) {
    let start = format!("42[\"{name}\"");
    while let Ok(Some(packet)) = next_packet(&mut socket).await {
        if !packet.starts_with("42") {
            continue;
        }
        heard.events.fetch_add(1, Ordering::Relaxed);
        if packet.starts_with(&start) {
            heard.named.fetch_add(1, Ordering::Relaxed);
            if !heard.sample.initialized() {
                // Another socket may have been first; one sample is enough.
                let _ = heard.sample.set(packet.to_string());
            }
        }
    }
    heard.lost.fetch_add(1, Ordering::Relaxed);
}
