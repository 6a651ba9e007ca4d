//! Sold-out marks and counted portions. Orders take portions in their own commit ([`super::Commit`]).

use async_trait::async_trait;

use super::Result;
use crate::event::Event;
use crate::id::RestaurantId;
use crate::menu::{Availability, Stock};

/// What is sold out or counted.
#[async_trait]
pub trait Stocks {
    /// All marks of a restaurant.
    async fn availability(&self, restaurant: RestaurantId) -> Result<Availability>;

    /// Replaces the mark of one dish or variant, together with the event that says so. A mark that says neither
    /// sold out nor how many is forgotten.
    async fn set_stock(&self, restaurant: RestaurantId, stock: &Stock, event: &Event)
    -> Result<()>;
}
