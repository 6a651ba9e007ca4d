//! What changes per sale: sold-out marks and counted portions.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::id::{DishId, VariantId};

/// The stock of one dish, or of one variant of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stock {
    /// The dish.
    pub dish_id: DishId,
    /// The variant, where the mark is for it alone.
    pub variant_id: Option<VariantId>,
    /// What staff said.
    pub status: StockStatus,
    /// Portions left, where they are counted.
    pub portions: Option<u32>,
    /// When a sold-out mark falls off by itself.
    pub until: Option<Timestamp>,
}

/// What staff said about a dish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StockStatus {
    /// It can be ordered, as far as portions go.
    Available,
    /// It cannot.
    SoldOut,
}

impl Stock {
    /// True when nothing of it can be ordered at `now`.
    pub fn is_sold_out(&self, now: Timestamp) -> bool {
        let marked =
            self.status == StockStatus::SoldOut && self.until.is_none_or(|until| now < until);
        marked || self.portions == Some(0)
    }

    /// True when the mark says nothing (any more).
    pub fn is_idle(&self, now: Timestamp) -> bool {
        self.portions.is_none() && !self.is_sold_out(now)
    }
}

/// The stock of a restaurant: only dishes that are marked or counted are in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Availability {
    /// The marks.
    pub items: Vec<Stock>,
}

impl Availability {
    /// The marks that hold for a dish ordered as `variant`: the dish's own and that variant's.
    pub fn of(
        &self,
        dish_id: DishId,
        variant_id: Option<VariantId>,
    ) -> impl Iterator<Item = &Stock> {
        self.items.iter().filter(move |stock| {
            stock.dish_id == dish_id
                && (stock.variant_id.is_none() || stock.variant_id == variant_id)
        })
    }

    /// True when any mark says sold out at `now`.
    pub fn is_sold_out(
        &self,
        dish_id: DishId,
        variant_id: Option<VariantId>,
        now: Timestamp,
    ) -> bool {
        self.of(dish_id, variant_id).any(|stock| stock.is_sold_out(now))
    }

    /// Replaces the mark of that dish and variant.
    pub fn set(&mut self, stock: Stock) {
        self.items.retain(|old| (old.dish_id, old.variant_id) != (stock.dish_id, stock.variant_id));
        self.items.push(stock);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stock(variant_id: Option<VariantId>) -> Stock {
        Stock {
            dish_id: DishId::derived(&["dosa"]),
            variant_id,
            status: StockStatus::SoldOut,
            portions: None,
            until: None,
        }
    }

    #[test]
    fn a_mark_on_the_dish_holds_for_each_variant() {
        let small = VariantId::derived(&["small"]);
        let all = Availability { items: vec![stock(None)] };
        assert!(all.is_sold_out(DishId::derived(&["dosa"]), Some(small), Timestamp::UNIX_EPOCH));
        let one = Availability { items: vec![stock(Some(small))] };
        assert!(one.is_sold_out(DishId::derived(&["dosa"]), Some(small), Timestamp::UNIX_EPOCH));
        assert!(!one.is_sold_out(DishId::derived(&["dosa"]), None, Timestamp::UNIX_EPOCH));
    }

    #[test]
    fn a_mark_with_an_end_falls_off() {
        let end = Timestamp::from_second(60).expect("in range");
        let mark = Stock { until: Some(end), ..stock(None) };
        assert!(mark.is_sold_out(Timestamp::UNIX_EPOCH));
        assert!(!mark.is_sold_out(end));
    }

    #[test]
    fn no_portions_left_is_sold_out() {
        let counted = Stock { status: StockStatus::Available, portions: Some(0), ..stock(None) };
        assert!(counted.is_sold_out(Timestamp::UNIX_EPOCH));
        assert!(!counted.is_idle(Timestamp::UNIX_EPOCH));
    }
}
