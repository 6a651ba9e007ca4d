//! The demo's menu: a readable file, turned into the menu it describes.

use std::collections::BTreeMap;

use dineqr_core::id::{CategoryId, DishId, OptionGroupId, OptionId, VariantId};
use dineqr_core::menu::{Category, Diet, Dish, DishOption, Menu, OptionGroup, Variant};
use dineqr_core::money::Amount;
use serde::Deserialize;

use super::SLUG;

const FILE: &str = include_str!("menu.toml");
/// The tax class of what names none.
const USUAL_TAX: &str = "gst5";

/// The menu. Its ids follow from the names, so that each seeding gives the same.
///
/// # Panics
/// When the embedded file cannot be read, which a test would have found.
pub(super) fn menu() -> Menu {
    let file: File = toml::from_str(FILE).expect("the embedded menu is sound");
    let groups = &file.groups;
    Menu { categories: file.categories.into_iter().map(|c| c.into_category(groups)).collect() }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    groups: BTreeMap<String, FileGroup>,
    categories: Vec<FileCategory>,
}

/// A name and a price in rupees.
type Priced = (String, i64);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileGroup {
    name: String,
    #[serde(default)]
    min: u16,
    max: u16,
    #[serde(default)]
    free: u16,
    options: Vec<Priced>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileCategory {
    name: String,
    station: String,
    minutes: u16,
    dishes: Vec<FileDish>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileDish {
    name: String,
    text: String,
    price: i64,
    diet: Diet,
    minutes: Option<u16>,
    tax: Option<String>,
    #[serde(default)]
    allergens: Vec<String>,
    #[serde(default)]
    variants: Vec<Priced>,
    #[serde(default)]
    groups: Vec<String>,
}

fn rupees(rupees: i64) -> Amount {
    Amount::minor(rupees * 100)
}

impl FileCategory {
    fn into_category(self, groups: &BTreeMap<String, FileGroup>) -> Category {
        let Self { name, station, minutes, dishes } = self;
        let dish = |dish: FileDish| dish.into_dish(&station, minutes, groups);
        Category {
            id: CategoryId::derived(&[SLUG, &name]),
            dishes: dishes.into_iter().map(dish).collect(),
            name,
        }
    }
}

impl FileDish {
    fn into_dish(self, station: &str, minutes: u16, groups: &BTreeMap<String, FileGroup>) -> Dish {
        let variant = |(name, price): &Priced| Variant {
            id: VariantId::derived(&[SLUG, &self.name, name]),
            name: name.clone(),
            price: rupees(*price),
        };
        Dish {
            id: DishId::derived(&[SLUG, &self.name]),
            variants: self.variants.iter().map(variant).collect(),
            option_groups: self.groups.iter().map(|key| groups[key].of(&self.name)).collect(),
            name: self.name,
            description: Some(self.text),
            price: rupees(self.price),
            diet: self.diet,
            tax_class: self.tax.unwrap_or_else(|| USUAL_TAX.to_owned()),
            station: station.to_owned(),
            allergens: self.allergens,
            prep_minutes: self.minutes.unwrap_or(minutes),
            picture: None,
            available: true,
        }
    }
}

impl FileGroup {
    /// The group as one dish has it: each dish has ids of its own.
    fn of(&self, dish: &str) -> OptionGroup {
        let option = |(name, price): &Priced| DishOption {
            id: OptionId::derived(&[SLUG, dish, &self.name, name]),
            name: name.clone(),
            price: rupees(*price),
            available: true,
        };
        OptionGroup {
            id: OptionGroupId::derived(&[SLUG, dish, &self.name]),
            name: self.name.clone(),
            min: self.min,
            max: self.max,
            free: self.free,
            options: self.options.iter().map(option).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use dineqr_core::menu::validate;
    use pretty_assertions::assert_eq;

    use super::super::house::restaurant;
    use super::*;

    #[test]
    fn the_menu_keeps_every_rule_of_a_menu() {
        assert_eq!(validate(&menu(), &restaurant().settings), []);
    }

    #[test]
    fn it_has_about_sixty_dishes_in_eight_categories() {
        let menu = menu();
        assert_eq!(menu.categories.len(), 8);
        assert!((55..=65).contains(&menu.dishes().count()), "{}", menu.dishes().count());
    }

    #[test]
    fn it_shows_everything_a_menu_can_hold() {
        let menu = menu();
        let diets: HashSet<_> = menu.dishes().map(|dish| dish.diet).collect();
        assert_eq!(diets.len(), Diet::ALL.len());
        let stations: HashSet<_> = menu.dishes().map(|dish| &dish.station).collect();
        assert_eq!(stations.len(), 3);
        let classes: HashSet<_> = menu.dishes().map(|dish| &dish.tax_class).collect();
        assert_eq!(classes.len(), 3);
        assert!(menu.dishes().any(|dish| !dish.variants.is_empty()));
        let groups: Vec<_> = menu.dishes().flat_map(|dish| &dish.option_groups).collect();
        assert!(groups.iter().any(|group| group.min > 0));
        assert!(groups.iter().any(|group| group.free > 0));
        assert!(
            menu.dishes().any(|dish| dish.option_groups.is_empty() && dish.variants.is_empty())
        );
    }

    #[test]
    fn a_dish_is_shown_from_the_price_of_one_of_its_variants() {
        for dish in menu().dishes().filter(|dish| !dish.variants.is_empty()) {
            assert!(dish.variants.iter().any(|v| v.price == dish.price), "{}", dish.name);
        }
    }

    #[test]
    fn it_is_the_same_each_time() {
        assert_eq!(menu(), menu());
    }
}
