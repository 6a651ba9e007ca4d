//! Restaurants.

use async_trait::async_trait;
use dineqr_core::event::Event;
use dineqr_core::id::RestaurantId;
use dineqr_core::restaurant::Restaurant;
use dineqr_core::store::{Restaurants, Result, StoreError};
use rusqlite::{Connection, params};

use crate::SqliteStore;
use crate::connection::Statements;
use crate::document;
use crate::events::{self, EventRow};
use crate::failure::Outcome;

const NOUN: &str = "restaurant";

#[async_trait]
impl Restaurants for SqliteStore {
    async fn create_restaurant(&self, restaurant: &Restaurant) -> Result<()> {
        let (id, slug) = (restaurant.id.to_bytes(), restaurant.slug.to_string());
        let doc = document::write(restaurant)?;
        self.write(move |connection| {
            let sql = "INSERT INTO restaurants (id, slug, doc) VALUES (?, ?, ?)";
            connection.run(sql, params![id, slug, doc])?;
            Ok(())
        })
        .await
    }

    async fn restaurant(&self, id: RestaurantId) -> Result<Option<Restaurant>> {
        self.read(move |connection| stored(connection, id)).await
    }

    async fn restaurant_by_slug(&self, slug: &str) -> Result<Option<Restaurant>> {
        let slug = slug.to_owned();
        self.read(move |connection| {
            let sql = "SELECT id, doc FROM restaurants WHERE slug = ?";
            document::one(connection, NOUN, sql, params![slug])
        })
        .await
    }

    async fn restaurants(&self) -> Result<Vec<Restaurant>> {
        self.read(|connection| {
            document::all(connection, NOUN, "SELECT id, doc FROM restaurants ORDER BY slug", [])
        })
        .await
    }

    async fn update_restaurant(
        &self,
        before: &Restaurant,
        after: &Restaurant,
        event: &Event,
    ) -> Result<()> {
        let (before, slug) = (before.clone(), after.slug.to_string());
        let (doc, event) = (document::write(after)?, EventRow::of(event)?);
        self.write(move |connection| {
            // Compared as it is meant, not as it is written: an older program may have written it.
            if stored(connection, before.id)?.as_ref() != Some(&before) {
                return Err(StoreError::Conflict.into());
            }
            let sql = "UPDATE restaurants SET slug = ?, doc = ? WHERE id = ?";
            connection.run(sql, params![slug, doc, before.id.to_bytes()])?;
            events::insert(connection, &[event])
        })
        .await
    }
}

fn stored(connection: &Connection, id: RestaurantId) -> Outcome<Option<Restaurant>> {
    let sql = "SELECT id, doc FROM restaurants WHERE id = ?";
    document::one(connection, NOUN, sql, params![id.to_bytes()])
}
