//! "Ask staff" from a table whose phone has no sign-in.

use async_trait::async_trait;
use dineqr_core::event::Event;
use dineqr_core::id::{RestaurantId, ServiceRequestId, TableId};
use dineqr_core::store::{HelpRequest, HelpRequests, Result, StoreError};
use rusqlite::{Connection, params};

use crate::SqliteStore;
use crate::connection::Statements;
use crate::document::{self, nanos};
use crate::events::{self, EventRow};
use crate::failure::Outcome;

const NOUN: &str = "help request";

#[async_trait]
impl HelpRequests for SqliteStore {
    async fn create_help_request(&self, help: &HelpRequest, event: &Event) -> Result<()> {
        let (doc, event, help) = (document::write(help)?, EventRow::of(event)?, help.clone());
        self.write(move |connection| {
            let sql = "INSERT INTO help_requests (id, restaurant_id, table_id, open, at, doc) \
                 VALUES (?, ?, ?, ?, ?, ?)";
            let row = params![
                help.request.id.to_bytes(),
                help.restaurant_id.to_bytes(),
                help.table.id.to_bytes(),
                help.request.is_open(),
                nanos(help.request.at),
                doc,
            ];
            connection.run(sql, row)?;
            events::insert(connection, &[event])
        })
        .await
    }

    async fn help_request(
        &self,
        restaurant: RestaurantId,
        id: ServiceRequestId,
    ) -> Result<Option<HelpRequest>> {
        self.read(move |connection| stored(connection, restaurant, id)).await
    }

    async fn open_help_request_at(
        &self,
        restaurant: RestaurantId,
        table: TableId,
    ) -> Result<Option<HelpRequest>> {
        self.read(move |connection| {
            let sql = "SELECT id, doc FROM help_requests \
                 WHERE restaurant_id = ? AND table_id = ? AND open = 1";
            let key = params![restaurant.to_bytes(), table.to_bytes()];
            document::one(connection, NOUN, sql, key)
        })
        .await
    }

    async fn open_help_requests(&self, restaurant: RestaurantId) -> Result<Vec<HelpRequest>> {
        self.read(move |connection| {
            let sql = "SELECT id, doc FROM help_requests WHERE restaurant_id = ? AND open = 1 \
                 ORDER BY at, number";
            document::all(connection, NOUN, sql, params![restaurant.to_bytes()])
        })
        .await
    }

    async fn update_help_request(
        &self,
        before: &HelpRequest,
        after: &HelpRequest,
        event: &Event,
    ) -> Result<()> {
        let (before, open) = (before.clone(), after.request.is_open());
        let (doc, event) = (document::write(after)?, EventRow::of(event)?);
        self.write(move |connection| {
            // Compared as it is meant, not as it is written: an older program may have written it.
            let (restaurant, id) = (before.restaurant_id, before.request.id);
            if stored(connection, restaurant, id)?.as_ref() != Some(&before) {
                return Err(StoreError::Conflict.into());
            }
            let sql = "UPDATE help_requests SET open = ?, doc = ? WHERE id = ?";
            connection.run(sql, params![open, doc, id.to_bytes()])?;
            events::insert(connection, &[event])
        })
        .await
    }
}

fn stored(
    connection: &Connection,
    restaurant: RestaurantId,
    id: ServiceRequestId,
) -> Outcome<Option<HelpRequest>> {
    let sql = "SELECT id, doc FROM help_requests WHERE id = ? AND restaurant_id = ?";
    document::one(connection, NOUN, sql, params![id.to_bytes(), restaurant.to_bytes()])
}
