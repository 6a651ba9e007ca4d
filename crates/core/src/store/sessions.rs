//! Sign-ins.

use async_trait::async_trait;
use jiff::Timestamp;

use super::Result;
use crate::account::Session;
use crate::id::{AccountId, RestaurantId, SessionId};

/// Sessions. The record decides whether a token still counts.
#[async_trait]
pub trait Sessions {
    /// Keeps a new session.
    async fn create_session(&self, session: &Session) -> Result<()>;

    /// The session of that id, if it has not ended by `now`.
    async fn session(&self, id: SessionId, now: Timestamp) -> Result<Option<Session>>;

    /// Ends a session; says whether it was there.
    async fn delete_session(&self, id: SessionId) -> Result<bool>;

    /// Ends all sessions of an account, in one restaurant or in all; answers which.
    async fn delete_sessions_of(
        &self,
        account: AccountId,
        restaurant: Option<RestaurantId>,
    ) -> Result<Vec<SessionId>>;

    /// Forgets sessions that ended by themselves before `before`; says how many.
    async fn delete_expired_sessions(&self, before: Timestamp) -> Result<u64>;
}
