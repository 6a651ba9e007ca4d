//! A small restaurant to test with.

use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;

use crate::id::{CategoryId, DishId, IdSource, OptionGroupId, OptionId, RestaurantId, VariantId};
use crate::menu::{Category, Diet, Dish, DishOption, Menu, OptionGroup, Variant};
use crate::money::Amount;
use crate::restaurant::{Restaurant, Slug};

/// Ids that count up.
#[derive(Debug, Default)]
pub struct Counter(AtomicU64);

impl IdSource for Counter {
    fn random(&self) -> u128 {
        u128::from(self.0.fetch_add(1, Ordering::Relaxed))
    }
}

/// A Monday evening in India.
pub fn evening() -> Timestamp {
    Timestamp::from_second(1_795_442_400).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// A restaurant under the `code` policy, always open.
pub fn restaurant() -> Restaurant {
    let Ok(slug) = Slug::parse("spice-route") else { unreachable!("the slug is sound") };
    let mut place =
        Restaurant::new(RestaurantId::derived(&["spice-route"]), slug, "Spice Route".to_owned());
    place.settings.presence_policy = crate::restaurant::PresencePolicy::Code;
    place
}

/// The id of a dish of [`menu`].
pub fn dish_id(name: &str) -> DishId {
    DishId::derived(&["dish", name])
}

/// Dosa (with chutneys), Idli, and Biryani in two sizes.
pub fn menu() -> Menu {
    let mut dosa = dish("Masala Dosa", 12_000, Diet::Veg);
    dosa.option_groups.push(OptionGroup {
        id: OptionGroupId::derived(&["chutney"]),
        name: "Chutney".to_owned(),
        min: 0,
        max: 3,
        free: 1,
        options: vec![option("Coconut", 1_000), option("Gunpowder", 2_500)],
    });
    let mut biryani = dish("Biryani", 0, Diet::NonVeg);
    biryani.variants = vec![variant("Half", 18_050), variant("Full", 32_000)];
    let category = Category {
        id: CategoryId::derived(&["south"]),
        name: "South".to_owned(),
        dishes: vec![dosa, dish("Idli", 8_000, Diet::Vegan), biryani],
    };
    Menu { categories: vec![category] }
}

fn dish(name: &str, price: i64, diet: Diet) -> Dish {
    Dish {
        id: dish_id(name),
        name: name.to_owned(),
        description: None,
        price: Amount::minor(price),
        diet,
        tax_class: "gst5".to_owned(),
        station: "kitchen".to_owned(),
        allergens: Vec::new(),
        prep_minutes: 12,
        picture: None,
        available: true,
        variants: Vec::new(),
        option_groups: Vec::new(),
    }
}

/// The id of an option of [`menu`].
pub fn option_id(name: &str) -> OptionId {
    OptionId::derived(&["option", name])
}

/// The id of a variant of [`menu`].
pub fn variant_id(name: &str) -> VariantId {
    VariantId::derived(&["variant", name])
}

fn option(name: &str, price: i64) -> DishOption {
    DishOption {
        id: option_id(name),
        name: name.to_owned(),
        price: Amount::minor(price),
        available: true,
    }
}

fn variant(name: &str, price: i64) -> Variant {
    Variant { id: variant_id(name), name: name.to_owned(), price: Amount::minor(price) }
}
