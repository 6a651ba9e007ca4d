//! Many phones that order without pause, from servers that come and go.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use hyper::Method;
use serde_json::{Value, json};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::timeout;

use super::Reply;
use super::screen::Stand;
use super::wire::{Ask, Caller, Wire};

/// What is waited for takes far less, also on a machine that is busy.
const PATIENCE: Duration = Duration::from_secs(60);

/// A phone that sits at a table.
#[derive(Debug, Clone)]
pub struct Phone {
    pub name: String,
    pub token: String,
    pub tab: String,
}

/// An order that was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    pub phone: String,
    pub tab: String,
    /// Its idempotency key, which is also its note.
    pub key: String,
    pub dish: String,
    pub id: String,
    /// A connection broke on the way to its answer.
    pub sent_again: bool,
}

/// The phones at work.
pub struct Rush {
    answered: watch::Receiver<usize>,
    stop: Arc<AtomicBool>,
    phones: JoinSet<Vec<Placed>>,
}

impl Rush {
    /// Lets every phone order dish after dish from the server that `servers` names.
    pub fn begins(
        phones: &[Phone],
        dishes: &Arc<Vec<String>>,
        servers: &watch::Receiver<Option<Stand>>,
    ) -> Self {
        let (answer, answered) = watch::channel(0);
        let (answer, stop) = (Arc::new(answer), Arc::new(AtomicBool::new(false)));
        let mut tasks = JoinSet::new();
        for phone in phones.iter().cloned() {
            let (dishes, servers) = (dishes.clone(), servers.clone());
            let (answer, stop) = (answer.clone(), stop.clone());
            tasks.spawn(async move {
                let mut hand = Hand { phone, servers, wire: None };
                let mut placed = Vec::new();
                while !stop.load(Ordering::Relaxed) {
                    let dish = &dishes[placed.len() % dishes.len()];
                    placed.push(hand.orders(placed.len(), dish).await);
                    answer.send_modify(|count| *count += 1);
                }
                placed
            });
        }
        Self { answered, stop, phones: tasks }
    }

    /// How many orders were answered so far.
    pub fn answered(&self) -> usize {
        *self.answered.borrow()
    }

    /// Waits until so many orders were answered in all.
    pub async fn reaches(&mut self, count: usize) {
        let reached = timeout(PATIENCE, self.answered.wait_for(|answered| *answered >= count));
        reached.await.expect("orders are answered").expect("the phones go on");
    }

    /// Lets every phone finish its order and stop.
    pub async fn ends(self) -> Vec<Placed> {
        self.stop.store(true, Ordering::Relaxed);
        let all = timeout(PATIENCE, self.phones.join_all()).await.expect("the last answers");
        all.into_iter().flatten().collect()
    }
}

/// A phone with its connection.
struct Hand {
    phone: Phone,
    servers: watch::Receiver<Option<Stand>>,
    wire: Option<(Stand, Wire)>,
}

impl Hand {
    /// Sends an order with a key of its own until it is answered.
    async fn orders(&mut self, count: usize, dish: &str) -> Placed {
        let Phone { name, token, tab } = self.phone.clone();
        let key = format!("{name}-{count}");
        let body = order_body(dish, &key);
        let ask = Ask {
            method: Method::POST,
            path: "/api/v1/tab/orders",
            token: Some(&token),
            key: Some(&key),
            body: Some(&body),
        };
        for tries in 1.. {
            let Some(reply) = self.tries(&ask).await else { continue };
            assert!(reply.status == 201 || (tries > 1 && reply.status == 200), "{key}: {reply}");
            let id = reply.text("/id");
            let (dish, sent_again) = (dish.to_owned(), tries > 1);
            return Placed { phone: name, tab, key, dish, id, sent_again };
        }
        unreachable!("it tries for ever")
    }

    /// The answer, or none when the connection broke. After that the next try waits for another server.
    async fn tries(&mut self, ask: &Ask<'_>) -> Option<Reply> {
        let (stand, mut wire) = match self.wire.take() {
            Some(kept) => kept,
            None => self.connects().await?,
        };
        let reply = wire.asks(ask).await.ok();
        match &reply {
            Some(_) => self.wire = Some((stand, wire)),
            None => self.gives_up(stand).await,
        }
        reply
    }

    async fn connects(&mut self) -> Option<(Stand, Wire)> {
        let named = timeout(PATIENCE, self.servers.wait_for(Option::is_some)).await;
        let stand = named.expect("a server comes").expect("the test goes on").expect("checked");
        match Wire::open(stand.1).await {
            Ok(wire) => Some((stand, wire)),
            Err(_) => {
                self.gives_up(stand).await;
                None
            }
        }
    }

    /// Waits until the server that went away is no longer named.
    async fn gives_up(&mut self, gone: Stand) {
        let other = self.servers.wait_for(|stand| *stand != Some(gone));
        timeout(PATIENCE, other).await.expect("another server comes").expect("the test goes on");
    }
}

/// An order of one dish whose note is its key.
pub fn order_body(dish: &str, key: &str) -> Value {
    json!({ "lines": [{ "dish_id": dish, "quantity": 1 }], "note": key })
}

/// Dishes of the demo that are ordered without choosing anything.
pub async fn plain_dishes(caller: &mut Caller) -> Vec<String> {
    let menu = caller.gets("/api/v1/restaurants/demo/menu").await.expect(200).json();
    let categories = menu["categories"].as_array().expect("categories").iter();
    let dishes = categories.flat_map(|category| category["dishes"].as_array().expect("dishes"));
    let plain = dishes.filter(|dish| {
        let groups = dish["option_groups"].as_array().expect("groups");
        dish["variants"].as_array().expect("variants").is_empty()
            && groups.iter().all(|group| group["min"] == 0)
    });
    plain.map(|dish| dish["id"].as_str().expect("an id").to_owned()).collect()
}

/// Phones that sit down at these tables, `each` at every one.
pub async fn seat(caller: &mut Caller, tables: &[String], each: usize) -> Vec<Phone> {
    let mut phones = Vec::new();
    for (table, token) in tables.iter().enumerate() {
        for seat in 0..each {
            let name = format!("phone-{table}-{seat}");
            let body = json!({ "table_token": token, "name": name });
            let reply = caller.posts("/api/v1/guest/session", &body).await.expect(200);
            phones.push(Phone { name, token: reply.text("/token"), tab: reply.text("/tab/id") });
        }
    }
    phones
}
