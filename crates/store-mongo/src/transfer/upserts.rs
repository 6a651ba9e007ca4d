//! Many documents written with few calls: moved is not one thing but all there is.

use std::collections::BTreeMap;

use dineqr_core::store::{Result, StoreError};
use mongodb::bson::{self, Document, RawArrayBuf, RawDocumentBuf, doc, rawdoc};
use mongodb::{ClientSession, Database};

use crate::failure::{DUPLICATE_KEY, Outcome, other};
use crate::transaction::Steps;

/// Most bytes of one call, well under what the server takes (16 MB).
const MOST_BYTES: usize = 8 << 20;

/// Changes of documents by collection. What is not there is made.
pub(super) struct Upserts {
    database: Database,
    updates: BTreeMap<&'static str, Vec<RawDocumentBuf>>,
}

impl Upserts {
    pub(super) fn new(database: &Database) -> Self {
        Self { database: database.clone(), updates: BTreeMap::new() }
    }

    /// Adds a change of one document.
    pub(super) fn add(
        &mut self,
        collection: &'static str,
        key: Document,
        change: Document,
    ) -> Result<()> {
        let update = doc! { "q": key, "u": change, "upsert": true };
        let update = bson::serialize_to_raw_document_buf(&update).map_err(other)?;
        self.updates.entry(collection).or_default().push(update);
        Ok(())
    }

    async fn call(
        &self,
        session: &mut ClientSession,
        collection: &str,
        updates: RawArrayBuf,
    ) -> Outcome<()> {
        let command = rawdoc! { "update": collection, "updates": updates, "ordered": true };
        let reply = self.database.run_raw_command(command).session(session).await?;
        let Ok(Some(refused)) = reply.get_array("writeErrors").map(|errors| errors.first()) else {
            return Ok(());
        };
        let code = refused.as_document().and_then(|refused| refused.get_i32("code").ok());
        let duplicate = code == Some(DUPLICATE_KEY);
        Err(if duplicate { StoreError::Duplicate } else { other(refused) }.into())
    }
}

impl Steps for Upserts {
    async fn run(&self, session: &mut ClientSession) -> Outcome<()> {
        for (collection, updates) in &self.updates {
            let (mut some, mut bytes) = (RawArrayBuf::new(), 0);
            for update in updates {
                let more = update.as_bytes().len();
                if bytes > 0 && bytes + more > MOST_BYTES {
                    self.call(&mut *session, collection, std::mem::take(&mut some)).await?;
                    bytes = 0;
                }
                some.push(update.clone());
                bytes += more;
            }
            self.call(&mut *session, collection, some).await?;
        }
        Ok(())
    }
}
