//! What is sold out or counted.

use dineqr_core::menu::{Availability, Stock};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

/// The mark of a dish, or of one variant of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct StockOut {
    /// The dish.
    pub dish_id: String,
    /// The variant, where the mark is for it alone.
    pub variant_id: Option<String>,
    /// `available` or `sold_out`.
    pub status: &'static str,
    /// Portions left, where they are counted.
    pub portions: Option<u32>,
    /// When a sold-out mark falls off by itself.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub until: Option<Timestamp>,
}

impl StockOut {
    /// A mark as it holds at `now`.
    pub fn new(stock: &Stock, now: Timestamp) -> Self {
        let sold_out = stock.is_sold_out(now);
        Self {
            dish_id: stock.dish_id.to_string(),
            variant_id: stock.variant_id.map(|id| id.to_string()),
            status: if sold_out { "sold_out" } else { "available" },
            portions: stock.portions,
            until: stock.until.filter(|_| sold_out),
        }
    }

    /// All marks that say something at `now`.
    pub fn all(stock: &Availability, now: Timestamp) -> Vec<Self> {
        stock
            .items
            .iter()
            .filter(|stock| !stock.is_idle(now))
            .map(|stock| Self::new(stock, now))
            .collect()
    }
}
