//! The variant and the options of a line, chosen from what its dish offers.

use super::command::{Choice, LineRequest};
use super::{ChosenOption, ChosenVariant, TabError};
use crate::menu::{Dish, DishOption, OptionGroup};
use crate::money::Amount;

/// The variant that is asked for, and the price of one portion without options.
pub(super) fn choose_variant(
    dish: &Dish,
    request: &LineRequest,
    field: &str,
) -> Result<(Option<ChosenVariant>, Amount), TabError> {
    let Some(id) = request.variant_id else {
        let single = dish.variants.is_empty().then_some((None, dish.price));
        let rule = || TabError::rule(field, "variant_required", "one of the dish's variants");
        return single.ok_or_else(rule);
    };
    let variant = dish.variants.iter().find(|variant| variant.id == id);
    let variant =
        variant.ok_or_else(|| TabError::rule(field, "unknown_variant", "a variant of the dish"))?;
    Ok((Some(ChosenVariant { id, name: variant.name.clone() }), variant.price))
}

/// The options that are asked for, each once, with what they add to the unit price.
pub(super) fn choose_options(
    dish: &Dish,
    request: &LineRequest,
    line: usize,
) -> Result<Vec<ChosenOption>, TabError> {
    let field = format!("lines[{line}].options");
    let mut picks: Vec<Picks<'_>> = dish.option_groups.iter().map(Picks::new).collect();
    for choice in &request.options {
        let Some((picks, index)) =
            picks.iter_mut().find_map(|picks| picks.find(choice).map(|index| (picks, index)))
        else {
            return Err(TabError::rule(field, "unknown_option", "options of the dish"));
        };
        if !picks.group.options[index].available {
            let (dish_id, variant_id) = (dish.id, request.variant_id);
            return Err(TabError::SoldOut { line, dish_id, variant_id });
        }
        picks.add(index, choice.quantity, &field)?;
    }
    for picks in &picks {
        picks.check_fewest(&field)?;
    }
    Ok(picks.iter().flat_map(Picks::chosen).collect())
}

/// What is picked from one group: portions of each of its options.
struct Picks<'a> {
    group: &'a OptionGroup,
    portions: Vec<u32>,
}

impl<'a> Picks<'a> {
    fn new(group: &'a OptionGroup) -> Self {
        Self { group, portions: vec![0; group.options.len()] }
    }

    fn find(&self, choice: &Choice) -> Option<usize> {
        let named = choice.group_id.is_none_or(|id| id == self.group.id);
        let option = |option: &DishOption| option.id == choice.option_id;
        self.group.options.iter().position(option).filter(|_| named)
    }

    fn add(&mut self, index: usize, quantity: u32, field: &str) -> Result<(), TabError> {
        let picked = self.picked().saturating_add(quantity);
        if quantity == 0 || picked > u32::from(self.group.max) {
            return Err(self.miscounted(field));
        }
        self.portions[index] += quantity;
        Ok(())
    }

    fn check_fewest(&self, field: &str) -> Result<(), TabError> {
        if self.picked() < u32::from(self.group.min) {
            return Err(self.miscounted(field));
        }
        Ok(())
    }

    fn miscounted(&self, field: &str) -> TabError {
        let OptionGroup { name, min, max, .. } = self.group;
        TabError::rule(field, "option_count", format!("{name}: {min} to {max}"))
    }

    fn picked(&self) -> u32 {
        self.portions.iter().sum()
    }

    /// The picked options in the menu's order. The dearest are the free ones, so that the order in which a guest
    /// taps never changes the price.
    fn chosen(&self) -> Vec<ChosenOption> {
        let mut free = vec![0; self.portions.len()];
        let mut left = u32::from(self.group.free);
        let mut dearest: Vec<usize> = (0..self.portions.len()).collect();
        dearest.sort_by_key(|index| std::cmp::Reverse(self.group.options[*index].price));
        for index in dearest {
            free[index] = self.portions[index].min(left);
            left -= free[index];
        }
        let options = self.group.options.iter().zip(&self.portions).zip(free);
        let picked = options.filter(|((_, quantity), _)| **quantity > 0);
        picked
            .map(|((option, quantity), free)| ChosenOption {
                group_id: self.group.id,
                option_id: option.id,
                name: option.name.clone(),
                quantity: *quantity,
                price: option.price.times(quantity - free),
            })
            .collect()
    }
}
