//! The draft menu as it is read and written, for the OpenAPI document. The bodies themselves are `core`'s
//! [`Menu`](dineqr_core::menu::Menu); a test holds both together.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A menu as it is edited. Amounts are numbers here: minor units of the restaurant's currency.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MenuDraft {
    /// In the order they are shown.
    pub categories: Vec<DraftCategory>,
}

/// A heading of the menu.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftCategory {
    /// Its id, 26 characters.
    pub id: String,
    /// 1 to 120 characters on one line.
    pub name: String,
    /// In the order they are shown.
    pub dishes: Vec<DraftDish>,
}

/// Something that can be ordered.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftDish {
    /// Its id. Tabs and stock refer to it, so it outlives edits.
    pub id: String,
    /// 1 to 120 characters on one line; category, name and diet together only once.
    pub name: String,
    /// At most 600 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The price without a variant, in minor units.
    #[schema(example = 34500)]
    pub price: i64,
    /// `veg`, `non-veg`, `egg` or `vegan`.
    pub diet: String,
    /// The key of a tax class of the restaurant.
    #[schema(example = "gst5")]
    pub tax_class: String,
    /// A station of the restaurant.
    #[schema(example = "kitchen")]
    pub station: String,
    /// Names of allergens.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub allergens: Vec<String>,
    /// Minutes from accepting to ready, at most 600.
    pub prep_minutes: u16,
    /// Its picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picture: Option<DraftPicture>,
    /// False takes it off without deleting it.
    pub available: bool,
    /// Sizes or portions with prices of their own; where there are any, an order names one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub variants: Vec<DraftVariant>,
    /// Choices.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub option_groups: Vec<DraftOptionGroup>,
}

/// A size or portion.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftVariant {
    /// Its id.
    pub id: String,
    /// Its name, once per dish.
    pub name: String,
    /// Its price instead of the dish's, in minor units.
    pub price: i64,
}

/// Choices of which between `min` and `max` are picked.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftOptionGroup {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The fewest; more than 0 makes the group required.
    pub min: u16,
    /// The most, 1 to 50.
    pub max: u16,
    /// How many of the picked cost nothing, the dearest first.
    #[serde(default)]
    pub free: u16,
    /// The options, at least one.
    pub options: Vec<DraftOption>,
}

/// One option.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftOption {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What one costs on top, in minor units.
    pub price: i64,
    /// False while it is sold out.
    pub available: bool,
}

/// A picture and what stands in for it while it loads.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftPicture {
    /// Where it is.
    pub url: String,
    /// Its BlurHash.
    pub blurhash: String,
    /// What it shows.
    pub alt: String,
}

#[cfg(test)]
mod tests {
    use dineqr_core::menu::{Menu, Picture};
    use dineqr_core::test_support::menu;
    use pretty_assertions::assert_eq;

    use super::*;

    /// A menu in which every field says something.
    fn full() -> Menu {
        let mut menu = menu();
        let dish = &mut menu.categories[0].dishes[0];
        dish.description = Some("Crisp".to_owned());
        dish.allergens = vec!["Mustard".to_owned()];
        let text = str::to_owned;
        dish.picture = Some(Picture { url: text("/a"), blurhash: text("L"), alt: text("A dosa") });
        menu
    }

    #[test]
    fn it_is_described_as_it_is_read_and_written() {
        for menu in [full(), menu(), Menu::default()] {
            let json = serde_json::to_value(&menu).expect("JSON");
            let draft: MenuDraft = serde_json::from_value(json.clone()).expect("as described");
            assert_eq!(serde_json::to_value(&draft).expect("JSON"), json);
            assert_eq!(serde_json::from_value::<Menu>(json).expect("a menu"), menu);
        }
    }
}
