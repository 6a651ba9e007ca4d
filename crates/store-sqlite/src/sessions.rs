//! Sign-ins.

use async_trait::async_trait;
use dineqr_core::account::{Holder, Session};
use dineqr_core::id::{AccountId, RestaurantId, SessionId};
use dineqr_core::store::{Result, Sessions};
use jiff::Timestamp;
use rusqlite::params;

use crate::SqliteStore;
use crate::connection::Statements;
use crate::document::{self, nanos};

#[async_trait]
impl Sessions for SqliteStore {
    async fn create_session(&self, session: &Session) -> Result<()> {
        let (id, restaurant) = (session.id.to_bytes(), session.restaurant_id.to_bytes());
        let account = match session.holder {
            Holder::Member { account_id } => Some(account_id.to_bytes()),
            Holder::Guest { .. } => None,
        };
        let (expires_at, doc) = (nanos(session.expires_at), document::write(session)?);
        self.write(move |connection| {
            let sql = "INSERT INTO sessions (id, restaurant_id, account_id, expires_at, doc) \
                 VALUES (?, ?, ?, ?, ?)";
            connection.run(sql, params![id, restaurant, account, expires_at, doc])?;
            Ok(())
        })
        .await
    }

    async fn session(&self, id: SessionId, now: Timestamp) -> Result<Option<Session>> {
        self.read(move |connection| {
            let sql = "SELECT id, doc FROM sessions WHERE id = ? AND expires_at > ?";
            document::one(connection, "session", sql, params![id.to_bytes(), nanos(now)])
        })
        .await
    }

    async fn delete_session(&self, id: SessionId) -> Result<bool> {
        self.write(move |connection| {
            let sql = "DELETE FROM sessions WHERE id = ?";
            Ok(connection.run(sql, params![id.to_bytes()])? == 1)
        })
        .await
    }

    async fn delete_sessions_of(
        &self,
        account: AccountId,
        restaurant: Option<RestaurantId>,
    ) -> Result<Vec<SessionId>> {
        self.write(move |connection| {
            let sql = "DELETE FROM sessions WHERE account_id = ?1 \
                 AND (?2 IS NULL OR restaurant_id = ?2) RETURNING id";
            let key = params![account.to_bytes(), restaurant.map(|id| id.to_bytes())];
            Ok(connection.all(sql, key, |row| Ok(SessionId::from_bytes(row.get(0)?)))?)
        })
        .await
    }

    async fn delete_expired_sessions(&self, before: Timestamp) -> Result<u64> {
        self.write(move |connection| {
            let sql = "DELETE FROM sessions WHERE expires_at < ?";
            Ok(connection.run(sql, params![nanos(before)])? as u64)
        })
        .await
    }
}
