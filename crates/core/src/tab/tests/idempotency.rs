//! A key makes one thing, however often its request comes.

use super::sitting::{Sitting, key, manager, request, rupees, waiter};
use crate::event::Actor;
use crate::money::Amount;
use crate::tab::{Command, Guest, OrderRequest, PaymentMethod, Proof, RequestKey, Share};

/// The key of another request.
fn other(name: &str) -> RequestKey {
    RequestKey { hash: "another request".to_owned(), ..key(name) }
}

fn place(request: OrderRequest, key: RequestKey) -> Command {
    Command::PlaceOrder { request, number: 1, key }
}

/// A guest of a new session whose phone proved that number.
fn with_number<'a>(sitting: &mut Sitting, hash: impl Into<Option<&'a str>>) -> Actor {
    let phone_hash = hash.into().map(str::to_owned);
    let guest = Guest { phone_hash, ..sitting.phone(Proof::Otp) };
    let actor = Actor::Guest(guest.id);
    sitting.does(Actor::System, Command::JoinGuest { guest });
    actor
}

#[test]
fn a_repeated_order_answers_the_first_one_also_on_a_closed_tab_and_to_a_removed_guest() {
    let mut sitting = Sitting::new();
    let guest = sitting.guest();
    let placing = place(request("Idli", 1), key("k"));
    let first = sitting.does(guest, placing.clone()).subject;
    sitting.place.settings.accepting_orders = false;
    sitting.left("Idli", 0);
    assert_eq!(sitting.does(guest, placing.clone()).subject, first);
    let order_id = sitting.tab.orders[0].id;
    sitting.does(guest, Command::CancelOrder { order_id, reason: None });
    sitting.removes(guest);
    sitting.does(waiter(), Command::Close);
    let again = sitting.does(guest, placing);
    assert!(again.is_replay());
    assert_eq!(again.subject, first);
}

#[test]
fn a_key_with_another_request_is_refused() {
    let mut sitting = Sitting::new();
    let guest = sitting.guest();
    sitting.does(guest, place(request("Idli", 1), key("k")));
    assert_eq!(sitting.refuses(guest, place(request("Idli", 2), other("k"))), "key_reused");
}

#[test]
fn a_key_belongs_to_whoever_used_it() {
    let mut sitting = Sitting::new();
    let (asha, ravi) = (sitting.guest(), sitting.guest());
    for actor in [asha, ravi, waiter(), manager()] {
        sitting.does(actor, place(request("Idli", 1), key("k")));
    }
    assert_eq!(sitting.tab.orders.len(), 4);
}

#[test]
fn a_phone_that_proves_its_number_again_keeps_its_keys() {
    let mut sitting = Sitting::new();
    let (before, after) = (with_number(&mut sitting, "mine"), with_number(&mut sitting, "mine"));
    let stranger = with_number(&mut sitting, "another");
    let placing = place(request("Idli", 1), key("k"));
    let first = sitting.does(before, placing.clone()).subject;
    let again = sitting.does(after, placing.clone());
    assert!(again.is_replay());
    assert_eq!(again.subject, first);
    assert_eq!(sitting.refuses(after, place(request("Idli", 2), other("k"))), "key_reused");
    assert!(!sitting.does(stranger, placing).is_replay());
    let start = sitting.paying(PaymentMethod::Counter, Share::Mine, Amount::ZERO);
    let started = sitting.does(before, start.clone()).subject;
    assert_eq!(sitting.does(after, start).subject, started);
}

#[test]
fn phones_that_proved_no_number_are_nobody_else() {
    let mut sitting = Sitting::new();
    for guest in [with_number(&mut sitting, None), with_number(&mut sitting, None)] {
        assert!(!sitting.does(guest, place(request("Idli", 1), key("k"))).is_replay());
    }
}

#[test]
fn a_refused_order_leaves_its_key_free() {
    let mut sitting = Sitting::new();
    let guest = sitting.guest();
    assert_eq!(sitting.refuses(guest, place(request("Idli", 0), key("k"))), "quantity");
    sitting.does(guest, place(request("Idli", 1), other("k")));
}

#[test]
fn payments_and_refunds_have_keys_of_their_own() {
    let mut sitting = Sitting::new();
    let guest = sitting.guest();
    sitting.eats(guest, "Idli", 10);
    let start = sitting.paying(PaymentMethod::Counter, Share::Mine, Amount::ZERO);
    let cash = sitting.cash(rupees(840));
    let started = sitting.does(guest, start.clone()).subject;
    let paid = sitting.does(waiter(), cash.clone());
    let payment_id = super::till::subject(&paid);
    let refund = |amount, key| {
        let reason = "cold".to_owned();
        Command::RefundPayment { payment_id, amount, reason, key }
    };
    sitting.does(manager(), refund(rupees(40), key("r")));
    assert!(sitting.does(manager(), refund(rupees(40), key("r"))).is_replay());
    assert_eq!(sitting.refuses(manager(), refund(rupees(50), other("r"))), "key_reused");
    sitting.settles();
    sitting.does(waiter(), Command::Close);
    assert_eq!(sitting.does(guest, start).subject, started);
    assert_eq!(sitting.does(waiter(), cash).subject, paid.subject);
}
