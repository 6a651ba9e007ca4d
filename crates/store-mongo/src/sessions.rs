//! Sign-ins.

use async_trait::async_trait;
use dineqr_core::account::{Holder, Session};
use dineqr_core::id::{AccountId, RestaurantId, SessionId};
use dineqr_core::store::{Result, Sessions};
use jiff::Timestamp;
use mongodb::bson::{Document, doc};

use crate::MongoStore;
use crate::document::{self, DOC, date};
use crate::schema::SESSIONS;

const NOUN: &str = "session";

#[async_trait]
impl Sessions for MongoStore {
    async fn create_session(&self, session: &Session) -> Result<()> {
        let document = document(session)?;
        self.write(async {
            self.documents(SESSIONS).insert_one(document).await?;
            Ok(())
        })
        .await
    }

    async fn session(&self, id: SessionId, now: Timestamp) -> Result<Option<Session>> {
        self.read(async {
            let found = self.raw(SESSIONS).find_one(doc! { "_id": id.to_string() }).await?;
            let session = found.map(|found| document::read(NOUN, &found, DOC)).transpose()?;
            Ok(session.filter(|session: &Session| session.expires_at > now))
        })
        .await
    }

    async fn delete_session(&self, id: SessionId) -> Result<bool> {
        self.write(async {
            let gone = self.documents(SESSIONS).delete_one(doc! { "_id": id.to_string() }).await?;
            Ok(gone.deleted_count == 1)
        })
        .await
    }

    async fn delete_sessions_of(
        &self,
        account: AccountId,
        restaurant: Option<RestaurantId>,
    ) -> Result<Vec<SessionId>> {
        let mut theirs = doc! { "account_id": account.to_string() };
        if let Some(restaurant) = restaurant {
            theirs.insert("restaurant_id", restaurant.to_string());
        }
        self.write(async {
            let mut found = self.raw(SESSIONS).find(theirs).projection(doc! { "_id": 1 }).await?;
            let mut ids: Vec<SessionId> = Vec::new();
            while found.advance().await? {
                ids.push(document::id(NOUN, found.current(), "_id")?);
            }
            let those: Vec<String> = ids.iter().map(SessionId::to_string).collect();
            self.documents(SESSIONS).delete_many(doc! { "_id": { "$in": those } }).await?;
            Ok(ids)
        })
        .await
    }

    async fn delete_expired_sessions(&self, before: Timestamp) -> Result<u64> {
        self.write(async {
            let ended = doc! { "expires_at": { "$lt": date(before) } };
            Ok(self.documents(SESSIONS).delete_many(ended).await?.deleted_count)
        })
        .await
    }
}

/// A session as a document.
pub(crate) fn document(session: &Session) -> Result<Document> {
    let mut document = doc! {
        "_id": session.id.to_string(),
        "restaurant_id": session.restaurant_id.to_string(),
        "expires_at": date(session.expires_at),
        DOC: document::write(session)?,
    };
    if let Holder::Member { account_id } = session.holder {
        document.insert("account_id", account_id.to_string());
    }
    Ok(document)
}
