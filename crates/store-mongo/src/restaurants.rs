//! Restaurants.

use async_trait::async_trait;
use dineqr_core::event::Event;
use dineqr_core::id::RestaurantId;
use dineqr_core::restaurant::Restaurant;
use dineqr_core::store::{Restaurants, Result, StoreError};
use mongodb::bson::{Document, doc};

use crate::MongoStore;
use crate::document::{self, DOC, int};
use crate::failure::Outcome;
use crate::homes;
use crate::schema::RESTAURANTS;

const NOUN: &str = "restaurant";

#[async_trait]
impl Restaurants for MongoStore {
    async fn create_restaurant(&self, restaurant: &Restaurant) -> Result<()> {
        let id = restaurant.id.to_string();
        let document = doc! {
            "_id": &id,
            "restaurant_id": &id,
            "slug": restaurant.slug.to_string(),
            "rev": 0_i64,
            DOC: document::write(restaurant)?,
        };
        self.write(async {
            self.documents(RESTAURANTS).insert_one(document).await?;
            Ok(())
        })
        .await
    }

    async fn restaurant(&self, id: RestaurantId) -> Result<Option<Restaurant>> {
        let found = async { Ok(self.seen(of(id)).await?.map(|(place, _)| place)) };
        self.read(found).await
    }

    async fn restaurant_by_slug(&self, slug: &str) -> Result<Option<Restaurant>> {
        let found = async { Ok(self.seen(doc! { "slug": slug }).await?.map(|(place, _)| place)) };
        self.read(found).await
    }

    async fn restaurants(&self) -> Result<Vec<Restaurant>> {
        self.read(async {
            let restaurants = self.raw(RESTAURANTS);
            let found = restaurants.find(doc! {}).sort(doc! { "slug": 1 });
            document::all(NOUN, DOC, found.projection(doc! { DOC: 1 }).await?).await
        })
        .await
    }

    async fn update_restaurant(
        &self,
        before: &Restaurant,
        after: &Restaurant,
        event: &Event,
    ) -> Result<()> {
        let change = doc! {
            "$set": { "slug": after.slug.to_string(), DOC: document::write(after)? },
            "$inc": { "rev": 1_i64 },
            "$push": homes::push([event])?,
        };
        self.write(async {
            let mut key = of(before.id);
            // Compared as it is meant, not as it is written: an older program may have written it.
            match self.seen(key.clone()).await? {
                Some((stored, rev)) if stored == *before => key.insert("rev", int(rev)),
                _ => return Err(StoreError::Conflict.into()),
            };
            let done = self.documents(RESTAURANTS).update_one(key, change).await?;
            if done.matched_count == 1 { Ok(()) } else { Err(StoreError::Conflict.into()) }
        })
        .await
    }
}

impl MongoStore {
    /// A restaurant, and how often it was changed.
    async fn seen(&self, key: Document) -> Outcome<Option<(Restaurant, u64)>> {
        let fields = doc! { "rev": 1, DOC: 1 };
        let found = self.raw(RESTAURANTS).find_one(key).projection(fields).await?;
        let Some(found) = found else { return Ok(None) };
        let rev = document::number(NOUN, &found, "rev")?;
        Ok(Some((document::read(NOUN, &found, DOC)?, rev)))
    }
}

fn of(id: RestaurantId) -> Document {
    doc! { "_id": id.to_string(), "restaurant_id": id.to_string() }
}
