//! The sockets, by room. What is sent to a room reaches the sockets of every node; on a node alone, or while the
//! others cannot be reached, those here. Cutting a slow socket is the business of its own node.

use std::time::Duration;

use socketioxide::extract::SocketRef;
use socketioxide::operators::BroadcastOperators;
use socketioxide::{BroadcastError, SendError, SocketError, SocketIo};

use super::adapter::Adapter;
use super::line::{Line, Lines};
use super::payload::Payload;
use super::rooms::{self, Room};
use crate::kv::Kv;

/// How long a full socket that polls is given between two tries to say goodbye. The heartbeat ends one that
/// never fetches.
const FAREWELL_PAUSE: Duration = Duration::from_millis(200);

/// A socket of this node.
pub(super) type Socket = SocketRef<Adapter>;
type Op = BroadcastOperators<Adapter>;

/// How far something went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub(super) enum Reach {
    /// To every node.
    Everywhere,
    /// To the sockets here alone: the other nodes could not be reached.
    Here,
}

impl Reach {
    /// As far as both went.
    pub(super) fn and(self, other: Self) -> Self {
        if self == Self::Everywhere { other } else { self }
    }
}

/// The sockets of the one namespace.
pub(super) struct Hub {
    io: SocketIo<Adapter>,
    lines: Lines,
    kv: Kv,
}

impl Hub {
    pub(super) fn new(io: SocketIo<Adapter>, lines: Lines, kv: Kv) -> Self {
        Self { io, lines, kv }
    }

    /// How far something goes that was sent to all nodes: who does not listen yet did not get it.
    fn reach(&self) -> Reach {
        if self.kv.is_heard() { Reach::Everywhere } else { Reach::Here }
    }

    /// Sends to everyone in the rooms, once each.
    pub(super) async fn emit(&self, rooms: &[Room], payload: &Payload) -> Reach {
        let Some(op) = self.within(rooms) else { return Reach::Everywhere };
        if self.kv.is_shared() {
            let reach = self.reach();
            match op.clone().emit(payload.name, payload).await {
                Err(BroadcastError::Adapter(error)) => {
                    tracing::debug!(%error, event = payload.name, "other nodes were not told");
                }
                sent => {
                    self.mind(op.local(), payload, sent);
                    return reach;
                }
            }
        }
        self.emit_here(rooms, payload).await;
        if self.kv.is_shared() { Reach::Here } else { Reach::Everywhere }
    }

    /// Sends to everyone in the rooms who is connected to this node.
    pub(super) async fn emit_here(&self, rooms: &[Room], payload: &Payload) {
        let Some(op) = self.within(rooms).map(Op::local) else { return };
        let sent = op.clone().emit(payload.name, payload).await;
        self.mind(op, payload, sent);
    }

    /// A socket whose buffer is full is cut: it comes back and reloads, which is less than what it would have to
    /// catch up on.
    fn mind(&self, op: Op, payload: &Payload, sent: Result<(), BroadcastError>) {
        match sent {
            Ok(()) => {}
            Err(BroadcastError::Socket(errors)) => {
                if errors.iter().any(|error| matches!(error, SocketError::InternalChannelFull)) {
                    self.cut_slow(op, payload);
                }
            }
            Err(error) => {
                tracing::error!(%error, event = payload.name, "a live event was not sent")
            }
        }
    }

    /// The room's answer does not say which sockets are full, so the event is sent again one by one: who has it
    /// already knows it by its id, and who still has no place for it is cut.
    fn cut_slow(&self, op: Op, payload: &Payload) {
        for socket in op.sockets() {
            let sent = socket.emit(payload.name, payload);
            if matches!(sent, Err(SendError::Socket(SocketError::InternalChannelFull))) {
                tracing::info!(socket = %socket.id, "a client does not keep up and is cut off");
                self.cut(socket);
            }
        }
    }

    /// Breaks the connection of a socket; its client takes it for a lost one and comes back.
    pub(super) fn cut(&self, socket: Socket) {
        socket.leave_all();
        match self.line(&socket) {
            Some(line) => line.cut(),
            None => say_goodbye(socket),
        }
    }

    /// Disconnects a socket for good: its client stays away until its user does something.
    pub(super) fn dismiss(&self, socket: Socket) {
        socket.leave_all();
        if socket.clone().disconnect().is_err() {
            self.cut(socket);
        }
    }

    fn line(&self, socket: &Socket) -> Option<Line> {
        let own = socket.req_parts().extensions.get::<Line>().cloned();
        own.or_else(|| self.lines.of(socket.id))
    }

    /// Takes everyone in a room into another one, in the order of what is sent to them.
    pub(super) async fn move_all(&self, from: Room, to: Room) -> Reach {
        let Some(op) = self.within(&[from]) else { return Reach::Everywhere };
        if self.kv.is_shared() {
            let reach = self.reach();
            let joined = op.clone().join(to.to_string()).await;
            if joined.is_ok() && op.leave(from.to_string()).await.is_ok() {
                return reach;
            }
        }
        self.move_here(from, to).await;
        if self.kv.is_shared() { Reach::Here } else { Reach::Everywhere }
    }

    /// Takes everyone in a room who is connected to this node into another one.
    pub(super) async fn move_here(&self, from: Room, to: Room) {
        let Some(op) = self.within(&[from]).map(Op::local) else { return };
        // What stays on this node cannot fail.
        let _ = op.clone().join(to.to_string()).await;
        let _ = op.leave(from.to_string()).await;
    }

    /// Disconnects everyone in a room who is connected to this node.
    pub(super) fn disconnect(&self, room: Room) {
        for socket in self.within(&[room]).into_iter().flat_map(Op::sockets) {
            self.dismiss(socket);
        }
    }

    /// Closes every connection. Clients take it for a lost one and come back.
    pub(super) async fn close(&self) {
        self.io.close().await;
    }

    /// The operator for some rooms; none once the hub is closed.
    fn within(&self, rooms: &[Room]) -> Option<Op> {
        Some(self.io.of("/")?.within(rooms::names(rooms)))
    }
}

/// Disconnects a socket that polls as soon as its buffer has a place for that.
fn say_goodbye(socket: Socket) {
    tokio::spawn(async move {
        while socket.connected() && socket.clone().disconnect().is_err() {
            tokio::time::sleep(FAREWELL_PAUSE).await;
        }
    });
}
