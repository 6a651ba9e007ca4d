//! Restaurants.

use async_trait::async_trait;

use super::Result;
use crate::event::Event;
use crate::id::RestaurantId;
use crate::restaurant::Restaurant;

/// The tenants.
#[async_trait]
pub trait Restaurants {
    /// Keeps a new restaurant. `Duplicate` when the slug is taken.
    async fn create_restaurant(&self, restaurant: &Restaurant) -> Result<()>;

    /// The restaurant of that id.
    async fn restaurant(&self, id: RestaurantId) -> Result<Option<Restaurant>>;

    /// The restaurant of that slug.
    async fn restaurant_by_slug(&self, slug: &str) -> Result<Option<Restaurant>>;

    /// All of them, by slug.
    async fn restaurants(&self) -> Result<Vec<Restaurant>>;

    /// Replaces a restaurant that is still as `before` says, together with the event that says so; otherwise
    /// `Conflict`. `Duplicate` when the slug is taken.
    async fn update_restaurant(
        &self,
        before: &Restaurant,
        after: &Restaurant,
        event: &Event,
    ) -> Result<()>;
}
