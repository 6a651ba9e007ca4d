//! Who may connect: a session, shown as a token or as a cookie. The rooms follow from the session alone.

use dineqr_core::account::Holder;
use dineqr_core::tab::Tab;
use serde::Deserialize;
use socketioxide::extract::TryData;
use socketioxide::socket::DisconnectReason;

use super::Live;
use super::hub::Socket;
use super::payload::Payload;
use super::presence::{Place, Seat};
use super::rooms;
use crate::auth::cookie::Cookies;
use crate::auth::token::Kind;
use crate::usecase::{Error, Result, guest, session};

/// How often a socket is seated again because its tab changed while it sat down.
const ATTEMPTS: usize = 4;

/// What a client shows: `{token}`, or `{as}` and the cookie of that kind.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Handshake {
    token: Option<String>,
    #[serde(rename = "as")]
    kind: Option<Kind>,
}

/// The token that a socket was let in with; kept until it has its seat.
#[derive(Clone)]
struct Token(String);

/// Why a client is not let in: the stable name of the reason, which it reads as the error's message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(super) struct Refused(&'static str);

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        match error {
            Error::Unauthorized { code, .. } => Self(code),
            // The restaurant or the tab of the session is gone.
            Error::NotFound(_) => Self("signed_out"),
            error => {
                tracing::error!(%error, "a live connection could not be checked");
                Self("unavailable")
            }
        }
    }
}

/// Lets a socket in, or not.
pub(super) async fn check(
    live: Live,
    socket: Socket,
    shown: TryData<Handshake>,
) -> std::result::Result<(), Refused> {
    let shown = shown.0.unwrap_or_default();
    let token = shown.token(&live, &socket).ok_or(Refused("signed_out"))?;
    admit(&live, &token, shown.kind).await?;
    socket.extensions.insert(Token(token));
    Ok(())
}

impl Handshake {
    fn token(&self, live: &Live, socket: &Socket) -> Option<String> {
        if let Some(token) = &self.token {
            return Some(token.clone());
        }
        let cookies = Cookies::new(live.app.config.http.https());
        cookies.read(self.kind?, &socket.req_parts().headers).map(str::to_owned)
    }
}

/// The seat of a token's session as things are now, and the message that says what its client should know.
async fn admit(live: &Live, token: &str, kind: Option<Kind>) -> Result<(Seat, Payload)> {
    let app = &live.app;
    let signed_in = session::resolve(app, token).await?;
    let record = &signed_in.session;
    let restaurant = record.restaurant_id;
    let (place, sync) = match (record.holder, kind) {
        (Holder::Guest { .. }, None | Some(Kind::Guest)) => {
            let (tab, _) = guest::tab_of(app, &signed_in).await?;
            let sync = Payload::sync_tab(restaurant, tab.id, tab.version, app.now());
            (place_at(&tab), sync)
        }
        (Holder::Member { .. }, None | Some(Kind::Staff)) => {
            let versions = app.store.open_tab_versions(restaurant).await?;
            (Place::Staff(restaurant), Payload::sync_staff(restaurant, &versions, app.now()))
        }
        _ => return Err(Error::signed_out()),
    };
    let (session, expires_at) = (record.id, record.expires_at);
    Ok((Seat { session, expires_at, restaurant, place }, sync))
}

/// Where the guests of a tab sit.
pub(super) fn place_at(tab: &Tab) -> Place {
    if tab.is_open() { Place::Guest(tab.id) } else { Place::Past(tab.id) }
}

/// Seats a socket that was let in. What changes on the tab or the session while it joins its rooms is seen by
/// looking again once it is in them; from there on it hears of it.
pub(super) async fn seat(live: Live, socket: Socket) {
    let gone = live.clone();
    socket.on_disconnect(async move |socket: Socket, reason: DisconnectReason| {
        gone.presence.leave(socket.id);
        // Whoever did not answer the heartbeat does not read either: nothing waits for it any longer.
        if reason == DisconnectReason::HeartbeatTimeout {
            gone.hub.cut(socket);
        }
    });
    let token = socket.extensions.remove::<Token>();
    let seated = match token {
        Some(Token(token)) => settle(&live, &socket, &token).await,
        None => Err(Error::signed_out()),
    };
    if let Err(error) = seated {
        tracing::debug!(%error, "a socket lost its session while it connected");
        live.hub.dismiss(socket.clone());
    }
    if !socket.connected() {
        live.presence.leave(socket.id);
        socket.leave_all();
    }
}

async fn settle(live: &Live, socket: &Socket, token: &str) -> Result<()> {
    let mut seated: Option<Seat> = None;
    for _ in 0..ATTEMPTS {
        let (seat, sync) = admit(live, token, None).await?;
        if seated == Some(seat) {
            // A socket that just connected has an empty buffer; if it is closed already, nobody waits for it.
            let _ = socket.emit(sync.name, &sync);
            return Ok(());
        }
        socket.leave_all();
        let rooms = rooms::names(&seat.rooms());
        socket.join(rooms.clone());
        live.presence.sit(socket.id, seat);
        live.app.kv.enter(&rooms[1..]).await;
        seated = Some(seat);
    }
    Err(Error::signed_out())
}
