//! A menu as it grows row by row.

use std::collections::HashMap;

use super::rows::{Columns, Row};
use super::{ImportError, LineProblem};
use crate::id::{CategoryId, DishId, RestaurantId, VariantId};
use crate::menu::{Category, Diet, Dish, Menu, Variant};
use crate::restaurant::Settings;

/// Minutes promised for a dish whose file says nothing.
const PREP_MINUTES: u16 = 15;

/// What makes a dish one of its kind: category, name in lower case, and diet.
type Identity = (usize, String, Diet);

/// The menu so far, and what is wrong with the file so far.
pub struct Builder<'a> {
    restaurant: String,
    settings: &'a Settings,
    menu: Menu,
    categories: HashMap<String, usize>,
    dishes: HashMap<Identity, (usize, usize, u64)>,
    pub problems: Vec<LineProblem>,
}

impl<'a> Builder<'a> {
    /// An empty menu.
    pub fn new(restaurant: RestaurantId, settings: &'a Settings) -> Self {
        Self {
            restaurant: restaurant.to_string(),
            settings,
            menu: Menu::default(),
            categories: HashMap::new(),
            dishes: HashMap::new(),
            problems: Vec::new(),
        }
    }

    /// Adds a row, or notes what is wrong with it.
    pub fn row(&mut self, columns: &Columns, record: &csv::StringRecord) {
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() != columns.count() {
            self.problems.push(LineProblem::new(line, "file", "as many fields as the header"));
            return;
        }
        match Row::read(columns, record, self.settings) {
            Ok(row) => self.add(&row, line),
            Err(broken) => self.problems.extend(
                broken.into_iter().map(|(field, rule)| LineProblem::new(line, field, rule)),
            ),
        }
    }

    fn add(&mut self, row: &Row<'_>, line: u64) {
        let category = self.category(row.category);
        let id = DishId::derived(&[&self.restaurant, row.category, row.name, row.diet.as_str()]);
        let identity = (category, row.name.to_lowercase(), row.diet);
        let Some((category, index, first)) = self.dishes.get(&identity).copied() else {
            let dishes = &mut self.menu.categories[category].dishes;
            dishes.push(new_dish(id, row, self.settings));
            self.dishes.insert(identity, (category, dishes.len() - 1, line));
            return;
        };
        let dish = &mut self.menu.categories[category].dishes[index];
        let new = !row.variant.is_empty() && !dish.variants.is_empty();
        if !new || dish.variants.iter().any(|variant| variant.name == row.variant) {
            let rule = format!("the same category, name, diet and variant as line {first}");
            self.problems.push(LineProblem::new(line, "name", rule));
            return;
        }
        dish.variants.push(variant(dish.id, row));
        dish.price = dish.price.min(row.price);
    }

    fn category(&mut self, name: &str) -> usize {
        *self.categories.entry(name.to_owned()).or_insert_with(|| {
            let id = CategoryId::derived(&[&self.restaurant, name]);
            self.menu.categories.push(Category { id, name: name.to_owned(), dishes: Vec::new() });
            self.menu.categories.len() - 1
        })
    }

    /// The menu, unless anything was wrong.
    pub fn finish(mut self) -> Result<Menu, ImportError> {
        if self.problems.is_empty() && self.menu.categories.is_empty() {
            self.problems.push(LineProblem::new(1, "file", "at least one dish"));
        }
        if self.problems.is_empty() {
            Ok(self.menu)
        } else {
            Err(ImportError { problems: self.problems })
        }
    }
}

fn new_dish(id: DishId, row: &Row<'_>, settings: &Settings) -> Dish {
    let or_first = |text: &str, first: Option<&String>| match text {
        "" => first.cloned().unwrap_or_default(),
        text => text.to_owned(),
    };
    Dish {
        id,
        name: row.name.to_owned(),
        description: Some(row.description.to_owned()).filter(|text| !text.is_empty()),
        price: row.price,
        diet: row.diet,
        tax_class: or_first(row.tax_class, settings.tax_classes.first().map(|class| &class.key)),
        station: or_first(row.station, settings.stations.first()),
        allergens: Vec::new(),
        prep_minutes: PREP_MINUTES,
        picture: None,
        available: true,
        variants: if row.variant.is_empty() { Vec::new() } else { vec![variant(id, row)] },
        option_groups: Vec::new(),
    }
}

fn variant(dish: DishId, row: &Row<'_>) -> Variant {
    let id = VariantId::derived(&[&dish.to_string(), row.variant]);
    Variant { id, name: row.variant.to_owned(), price: row.price }
}
