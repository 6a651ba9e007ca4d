//! Sold-out marks and counted portions.

use dineqr_core::event::{Actor, EventKind};
use dineqr_core::id::RestaurantId;
use dineqr_core::menu::{Stock, StockStatus};

use super::{Error, Result};
use crate::app::App;

/// Marks a dish, or one variant of it; every guest's screen shows it within a second.
///
/// # Errors
/// [`Error::NotFound`] for a dish or variant that is not on the published menu.
pub async fn mark(
    app: &App,
    restaurant: RestaurantId,
    actor: Actor,
    stock: Stock,
) -> Result<Stock> {
    let house = app.houses.get(restaurant).await?;
    let dish = house.menu.dish(stock.dish_id).ok_or(Error::NotFound("dish"))?;
    if stock.variant_id.is_some_and(|id| !dish.variants.iter().any(|variant| variant.id == id)) {
        return Err(Error::invalid("variant_id", "unknown_variant", "a variant of the dish"));
    }
    if stock.until.is_some() && stock.status != StockStatus::SoldOut {
        return Err(Error::invalid("until", "sold_out_only", "only with status sold_out"));
    }
    if stock.until.is_some_and(|until| until <= app.now()) {
        return Err(Error::invalid("until", "past", "a time to come"));
    }
    let kind = EventKind::DishAvailability { dish_id: stock.dish_id, variant_id: stock.variant_id };
    let event = app.event(restaurant, actor, kind);
    app.store.set_stock(restaurant, &stock, &event).await?;
    app.hand_on(vec![event]);
    Ok(stock)
}
