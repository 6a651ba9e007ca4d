//! The rules a menu keeps before it can be published.

use std::collections::HashSet;

use super::{Dish, Menu, OptionGroup};
use crate::money::{Amount, MOST};
use crate::restaurant::Settings;
use crate::text;

/// Longest name of anything on the menu, in characters.
pub(super) const LONGEST_NAME: usize = 120;
/// Longest description, in characters.
const LONGEST_DESCRIPTION: usize = 600;
/// Most dishes of one menu.
const MOST_DISHES: usize = 5_000;

/// A rule that the menu breaks, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuProblem {
    /// The place, as in `categories[0].dishes[3].price`.
    pub field: String,
    /// The rule, in words.
    pub rule: &'static str,
}

/// Checks a menu against the restaurant's settings. An empty answer means that it may be published.
pub fn validate(menu: &Menu, settings: &Settings) -> Vec<MenuProblem> {
    let mut check =
        Check { settings, problems: Vec::new(), ids: HashSet::new(), names: HashSet::new() };
    check.rule(menu.dishes().count() > MOST_DISHES, "categories", "at most 5000 dishes");
    for (index, category) in menu.categories.iter().enumerate() {
        let at = format!("categories[{index}]");
        check.name(&category.name, &at);
        check.unique(category.id.to_bytes(), &at);
        for (index, dish) in category.dishes.iter().enumerate() {
            check.dish(&category.name, dish, &format!("{at}.dishes[{index}]"));
        }
    }
    check.problems
}

struct Check<'a> {
    settings: &'a Settings,
    problems: Vec<MenuProblem>,
    ids: HashSet<[u8; 16]>,
    names: HashSet<(String, String, &'static str)>,
}

impl Check<'_> {
    fn rule(&mut self, broken: bool, field: &str, rule: &'static str) {
        if broken {
            self.problems.push(MenuProblem { field: field.to_owned(), rule });
        }
    }

    fn name(&mut self, name: &str, at: &str) {
        let broken = !text::is_name(name, LONGEST_NAME);
        self.rule(broken, &format!("{at}.name"), "1 to 120 characters on one line");
    }

    fn price(&mut self, price: Amount, at: &str) {
        let broken = price.is_negative() || price > MOST;
        self.rule(broken, &format!("{at}.price"), "an amount from 0 to 10000000");
    }

    fn unique(&mut self, id: [u8; 16], at: &str) {
        let repeated = !self.ids.insert(id);
        self.rule(repeated, &format!("{at}.id"), "each id once");
    }

    fn dish(&mut self, category: &str, dish: &Dish, at: &str) {
        self.name(&dish.name, at);
        self.price(dish.price, at);
        self.unique(dish.id.to_bytes(), at);
        let identity = (category.to_owned(), dish.name.trim().to_lowercase(), dish.diet.as_str());
        let repeated = !self.names.insert(identity);
        self.rule(repeated, &format!("{at}.name"), "category, name and diet together only once");
        let long =
            dish.description.as_ref().is_some_and(|d| d.chars().count() > LONGEST_DESCRIPTION);
        self.rule(long, &format!("{at}.description"), "at most 600 characters");
        let untaxed = !self.settings.tax_classes.iter().any(|class| class.key == dish.tax_class);
        self.rule(untaxed, &format!("{at}.tax_class"), "a tax class of the restaurant");
        let homeless = !self.settings.stations.contains(&dish.station);
        self.rule(homeless, &format!("{at}.station"), "a station of the restaurant");
        self.rule(dish.prep_minutes > 600, &format!("{at}.prep_minutes"), "at most 600");
        for (index, variant) in dish.variants.iter().enumerate() {
            let at = format!("{at}.variants[{index}]");
            self.name(&variant.name, &at);
            self.price(variant.price, &at);
            self.unique(variant.id.to_bytes(), &at);
            let twin = dish.variants[..index].iter().any(|other| other.name == variant.name);
            self.rule(twin, &format!("{at}.name"), "each variant once");
        }
        for (index, group) in dish.option_groups.iter().enumerate() {
            self.group(group, &format!("{at}.option_groups[{index}]"));
        }
    }

    fn group(&mut self, group: &OptionGroup, at: &str) {
        self.name(&group.name, at);
        self.unique(group.id.to_bytes(), at);
        self.rule(group.min > group.max, &format!("{at}.min"), "at most max");
        self.rule(!(1..=50).contains(&group.max), &format!("{at}.max"), "1 to 50");
        self.rule(group.free > group.max, &format!("{at}.free"), "at most max");
        self.rule(group.options.is_empty(), &format!("{at}.options"), "at least one option");
        for (index, option) in group.options.iter().enumerate() {
            let at = format!("{at}.options[{index}]");
            self.name(&option.name, &at);
            self.price(option.price, &at);
            self.unique(option.id.to_bytes(), &at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::{menu, restaurant};

    fn broken(change: impl FnOnce(&mut Menu)) -> Vec<String> {
        let mut menu = menu();
        change(&mut menu);
        validate(&menu, &restaurant().settings).into_iter().map(|problem| problem.field).collect()
    }

    #[test]
    fn a_sound_menu_has_no_problems() {
        assert_eq!(broken(|_| ()), Vec::<String>::new());
    }

    #[test]
    fn each_rule_names_its_field() {
        assert_eq!(broken(|m| m.categories[0].name = " ".into()), ["categories[0].name"]);
        assert_eq!(
            broken(|m| m.categories[0].dishes[0].price = Amount::minor(-1)),
            ["categories[0].dishes[0].price"]
        );
        assert_eq!(
            broken(|m| m.categories[0].dishes[0].tax_class = "vat".into()),
            ["categories[0].dishes[0].tax_class"]
        );
        assert_eq!(
            broken(|m| m.categories[0].dishes[0].station = "attic".into()),
            ["categories[0].dishes[0].station"]
        );
        assert_eq!(
            broken(|m| m.categories[0].dishes[0].option_groups[0].min = 9),
            ["categories[0].dishes[0].option_groups[0].min"]
        );
        assert_eq!(
            broken(|m| m.categories[0].dishes[0].option_groups[0].options.clear()),
            ["categories[0].dishes[0].option_groups[0].options"]
        );
    }

    #[test]
    fn the_same_dish_twice_is_refused() {
        let problems = broken(|m| {
            let copy = m.categories[0].dishes[1].clone();
            m.categories[0].dishes.push(copy);
        });
        assert_eq!(problems.len(), 2, "{problems:?}");
    }
}
