//! Sign-ins: made, found again with every request, and ended.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use dineqr_core::account::{Holder, Role, Session};
use dineqr_core::event::Actor;
use dineqr_core::id::{AccountId, RestaurantId, SessionId};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Error, Result};
use crate::app::App;
use crate::auth::token::{Claims, Kind};
use crate::kv::{KeptSession, Kv, TtlMap};

/// Most sessions held in memory; the rest are read from the store when they come back.
const MOST_CACHED: usize = 100_000;
/// How long a session is believed without asking the store. Whatever ends one here drops it at once.
const CACHED_FOR: SignedDuration = SignedDuration::from_mins(10);
/// The same where other nodes may end one. It holds whether they can be heard or not, so that a session that was
/// ended anywhere is refused everywhere within a second.
const CACHED_BESIDE_OTHERS_FOR: SignedDuration = SignedDuration::from_millis(500);

/// A session as requests see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedIn {
    /// The record.
    pub session: Session,
    /// The role of a member; none for a guest.
    pub role: Option<Role>,
    /// The station a member sees; none means all.
    pub station: Option<String>,
}

impl SignedIn {
    /// Who acts with this session.
    pub fn actor(&self) -> Actor {
        match (self.session.holder, self.role) {
            (Holder::Guest { guest_id, .. }, _) => Actor::Guest(guest_id),
            (Holder::Member { account_id }, Some(Role::Manager)) => Actor::Manager(account_id),
            (Holder::Member { account_id }, _) => Actor::Staff(account_id),
        }
    }
}

/// Sessions in memory. The store decides; this only saves asking it.
pub struct SessionCache {
    known: TtlMap<SessionId, Arc<SignedIn>>,
    believed_for: SignedDuration,
    /// How many have ended here so far.
    ends: AtomicU64,
    ended: tokio::sync::broadcast::Sender<SessionId>,
}

impl SessionCache {
    /// An empty one.
    pub fn new(kv: &Kv) -> Self {
        let believed_for = if kv.is_shared() { CACHED_BESIDE_OTHERS_FOR } else { CACHED_FOR };
        Self {
            known: TtlMap::new(MOST_CACHED),
            believed_for,
            ends: AtomicU64::new(0),
            ended: tokio::sync::broadcast::Sender::new(1024),
        }
    }

    /// Hears of every session that ends here, to close its sockets.
    pub fn ended(&self) -> tokio::sync::broadcast::Receiver<SessionId> {
        self.ended.subscribe()
    }

    fn ends(&self) -> u64 {
        self.ends.load(Ordering::SeqCst)
    }

    /// Keeps what was read from the store when `ends` sessions had ended. One that ends while it is read must not
    /// live on here.
    fn keep(&self, signed_in: &Arc<SignedIn>, now: Timestamp, ends: u64) {
        let id = signed_in.session.id;
        let until = now.checked_add(self.believed_for).unwrap_or(now);
        let until = until.min(signed_in.session.expires_at);
        self.known.put(id, signed_in.clone(), until);
        if self.ends() != ends {
            self.known.remove(&id);
        }
    }

    /// A session ended, here or on another node.
    pub fn end(&self, id: SessionId) {
        self.ends.fetch_add(1, Ordering::SeqCst);
        self.known.remove(&id);
        // Without a live channel nobody listens, and nobody needs to.
        let _ = self.ended.send(id);
    }
}

/// A new session and its token.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// The record.
    pub session: Session,
    /// What the cookie or the `Authorization` header carries.
    pub token: String,
    /// How long it lasts.
    pub lifetime: Duration,
}

/// Starts a session.
///
/// # Errors
/// The store's.
pub async fn start(
    app: &App,
    id: SessionId,
    restaurant_id: RestaurantId,
    holder: Holder,
) -> Result<NewSession> {
    let (kind, lifetime) = match holder {
        Holder::Guest { .. } => (Kind::Guest, app.config.auth.guest_session()),
        Holder::Member { .. } => (Kind::Staff, app.config.auth.staff_session()),
    };
    let created_at = app.now();
    let expires_at = created_at.checked_add(lifetime).unwrap_or(Timestamp::MAX);
    let session = Session { id, restaurant_id, holder, created_at, expires_at };
    app.store.create_session(&session).await?;
    let token = app.keys.sessions.sign(&Claims { sid: id, kind, exp: expires_at.as_second() });
    Ok(NewSession { session, token, lifetime })
}

/// The session a token names, if it still stands and is of that kind.
///
/// # Errors
/// [`Error::Unauthorized`] for a forged, expired or ended one; the store's.
pub async fn resolve(app: &App, token: &str) -> Result<Arc<SignedIn>> {
    let now = app.now();
    let claims = app.keys.sessions.verify(token, now).map_err(|_| Error::signed_out())?;
    if let Some(known) = app.sessions.known.get(&claims.sid, now) {
        return Ok(known);
    }
    let ends = app.sessions.ends();
    let signed_in = Arc::new(look_up(app, claims.sid, now).await?);
    app.sessions.keep(&signed_in, now, ends);
    Ok(signed_in)
}

/// What the nodes share of a session, or else the store's record, which is then shared.
async fn look_up(app: &App, id: SessionId, now: Timestamp) -> Result<SignedIn> {
    match app.kv.session(id).await {
        Some(KeptSession::Ended) => return Err(Error::signed_out()),
        Some(KeptSession::Known(text)) => {
            // What a node of another version kept may not be readable; the store's record is.
            if let Ok(signed_in) = serde_json::from_str::<SignedIn>(&text)
                && signed_in.session.expires_at > now
            {
                return Ok(signed_in);
            }
        }
        None => {}
    }
    let session = app.store.session(id, now).await?.ok_or_else(Error::signed_out)?;
    let signed_in = with_role(app, session).await?;
    if let Ok(text) = serde_json::to_string(&signed_in) {
        app.kv.keep_session(id, &text).await;
    }
    Ok(signed_in)
}

async fn with_role(app: &App, session: Session) -> Result<SignedIn> {
    let Holder::Member { account_id } = session.holder else {
        return Ok(SignedIn { session, role: None, station: None });
    };
    let memberships = app.store.memberships(account_id).await?;
    let membership = memberships.into_iter().find(|m| m.restaurant_id == session.restaurant_id);
    let membership = membership.ok_or_else(Error::signed_out)?;
    Ok(SignedIn { session, role: Some(membership.role), station: membership.station })
}

/// Ends a session; its sockets close within a second.
///
/// # Errors
/// The store's.
pub async fn end(app: &App, id: SessionId) -> Result<()> {
    app.store.delete_session(id).await?;
    forget(app, id).await;
    Ok(())
}

/// Ends all sessions of an account, in one restaurant or in all.
///
/// # Errors
/// The store's.
pub async fn end_all_of(
    app: &App,
    account: AccountId,
    restaurant: Option<RestaurantId>,
) -> Result<()> {
    for id in app.store.delete_sessions_of(account, restaurant).await? {
        forget(app, id).await;
    }
    Ok(())
}

async fn forget(app: &App, id: SessionId) {
    app.sessions.end(id);
    app.kv.end_session(id).await;
}
