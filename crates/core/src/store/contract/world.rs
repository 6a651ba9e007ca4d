//! The small restaurant that the promises are tried with.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;

use jiff::{SignedDuration, Timestamp};

use crate::event::{Actor, Event, EventKind};
use crate::id::{AccountId, EventId, IdSource, RestaurantId, TabId, TableId};
use crate::menu::{Availability, PublishedMenu, Stock, StockStatus};
use crate::restaurant::{Restaurant, Slug};
use crate::store::{Commit, Result, SharedStore};
use crate::tab::{
    Command, Context, Decision, LineRequest, Opening, OrderRequest, PaymentMethod, RecordedPayment,
    RequestKey, Step, Tab, TableRef, decide, open,
};
use crate::test_support::{Counter, dish_id, evening, menu, restaurant};

/// A restaurant with its menu, a manager who does everything, and a store.
pub(super) struct World {
    pub store: SharedStore,
    pub restaurant: Restaurant,
    pub manager: Actor,
    menu: PublishedMenu,
    ids: Arc<Counter>,
}

impl World {
    pub fn new(store: SharedStore) -> Self {
        Self {
            store,
            restaurant: restaurant(),
            manager: Actor::Manager(AccountId::derived(&["asha"])),
            menu: PublishedMenu::new(1, menu()),
            ids: Arc::default(),
        }
    }

    /// The same restaurant through another store, with other ids.
    pub fn beside(&self, store: SharedStore) -> Self {
        Self { ids: Arc::clone(&self.ids), ..Self::new(store) }
    }

    pub fn place(&self) -> RestaurantId {
        self.restaurant.id
    }

    pub fn ids(&self) -> &dyn IdSource {
        &*self.ids
    }

    pub fn key(&self) -> RequestKey {
        RequestKey { key: self.ids.random().to_string(), hash: "00".to_owned() }
    }

    pub fn context<'a>(&'a self, now: Timestamp, stock: &'a Availability) -> Context<'a> {
        let (restaurant, menu) = (&self.restaurant, &self.menu);
        Context { now, ids: &*self.ids, actor: self.manager, restaurant, menu, stock }
    }

    /// An event of the restaurant's at that moment.
    pub fn event(&self, at: Timestamp, kind: EventKind) -> Event {
        let id = EventId::new(at, &*self.ids);
        let (restaurant_id, by) = (self.restaurant.id, self.manager);
        Event { id, restaurant_id, tab_id: None, version: None, at, by, kind }
    }

    /// What opening a tab comes to; a parcel without a table.
    pub fn opening(&self, table: Option<&str>, now: Timestamp) -> Decision {
        let opening = Opening {
            id: TabId::new(now, &*self.ids),
            table: table.map(table_ref),
            customer: None,
            pin: "1234".to_owned(),
            request: None,
        };
        open(opening, &self.context(now, &Availability::default()))
    }

    /// Opens a tab at a table.
    pub async fn seat(&self, table: &str) -> Arc<Tab> {
        self.open(Some(table), evening()).await.expect("the table is free")
    }

    /// Opens a parcel.
    pub async fn parcel(&self) -> Arc<Tab> {
        self.open(None, evening()).await.expect("parcels need no table")
    }

    pub async fn open(&self, table: Option<&str>, now: Timestamp) -> Result<Arc<Tab>> {
        self.commit(Commit::new(None, self.opening(table, now))).await
    }

    /// What a command comes to.
    pub fn decide(&self, tab: &Tab, command: &Command) -> Decision {
        let stock = Availability::default();
        decide(tab, command, &self.context(evening(), &stock)).expect("the command is allowed")
    }

    /// Decides a command and commits it.
    pub async fn act(&self, tab: &Tab, command: Command) -> Result<Arc<Tab>> {
        self.commit(Commit::new(Some(tab), self.decide(tab, &command))).await
    }

    pub async fn commit(&self, commit: Commit) -> Result<Arc<Tab>> {
        let tab = Arc::clone(&commit.tab);
        self.store.commit(commit).await.map(|()| tab)
    }

    /// One Idli.
    pub fn order(&self, number: u32) -> Command {
        one_idli(number, self.key())
    }

    /// Serves and pays everything on a tab.
    pub async fn settle(&self, tab: &Tab) -> Arc<Tab> {
        let mut tab = Arc::new(tab.clone());
        let lines: Vec<_> =
            tab.orders.iter().flat_map(|order| &order.lines).map(|l| l.id).collect();
        for line_id in lines {
            let command = Command::AdvanceLine { line_id, to: Step::Served };
            tab = self.act(&tab, command).await.expect("served");
        }
        let payment = RecordedPayment {
            method: PaymentMethod::Card,
            amount: tab.bill().balance,
            tendered: None,
            reference: None,
            announced: None,
        };
        let command = Command::RecordPayment { payment, key: self.key() };
        self.act(&tab, command).await.expect("paid")
    }

    /// Counts the portions of Idli that are left.
    pub async fn count_idli(&self, portions: Option<u32>) {
        let kind = EventKind::DishAvailability { dish_id: dish_id("Idli"), variant_id: None };
        let event = self.event(evening(), kind);
        let mark = idli(portions);
        let set = self.store.set_stock(self.place(), &mark, &event);
        set.await.expect("the mark is set");
    }

    pub async fn idli_left(&self) -> Option<u32> {
        let stock = self.store.availability(self.place()).await.expect("read");
        stock.of(dish_id("Idli"), None).next().and_then(|stock| stock.portions)
    }

    pub async fn stored(&self, id: TabId) -> Option<Arc<Tab>> {
        self.store.tab(self.place(), id).await.expect("read")
    }

    pub async fn pending(&self) -> Vec<Event> {
        self.store.pending_events(minutes(600), 10_000).await.expect("read")
    }
}

/// That many minutes into the evening.
pub(super) fn minutes(count: i64) -> Timestamp {
    evening().checked_add(SignedDuration::from_mins(count)).expect("within the calendar")
}

/// The command that orders one Idli.
pub(super) fn one_idli(number: u32, key: RequestKey) -> Command {
    let line = LineRequest {
        dish_id: dish_id("Idli"),
        variant_id: None,
        options: Vec::new(),
        quantity: 1,
        note: None,
    };
    let request = OrderRequest { lines: vec![line], note: None, expected_total: None };
    Command::PlaceOrder { request, number, key }
}

/// The id of a table of the small restaurant.
pub fn table_id(name: &str) -> TableId {
    TableId::derived(&["table", name])
}

/// A table of the small restaurant.
pub fn table_ref(name: &str) -> TableRef {
    TableRef { id: table_id(name), name: name.to_owned() }
}

pub(super) fn idli(portions: Option<u32>) -> Stock {
    Stock {
        dish_id: dish_id("Idli"),
        variant_id: None,
        status: StockStatus::Available,
        portions,
        until: None,
    }
}

/// Another restaurant.
pub(super) fn neighbour() -> Restaurant {
    let slug = Slug::parse("next-door").expect("a sound slug");
    Restaurant::new(RestaurantId::derived(&["next-door"]), slug, "Next Door".to_owned())
}

/// Runs futures at the same time and gives their results in order.
pub async fn all<F: Future>(futures: impl IntoIterator<Item = F>) -> Vec<F::Output> {
    let mut running: Vec<Pin<Box<F>>> = futures.into_iter().map(Box::pin).collect();
    let mut results: Vec<Option<F::Output>> = running.iter().map(|_| None).collect();
    poll_fn(|context| {
        let mut waiting = false;
        for (future, result) in running.iter_mut().zip(&mut results) {
            if result.is_none() {
                match future.as_mut().poll(context) {
                    Poll::Ready(value) => *result = Some(value),
                    Poll::Pending => waiting = true,
                }
            }
        }
        if waiting { Poll::Pending } else { Poll::Ready(()) }
    })
    .await;
    results.into_iter().flatten().collect()
}
