//! Numbers that count up. Each is given once, by whichever node; one whose use failed is a gap.

use dineqr_core::store::Result;
use mongodb::Collection;
use mongodb::bson::{Document, doc};
use mongodb::options::ReturnDocument;

use crate::MongoStore;
use crate::document::int;
use crate::failure::{Failure, Outcome, is_duplicate, other};
use crate::schema::COUNTERS;

/// The numbers of tables: the order they were made in.
pub(crate) const TABLE: &str = "table";
/// The numbers of calls for help.
pub(crate) const HELP_REQUEST: &str = "help_request";
/// The numbers of events that were handed on.
pub(crate) const EVENT: &str = "event";

/// Times that a counter is looked for: once to find that there is none, once after it was made.
const ATTEMPTS: usize = 2;

impl MongoStore {
    /// The next number of a counter, from 1.
    pub(crate) async fn next(&self, counter: &str) -> Outcome<i64> {
        self.next_of(counter, 1).await
    }

    /// The last of the next `count` numbers of a counter.
    pub(crate) async fn next_of(&self, counter: &str, count: usize) -> Outcome<i64> {
        let counters = self.documents(COUNTERS);
        count_up(&counters, doc! { "_id": counter }, int(count)).await
    }
}

/// Adds to a counter, makes it where there is none, and answers where it stands.
pub(crate) async fn count_up(
    counters: &Collection<Document>,
    key: Document,
    by: i64,
) -> Outcome<i64> {
    for _ in 0..ATTEMPTS {
        let counted = counters
            .find_one_and_update(key.clone(), doc! { "$inc": { "last": by } })
            .return_document(ReturnDocument::After);
        if let Some(counter) = counted.await? {
            return Ok(last(&counter)?);
        }
        make(counters, key.clone()).await?;
    }
    Err(Failure::Raced)
}

/// Makes a counter, unless somebody else did at the same time. Not by an upsert: of many at once, all but one are
/// refused, and each would have to try again.
async fn make(counters: &Collection<Document>, mut counter: Document) -> Outcome<()> {
    counter.insert("last", 0_i64);
    match counters.insert_one(counter).await {
        Err(error) if !is_duplicate(&error) => Err(error.into()),
        _ => Ok(()),
    }
}

fn last(counter: &Document) -> Result<i64> {
    counter.get_i64("last").map_err(|error| other(format!("a counter is not readable: {error}")))
}
