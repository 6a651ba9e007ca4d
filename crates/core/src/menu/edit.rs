//! Small edits of one dish, made on the draft and on the published menu alike.

use super::validate::LONGEST_NAME;
use super::{Category, Dish, Menu};
use crate::id::{DishId, VariantId};
use crate::money::{Amount, MOST};
use crate::text;

/// What changes of a dish; what is left out stays.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DishEdit {
    /// Its name.
    pub name: Option<String>,
    /// A price: the dish's, or that of `variant_id`.
    pub price: Option<Amount>,
    /// The variant whose price it is; required where the dish has any.
    pub variant_id: Option<VariantId>,
}

/// A rule that an edit breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BrokenEdit {
    /// The field.
    pub field: &'static str,
    /// The rule's stable name.
    pub code: &'static str,
    /// The rule, in words.
    pub rule: &'static str,
}

impl BrokenEdit {
    const fn new(field: &'static str, code: &'static str, rule: &'static str) -> Self {
        Self { field, code, rule }
    }
}

impl DishEdit {
    /// The edit with its name trimmed, if it changes something and within the rules.
    ///
    /// # Errors
    /// [`BrokenEdit`] for the first rule that it breaks by itself.
    pub fn check(mut self) -> Result<Self, BrokenEdit> {
        self.name = self.name.map(|name| name.trim().to_owned());
        if self.name.is_none() && self.price.is_none() {
            return Err(BrokenEdit::new("price", "required", "a price or a name"));
        }
        if self.name.as_ref().is_some_and(|name| !text::is_name(name, LONGEST_NAME)) {
            return Err(BrokenEdit::new("name", "name", "1 to 120 characters on one line"));
        }
        if self.price.is_some_and(|price| price.is_negative() || price > MOST) {
            return Err(BrokenEdit::new(
                "price.amount",
                "amount",
                "from 0 to 10000000 major units",
            ));
        }
        if self.variant_id.is_some() && self.price.is_none() {
            return Err(BrokenEdit::new("price", "required", "the price of the variant"));
        }
        Ok(self)
    }
}

impl Menu {
    /// The dish of that id, with its category.
    pub fn find(&self, id: DishId) -> Option<(&Category, &Dish)> {
        self.categories.iter().find_map(|category| {
            category.dishes.iter().find(|dish| dish.id == id).map(|dish| (category, dish))
        })
    }

    /// Edits a dish in its place; false where the menu does not have it.
    ///
    /// # Errors
    /// [`BrokenEdit`] when the edit does not fit the dish; the menu is as it was then.
    pub fn edit_dish(&mut self, id: DishId, edit: &DishEdit) -> Result<bool, BrokenEdit> {
        let has = |category: &&mut Category| category.dishes.iter().any(|dish| dish.id == id);
        let Some(category) = self.categories.iter_mut().find(has) else { return Ok(false) };
        check_name(category, id, edit)?;
        for dish in category.dishes.iter_mut().filter(|dish| dish.id == id) {
            if let Some(price) = edit.price {
                *price_of(dish, edit.variant_id)? = price;
            }
            if let Some(name) = &edit.name {
                dish.name.clone_from(name);
            }
        }
        Ok(true)
    }
}

/// The price an edit means.
fn price_of(dish: &mut Dish, variant: Option<VariantId>) -> Result<&mut Amount, BrokenEdit> {
    match variant {
        None if dish.variants.is_empty() => Ok(&mut dish.price),
        None => {
            let rule = "the variant whose price it is: this dish has several";
            Err(BrokenEdit::new("variant_id", "variant_required", rule))
        }
        Some(id) => {
            let variant = dish.variants.iter_mut().find(|variant| variant.id == id);
            let unknown = BrokenEdit::new("variant_id", "unknown_variant", "a variant of the dish");
            variant.map(|variant| &mut variant.price).ok_or(unknown)
        }
    }
}

/// A category has each dish once by name and diet.
fn check_name(category: &Category, id: DishId, edit: &DishEdit) -> Result<(), BrokenEdit> {
    let (Some(name), Some(dish)) = (&edit.name, category.dishes.iter().find(|d| d.id == id)) else {
        return Ok(());
    };
    let same = |other: &Dish| {
        other.id != id
            && other.diet == dish.diet
            && other.name.trim().to_lowercase() == name.to_lowercase()
    };
    if category.dishes.iter().any(same) {
        let rule = "category, name and diet together only once";
        return Err(BrokenEdit::new("name", "name", rule));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;
    use crate::test_support::{dish_id, menu, variant_id};

    fn price(paise: i64) -> DishEdit {
        DishEdit { price: Some(Amount::minor(paise)), ..DishEdit::default() }
    }

    fn edited(dish: &str, edit: &DishEdit) -> Result<Menu, BrokenEdit> {
        let (mut edited, before) = (menu(), menu());
        match edited.edit_dish(dish_id(dish), edit) {
            Ok(found) => assert_eq!(found, before.find(dish_id(dish)).is_some()),
            Err(broken) => {
                assert_eq!(edited, before);
                return Err(broken);
            }
        }
        Ok(edited)
    }

    fn code(dish: &str, edit: &DishEdit) -> (&'static str, &'static str) {
        let broken = edited(dish, edit).expect_err("it breaks a rule");
        (broken.field, broken.code)
    }

    #[test]
    fn one_price_changes_and_nothing_else() {
        let mut expected = menu();
        expected.categories[0].dishes[1].price = Amount::minor(8_500);
        assert_eq!(edited("Idli", &price(8_500)), Ok(expected));
        assert_eq!(edited("Vada", &price(8_500)), Ok(menu()));
    }

    #[test]
    fn a_variant_has_a_price_of_its_own() {
        let full = DishEdit { variant_id: Some(variant_id("Full")), ..price(33_000) };
        let mut expected = menu();
        expected.categories[0].dishes[2].variants[1].price = Amount::minor(33_000);
        assert_eq!(edited("Biryani", &full), Ok(expected));
        assert_eq!(code("Biryani", &price(1)), ("variant_id", "variant_required"));
        assert_eq!(code("Idli", &full), ("variant_id", "unknown_variant"));
    }

    #[test]
    fn a_name_is_taken_once_in_its_category() {
        let name = |name: &str| DishEdit { name: Some(name.to_owned()), ..DishEdit::default() };
        let renamed = edited("Idli", &name("Rava Idli")).expect("it is free");
        assert_eq!(renamed.categories[0].dishes[1].name, "Rava Idli");
        let mut twins = menu();
        twins.categories[0].dishes[1].diet = twins.categories[0].dishes[0].diet;
        let twice = twins.edit_dish(dish_id("Idli"), &name("masala dosa"));
        assert_eq!(twice.expect_err("taken").field, "name");
        assert!(edited("Idli", &name("Idli")).is_ok(), "its own name is no other's");
    }

    #[test]
    fn an_edit_changes_something_and_keeps_to_its_rules() {
        let name = |name: &str| DishEdit { name: Some(name.to_owned()), ..DishEdit::default() };
        let variant = DishEdit { variant_id: Some(variant_id("Half")), ..DishEdit::default() };
        let refused = |edit: DishEdit| edit.check().expect_err("refused").field;
        assert_eq!(refused(DishEdit::default()), "price");
        assert_eq!(refused(variant.clone()), "price");
        assert_eq!(refused(DishEdit { name: Some("Rice".into()), ..variant }), "price");
        assert_eq!(refused(name(" ")), "name");
        assert_eq!(refused(name(&"x".repeat(121))), "name");
        assert_eq!(refused(price(-1)), "price.amount");
        assert_eq!(refused(price(MOST.as_minor() + 1)), "price.amount");
        assert_eq!(name(" Rava Idli ").check(), Ok(name("Rava Idli")));
    }
}
