//! A published menu with an index, as orders are decided by.

use std::collections::HashMap;

use super::{Dish, Menu};
use crate::id::DishId;

/// A menu that guests see. It never changes; publishing makes the next version.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PublishedMenu {
    /// Counts up with every publication; 0 means that nothing was published yet.
    pub version: u64,
    menu: Menu,
    places: HashMap<DishId, (usize, usize)>,
}

impl PublishedMenu {
    /// Indexes a menu.
    pub fn new(version: u64, menu: Menu) -> Self {
        let places = menu
            .categories
            .iter()
            .enumerate()
            .flat_map(|(c, category)| {
                category.dishes.iter().enumerate().map(move |(d, dish)| (dish.id, (c, d)))
            })
            .collect();
        Self { version, menu, places }
    }

    /// The menu itself.
    pub fn menu(&self) -> &Menu {
        &self.menu
    }

    /// The dish with that id.
    pub fn dish(&self, id: DishId) -> Option<&Dish> {
        let (category, dish) = self.places.get(&id)?;
        self.menu.categories.get(*category)?.dishes.get(*dish)
    }
}
