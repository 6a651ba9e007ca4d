//! A demo restaurant at work on servers that come and go: phones that order, and a screen of the staff that listens.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::{Value, json};
use tokio::sync::watch;

use super::process::{Installation, Server};
use super::rush::{Phone, Placed, Rush, order_body, plain_dishes, seat};
use super::screen::{Screen, Stand};
use super::wire::Caller;

const PHONES_AT_A_TABLE: usize = 2;

/// The restaurant asks phones for nothing but the table's code.
pub struct Evening {
    installation: Installation,
    /// The server that the screen connects to.
    screens: watch::Sender<Option<Stand>>,
    /// The server that the phones connect to.
    doors: watch::Sender<Option<Stand>>,
    manager: String,
    screen: Screen,
    phones: Vec<Phone>,
    dishes: Arc<Vec<String>>,
}

impl Evening {
    /// The demo's twelve tables and so many more, with two phones each.
    pub async fn begins(more_tables: usize) -> (Self, Server) {
        let installation = Installation::new();
        let server = installation.serves(&["--demo"]);
        let mut manager = manager_of_open_demo(&server).await;
        let mut tables = server.table_tokens();
        for number in 0..more_tables {
            let table = json!({ "name": format!("X{number}"), "floor": "Roof", "seats": 4 });
            let table = manager.posts("/api/v1/manage/tables", &table).await.expect(201);
            tables.push(table.text("/token"));
        }
        let mut anyone = Caller::at(server.at).await;
        let phones = seat(&mut anyone, &tables, PHONES_AT_A_TABLE).await;
        let dishes = Arc::new(plain_dishes(&mut anyone).await);
        let (screens, named) = watch::channel(None);
        let manager = manager.token.expect("signed in");
        let screen = Screen::open(manager.clone(), named);
        let doors = watch::Sender::new(None);
        let mut evening = Self { installation, screens, doors, manager, screen, phones, dishes };
        evening.opens(&server).await;
        (evening, server)
    }

    /// Lets the phones order.
    pub fn rush(&self) -> Rush {
        Rush::begins(&self.phones, &self.dishes, &self.doors.subscribe())
    }

    /// Lets them order once more, each under another name, so that no key comes twice.
    pub fn second_rush(&self) -> Rush {
        let renamed =
            |phone: &Phone| Phone { name: format!("{}-again", phone.name), ..phone.clone() };
        let phones: Vec<_> = self.phones.iter().map(renamed).collect();
        Rush::begins(&phones, &self.dishes, &self.doors.subscribe())
    }

    /// Where its servers run.
    pub fn installation(&self) -> &Installation {
        &self.installation
    }

    /// Starts the next server.
    pub async fn goes_on(&mut self) -> Server {
        self.doors.send_replace(None);
        let server = self.installation.serves(&["--demo"]);
        self.opens(&server).await;
        server
    }

    /// The phones come once the screen is connected: whoever is not, nobody can tell anything.
    async fn opens(&mut self, server: &Server) {
        let next = self.screens.borrow().map_or(1, |(last, _)| last + 1);
        self.screens.send_replace(Some((next, server.at)));
        self.screen.is_let_in_by(next).await;
        self.doors.send_replace(Some((next, server.at)));
    }

    /// Fails unless every tab holds the orders that were answered, each once, and no others, and its bill is their
    /// sum; for its guests and for the staff.
    pub async fn kept_all(&self, server: &Server, placed: &[Placed]) {
        let mut caller = Caller::at(server.at).await;
        let tabs: BTreeMap<_, _> = self.phones.iter().map(|phone| (&phone.tab, phone)).collect();
        let mut numbers = BTreeSet::new();
        for (tab, phone) in tabs {
            caller.token = Some(phone.token.clone());
            let seen = caller.gets("/api/v1/tab").await.expect(200).json();
            caller.token = Some(self.manager.clone());
            let path = format!("/api/v1/staff/tabs/{tab}");
            let staff = caller.gets(&path).await.expect(200).json();
            assert_eq!((&staff["orders"], &staff["bill"]), (&seen["orders"], &seen["bill"]));
            let mut expected: Vec<_> = placed.iter().filter(|order| order.tab == *tab).collect();
            expected.sort_by_key(|order| &order.id);
            let expected: Vec<_> = expected.iter().map(|order| (&*order.id, &*order.key)).collect();
            assert_eq!(ids_and_notes(&seen), expected, "tab {tab}");
            assert_bill_adds_up(&seen);
            for order in orders(&seen) {
                assert!(numbers.insert(day_and_number(order)), "a number twice: {order}");
            }
        }
    }

    /// Fails unless each phone's last order answers its key again, as the order that it is.
    pub async fn answers_again(&self, server: &Server, placed: &[Placed]) {
        let mut last: BTreeMap<&str, &Placed> = BTreeMap::new();
        for order in placed {
            last.insert(&order.phone, order);
        }
        let mut caller = Caller::at(server.at).await;
        for phone in &self.phones {
            let Some(order) = last.get(&*phone.name) else { continue };
            caller.token = Some(phone.token.clone());
            let body = order_body(&order.dish, &order.key);
            let again = caller.orders(&order.key, &body).await.expect(200);
            assert_eq!(again.text("/id"), order.id);
        }
    }

    /// Waits until the screen has heard of every order that was answered.
    pub async fn heard_all(&mut self, placed: &[Placed]) {
        let mut missing: BTreeSet<_> = placed.iter().map(|order| &*order.id).collect();
        let heard = self.screen.until("of every order", |heard| {
            for event in heard.named("order.placed") {
                missing.remove(event["data"]["id"].as_str().expect("an id"));
            }
            missing.is_empty()
        });
        heard.await;
    }
}

/// The demo's manager, who lets phones in that show nothing but the table's code.
pub async fn manager_of_open_demo(server: &Server) -> Caller {
    let mut manager = Caller::of_demo(server.at, "manager").await;
    let settings = json!({ "settings": { "presence_policy": "code" } });
    manager.patches("/api/v1/manage/restaurant", &settings).await.expect(200);
    manager
}

fn orders(tab: &Value) -> &Vec<Value> {
    tab["orders"].as_array().expect("orders")
}

/// A number is given once on a business day, which begins at a full or half hour of UTC.
fn day_and_number(order: &Value) -> (String, bool, u64) {
    let at = order["placed_at"].as_str().expect("a time");
    (at[..13].to_owned(), &at[14..16] < "30", order["number"].as_u64().expect("a number"))
}

fn ids_and_notes(tab: &Value) -> Vec<(&str, &str)> {
    let mut all: Vec<_> = orders(tab)
        .iter()
        .map(|order| {
            (order["id"].as_str().expect("an id"), order["note"].as_str().expect("a note"))
        })
        .collect();
    all.sort_unstable();
    all
}

fn assert_bill_adds_up(tab: &Value) {
    let amount = |value: &Value| value["amount"].as_i64().expect("an amount");
    let bill = &tab["bill"];
    let sum: i64 = orders(tab).iter().map(|order| amount(&order["total"])).sum();
    assert_eq!(amount(&bill["total"]), sum + amount(&bill["round_off"]), "{bill}");
    assert_eq!(amount(&bill["balance"]), amount(&bill["total"]), "{bill}");
    let lines = orders(tab).iter().map(|order| order["lines"].as_array().map_or(0, Vec::len));
    assert_eq!(bill["lines"].as_array().map(Vec::len), Some(lines.sum()), "{bill}");
}
