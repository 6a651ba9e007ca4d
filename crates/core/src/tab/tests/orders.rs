//! Every step of an order in every state, by everyone.

use super::grid::{cells, told, walk};
use super::sitting::{Sitting, manager, waiter};
use crate::event::Actor;
use crate::id::OrderId;
use crate::restaurant::PresencePolicy;
use crate::tab::{Command, Step, TabError};

const BY_STAFF: &str = "
    state             approve accept   reject   cancel
    awaiting_approval placed  -        rejected cancelled
    placed            -       accepted rejected cancelled
    accepted          -       -        -        cancelled
    preparing         -       -        -        cancelled
    ready             -       -        -        cancelled
    served            -       -        -        -
    struck_off        -       -        -        -
    rejected          -       -        -        -
    cancelled         -       -        -        -
";

const BY_ITS_GUEST: &str = "
    state             approve   accept    reject    cancel
    awaiting_approval forbidden forbidden forbidden cancelled
    placed            forbidden forbidden forbidden cancelled
    accepted          forbidden forbidden forbidden -
    preparing         forbidden forbidden forbidden -
    ready             forbidden forbidden forbidden -
    served            forbidden forbidden forbidden -
    struck_off        forbidden forbidden forbidden -
    rejected          forbidden forbidden forbidden -
    cancelled         forbidden forbidden forbidden -
";

const BY_ANOTHER_GUEST: &str = "
    state             approve   accept    reject    cancel
    awaiting_approval forbidden forbidden forbidden forbidden
    placed            forbidden forbidden forbidden forbidden
    accepted          forbidden forbidden forbidden forbidden
    preparing         forbidden forbidden forbidden forbidden
    ready             forbidden forbidden forbidden forbidden
    served            forbidden forbidden forbidden forbidden
    struck_off        forbidden forbidden forbidden -
    rejected          forbidden forbidden forbidden forbidden
    cancelled         forbidden forbidden forbidden forbidden
";

/// The program may call off what the kitchen has not taken.
const BY_SYSTEM: &str = BY_ITS_GUEST;

/// A sitting with one order of a guest in that state.
fn order_at(state: &str) -> (Sitting, Actor, OrderId) {
    let policy = match state {
        "awaiting_approval" => PresencePolicy::Approval,
        _ => PresencePolicy::Code,
    };
    let mut sitting = Sitting::new().under(policy);
    let guest = sitting.guest();
    let order_id = sitting.orders(guest, "Idli", 2);
    match state {
        "awaiting_approval" | "placed" => {}
        "accepted" => drop(sitting.does(waiter(), Command::AcceptOrder { order_id })),
        "preparing" => sitting.moves(order_id, Step::Preparing),
        "ready" => sitting.moves(order_id, Step::Ready),
        "served" => sitting.moves(order_id, Step::Served),
        "struck_off" => sitting.voids(waiter(), order_id),
        "rejected" | "cancelled" => drop(sitting.does(waiter(), command(state, order_id))),
        other => panic!("no such state: {other}"),
    }
    (sitting, guest, order_id)
}

fn command(name: &str, order_id: OrderId) -> Command {
    let reason = Some("closing time".to_owned());
    match name {
        "approve" => Command::ApproveOrder { order_id },
        "accept" => Command::AcceptOrder { order_id },
        "reject" | "rejected" => Command::RejectOrder { order_id, reason },
        "cancel" | "cancelled" => Command::CancelOrder { order_id, reason },
        other => panic!("no such command: {other}"),
    }
}

fn outcome(state: &str, name: &str, by: impl Fn(&mut Sitting, Actor) -> Actor) -> String {
    let (mut sitting, owner, id) = order_at(state);
    let actor = by(&mut sitting, owner);
    let result = sitting.tries(actor, &command(name, id));
    told(result, |decision| decision.tab.order(id).expect("it").status.as_str().to_owned())
}

#[test]
fn staff_and_managers_take_every_step_that_the_state_allows() {
    for (who, actor) in [("staff", waiter()), ("a manager", manager())] {
        walk(who, BY_STAFF, |state, name| outcome(state, name, |_, _| actor));
    }
}

#[test]
fn a_guest_only_calls_off_what_the_kitchen_has_not_taken() {
    walk("its guest", BY_ITS_GUEST, |state, name| outcome(state, name, |_, owner| owner));
}

#[test]
fn nobody_calls_off_what_another_guest_ordered() {
    let by = |sitting: &mut Sitting, _| sitting.guest();
    walk("another guest", BY_ANOTHER_GUEST, |state, name| outcome(state, name, by));
}

#[test]
fn the_program_itself_decides_nothing_that_is_the_kitchens() {
    walk("the system", BY_SYSTEM, |state, name| outcome(state, name, |_, _| Actor::System));
}

#[test]
fn a_removed_guest_does_nothing_with_an_order() {
    let by = |sitting: &mut Sitting, owner| {
        sitting.removes(owner);
        owner
    };
    for (state, name) in cells(BY_STAFF) {
        let told = outcome(state, name, by);
        let expected = if name == "cancel" { "removed" } else { "forbidden" };
        assert_eq!(told, expected, "{name} at {state}");
    }
}

#[test]
fn each_state_is_shown_under_its_name() {
    for state in ["awaiting_approval", "placed", "accepted", "preparing", "ready", "served"] {
        let (sitting, _, id) = order_at(state);
        assert_eq!(sitting.order(id).shown_status().as_str(), state);
    }
    for (state, shown) in
        [("struck_off", "cancelled"), ("rejected", "rejected"), ("cancelled", "cancelled")]
    {
        let (sitting, _, id) = order_at(state);
        assert_eq!(sitting.order(id).shown_status().as_str(), shown);
    }
}

#[test]
fn an_unknown_order_is_not_found() {
    let mut sitting = Sitting::new();
    let other = order_at("placed").2;
    for name in ["approve", "accept", "reject", "cancel"] {
        let result = sitting.tries(waiter(), &command(name, other));
        assert_eq!(result, Err(TabError::NotFound("order")), "{name}");
    }
}

#[test]
fn accepting_makes_the_promise_count_from_then() {
    let (mut sitting, _, order_id) = order_at("placed");
    let promised = sitting.order(order_id).lines[0].promised_at;
    sitting.later(300);
    sitting.does(waiter(), Command::AcceptOrder { order_id });
    let again = sitting.order(order_id).lines[0].promised_at;
    assert_eq!(again.duration_since(promised).as_secs(), 300);
}

#[test]
fn only_orders_that_staff_let_through_are_owed_for() {
    for (state, owed) in [
        ("awaiting_approval", 0),
        ("placed", 168),
        ("rejected", 0),
        ("cancelled", 0),
        ("struck_off", 0),
    ] {
        let (sitting, ..) = order_at(state);
        assert_eq!(sitting.tab.bill().balance.as_minor(), owed * 100, "{state}");
    }
}
