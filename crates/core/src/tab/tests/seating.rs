//! Every command in every state of a tab, by everyone.

use super::grid::{told, walk};
use super::sitting::{Sitting, key, manager, request, rupees, table, waiter};
use crate::event::Actor;
use crate::id::{GuestId, LineId, OrderId, PaymentId, ServiceRequestId};
use crate::money::Amount;
use crate::tab::{
    Command, GatewayAnswer, Guest, PaymentMethod, Proof, ServiceKind, Share, Step, Subject,
    TabError, TabStatus, join,
};

const BY_STAFF: &str = "
    command        fresh     ordering   settled    closed    joined
    join_guest     open      open       settled    over      over
    remove_guest   open      open       settled    over      over
    erase_guest    forbidden forbidden  forbidden  forbidden over
    place          open      open       open       over      over
    approve        unknown   -          -          over      over
    accept         unknown   open       -          over      over
    reject         unknown   settled    -          over      over
    cancel         unknown   settled    -          over      over
    advance        unknown   open       -          over      over
    undo           unknown   -          open       over      over
    void           unknown   settled    -          over      over
    call           open      open       settled    over      over
    acknowledge    unknown   unknown    unknown    over      over
    resolve        unknown   unknown    unknown    over      over
    start_payment  nothing_owed open    nothing_owed over    over
    answer         forbidden forbidden  forbidden  forbidden over
    record         exceeds_balance open exceeds_balance over over
    refund         forbidden forbidden  forbidden  forbidden over
    move           open      open       settled    over      over
    close          closed    owing      closed     over      over
    close_if_due   =         =          =          =         =
    reopen         forbidden forbidden  forbidden  forbidden forbidden
";

const BY_MANAGER: &str = "
    command        fresh     ordering   settled    closed    joined
    join_guest     open      open       settled    over      over
    remove_guest   open      open       settled    over      over
    erase_guest    open      open       settled    closed    over
    place          open      open       open       over      over
    void           unknown   settled    settled    over      over
    call           open      open       settled    over      over
    refund         unknown   -          open       closed    over
    move           open      open       settled    over      over
    close          closed    owing      closed     over      over
    close_if_due   =         =          =          =         =
    reopen         -         -          -          settled   -
";

const BY_ITS_GUEST: &str = "
    command        fresh        ordering  settled      closed    joined
    join_guest     forbidden    forbidden forbidden    over      over
    remove_guest   forbidden    forbidden forbidden    forbidden over
    erase_guest    open         open      settled      closed    over
    place          open         open      open         over      over
    approve        forbidden    forbidden forbidden    forbidden over
    accept         forbidden    forbidden forbidden    forbidden over
    reject         forbidden    forbidden forbidden    forbidden over
    cancel         unknown      settled   -            over      over
    advance        forbidden    forbidden forbidden    forbidden over
    undo           forbidden    forbidden forbidden    forbidden over
    void           forbidden    forbidden forbidden    forbidden over
    call           open         open      settled      over      over
    acknowledge    forbidden    forbidden forbidden    forbidden over
    resolve        forbidden    forbidden forbidden    forbidden over
    start_payment  nothing_owed open      nothing_owed over      over
    answer         forbidden    forbidden forbidden    forbidden over
    record         forbidden    forbidden forbidden    forbidden over
    refund         forbidden    forbidden forbidden    forbidden over
    move           forbidden    forbidden forbidden    forbidden over
    close          forbidden    forbidden forbidden    over      over
    close_if_due   =            =         =            =         =
    reopen         forbidden    forbidden forbidden    forbidden forbidden
";

const BY_SYSTEM: &str = "
    command        fresh        ordering  settled   closed    joined
    join_guest     open         open      settled   over      over
    remove_guest   forbidden    forbidden forbidden forbidden over
    erase_guest    open         open      settled   closed    over
    call           open         open      settled   over      over
    answer         unknown      settled   =         =         over
    move           forbidden    forbidden forbidden forbidden over
    close          closed       owing     closed    over      over
    close_if_due   =            =         =         =         =
    reopen         forbidden    forbidden forbidden forbidden forbidden
";

/// A tab in that state, with a guest of it. What was ordered is not taken by the kitchen yet, or served and paid.
fn tab_at(state: &str) -> (Sitting, Actor) {
    let mut sitting = Sitting::new();
    let guest = sitting.guest();
    if state == "fresh" {
        return (sitting, guest);
    }
    let order = sitting.orders(guest, "Idli", 10);
    let payment = sitting.starts(guest, PaymentMethod::Online, Share::Balance);
    match state {
        "ordering" => {}
        "joined" => {
            let into = Sitting::at("T2").tab;
            sitting.tab =
                join(&sitting.tab, &into, &sitting.context(waiter())).expect("joined").0.tab;
        }
        _ => {
            sitting.captures(payment);
            sitting.moves(order, Step::Served);
            assert!(sitting.tab.is_settled());
        }
    }
    if state == "closed" {
        sitting.does(waiter(), Command::Close);
    }
    (sitting, guest)
}

/// The command of that name, about whatever the tab has most of.
fn command(sitting: &mut Sitting, name: &str, guest: GuestId) -> Command {
    let order = sitting.tab.orders.first();
    let order_id = order.map_or(OrderId::derived(&["none"]), |order| order.id);
    let line_id = order.map_or(LineId::derived(&["none"]), |order| order.lines[0].id);
    let payment = sitting.tab.payments.first();
    let payment_id = payment.map_or(PaymentId::derived(&["none"]), |payment| payment.id);
    let request_id = ServiceRequestId::derived(&["none"]);
    let reason = || "a reason".to_owned();
    match name {
        "join_guest" => Command::JoinGuest { guest: sitting.phone(Proof::Code) },
        "remove_guest" => Command::RemoveGuest { guest_id: guest },
        "erase_guest" => Command::EraseGuest { guest_id: guest },
        "place" => sitting.placing(request("Idli", 1)),
        "approve" => Command::ApproveOrder { order_id },
        "accept" => Command::AcceptOrder { order_id },
        "reject" => Command::RejectOrder { order_id, reason: None },
        "cancel" => Command::CancelOrder { order_id, reason: None },
        "advance" => Command::AdvanceLine { line_id, to: Step::Preparing },
        "undo" => Command::UndoLine { line_id },
        "void" => Command::VoidLine { line_id, reason: reason() },
        "call" => Command::RequestService { kind: ServiceKind::Bill, note: None },
        "acknowledge" => Command::AcknowledgeService { request_id },
        "resolve" => Command::ResolveService { request_id },
        "start_payment" => sitting.paying(PaymentMethod::Counter, Share::Balance, Amount::ZERO),
        "answer" => Command::AnswerPayment { payment_id, answer: GatewayAnswer::Captured },
        "record" => sitting.cash(rupees(40)),
        "refund" => Command::RefundPayment {
            payment_id,
            amount: rupees(40),
            reason: reason(),
            key: key("r"),
        },
        "move" => Command::MoveTo { table: table("T9") },
        "close" => Command::Close,
        "close_if_due" => Command::CloseIfDue,
        "reopen" => Command::Reopen { reason: reason() },
        other => panic!("no such command: {other}"),
    }
}

fn outcome(state: &str, name: &str, by: impl Fn(Actor) -> Actor) -> String {
    let (mut sitting, guest) = tab_at(state);
    if name == "answer" && state == "ordering" {
        let order = sitting.tab.orders[0].id;
        sitting.moves(order, Step::Served);
    }
    let command = command(&mut sitting, name, guest.guest().expect("a guest"));
    let result = sitting.tries(by(guest), &command);
    told(result, |decision| {
        let status = decision.tab.status.as_str();
        let settled = matches!(decision.tab.status, TabStatus::Open { settled_since: Some(_) });
        assert_eq!(settled, status == "open" && decision.tab.is_settled());
        if settled { "settled".to_owned() } else { status.to_owned() }
    })
}

/// The tables above have a row for each command; a grid is walked with one for each state.
fn walk_commands(who: &str, table: &str, by: impl Fn(Actor) -> Actor) {
    walk(who, table, |name, state| outcome(state, name, &by));
}

#[test]
fn staff_do_everything_but_what_is_a_managers_or_the_gateways() {
    walk_commands("staff", BY_STAFF, |_| waiter());
}

#[test]
fn managers_also_erase_refund_and_reopen() {
    walk_commands("a manager", BY_MANAGER, |_| manager());
}

#[test]
fn guests_order_call_and_pay_while_their_tab_is_open() {
    walk_commands("its guest", BY_ITS_GUEST, |guest| guest);
}

#[test]
fn the_program_seats_closes_and_hears_the_gateway() {
    walk_commands("the system", BY_SYSTEM, |_| Actor::System);
}

#[test]
fn a_guest_of_another_tab_has_no_say_here() {
    let stranger = Actor::Guest(GuestId::derived(&["stranger"]));
    for name in ["place", "cancel", "call", "start_payment", "close"] {
        assert_eq!(outcome("ordering", name, |_| stranger), "unknown", "{name}");
        assert_eq!(outcome("closed", name, |_| stranger), "unknown", "{name}");
    }
    assert_eq!(outcome("ordering", "erase_guest", |_| stranger), "forbidden");
}

#[test]
fn a_removed_phone_is_out_and_its_number_does_not_come_back() {
    let mut sitting = Sitting::new();
    let phone = sitting.phone(Proof::Otp);
    let guest = Actor::Guest(phone.id);
    sitting.does(Actor::System, Command::JoinGuest { guest: phone.clone() });
    let order = sitting.orders(guest, "Idli", 1);
    sitting.removes(guest);
    for name in ["place", "cancel", "call", "start_payment"] {
        let command = command(&mut sitting, name, phone.id);
        assert_eq!(sitting.refuses(guest, command), "removed", "{name}");
    }
    assert!(sitting.order(order).is_owed(), "what it ordered stays");
    assert_eq!(sitting.refuses(waiter(), Command::RemoveGuest { guest_id: phone.id }), "-");
    let again = Guest { id: GuestId::derived(&["again"]), ..phone };
    assert_eq!(sitting.refuses(Actor::System, Command::JoinGuest { guest: again }), "removed");
}

#[test]
fn a_phone_that_shows_more_stays_who_it_is() {
    let mut sitting = Sitting::new();
    let phone = sitting.phone(Proof::Code);
    let guest = Actor::Guest(phone.id);
    sitting.does(Actor::System, Command::JoinGuest { guest: phone.clone() });
    let proves = |hash: &str| Command::ProveGuest {
        guest_id: phone.id,
        proof: Proof::Otp,
        phone_hash: Some(hash.to_owned()),
    };
    assert_eq!(sitting.refuses(guest, proves("mine")), "forbidden");
    sitting.does(Actor::System, proves("mine"));
    let kept = sitting.tab.guest(phone.id).expect("it sits here");
    assert_eq!((kept.proof, kept.phone_hash.as_deref()), (Proof::Otp, Some("mine")));
    sitting.removes(guest);
    assert_eq!(sitting.refuses(Actor::System, proves("other")), "removed");
    let next = sitting.phone(Proof::Code);
    sitting.does(Actor::System, Command::JoinGuest { guest: next.clone() });
    let same_number = Command::ProveGuest {
        guest_id: next.id,
        proof: Proof::Otp,
        phone_hash: Some("mine".to_owned()),
    };
    assert_eq!(sitting.refuses(Actor::System, same_number), "removed");
}

#[test]
fn a_guest_joins_once_under_a_printable_name() {
    let mut sitting = Sitting::new();
    let named = |name: &str, sitting: &mut Sitting| {
        let guest = Guest { name: Some(name.to_owned()), ..sitting.phone(Proof::Code) };
        Command::JoinGuest { guest }
    };
    let long = named(&"ॐ".repeat(41), &mut sitting);
    assert_eq!(sitting.refuses(Actor::System, long), "too_long");
    let asha = named(" Asha\u{7}\nK ", &mut sitting);
    sitting.does(Actor::System, asha.clone());
    assert_eq!(sitting.tab.guests[0].name.as_deref(), Some("Asha K"));
    assert!(sitting.does(Actor::System, asha).is_replay());
    let nameless = named(" ", &mut sitting);
    sitting.does(Actor::System, nameless);
    assert_eq!(sitting.tab.guests[1].name, None);
}

#[test]
fn erasing_forgets_the_person_and_keeps_what_was_sold() {
    let (mut sitting, guest) = tab_at("closed");
    let guest_id = guest.guest().expect("a guest");
    let bill = sitting.tab.bill();
    sitting.does(guest, Command::EraseGuest { guest_id });
    let erased = sitting.tab.guest(guest_id).expect("still counted");
    assert_eq!((&erased.name, &erased.phone_hash), (&None, &None));
    assert_eq!(sitting.tab.bill(), bill);
}

#[test]
fn a_tab_moves_to_one_table_and_a_parcel_to_none() {
    let mut sitting = Sitting::new();
    sitting.does(waiter(), Command::MoveTo { table: table("T2") });
    assert_eq!(sitting.tab.tables, [table("T2")]);
    assert_eq!(sitting.refuses(waiter(), Command::MoveTo { table: table("T2") }), "same_table");
    sitting.tab.tables.push(table("T3"));
    sitting.does(waiter(), Command::MoveTo { table: table("T3") });
    assert_eq!(sitting.tab.occupied().collect::<Vec<_>>(), [table("T3").id]);
    let mut parcel = Sitting::parcel();
    assert_eq!(parcel.refuses(waiter(), Command::MoveTo { table: table("T2") }), "-");
}

#[test]
fn an_unknown_guest_is_not_found() {
    let (mut sitting, guest_id) = (Sitting::new(), GuestId::derived(&["nobody"]));
    for command in [Command::RemoveGuest { guest_id }, Command::EraseGuest { guest_id }] {
        assert_eq!(sitting.tries(manager(), &command), Err(TabError::NotFound("guest")));
    }
}

#[test]
fn a_call_of_the_tab_is_answered_with_it() {
    let (mut sitting, guest) = tab_at("ordering");
    let call = Command::RequestService { kind: ServiceKind::Help, note: None };
    assert!(matches!(sitting.does(guest, call).subject, Subject::Service(_)));
}
