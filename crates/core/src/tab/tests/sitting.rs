//! A sitting at a table, to tell tests with: guests come, order and pay; waiters and managers do theirs.

use jiff::{SignedDuration, Timestamp};

use super::grid::refusal;
use crate::event::Actor;
use crate::id::{AccountId, GuestId, LineId, OrderId, SessionId, TabId, TableId};
use crate::menu::{Availability, PublishedMenu, Stock, StockStatus};
use crate::money::Amount;
use crate::restaurant::{PresencePolicy, Restaurant};
use crate::tab::{
    Command, Context, Decision, Guest, LineRequest, LineStatus, Opening, Order, OrderRequest,
    Proof, RequestKey, Step, Subject, Tab, TabError, TableRef, decide, open,
};
use crate::test_support::{Counter, dish_id, evening, menu, option_id, restaurant, variant_id};

/// One sitting, with everything it is decided by.
pub struct Sitting {
    pub tab: Tab,
    pub place: Restaurant,
    pub menu: PublishedMenu,
    pub stock: Availability,
    pub now: Timestamp,
    ids: Counter,
    counted: u32,
}

/// The waiter of every test.
pub fn waiter() -> Actor {
    Actor::Staff(AccountId::derived(&["waiter"]))
}

/// The manager of every test.
pub fn manager() -> Actor {
    Actor::Manager(AccountId::derived(&["manager"]))
}

/// So many rupees.
pub fn rupees(rupees: i64) -> Amount {
    Amount::minor(rupees * 100)
}

/// A key that is its own request's.
pub fn key(name: &str) -> RequestKey {
    RequestKey { key: name.to_owned(), hash: format!("hash of {name}") }
}

/// A table of that name.
pub fn table(name: &str) -> TableRef {
    TableRef { id: TableId::derived(&[name]), name: name.to_owned() }
}

/// An order of one dish. `Biryani` comes as its half portion.
pub fn request(dish: &str, quantity: u32) -> OrderRequest {
    let variant = (dish == "Biryani").then(|| variant_id("Half"));
    let line = LineRequest {
        dish_id: dish_id(dish),
        variant_id: variant,
        options: Vec::new(),
        quantity,
        note: None,
    };
    OrderRequest { lines: vec![line], ..OrderRequest::default() }
}

/// A Masala Dosa with that many of each chutney.
pub fn dosa_with(chutneys: &[(&str, u32)]) -> OrderRequest {
    let mut dosa = request("Masala Dosa", 1);
    dosa.lines[0].options = chutneys
        .iter()
        .map(|(name, quantity)| crate::tab::Choice {
            group_id: None,
            option_id: option_id(name),
            quantity: *quantity,
        })
        .collect();
    dosa
}

impl Sitting {
    /// A fresh tab at table T1, which no member has seen yet.
    pub fn new() -> Self {
        Self::opened("T1", Some(table("T1")), Actor::System)
    }

    /// A fresh tab at that table.
    pub fn at(name: &str) -> Self {
        Self::opened(name, Some(table(name)), Actor::System)
    }

    /// A tab to take away.
    pub fn parcel() -> Self {
        Self::opened("parcel", None, waiter())
    }

    fn opened(name: &str, table: Option<TableRef>, by: Actor) -> Self {
        let (place, menu) = (restaurant(), PublishedMenu::new(1, menu()));
        let (stock, ids) = (Availability::default(), Counter::default());
        let id = TabId::derived(&[name]);
        let opening = Opening { id, table, customer: None, pin: "4711".to_owned(), request: None };
        let now = evening();
        let ctx =
            Context { now, ids: &ids, actor: by, restaurant: &place, menu: &menu, stock: &stock };
        let tab = open(opening, &ctx).tab;
        Self { tab, place, menu, stock, now, ids, counted: 0 }
    }

    /// The same under another presence policy.
    pub fn under(mut self, policy: PresencePolicy) -> Self {
        self.place.settings.presence_policy = policy;
        self
    }

    /// What `actor` decides by.
    pub fn context(&self, actor: Actor) -> Context<'_> {
        Context {
            now: self.now,
            ids: &self.ids,
            actor,
            restaurant: &self.place,
            menu: &self.menu,
            stock: &self.stock,
        }
    }

    /// Time passes.
    pub fn later(&mut self, seconds: i64) {
        self.now += SignedDuration::from_secs(seconds);
    }

    /// Only `portions` of a dish are left.
    pub fn left(&mut self, dish: &str, portions: u32) {
        self.stock.set(Stock {
            dish_id: dish_id(dish),
            variant_id: None,
            status: StockStatus::Available,
            portions: Some(portions),
            until: None,
        });
    }

    /// How many portions of a counted dish are left.
    pub fn portions_of(&self, dish: &str) -> Option<u32> {
        self.stock.of(dish_id(dish), None).next()?.portions
    }

    /// Carries a command out. A refusal and a repeat change nothing; anything else makes the next version.
    pub fn tries(&mut self, actor: Actor, command: &Command) -> Result<Decision, TabError> {
        let before = self.tab.clone();
        let decision = decide(&self.tab, command, &self.context(actor))?;
        assert_eq!(self.tab, before, "deciding changes nothing by itself");
        if decision.is_replay() {
            assert_eq!(decision.tab, before, "a repeat changes nothing: {command:?}");
            assert_eq!(decision.takes, [], "a repeat takes nothing: {command:?}");
            return Ok(decision);
        }
        assert_eq!(decision.tab.version, before.version + 1, "one version: {command:?}");
        for event in &decision.events {
            assert_eq!((event.version, event.by), (Some(decision.tab.version), actor));
        }
        self.commit(&decision);
        Ok(decision)
    }

    fn commit(&mut self, decision: &Decision) {
        for take in &decision.takes {
            let mark =
                self.stock.items.iter_mut().find(|stock| {
                    (stock.dish_id, stock.variant_id) == (take.dish_id, take.variant_id)
                });
            if let Some(portions) = mark.and_then(|stock| stock.portions.as_mut()) {
                let left = i64::from(*portions) - take.portions;
                *portions = u32::try_from(left).expect("no more than there are");
            }
        }
        self.tab = decision.tab.clone();
    }

    /// Carries out what must be allowed.
    pub fn does(&mut self, actor: Actor, command: Command) -> Decision {
        self.tries(actor, &command).unwrap_or_else(|error| panic!("{command:?}: {error:?}"))
    }

    /// The short name of the refusal of what must not be allowed.
    pub fn refuses(&mut self, actor: Actor, command: Command) -> &'static str {
        match self.tries(actor, &command) {
            Ok(_) => panic!("{command:?} was allowed"),
            Err(error) => refusal(&error),
        }
    }

    /// A phone that is not at the tab yet.
    pub fn phone(&mut self, proof: Proof) -> Guest {
        self.counted += 1;
        let ids = (GuestId::new(self.now, &self.ids), SessionId::new(self.now, &self.ids));
        Guest {
            id: ids.0,
            name: None,
            phone_hash: Some(format!("hash-{:05}", self.counted)),
            proof,
            approved: false,
            joined_at: self.now,
            removed_at: None,
            session_id: ids.1,
        }
    }

    /// A guest who showed the table's code.
    pub fn guest(&mut self) -> Actor {
        self.guest_with(Proof::Code)
    }

    /// A guest who showed that.
    pub fn guest_with(&mut self, proof: Proof) -> Actor {
        let guest = self.phone(proof);
        let id = guest.id;
        self.does(Actor::System, Command::JoinGuest { guest });
        Actor::Guest(id)
    }

    /// A guest whom staff took off the tab.
    pub fn removed_guest(&mut self) -> Actor {
        let guest = self.guest();
        self.removes(guest);
        guest
    }

    /// Staff take a guest off the tab.
    pub fn removes(&mut self, guest: Actor) {
        let guest_id = guest.guest().expect("a guest");
        self.does(waiter(), Command::RemoveGuest { guest_id });
    }

    /// A key that was never used.
    pub fn fresh_key(&mut self, what: &str) -> RequestKey {
        self.counted += 1;
        key(&format!("{what} {}", self.counted))
    }

    /// The command to place an order under a fresh key.
    pub fn placing(&mut self, request: OrderRequest) -> Command {
        self.counted += 1;
        let number = self.counted;
        Command::PlaceOrder { request, number, key: key(&format!("order {number}")) }
    }

    /// Someone orders a dish.
    pub fn orders(&mut self, actor: Actor, dish: &str, quantity: u32) -> OrderId {
        let placing = self.placing(request(dish, quantity));
        match self.does(actor, placing).subject {
            Subject::Order(id) => id,
            other => panic!("an order, not {other:?}"),
        }
    }

    /// An order as it stands.
    pub fn order(&self, id: OrderId) -> &Order {
        self.tab.order(id).expect("the order")
    }

    /// The first line of an order.
    pub fn line(&self, id: OrderId) -> LineId {
        self.order(id).lines[0].id
    }

    /// Where a line stands.
    pub fn line_status(&self, id: LineId) -> &LineStatus {
        &self.tab.line(id).expect("the line").1.status
    }

    /// The kitchen moves the first line of an order.
    pub fn moves(&mut self, order: OrderId, to: Step) {
        let line_id = self.line(order);
        self.does(waiter(), Command::AdvanceLine { line_id, to });
    }

    /// Someone orders a dish, and it is served.
    pub fn eats(&mut self, actor: Actor, dish: &str, quantity: u32) -> OrderId {
        let order = self.orders(actor, dish, quantity);
        self.moves(order, Step::Served);
        order
    }

    /// Strikes the first line of an order off.
    pub fn voids(&mut self, actor: Actor, order: OrderId) {
        let line_id = self.line(order);
        self.does(actor, Command::VoidLine { line_id, reason: "a mistake".to_owned() });
    }
}
