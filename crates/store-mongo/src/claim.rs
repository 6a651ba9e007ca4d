//! The right to serve the database: of one server whose limits and codes live in its own memory, or of all that share
//! them elsewhere.

use dineqr_core::store::Result;
use jiff::Timestamp;
use mongodb::bson::{Document, doc};

use crate::MongoStore;
use crate::document::{date, date_after};
use crate::failure::is_duplicate;
use crate::schema::CLAIMS;

const SERVER: &str = "server";

impl MongoStore {
    /// Claims the database for a holder until then, or goes on holding it; says whether it is the holder's. Whoever
    /// calls by the same name holds it together. A claim ends when its time is over, so it must be renewed well before.
    ///
    /// # Errors
    /// `Unavailable` when the server does not answer.
    pub async fn claim(&self, holder: &str, now: Timestamp, until: Timestamp) -> Result<bool> {
        self.write(async {
            let mine_or_over =
                doc! { "$or": [{ "holder": holder }, { "until": { "$lte": date(now) } }] };
            let mut key = of_server();
            key.extend(mine_or_over);
            let claim = doc! { "$set": { "holder": holder, "until": date_after(until) } };
            match self.documents(CLAIMS).update_one(key, claim).upsert(true).await {
                Ok(_) => Ok(true),
                // There is one, and it is somebody else's.
                Err(error) if is_duplicate(&error) => Ok(false),
                Err(error) => Err(error.into()),
            }
        })
        .await
    }

    /// Ends the claim of that holder, if it has one.
    ///
    /// # Errors
    /// `Unavailable` when the server does not answer; then the claim ends when its time is over.
    pub async fn release(&self, holder: &str) -> Result<()> {
        self.write(async {
            let mut key = of_server();
            key.insert("holder", holder);
            self.documents(CLAIMS).delete_one(key).await?;
            Ok(())
        })
        .await
    }
}

fn of_server() -> Document {
    doc! { "_id": SERVER }
}
