//! Tables: places with a QR code.

use serde::{Deserialize, Serialize};

use crate::id::{RestaurantId, TableId};
use crate::text;

/// A place with a QR code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Its id.
    pub id: TableId,
    /// The restaurant it stands in.
    pub restaurant_id: RestaurantId,
    /// What staff and guests call it.
    pub name: String,
    /// The floor it stands on.
    pub floor: String,
    /// How many people it seats.
    pub seats: u16,
    /// The generation of its code: a code of an earlier generation has been revoked.
    pub code_generation: u32,
}

impl Table {
    /// Checks what a manager typed; every broken rule as (field, rule).
    pub fn problems(&self) -> Vec<(String, String)> {
        let named = |text: &str| text::is_name(text, 40);
        let rules = [
            (named(&self.name), "name", "1 to 40 characters"),
            (named(&self.floor), "floor", "1 to 40 characters"),
            ((1..=100).contains(&self.seats), "seats", "1 to 100"),
        ];
        rules
            .into_iter()
            .filter(|(kept, ..)| !kept)
            .map(|(_, field, rule)| (field.to_owned(), rule.to_owned()))
            .collect()
    }
}
