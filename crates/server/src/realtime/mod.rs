//! The live channel: Socket.IO at `/socket.io`, namespace `/`.
//!
//! | room | who is in it |
//! |---|---|
//! | `session:{id}` | the sockets of one sign-in |
//! | `restaurant:{id}` | everyone of the restaurant |
//! | `staff:{restaurant}` | its staff and managers |
//! | `tab:{id}` | the guests of an open tab |
//! | `past:{id}` | the guests of a tab that is over |
//!
//! The server derives the rooms from the session ([`handshake`]); nothing that a client sends is listened to.
//! Events come from the outbox ([`outbox`]), are filled in when they are sent ([`dispatch`]), and whoever
//! misses one learns it from the versions sent every five seconds ([`sync`]). Rooms span the nodes ([`adapter`]); what
//! nodes tell each other besides is heard in [`notices`]. The middleware around the router
//! has checked the `Origin` of a handshake before it gets here.
//!
//! Invariant: Socket.IO's types are known to this module alone.

mod adapter;
mod dispatch;
mod handshake;
mod hub;
mod layer;
mod line;
mod notices;
mod outbox;
mod payload;
mod presence;
mod rooms;
mod sessions;
mod sync;

use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use parking_lot::Mutex;
use socketioxide::extract::TryData;
use socketioxide::handler::ConnectHandler;
use socketioxide::{ParserConfig, SocketIo};
use tokio::task::JoinSet;

use crate::app::{App, Outbox};
use adapter::Adapter;
use handshake::Handshake;
use hub::{Hub, Socket};
pub use layer::{LiveLayer, LiveService};
use line::Lines;
use outbox::Ledger;
use presence::Presence;

/// Where clients connect.
const PATH: &str = "/socket.io";
/// Most that a client may send at once: it has nothing to say but its handshake.
const MOST_SENT: usize = 64 * 1024;
/// Websockets carry little towards us; the default of 4 kB per connection is mostly air.
const READ_BUFFER: usize = 1024;
/// Messages that wait for a slow client before it is cut off. They are shared between the sockets of a room, and
/// the usual 128 are gone in one breath when a kitchen's screen hears of 50 orders at once.
const MOST_WAITING: usize = 512;
/// Upstream's heartbeat: a phone that vanished is noticed within 45 s.
const PING_INTERVAL: Duration = Duration::from_secs(25);
const PING_TIMEOUT: Duration = Duration::from_secs(20);
/// A connection without a handshake by then is closed.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// How long clients have to take note that the server stops.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(1);

/// The live channel. Cloning shares it.
#[derive(Clone)]
pub struct Live(Arc<Parts>);

/// What the channel is made of.
pub struct Parts {
    app: Arc<App>,
    hub: Hub,
    presence: Presence,
    ledger: Ledger,
    tasks: Mutex<JoinSet<()>>,
}

impl Deref for Live {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl Live {
    /// The channel, and the layer that goes around a router after its fallback. Needs a runtime.
    pub fn new(app: Arc<App>) -> (Self, LiveLayer) {
        let (layer, io) = SocketIo::builder()
            .req_path(PATH)
            .max_payload(MOST_SENT as u64)
            .ws_max_message_size(MOST_SENT)
            .ws_max_frame_size(MOST_SENT)
            .ws_read_buffer_size(READ_BUFFER)
            .max_buffer_size(MOST_WAITING)
            .ping_interval(PING_INTERVAL)
            .ping_timeout(PING_TIMEOUT)
            .connect_timeout(CONNECT_TIMEOUT)
            .with_parser(ParserConfig::common().max_incoming_binaries(0))
            .with_adapter::<Adapter>(adapter::constructor(&app.kv, &app.config.kv.prefix))
            .build_layer();
        let lines = Lines::default();
        let live = Self(Arc::new(Parts {
            hub: Hub::new(io.clone(), lines.clone(), app.kv.clone()),
            app,
            presence: Presence::default(),
            ledger: Ledger::default(),
            tasks: Mutex::default(),
        }));
        let (seats, checks) = (live.clone(), live.clone());
        let seat = async move |socket: Socket| handshake::seat(seats, socket).await;
        let check = async move |socket: Socket, shown: TryData<Handshake>| {
            handshake::check(checks, socket, shown).await
        };
        let ready = io.ns("/", seat.with(check));
        tokio::spawn(async move {
            if let Err(error) = ready.await {
                tracing::error!(%error, "the live channel does not reach other nodes");
            }
        });
        (live, LiveLayer::new(layer, lines))
    }

    /// Starts handing events on, syncing, and ending sockets with their sessions. Ends with [`Live::close`].
    pub fn spawn(&self, outbox: Outbox) {
        self.app.goes_live();
        let mut tasks = self.tasks.lock();
        tasks.spawn(self.clone().pump(outbox));
        tasks.spawn(self.clone().mark());
        tasks.spawn(self.clone().keep_synced());
        tasks.spawn(self.clone().watch_sessions(self.app.sessions.ended()));
        if let Some(heard) = self.app.kv.heard() {
            tasks.spawn(self.clone().listen(heard));
            tasks.spawn(self.clone().stay_present());
        }
    }

    /// How many sockets are connected to this process.
    pub fn connected(&self) -> usize {
        self.presence.count()
    }

    /// Stops: closes every connection, which the listener's drain does not wait for. What was sent last is not marked:
    /// nobody knows whether it left the sockets' buffers, and whoever comes back to the next process hears it again.
    pub async fn close(&self) {
        self.tasks.lock().abort_all();
        self.app.kv.release(outbox::SWEEP).await;
        if tokio::time::timeout(CLOSE_TIMEOUT, self.hub.close()).await.is_err() {
            tracing::info!("stopped with live connections that did not take leave");
        }
    }
}
