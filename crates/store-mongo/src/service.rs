//! "Ask staff" from a table whose phone has no sign-in.

use async_trait::async_trait;
use dineqr_core::event::Event;
use dineqr_core::id::{RestaurantId, ServiceRequestId, TableId};
use dineqr_core::store::{HelpRequest, HelpRequests, Result, StoreError};
use mongodb::bson::{Document, RawDocumentBuf, doc};

use crate::MongoStore;
use crate::counters;
use crate::document::{self, DOC, int};
use crate::failure::Outcome;
use crate::homes;
use crate::schema::HELP_REQUESTS;

const NOUN: &str = "help request";

#[async_trait]
impl HelpRequests for MongoStore {
    async fn create_help_request(&self, help: &HelpRequest, event: &Event) -> Result<()> {
        let mut document = of(help.restaurant_id, help.request.id);
        document.extend(fields(help)?);
        document.insert("rev", 0_i64);
        document.insert("pending", homes::waiting([event])?);
        self.write(async {
            document.insert("number", self.next(counters::HELP_REQUEST).await?);
            self.documents(HELP_REQUESTS).insert_one(document).await?;
            Ok(())
        })
        .await
    }

    async fn help_request(
        &self,
        restaurant: RestaurantId,
        id: ServiceRequestId,
    ) -> Result<Option<HelpRequest>> {
        let found = async { Ok(self.stored_help(of(restaurant, id)).await?.map(|(help, _)| help)) };
        self.read(found).await
    }

    async fn open_help_request_at(
        &self,
        restaurant: RestaurantId,
        table: TableId,
    ) -> Result<Option<HelpRequest>> {
        let mut key = open(restaurant);
        key.insert("table_id", table.to_string());
        let found = async { Ok(self.stored_help(key).await?.map(|(help, _)| help)) };
        self.read(found).await
    }

    async fn open_help_requests(&self, restaurant: RestaurantId) -> Result<Vec<HelpRequest>> {
        self.read(async {
            let mut found = self.raw(HELP_REQUESTS).find(open(restaurant)).await?;
            let mut open = Vec::new();
            while found.advance().await? {
                let number = document::number(NOUN, found.current(), "number")?;
                open.push((number, document::read::<HelpRequest>(NOUN, found.current(), DOC)?));
            }
            open.sort_by_key(|(number, help)| (help.request.at, *number));
            Ok(open.into_iter().map(|(_, help)| help).collect())
        })
        .await
    }

    async fn update_help_request(
        &self,
        before: &HelpRequest,
        after: &HelpRequest,
        event: &Event,
    ) -> Result<()> {
        let change = doc! {
            "$set": fields(after)?,
            "$inc": { "rev": 1_i64 },
            "$push": homes::push([event])?,
        };
        self.write(async {
            let mut key = of(before.restaurant_id, before.request.id);
            // Compared as it is meant, not as it is written: an older program may have written it.
            match self.stored_help(key.clone()).await? {
                Some((stored, rev)) if stored == *before => key.insert("rev", int(rev)),
                _ => return Err(StoreError::Conflict.into()),
            };
            let done = self.documents(HELP_REQUESTS).update_one(key, change).await?;
            if done.matched_count == 1 { Ok(()) } else { Err(StoreError::Conflict.into()) }
        })
        .await
    }
}

impl MongoStore {
    /// A call for help, and how often it was changed.
    async fn stored_help(&self, key: Document) -> Outcome<Option<(HelpRequest, u64)>> {
        let found: Option<RawDocumentBuf> = self.raw(HELP_REQUESTS).find_one(key).await?;
        let Some(found) = found else { return Ok(None) };
        let rev = document::number(NOUN, &found, "rev")?;
        Ok(Some((document::read(NOUN, &found, DOC)?, rev)))
    }
}

/// What a change of a call may change.
pub(crate) fn fields(help: &HelpRequest) -> Result<Document> {
    Ok(doc! {
        "table_id": help.table.id.to_string(),
        "status": if help.request.is_open() { "open" } else { "done" },
        DOC: document::write(help)?,
    })
}

pub(crate) fn of(restaurant: RestaurantId, id: ServiceRequestId) -> Document {
    doc! { "_id": id.to_string(), "restaurant_id": restaurant.to_string() }
}

fn open(restaurant: RestaurantId) -> Document {
    doc! { "restaurant_id": restaurant.to_string(), "status": "open" }
}
