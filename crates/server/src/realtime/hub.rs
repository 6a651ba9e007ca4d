//! The sockets, by room. This file alone knows that they are all in this process; with an adapter that spans
//! nodes, `emit`, `join` and `leave` reach the others' sockets, and cutting a slow one stays the business of its node.

use std::time::Duration;

use socketioxide::extract::SocketRef;
use socketioxide::operators::BroadcastOperators;
use socketioxide::{BroadcastError, SendError, SocketError, SocketIo};

use super::line::{Line, Lines};
use super::payload::Payload;
use super::rooms::Room;

/// How long a full socket that polls is given between two tries to say goodbye. The heartbeat ends one that
/// never fetches.
const FAREWELL_PAUSE: Duration = Duration::from_millis(200);

/// The sockets of the one namespace.
pub(super) struct Hub {
    io: SocketIo,
    lines: Lines,
}

impl Hub {
    pub(super) fn new(io: SocketIo, lines: Lines) -> Self {
        Self { io, lines }
    }

    /// Sends to everyone in the rooms, once each. A socket whose buffer is full is cut: it comes back and
    /// reloads, which is less than what it would have to catch up on.
    pub(super) async fn emit(&self, rooms: &[Room], payload: &Payload) {
        let Some(op) = self.within(rooms) else { return };
        match op.clone().emit(payload.name, payload).await {
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
    fn cut_slow(&self, op: BroadcastOperators, payload: &Payload) {
        for socket in op.sockets() {
            let sent = socket.emit(payload.name, payload);
            if matches!(sent, Err(SendError::Socket(SocketError::InternalChannelFull))) {
                tracing::info!(socket = %socket.id, "a client does not keep up and is cut off");
                self.cut(socket);
            }
        }
    }

    /// Breaks the connection of a socket; its client takes it for a lost one and comes back.
    pub(super) fn cut(&self, socket: SocketRef) {
        socket.leave_all();
        match self.line(&socket) {
            Some(line) => line.cut(),
            None => say_goodbye(socket),
        }
    }

    /// Disconnects a socket for good: its client stays away until its user does something.
    pub(super) fn dismiss(&self, socket: SocketRef) {
        socket.leave_all();
        if socket.clone().disconnect().is_err() {
            self.cut(socket);
        }
    }

    fn line(&self, socket: &SocketRef) -> Option<Line> {
        let own = socket.req_parts().extensions.get::<Line>().cloned();
        own.or_else(|| self.lines.of(socket.id))
    }

    /// Takes everyone in a room into a second one too.
    pub(super) async fn join(&self, room: Room, second: Room) {
        let Some(op) = self.within(&[room]) else { return };
        let Ok(()) = op.join(second.to_string()).await;
    }

    /// Empties a room.
    pub(super) async fn leave(&self, room: Room) {
        let Some(op) = self.within(&[room]) else { return };
        let Ok(()) = op.leave(room.to_string()).await;
    }

    /// Disconnects everyone in a room.
    pub(super) fn disconnect(&self, room: Room) {
        for socket in self.within(&[room]).into_iter().flat_map(BroadcastOperators::sockets) {
            self.dismiss(socket);
        }
    }

    /// Closes every connection. Clients take it for a lost one and come back.
    pub(super) async fn close(&self) {
        self.io.close().await;
    }

    /// The operator for some rooms; none once the hub is closed.
    fn within(&self, rooms: &[Room]) -> Option<BroadcastOperators> {
        let names: Vec<String> = rooms.iter().map(Room::to_string).collect();
        Some(self.io.of("/")?.within(names))
    }
}

/// Disconnects a socket that polls as soon as its buffer has a place for that.
fn say_goodbye(socket: SocketRef) {
    tokio::spawn(async move {
        while socket.connected() && socket.clone().disconnect().is_err() {
            tokio::time::sleep(FAREWELL_PAUSE).await;
        }
    });
}
