//! Menus written as spreadsheets.

use super::{Category, Dish, Menu};
use crate::money::Amount;

const HEADER: [&str; 8] =
    ["category", "name", "price_inr", "diet", "variant", "station", "tax_class", "description"];

/// Writes a menu as the CSV that [`import_csv`](super::import_csv) reads; options have no place in it.
pub fn export_csv(menu: &Menu) -> String {
    let mut rows = vec![HEADER.map(str::to_owned)];
    for category in &menu.categories {
        rows.extend(category.dishes.iter().flat_map(|dish| rows_of(category, dish)));
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        // Writing to memory cannot fail, and every row has the header's length.
        let _ = writer.write_record(&row);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// One row for a dish, or one for each of its variants.
fn rows_of(category: &Category, dish: &Dish) -> Vec<[String; 8]> {
    let row = |price: Amount, variant: &str| {
        [
            category.name.clone(),
            dish.name.clone(),
            major(price),
            dish.diet.as_str().to_owned(),
            variant.to_owned(),
            dish.station.clone(),
            dish.tax_class.clone(),
            dish.description.clone().unwrap_or_default(),
        ]
    };
    if dish.variants.is_empty() {
        return vec![row(dish.price, "")];
    }
    dish.variants.iter().map(|variant| row(variant.price, &variant.name)).collect()
}

fn major(price: Amount) -> String {
    format!("{}.{:02}", price.as_minor() / 100, price.as_minor() % 100)
}
