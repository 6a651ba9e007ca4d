//! Every step of a payment in every state, by everyone, and what it does to the bill.

use super::grid::{cells, told, walk};
use super::sitting::{Sitting, key, manager, rupees, waiter};
use super::till::subject;
use crate::event::Actor;
use crate::id::PaymentId;
use crate::money::Amount;
use crate::tab::{
    Command, GatewayAnswer, PaymentMethod, RecordedPayment, Share, Tab, TabError, TabStatus,
};

const BY_THE_GATEWAY: &str = "
    state           pending captured failed expired
    created         pending captured failed expired
    pending         =       captured failed expired
    captured        -       =        -      -
    partly_refunded -       =        -      -
    refunded        -       =        -      -
    failed          -       captured =      -
    expired         -       captured -      =
";

const BY_A_MANAGER: &str = "
    state           some            all      more   nothing
    created         -               -        -      -
    pending         -               -        -      -
    captured        partly_refunded refunded amount amount
    partly_refunded partly_refunded refunded amount amount
    refunded        -               -        -      -
    failed          -               -        -      -
    expired         -               -        -      -
";

const ANNOUNCED: &str = "
    state   record
    created captured
    expired -
";

/// A sitting that owes 840 rupees, and an online payment over all of it in that state.
fn payment_at(state: &str) -> (Sitting, Actor, PaymentId) {
    let mut sitting = Sitting::new();
    let guest = sitting.guest();
    sitting.orders(guest, "Idli", 10);
    let id = sitting.starts(guest, PaymentMethod::Online, Share::Balance);
    let answers = match state {
        "created" => vec![],
        "pending" => vec![GatewayAnswer::Pending],
        "failed" => vec![GatewayAnswer::Failed("no funds".to_owned())],
        "expired" => vec![GatewayAnswer::Expired],
        _ => vec![GatewayAnswer::Captured],
    };
    for answer in answers {
        sitting.does(Actor::System, Command::AnswerPayment { payment_id: id, answer });
    }
    match state {
        "partly_refunded" => sitting.refunds(id, rupees(40)),
        "refunded" => sitting.refunds(id, rupees(840)),
        _ => {}
    }
    assert_eq!(status(&sitting.tab, id), state);
    (sitting, guest, id)
}

fn status(tab: &Tab, id: PaymentId) -> String {
    tab.payment(id).expect("the payment").status.as_str().to_owned()
}

fn command(sitting: &Sitting, name: &str, payment_id: PaymentId) -> Command {
    let refund = |amount| {
        let (reason, key) = ("cold".to_owned(), key("a refund"));
        Command::RefundPayment { payment_id, amount, reason, key }
    };
    let kept = sitting.tab.payment(payment_id).expect("the payment").kept();
    let answer = match name {
        "some" => return refund(rupees(10)),
        "all" => return refund(kept),
        "more" => return refund(kept + Amount::minor(1)),
        "nothing" => return refund(Amount::ZERO),
        "pending" => GatewayAnswer::Pending,
        "captured" => GatewayAnswer::Captured,
        "failed" => GatewayAnswer::Failed("refused".to_owned()),
        "expired" => GatewayAnswer::Expired,
        other => panic!("no such command: {other}"),
    };
    Command::AnswerPayment { payment_id, answer }
}

fn outcome(state: &str, name: &str, by: impl Fn(&mut Sitting, Actor) -> Actor) -> String {
    let (mut sitting, owner, id) = payment_at(state);
    let actor = by(&mut sitting, owner);
    let command = command(&sitting, name, id);
    let result = sitting.tries(actor, &command);
    told(result, |decision| status(&decision.tab, id))
}

#[test]
fn the_gateway_alone_says_how_a_payment_went() {
    walk("the gateway", BY_THE_GATEWAY, |state, name| outcome(state, name, |_, _| Actor::System));
    for (state, name) in cells(BY_THE_GATEWAY) {
        for actor in [waiter(), manager()] {
            assert_eq!(outcome(state, name, |_, _| actor), "forbidden", "{name} at {state}");
        }
        assert_eq!(outcome(state, name, |_, owner| owner), "forbidden", "{name} at {state}");
    }
}

#[test]
fn a_manager_alone_gives_money_back() {
    walk("a manager", BY_A_MANAGER, |state, name| outcome(state, name, |_, _| manager()));
    for (state, name) in cells(BY_A_MANAGER) {
        for actor in [waiter(), Actor::System] {
            assert_eq!(outcome(state, name, |_, _| actor), "forbidden", "{name} at {state}");
        }
        assert_eq!(outcome(state, name, |_, owner| owner), "forbidden", "{name} at {state}");
        assert_eq!(
            outcome(state, name, |s, _| s.removed_guest()),
            "forbidden",
            "{name} at {state}"
        );
    }
}

/// A guest announced to pay all at the counter; staff record it in that state.
fn announced_at(state: &str) -> (Sitting, PaymentId, Command) {
    let mut sitting = Sitting::new();
    let guest = sitting.guest();
    sitting.orders(guest, "Idli", 10);
    let id = sitting.starts(guest, PaymentMethod::Counter, Share::Mine);
    if state == "expired" {
        let answer = GatewayAnswer::Expired;
        sitting.does(Actor::System, Command::AnswerPayment { payment_id: id, answer });
    }
    let payment = RecordedPayment {
        method: PaymentMethod::Upi,
        amount: rupees(840),
        tendered: None,
        reference: Some("\u{7}4711 ".to_owned()),
        announced: Some(id),
    };
    (sitting, id, Command::RecordPayment { payment, key: key("recorded") })
}

#[test]
fn what_staff_record_stands_in_the_place_of_what_was_announced() {
    walk("staff", ANNOUNCED, |state, _| {
        let (mut sitting, _, record) = announced_at(state);
        let result = sitting.tries(waiter(), &record);
        told(result, |decision| status(&decision.tab, subject(decision)))
    });
    let (mut sitting, announced, record) = announced_at("created");
    let recorded = subject(&sitting.does(waiter(), record));
    let payment = sitting.tab.payment(recorded).expect("it");
    assert_eq!((payment.announced, payment.reference.as_deref()), (Some(announced), Some("4711")));
    assert_eq!(status(&sitting.tab, announced), "expired");
    let guest = sitting.tab.payment(announced).expect("it").by;
    assert!(Share::Mine.amount(&sitting.tab, guest).is_err(), "it counts for the guest");
}

#[test]
fn guests_and_the_program_record_no_money() {
    let (mut sitting, _, record) = announced_at("created");
    let guest = sitting.guest();
    for actor in [guest, Actor::System] {
        assert_eq!(sitting.refuses(actor, record.clone()), "forbidden");
    }
}

#[test]
fn a_gateway_has_no_say_over_the_counter() {
    let (mut sitting, payment_id, _) = announced_at("created");
    for answer in [GatewayAnswer::Pending, GatewayAnswer::Captured] {
        assert_eq!(
            sitting.refuses(Actor::System, Command::AnswerPayment { payment_id, answer }),
            "-"
        );
    }
}

#[test]
fn guests_pay_at_the_counter_or_online() {
    let mut sitting = Sitting::new();
    let guest = sitting.guest();
    sitting.orders(guest, "Idli", 1);
    for method in [PaymentMethod::Cash, PaymentMethod::Card, PaymentMethod::Upi] {
        let paying = sitting.paying(method, Share::Balance, Amount::ZERO);
        assert_eq!(sitting.refuses(guest, paying), "method");
    }
    for tip in [Amount::minor(-1), Amount::minor(1_000_000_001)] {
        let paying = sitting.paying(PaymentMethod::Online, Share::Balance, tip);
        assert_eq!(sitting.refuses(guest, paying), "amount");
    }
}

#[test]
fn staff_take_no_more_than_what_is_owed() {
    let mut sitting = Sitting::new();
    sitting.orders(waiter(), "Idli", 10);
    for (amount, code) in [(841, "exceeds_balance"), (0, "amount"), (-1, "amount")] {
        let cash = sitting.cash(rupees(amount));
        assert_eq!(sitting.refuses(waiter(), cash), code);
    }
    sitting.takes_cash(rupees(500));
    sitting.takes_cash(rupees(340));
    let cash = sitting.cash(Amount::minor(1));
    assert_eq!(sitting.refuses(waiter(), cash), "exceeds_balance");
}

#[test]
fn cash_is_handed_over_with_its_change() {
    let mut sitting = Sitting::new();
    sitting.orders(waiter(), "Idli", 10);
    let record = |method, tendered| {
        let payment = RecordedPayment {
            method,
            amount: rupees(840),
            tendered: Some(rupees(tendered)),
            reference: None,
            announced: None,
        };
        Command::RecordPayment { payment, key: key("cash") }
    };
    assert_eq!(sitting.refuses(waiter(), record(PaymentMethod::Cash, 800)), "too_little");
    assert_eq!(sitting.refuses(waiter(), record(PaymentMethod::Card, 840)), "cash_only");
    let id = subject(&sitting.does(waiter(), record(PaymentMethod::Cash, 1_000)));
    assert_eq!(sitting.tab.payment(id).expect("it").change(), Some(rupees(160)));
}

#[test]
fn a_tip_that_is_given_back_is_not_owed_again() {
    let mut sitting = Sitting::new();
    let guest = sitting.guest();
    sitting.orders(guest, "Idli", 10);
    let paying = sitting.paying(PaymentMethod::Online, Share::Balance, rupees(60));
    let id = subject(&sitting.does(guest, paying));
    assert_eq!(sitting.tab.bill().balance, rupees(840), "a tip counts once it came");
    sitting.captures(id);
    let bill = sitting.tab.bill();
    assert_eq!((bill.tip, bill.total, bill.balance), (rupees(60), rupees(900), Amount::ZERO));
    sitting.refunds(id, rupees(850));
    assert_eq!((sitting.tab.bill().tip, sitting.tab.bill().balance), (rupees(50), rupees(840)));
    sitting.refunds(id, rupees(50));
    let bill = sitting.tab.bill();
    assert_eq!((bill.tip, bill.paid, bill.balance), (Amount::ZERO, Amount::ZERO, rupees(840)));
}

#[test]
fn late_money_counts_on_a_closed_tab_too() {
    let (mut sitting, _, id) = payment_at("pending");
    let order = sitting.tab.orders[0].id;
    sitting.moves(order, crate::tab::Step::Served);
    sitting.settles();
    sitting.does(waiter(), Command::Close);
    sitting.captures(id);
    assert_eq!(sitting.tab.bill().balance, rupees(-840));
    assert!(matches!(sitting.tab.status, TabStatus::Closed { .. }));
    sitting.refunds(id, rupees(840));
    assert_eq!(sitting.tab.bill().balance, Amount::ZERO);
}

#[test]
fn an_unknown_payment_is_not_found() {
    let (_, _, payment_id) = payment_at("created");
    let mut sitting = Sitting::new();
    let answer = Command::AnswerPayment { payment_id, answer: GatewayAnswer::Captured };
    assert_eq!(sitting.tries(Actor::System, &answer), Err(TabError::NotFound("payment")));
    let (reason, key) = ("cold".to_owned(), key("refund"));
    let refund = Command::RefundPayment { payment_id, amount: rupees(1), reason, key };
    assert_eq!(sitting.tries(manager(), &refund), Err(TabError::NotFound("payment")));
}

#[test]
fn guests_cannot_start_payments_without_end() {
    let mut sitting = Sitting::new();
    let guest = sitting.guest();
    sitting.orders(guest, "Idli", 1);
    for _ in 0..200 {
        sitting.starts(guest, PaymentMethod::Counter, Share::Balance);
    }
    let once_more = sitting.paying(PaymentMethod::Counter, Share::Balance, Amount::ZERO);
    assert_eq!(sitting.refuses(guest, once_more), "ask_staff");
    sitting.settles();
}
