//! Bare websocket writes: takes connections, and writes each line of its standard input to all of them.

use std::sync::Arc;

use futures_util::SinkExt;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Mutex;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;

use crate::failure::Outcome;

type Sockets = Arc<Mutex<Vec<WebSocketStream<TcpStream>>>>;

/// Serves until its standard input ends.
pub async fn run() -> Outcome<()> {
    let sockets = Sockets::default();
    tokio::spawn(accept(super::listen().await?, Arc::clone(&sockets)));
    let mut lines = BufReader::new(tokio::io::stdin()).lines();
    while let Some(line) = lines.next_line().await? {
        let message = Message::text(line);
        for socket in sockets.lock().await.iter_mut() {
            socket.send(message.clone()).await?;
        }
    }
    Ok(())
}

async fn accept(listener: TcpListener, sockets: Sockets) {
    let config = WebSocketConfig::default().read_buffer_size(1024).write_buffer_size(0);
    while let Ok((stream, _)) = listener.accept().await {
        // A client that fails its handshake is missed by whoever counts what is delivered.
        let accepted = tokio_tungstenite::accept_async_with_config(stream, Some(config)).await;
        if let Ok(socket) = accepted {
            sockets.lock().await.push(socket);
        }
    }
}
