//! The menu: categories of dishes, their variants and options, and what is sold out.

mod availability;
mod differences;
mod edit;
mod export;
mod import;
mod published;
mod validate;

use serde::{Deserialize, Serialize};

pub use availability::{Availability, Stock, StockStatus};
pub use differences::{Differences, PriceChange, differences};
pub use edit::{BrokenEdit, DishEdit};
pub use export::export_csv;
pub use import::{ImportError, LineProblem, MOST_ROWS, import_csv};
pub use published::PublishedMenu;
pub use validate::{MenuProblem, validate};

use crate::id::{CategoryId, DishId, OptionGroupId, OptionId, VariantId};
use crate::money::Amount;

/// Everything a restaurant can serve, as a manager edits it or as it was published.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Menu {
    /// In the order they are shown.
    pub categories: Vec<Category>,
}

/// A heading of the menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Its id.
    pub id: CategoryId,
    /// Its name.
    pub name: String,
    /// In the order they are shown.
    pub dishes: Vec<Dish>,
}

/// Something that can be ordered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dish {
    /// Its id. Tabs and stock refer to it, so it outlives edits.
    pub id: DishId,
    /// Its name.
    pub name: String,
    /// One or two sentences.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The price without a variant.
    pub price: Amount,
    /// Its diet mark.
    pub diet: Diet,
    /// The key of its tax class.
    pub tax_class: String,
    /// The station that makes it.
    pub station: String,
    /// Names of allergens it holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allergens: Vec<String>,
    /// Minutes from accepting to ready.
    pub prep_minutes: u16,
    /// Its picture, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Picture>,
    /// False takes it off without deleting it.
    pub available: bool,
    /// Sizes or portions with prices of their own; where there are any, an order names one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<Variant>,
    /// Choices.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub option_groups: Vec<OptionGroup>,
}

/// A size or portion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    /// Its id.
    pub id: VariantId,
    /// Its name.
    pub name: String,
    /// Its price, instead of the dish's.
    pub price: Amount,
}

/// A set of options of which a guest picks between `min` and `max` portions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OptionGroup {
    /// Its id.
    pub id: OptionGroupId,
    /// Its name.
    pub name: String,
    /// The fewest that must be picked; more than 0 makes the group required.
    pub min: u16,
    /// The most that may be picked.
    pub max: u16,
    /// How many of the picked cost nothing, the dearest first.
    #[serde(default)]
    pub free: u16,
    /// The options.
    pub options: Vec<DishOption>,
}

/// One option of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DishOption {
    /// Its id.
    pub id: OptionId,
    /// Its name.
    pub name: String,
    /// What one costs on top.
    pub price: Amount,
    /// False while it is sold out.
    pub available: bool,
}

/// A picture and what stands in for it while it loads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Picture {
    /// Where it is, on this server or in its media store.
    pub url: String,
    /// Its BlurHash.
    pub blurhash: String,
    /// What it shows, in words.
    pub alt: String,
}

/// The diet mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Diet {
    /// Vegetarian.
    Veg,
    /// With meat or fish.
    NonVeg,
    /// With egg.
    Egg,
    /// Without anything of an animal.
    Vegan,
}

impl Diet {
    /// Every mark.
    pub const ALL: [Self; 4] = [Self::Veg, Self::NonVeg, Self::Egg, Self::Vegan];

    /// Its name in files and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Veg => "veg",
            Self::NonVeg => "non-veg",
            Self::Egg => "egg",
            Self::Vegan => "vegan",
        }
    }

    /// Reads the name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|diet| diet.as_str() == text)
    }
}

impl Menu {
    /// All dishes in order.
    pub fn dishes(&self) -> impl Iterator<Item = &Dish> {
        self.categories.iter().flat_map(|category| &category.dishes)
    }
}
