//! Sign-ins.

use async_trait::async_trait;
use dineqr_core::account::{Holder, Session};
use dineqr_core::id::{AccountId, RestaurantId, SessionId};
use dineqr_core::store::{Result, Sessions};
use jiff::Timestamp;
use rusqlite::{Connection, params};

use crate::SqliteStore;
use crate::connection::Statements;
use crate::document::{self, nanos};
use crate::failure::Outcome;

#[async_trait]
impl Sessions for SqliteStore {
    async fn create_session(&self, session: &Session) -> Result<()> {
        let row = SessionRow::of(session)?;
        self.write(move |connection| row.insert(connection)).await
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

/// A session on its way to the writer.
pub(crate) struct SessionRow {
    id: [u8; 16],
    restaurant: [u8; 16],
    account: Option<[u8; 16]>,
    expires_at: i64,
    doc: String,
}

impl SessionRow {
    pub(crate) fn of(session: &Session) -> Result<Self> {
        let account = match session.holder {
            Holder::Member { account_id } => Some(account_id.to_bytes()),
            Holder::Guest { .. } => None,
        };
        Ok(Self {
            id: session.id.to_bytes(),
            restaurant: session.restaurant_id.to_bytes(),
            account,
            expires_at: nanos(session.expires_at),
            doc: document::write(session)?,
        })
    }

    fn insert(&self, connection: &Connection) -> Outcome<()> {
        let sql = "INSERT INTO sessions (id, restaurant_id, account_id, expires_at, doc) \
             VALUES (?, ?, ?, ?, ?)";
        let row = params![self.id, self.restaurant, self.account, self.expires_at, self.doc];
        connection.run(sql, row)?;
        Ok(())
    }

    /// Writes it over the one there is.
    pub(crate) fn replace(&self, connection: &Connection) -> Outcome<()> {
        connection.run("DELETE FROM sessions WHERE id = ?", params![self.id])?;
        self.insert(connection)
    }
}
