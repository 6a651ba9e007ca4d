//! Tabs to write.

use std::path::Path;

use dineqr_core::event::Actor;
use dineqr_core::id::{AccountId, IdSource, RestaurantId, TabId, TableId};
use dineqr_core::menu::{Availability, PublishedMenu};
use dineqr_core::restaurant::Restaurant;
use dineqr_core::store::Commit;
use dineqr_core::tab::{
    Command, Context, LineRequest, Opening, OrderRequest, RequestKey, Tab, TableRef, decide, open,
};
use dineqr_core::test_support::{Counter, dish_id, evening, menu, restaurant};
use dineqr_store_sqlite::SqliteStore;

/// The business day they come on.
pub const TODAY: &str = "2026-11-23";

/// Guests of the small restaurant, served by a manager.
pub struct Guests {
    restaurant: Restaurant,
    menu: PublishedMenu,
    ids: Counter,
}

impl Guests {
    pub fn new() -> Self {
        let menu = PublishedMenu::new(1, menu());
        Self { restaurant: restaurant(), menu, ids: Counter::default() }
    }

    pub fn place(&self) -> RestaurantId {
        self.restaurant.id
    }

    /// Sit down at a table, or come for a parcel.
    pub fn come(&self, table: Option<&str>) -> Commit {
        let opening = Opening {
            id: TabId::new(evening(), &self.ids),
            table: table.map(|name| TableRef { id: table_id(name), name: name.to_owned() }),
            customer: None,
            pin: "1234".to_owned(),
            request: None,
        };
        Commit::new(None, self.with(|context| open(opening, context)))
    }

    /// Order an Idli.
    pub fn order(&self, tab: &Tab, number: u32) -> Commit {
        let line = LineRequest {
            dish_id: dish_id("Idli"),
            variant_id: None,
            options: Vec::new(),
            quantity: 1,
            note: None,
        };
        let key = RequestKey { key: self.ids.random().to_string(), hash: "00".to_owned() };
        let request = OrderRequest { lines: vec![line], note: None, expected_total: None };
        let command = Command::PlaceOrder { request, number, key };
        Commit::new(
            Some(tab),
            self.with(|context| decide(tab, &command, context)).expect("allowed"),
        )
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

pub fn table_id(name: &str) -> TableId {
    TableId::derived(&["table", name])
}

/// The store on that file.
pub fn opened(path: &Path) -> SqliteStore {
    SqliteStore::open(path).expect("a store")
}
