//! Tabs to write, for tests of one adapter.

use super::world::{one_idli, table_ref};
use crate::event::{Actor, Event, EventKind};
use crate::id::{AccountId, EventId, IdSource, RestaurantId, TabId};
use crate::menu::{Availability, PublishedMenu, Stock, StockStatus};
use crate::restaurant::Restaurant;
use crate::store::Commit;
use crate::tab::{Command, Context, Opening, RequestKey, Tab, Take, decide, open};
use crate::test_support::{Counter, dish_id, evening, menu, restaurant};

/// Guests of the small restaurant, served by a manager.
pub struct Guests {
    restaurant: Restaurant,
    menu: PublishedMenu,
    ids: Counter,
}

impl Default for Guests {
    fn default() -> Self {
        let menu = PublishedMenu::new(1, menu());
        Self { restaurant: restaurant(), menu, ids: Counter::default() }
    }
}

impl Guests {
    /// Where they are.
    pub fn place(&self) -> RestaurantId {
        self.restaurant.id
    }

    /// Sit down at a table, or come for a parcel.
    pub fn come(&self, table: Option<&str>) -> Commit {
        let opening = Opening {
            id: TabId::new(evening(), &self.ids),
            table: table.map(table_ref),
            customer: None,
            pin: "1234".to_owned(),
            request: None,
        };
        Commit::new(None, self.with(|context| open(opening, context)))
    }

    /// Order an Idli.
    pub fn order(&self, tab: &Tab, number: u32) -> Commit {
        self.act(tab, &self.ordering(number))
    }

    /// Order an Idli that is counted, which tells how many are left.
    pub fn order_counted(&self, tab: &Tab, number: u32) -> Commit {
        let mut commit = self.order(tab, number);
        commit.takes = vec![Take { dish_id: dish_id("Idli"), variant_id: None, portions: 1 }];
        commit.events.push(self.counting(None).1);
        commit
    }

    /// A mark on the Idli, and the event that tells of it.
    pub fn counting(&self, portions: Option<u32>) -> (Stock, Event) {
        let (dish_id, variant_id, status) = (dish_id("Idli"), None, StockStatus::Available);
        let kind = EventKind::DishAvailability { dish_id, variant_id };
        (Stock { dish_id, variant_id, status, portions, until: None }, self.event(kind))
    }

    /// Something that happened to the restaurant.
    pub fn event(&self, kind: EventKind) -> Event {
        Event {
            id: EventId::new(evening(), &self.ids),
            restaurant_id: self.place(),
            tab_id: None,
            version: None,
            at: evening(),
            by: Actor::System,
            kind,
        }
    }

    /// Have something done.
    pub fn act(&self, tab: &Tab, command: &Command) -> Commit {
        let decision = self.with(|context| decide(tab, command, context)).expect("allowed");
        Commit::new(Some(tab), decision)
    }

    /// The command that orders an Idli.
    pub fn ordering(&self, number: u32) -> Command {
        let key = RequestKey { key: self.ids.random().to_string(), hash: "00".to_owned() };
        one_idli(number, key)
    }

    /// What a decision gets to know.
    pub fn ids(&self) -> &Counter {
        &self.ids
    }

    fn with<T>(&self, decide: impl FnOnce(&Context<'_>) -> T) -> T {
        decide(&Context {
            now: evening(),
            ids: &self.ids,
            actor: Actor::Manager(AccountId::derived(&["asha"])),
            restaurant: &self.restaurant,
            menu: &self.menu,
            stock: &Availability::default(),
        })
    }
}
