//! What one menu has that another has not.

use std::collections::{HashMap, HashSet};

use super::{Diet, Dish, Menu};
use crate::money::Amount;

/// What would change for people who know the old menu. Dishes are told apart as in a spreadsheet: by category, name,
/// diet and variant, whatever their ids are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Differences {
    /// What is new, in the new menu's order.
    pub added: Vec<String>,
    /// What is gone, in the old menu's order.
    pub removed: Vec<String>,
    /// What has another price, in the new menu's order.
    pub changed: Vec<PriceChange>,
    /// What else gets lost, in words.
    pub warnings: Vec<String>,
}

/// Another price of the same thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceChange {
    /// Its name, with its variant.
    pub name: String,
    /// What it cost.
    pub from: Amount,
    /// What it will cost.
    pub to: Amount,
}

/// Compares two menus.
pub fn differences(old: &Menu, new: &Menu) -> Differences {
    let (before, after) = (Priced::all(old), Priced::all(new));
    let prices: HashMap<&Key<'_>, Amount> =
        before.iter().map(|row| (&row.key, row.price)).collect();
    let kept: HashSet<&Key<'_>> = after.iter().map(|row| &row.key).collect();
    let mut found = Differences { warnings: warnings(old, new), ..Differences::default() };
    for row in &after {
        match prices.get(&row.key) {
            None => found.added.push(row.name()),
            Some(from) if *from != row.price => {
                found.changed.push(PriceChange { name: row.name(), from: *from, to: row.price });
            }
            Some(_) => {}
        }
    }
    found.removed =
        before.iter().filter(|row| !kept.contains(&row.key)).map(Priced::name).collect();
    found
}

/// What makes a priced thing one of its kind: category, name in lower case, diet, and variant.
type Key<'a> = (&'a str, String, Diet, Option<&'a str>);

/// A dish, or one variant of it, as a row of a spreadsheet.
struct Priced<'a> {
    key: Key<'a>,
    dish: &'a Dish,
    price: Amount,
}

impl<'a> Priced<'a> {
    fn all(menu: &'a Menu) -> Vec<Self> {
        let dishes = menu.categories.iter().flat_map(|category| {
            category.dishes.iter().map(move |dish| (category.name.as_str(), dish))
        });
        dishes.flat_map(|(category, dish)| Self::of(category, dish)).collect()
    }

    fn of(category: &'a str, dish: &'a Dish) -> Vec<Self> {
        let row = |variant, price| {
            let key = (category, dish.name.trim().to_lowercase(), dish.diet, variant);
            Self { key, dish, price }
        };
        if dish.variants.is_empty() {
            return vec![row(None, dish.price)];
        }
        let variants = dish.variants.iter();
        variants.map(|variant| row(Some(variant.name.as_str()), variant.price)).collect()
    }

    fn name(&self) -> String {
        match self.key.3 {
            Some(variant) => format!("{} ({variant})", self.dish.name),
            None => self.dish.name.clone(),
        }
    }
}

/// Whether a dish has something.
type Has = fn(&Dish) -> bool;

/// What dishes that stay had and no longer have: a spreadsheet has no columns for it.
fn warnings(old: &Menu, new: &Menu) -> Vec<String> {
    let mut after = HashMap::new();
    for row in Priced::all(new) {
        let (category, name, diet, _) = row.key;
        after.insert((category, name, diet), row.dish);
    }
    let mut pairs = Vec::new();
    for category in &old.categories {
        for dish in &category.dishes {
            let key = (category.name.as_str(), dish.name.trim().to_lowercase(), dish.diet);
            pairs.extend(after.get(&key).map(|new| (dish, *new)));
        }
    }
    let losses: [(&str, Has); 3] = [
        ("options", |dish| !dish.option_groups.is_empty()),
        ("pictures", |dish| dish.picture.is_some()),
        ("allergens", |dish| !dish.allergens.is_empty()),
    ];
    let lost = losses.into_iter().map(|(what, has)| {
        let lose = pairs.iter().filter(|(old, new)| has(old) && !has(new));
        (what, lose.map(|(old, _)| old.name.as_str()).collect::<Vec<_>>())
    });
    lost.filter_map(|(what, names)| warning(what, &names)).collect()
}

/// Names the first few.
fn warning(what: &str, names: &[&str]) -> Option<String> {
    let (named, others) = names.split_at(names.len().min(3));
    let more =
        if others.is_empty() { String::new() } else { format!(" and {} more", others.len()) };
    (!names.is_empty()).then(|| format!("{what} get lost: {}{more}", named.join(", ")))
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;
    use crate::id::DishId;
    use crate::test_support::menu;

    #[test]
    fn a_menu_differs_from_itself_in_nothing_whatever_its_ids() {
        let mut other = menu();
        for dish in &mut other.categories[0].dishes {
            dish.id = DishId::derived(&["elsewhere", &dish.name]);
            dish.name = dish.name.to_uppercase();
        }
        assert_eq!(differences(&menu(), &other), Differences::default());
    }

    #[test]
    fn what_comes_goes_and_costs_something_else_is_named_with_its_variant() {
        let mut new = menu();
        let dishes = &mut new.categories[0].dishes;
        dishes[2].variants[0].price = Amount::minor(19_000);
        dishes[2].variants[1].name = "Family".to_owned();
        dishes[1].price = Amount::minor(9_000);
        dishes[0].name = "Paper Dosa".to_owned();
        let found = differences(&menu(), &new);
        assert_eq!(found.added, ["Paper Dosa", "Biryani (Family)"]);
        assert_eq!(found.removed, ["Masala Dosa", "Biryani (Full)"]);
        let changed: Vec<_> = (found.changed.iter())
            .map(|change| (&*change.name, change.from.as_minor(), change.to.as_minor()))
            .collect();
        assert_eq!(changed, [("Idli", 8_000, 9_000), ("Biryani (Half)", 18_050, 19_000)]);
        assert_eq!(found.warnings, Vec::<String>::new());
    }

    #[test]
    fn a_dish_of_another_category_or_diet_is_another_dish() {
        let mut new = menu();
        new.categories[0].dishes[1].diet = Diet::NonVeg;
        let found = differences(&menu(), &new);
        assert_eq!(
            (found.added, found.removed),
            (vec!["Idli".to_owned()], vec!["Idli".to_owned()])
        );
    }

    #[test]
    fn what_a_spreadsheet_cannot_hold_is_warned_of() {
        let mut new = menu();
        new.categories[0].dishes[0].option_groups.clear();
        let found = differences(&menu(), &new);
        assert_eq!(found.warnings, ["options get lost: Masala Dosa"]);
        let names = ["A", "B", "C", "D", "E"];
        let warning = warning("pictures", &names);
        assert_eq!(warning.as_deref(), Some("pictures get lost: A, B, C and 2 more"));
    }
}
