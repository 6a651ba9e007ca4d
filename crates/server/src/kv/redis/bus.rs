//! The connection that messages come in by. It is made again whenever it breaks, and says while it is broken that
//! this node does not hear the others.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures_util::StreamExt;
use parking_lot::Mutex;
use redis::aio::PubSubSink;
use redis::{Msg, RedisError};
use serde::{Deserialize, Serialize};
use tokio::sync::{broadcast, mpsc, oneshot};
use tokio::task::JoinSet;
use tokio::time::Instant;

use super::link::Link;
use super::{Away, Heard, Message, Notice};

/// How often a node sends a message to itself. Hearing it proves that the connection works both ways.
const ECHO_EVERY: Duration = Duration::from_millis(250);
/// Silence after which the connection counts as broken.
const SILENCE: Duration = Duration::from_millis(900);
/// Pause before a broken connection is made again, and before a notice is sent again.
const PAUSE: Duration = Duration::from_millis(200);
/// How long after this node hears the others again they may not all be back yet: each finds Redis within its own
/// [`PAUSE`] and [`SILENCE`], and what is sent before that reaches only those who were faster.
const GATHERING: Duration = Duration::from_secs(2);
/// Notices that wait for a node's slowest listener; more is a gap.
const MOST_WAITING: usize = 1024;

/// Messages between the nodes.
#[derive(Debug)]
pub(super) struct Bus {
    shared: Arc<Shared>,
    tell: mpsc::UnboundedSender<Told>,
    _tasks: JoinSet<()>,
}

/// What is on its way out: a notice, or somebody who waits until those before were sent.
#[derive(Debug)]
enum Told {
    Notice(Notice),
    Waiter(oneshot::Sender<()>),
}

#[derive(Debug)]
struct Shared {
    node: String,
    notices: String,
    echo: String,
    hears: AtomicBool,
    /// When the connection last began to work after it had not.
    repaired: Mutex<Repair>,
    heard: broadcast::Sender<Heard>,
    channels: Mutex<HashMap<String, mpsc::Sender<Message>>>,
    /// Wakes the connection when a channel is added.
    added: mpsc::UnboundedSender<String>,
}

/// Whether the connection was ever broken.
#[derive(Debug, Clone, Copy)]
enum Repair {
    Never,
    Needed,
    Done(Instant),
}

/// A notice and who sent it.
#[derive(Serialize, Deserialize)]
struct Letter {
    from: String,
    notice: Notice,
}

impl Bus {
    pub(super) fn open(client: redis::Client, link: Link, prefix: &str, node: &str) -> Self {
        let (added, new_channels) = mpsc::unbounded_channel();
        let (tell, told) = mpsc::unbounded_channel();
        let shared = Arc::new(Shared {
            node: node.to_owned(),
            notices: format!("{prefix}:notices"),
            echo: format!("{prefix}:echo:{node}"),
            hears: AtomicBool::new(false),
            repaired: Mutex::new(Repair::Never),
            heard: broadcast::Sender::new(MOST_WAITING),
            channels: Mutex::default(),
            added,
        });
        let mut tasks = JoinSet::new();
        tasks.spawn(listen(client, shared.clone(), new_channels));
        tasks.spawn(echo(link.clone(), shared.echo.clone()));
        tasks.spawn(send(link, shared.clone(), told));
        Self { shared, tell, _tasks: tasks }
    }

    pub(super) fn hears(&self) -> bool {
        self.shared.hears.load(Ordering::Relaxed)
    }

    /// Whether the other nodes hear what is sent now.
    pub(super) fn is_heard(&self) -> bool {
        self.hears()
            && match *self.shared.repaired.lock() {
                Repair::Never => true,
                Repair::Needed => false,
                Repair::Done(at) => at.elapsed() >= GATHERING,
            }
    }

    pub(super) fn heard(&self) -> broadcast::Receiver<Heard> {
        self.shared.heard.subscribe()
    }

    pub(super) fn tell(&self, notice: Notice) {
        // The task that sends lives as long as this.
        let _ = self.tell.send(Told::Notice(notice));
    }

    /// Waits until everything was sent that was told before.
    pub(super) async fn told(&self) {
        let (waiter, sent) = oneshot::channel();
        let _ = self.tell.send(Told::Waiter(waiter));
        let _ = sent.await;
    }

    pub(super) fn subscribe(&self, channel: &str, size: usize) -> mpsc::Receiver<Message> {
        let (messages, received) = mpsc::channel(size);
        self.shared.channels.lock().insert(channel.to_owned(), messages);
        let _ = self.shared.added.send(channel.to_owned());
        received
    }

    pub(super) fn unsubscribe(&self, channel: &str) {
        // Redis may go on sending to it until the connection ends, which is nobody's loss.
        self.shared.channels.lock().remove(channel);
    }
}

/// Keeps a connection and hears what comes in, for ever.
async fn listen(
    client: redis::Client,
    shared: Arc<Shared>,
    mut added: mpsc::UnboundedReceiver<String>,
) {
    loop {
        let ended = hear(&client, &shared, &mut added).await;
        *shared.repaired.lock() = Repair::Needed;
        if shared.hears.swap(false, Ordering::Relaxed) {
            tracing::warn!(why = %ended, "this node does not hear the others");
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// One connection's life; answers why it ended.
async fn hear(
    client: &redis::Client,
    shared: &Shared,
    added: &mut mpsc::UnboundedReceiver<String>,
) -> String {
    let connected = tokio::time::timeout(SILENCE, connect(client, shared)).await;
    let (mut sink, mut messages) = match connected {
        Ok(Ok(halves)) => halves,
        Ok(Err(error)) => return error.to_string(),
        Err(_) => return "no connection".to_owned(),
    };
    loop {
        tokio::select! {
            message = tokio::time::timeout(SILENCE, messages.next()) => match message {
                Ok(Some(message)) => shared.take(&message),
                Ok(None) => return "the connection was closed".to_owned(),
                Err(_) => return "it is silent".to_owned(),
            },
            Some(channel) = added.recv() => {
                if let Err(error) = sink.subscribe(&channel).await {
                    return error.to_string();
                }
            }
        }
    }
}

async fn connect(
    client: &redis::Client,
    shared: &Shared,
) -> Result<(PubSubSink, redis::aio::PubSubStream), RedisError> {
    let (mut sink, messages) = client.get_async_pubsub().await?.split();
    let mut channels: Vec<String> = shared.channels.lock().keys().cloned().collect();
    channels.extend([shared.notices.clone(), shared.echo.clone()]);
    sink.subscribe(&channels).await?;
    Ok((sink, messages))
}

impl Shared {
    fn take(&self, message: &Msg) {
        let (channel, payload) = (message.get_channel_name(), message.get_payload_bytes());
        if channel == self.echo {
            self.echoed();
        } else if channel == self.notices {
            self.noticed(payload);
        } else if let Some(messages) = self.channels.lock().get(channel)
            && messages.try_send((channel.to_owned(), payload.to_vec())).is_err()
        {
            tracing::warn!(
                channel,
                "messages of another node were lost; screens catch up by `sync`"
            );
        }
    }

    /// The way round works. What went by before it did is unknown.
    fn echoed(&self) {
        if !self.hears.swap(true, Ordering::Relaxed) {
            self.repair();
            tracing::info!("this node hears the others");
            self.pass(Heard::Gap);
        }
    }

    fn repair(&self) {
        let mut repaired = self.repaired.lock();
        if matches!(*repaired, Repair::Needed) {
            *repaired = Repair::Done(Instant::now());
        }
    }

    fn noticed(&self, payload: &[u8]) {
        match serde_json::from_slice::<Letter>(payload) {
            Ok(letter) if letter.from == self.node => {}
            Ok(letter) => self.pass(Heard::Notice(letter.notice)),
            // A node of another version; what it means is unknown.
            Err(error) => {
                tracing::warn!(%error, "a notice of another node is not readable");
                self.pass(Heard::Gap);
            }
        }
    }

    fn pass(&self, heard: Heard) {
        // A command has no listeners.
        let _ = self.heard.send(heard);
    }
}

async fn echo(link: Link, channel: String) {
    loop {
        let mut publish = redis::cmd("PUBLISH");
        // A failure shows as silence.
        let _: Result<(), Away> = link.query(publish.arg(&channel).arg("")).await;
        tokio::time::sleep(ECHO_EVERY).await;
    }
}

/// Sends notices in their order, each until it was sent: who could not be told would keep what is old.
async fn send(link: Link, shared: Arc<Shared>, mut told: mpsc::UnboundedReceiver<Told>) {
    while let Some(next) = told.recv().await {
        match next {
            Told::Notice(notice) => publish(&link, &shared, notice).await,
            Told::Waiter(waiter) => drop(waiter.send(())),
        }
    }
}

async fn publish(link: &Link, shared: &Shared, notice: Notice) {
    let letter = match serde_json::to_vec(&Letter { from: shared.node.clone(), notice }) {
        Ok(letter) => letter,
        Err(error) => return tracing::error!(%error, "a notice was not sent"),
    };
    let mut command = redis::cmd("PUBLISH");
    command.arg(&shared.notices).arg(letter);
    while link.query::<()>(&command).await.is_err() {
        tokio::time::sleep(PAUSE).await;
    }
}
