//! What a phone must show before its first order.

use super::grid::{told, walk};
use super::sitting::{Sitting, request, waiter};
use crate::restaurant::PresencePolicy;
use crate::tab::{Command, Proof, Subject};

const FIRST_ORDER: &str = "
    policy   code              otp               pin               staff
    code     placed            placed            placed            placed
    otp      prove             placed            prove             placed
    pin      prove             prove             placed            placed
    approval awaiting_approval awaiting_approval awaiting_approval placed
";

fn policy(name: &str) -> PresencePolicy {
    match name {
        "code" => PresencePolicy::Code,
        "otp" => PresencePolicy::Otp,
        "pin" => PresencePolicy::Pin,
        "approval" => PresencePolicy::Approval,
        other => panic!("no such policy: {other}"),
    }
}

#[test]
fn a_first_order_needs_what_the_policy_asks() {
    walk("a phone", FIRST_ORDER, |name, proof| {
        let mut sitting = Sitting::new().under(policy(name));
        let actor = match proof {
            "code" => sitting.guest_with(Proof::Code),
            "otp" => sitting.guest_with(Proof::Otp),
            "pin" => sitting.guest_with(Proof::Pin),
            _ => waiter(),
        };
        let placing = sitting.placing(request("Idli", 1));
        let result = sitting.tries(actor, &placing);
        told(result, |decision| decision.tab.orders[0].status.as_str().to_owned())
    });
}

#[test]
fn whom_staff_let_through_once_orders_freely() {
    let mut sitting = Sitting::new().under(PresencePolicy::Approval);
    let (guest, other) = (sitting.guest(), sitting.guest());
    let order_id = sitting.orders(guest, "Idli", 1);
    sitting.does(waiter(), Command::ApproveOrder { order_id });
    let second = sitting.orders(guest, "Idli", 1);
    assert_eq!(sitting.order(second).status.as_str(), "placed");
    let others = sitting.orders(other, "Idli", 1);
    assert_eq!(sitting.order(others).status.as_str(), "awaiting_approval");
    sitting.place.settings.presence_policy = PresencePolicy::Otp;
    sitting.orders(guest, "Idli", 1);
}

#[test]
fn a_guest_who_must_still_prove_themselves_may_look_and_call_staff() {
    let mut sitting = Sitting::new().under(PresencePolicy::Otp);
    let guest = sitting.guest();
    let quote = crate::tab::quote(&sitting.tab, &request("Idli", 1), &sitting.context(guest));
    assert_eq!(quote.expect("a price").total().as_minor(), 8_400);
    let kind = crate::tab::ServiceKind::Waiter;
    let asked = sitting.does(guest, Command::RequestService { kind, note: None });
    assert!(matches!(asked.subject, Subject::Service(_)));
}

#[test]
fn guests_cannot_order_while_the_kitchen_is_closed_and_staff_can() {
    let mut sitting = Sitting::new();
    let guest = sitting.guest();
    sitting.place.settings.accepting_orders = false;
    let placing = sitting.placing(request("Idli", 1));
    assert_eq!(sitting.refuses(guest, placing), "kitchen_closed");
    sitting.orders(waiter(), "Idli", 1);
}
