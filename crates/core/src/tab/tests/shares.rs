//! Splitting a bill: the parts add up to it, to the paisa.

use super::grid::refusal;
use super::sitting::{Sitting, rupees, waiter};
use super::till::subject;
use crate::event::Actor;
use crate::money::Amount;
use crate::tab::{Command, GatewayAnswer, PaymentMethod, RecordedPayment, Share};

fn amount(sitting: &Sitting, share: &Share, payer: Actor) -> Amount {
    share.amount(&sitting.tab, payer).unwrap_or_else(|error| panic!("{share:?}: {error:?}"))
}

fn refused(sitting: &Sitting, share: &Share, payer: Actor) -> &'static str {
    refusal(&share.amount(&sitting.tab, payer).expect_err("refused"))
}

/// Someone pays a part online, and the money comes.
fn pays(sitting: &mut Sitting, payer: Actor, share: Share) -> Amount {
    let id = sitting.starts(payer, PaymentMethod::Online, share);
    sitting.captures(id);
    sitting.tab.payment(id).expect("it").amount
}

/// Three guests at a bill of 1,000 rupees and some: 420, 379.05 and 252 before the round-off.
fn three_guests() -> (Sitting, [Actor; 3]) {
    let mut sitting = Sitting::new();
    let guests = [sitting.guest(), sitting.guest(), sitting.guest()];
    for (guest, dish, quantity) in [(0, "Idli", 5), (1, "Biryani", 2), (2, "Masala Dosa", 2)] {
        sitting.eats(guests[guest], dish, quantity);
    }
    (sitting, guests)
}

#[test]
fn equal_parts_paid_one_after_another_add_up() {
    for parts in [2, 3, 7] {
        let (mut sitting, guests) = three_guests();
        let total = sitting.tab.bill().balance;
        let paid: Vec<Amount> =
            (0..parts).map(|_| pays(&mut sitting, guests[0], Share::Equal { parts })).collect();
        assert_eq!(paid.iter().copied().sum::<Amount>(), total);
        assert!(paid[0] - paid[paid.len() - 1] <= Amount::minor(1), "{paid:?}");
        assert!(sitting.tab.is_settled());
    }
}

#[test]
fn equal_parts_started_at_the_same_moment_add_up() {
    let (mut sitting, guests) = three_guests();
    let total = sitting.tab.bill().balance;
    let share = Share::Equal { parts: 3 };
    let ids = guests.map(|guest| sitting.starts(guest, PaymentMethod::Online, share.clone()));
    for id in ids {
        sitting.captures(id);
    }
    assert_eq!(sitting.tab.bill().balance, Amount::ZERO);
    assert_eq!(sitting.tab.bill().paid, total);
}

#[test]
fn who_tries_again_still_pays_one_part() {
    let (mut sitting, [asha, ravi, _]) = three_guests();
    let share = Share::Equal { parts: 2 };
    sitting.starts(asha, PaymentMethod::Online, share.clone());
    sitting.starts(asha, PaymentMethod::Online, share.clone());
    pays(&mut sitting, ravi, share.clone());
    pays(&mut sitting, asha, share);
    assert_eq!(sitting.tab.bill().balance, Amount::ZERO);
}

#[test]
fn an_attempt_that_was_given_up_does_not_lock_the_last_part() {
    let (mut sitting, [asha, ravi, meera]) = three_guests();
    let share = Share::Equal { parts: 2 };
    sitting.starts(asha, PaymentMethod::Online, share.clone());
    pays(&mut sitting, ravi, share.clone());
    pays(&mut sitting, meera, share);
    assert_eq!(sitting.tab.bill().balance, Amount::ZERO);
}

#[test]
fn equal_parts_add_up_although_the_bill_grew_in_between() {
    let (mut sitting, guests) = three_guests();
    let share = || Share::Equal { parts: 3 };
    pays(&mut sitting, guests[0], share());
    sitting.eats(guests[0], "Idli", 4);
    pays(&mut sitting, guests[1], share());
    pays(&mut sitting, guests[2], share());
    assert_eq!(sitting.tab.bill().balance, Amount::ZERO);
    sitting.eats(guests[0], "Idli", 3);
    assert_eq!(amount(&sitting, &share(), guests[0]), rupees(84), "a new round, a new split");
}

#[test]
fn a_part_that_was_given_back_is_open_again() {
    let (mut sitting, guests) = three_guests();
    let share = || Share::Equal { parts: 2 };
    let id = sitting.starts(guests[0], PaymentMethod::Online, share());
    sitting.captures(id);
    let part = sitting.tab.payment(id).expect("it").amount;
    sitting.refunds(id, part);
    pays(&mut sitting, guests[1], share());
    pays(&mut sitting, guests[2], share());
    assert_eq!(sitting.tab.bill().balance, Amount::ZERO);
}

#[test]
fn what_each_guest_ordered_adds_up() {
    let (mut sitting, guests) = three_guests();
    let total = sitting.tab.bill().balance;
    let parts = guests.map(|guest| amount(&sitting, &Share::Mine, guest));
    assert_eq!(parts.into_iter().sum::<Amount>(), total);
    for guest in guests {
        pays(&mut sitting, guest, Share::Mine);
        assert_eq!(refused(&sitting, &Share::Mine, guest), "nothing_owed");
    }
    assert!(sitting.tab.is_settled());
}

#[test]
fn a_tip_and_its_return_leave_ones_own_part_as_it_was() {
    let (mut sitting, [guest, ..]) = three_guests();
    let part = amount(&sitting, &Share::Mine, guest);
    let paying = sitting.paying(PaymentMethod::Online, Share::Mine, rupees(50));
    let id = subject(&sitting.does(guest, paying));
    sitting.captures(id);
    sitting.refunds(id, part + rupees(20));
    assert_eq!(amount(&sitting, &Share::Mine, guest), part);
}

#[test]
fn each_line_is_paid_once_and_the_lines_add_up() {
    let (mut sitting, [guest, ..]) = three_guests();
    let ids: Vec<_> = sitting.tab.orders.iter().map(|order| order.lines[0].id).collect();
    let line = |index: usize| Share::Lines { line_ids: vec![ids[index], ids[index]] };
    pays(&mut sitting, guest, line(0));
    assert_eq!(refused(&sitting, &line(0), guest), "line_paid");
    pays(&mut sitting, guest, line(1));
    pays(&mut sitting, guest, line(2));
    assert_eq!(sitting.tab.bill().balance, Amount::ZERO);
}

#[test]
fn the_last_lines_take_what_another_rounding_left() {
    let (mut sitting, [guest, ..]) = three_guests();
    let biryani = sitting.line(sitting.tab.orders[1].id);
    pays(&mut sitting, guest, Share::Lines { line_ids: vec![biryani] });
    sitting.eats(guest, "Biryani", 1);
    let rest = [0, 2, 3].map(|index: usize| sitting.tab.orders[index].lines[0].id).to_vec();
    pays(&mut sitting, guest, Share::Lines { line_ids: rest });
    assert_eq!(sitting.tab.bill().balance, Amount::ZERO);
}

#[test]
fn a_line_whose_money_went_back_can_be_paid_again() {
    let (mut sitting, [guest, ..]) = three_guests();
    let share = Share::Lines { line_ids: vec![sitting.tab.orders[0].lines[0].id] };
    let id = sitting.starts(guest, PaymentMethod::Online, share.clone());
    sitting.captures(id);
    sitting.refunds(id, sitting.tab.payment(id).expect("it").amount);
    pays(&mut sitting, guest, share);
}

#[test]
fn what_is_no_part_of_the_bill_is_refused() {
    let (mut sitting, [guest, ..]) = three_guests();
    let balance = sitting.tab.bill().balance;
    let elsewhere = vec![crate::id::LineId::derived(&["elsewhere"])];
    for (share, code) in [
        (Share::Equal { parts: 1 }, "parts"),
        (Share::Equal { parts: 51 }, "parts"),
        (Share::Lines { line_ids: Vec::new() }, "unknown_line"),
        (Share::Lines { line_ids: elsewhere }, "unknown_line"),
        (Share::Amount { amount: balance + Amount::minor(1) }, "exceeds_balance"),
        (Share::Amount { amount: Amount::ZERO }, "nothing_owed"),
        (Share::Amount { amount: rupees(-1) }, "nothing_owed"),
    ] {
        assert_eq!(refused(&sitting, &share, guest), code, "{share:?}");
    }
    assert_eq!(refused(&sitting, &Share::Mine, waiter()), "nothing_owed");
    sitting.settles();
    assert_eq!(refused(&sitting, &Share::Balance, guest), "nothing_owed");
}

#[test]
fn two_who_pay_everything_at_once_leave_the_rest_to_be_given_back() {
    let (mut sitting, [asha, ravi, _]) = three_guests();
    let first = sitting.starts(asha, PaymentMethod::Online, Share::Balance);
    let second = sitting.starts(ravi, PaymentMethod::Online, Share::Balance);
    sitting.captures(first);
    assert!(sitting.tab.is_settled());
    sitting.captures(second);
    let twice = sitting.tab.bill().balance;
    assert_eq!(twice, -sitting.tab.bill().total);
    sitting.refunds(second, -twice);
    assert_eq!(sitting.tab.bill().balance, Amount::ZERO);
}

#[test]
fn a_part_paid_at_the_counter_counts_as_the_guests_own() {
    let (mut sitting, [guest, ..]) = three_guests();
    let announced = sitting.starts(guest, PaymentMethod::Counter, Share::Equal { parts: 3 });
    let payment = RecordedPayment {
        method: PaymentMethod::Card,
        amount: sitting.tab.payment(announced).expect("it").amount,
        tendered: None,
        reference: None,
        announced: Some(announced),
    };
    let key = super::sitting::key("slip");
    sitting.does(waiter(), Command::RecordPayment { payment, key });
    let left = sitting.tab.bill().balance;
    let next = amount(&sitting, &Share::Equal { parts: 3 }, guest);
    assert!((next + next - left) <= Amount::minor(1), "one of the two parts that are left");
}

#[test]
fn a_refused_attempt_leaves_its_part_free() {
    let (mut sitting, [asha, ravi, _]) = three_guests();
    let share = Share::Equal { parts: 2 };
    let payment_id = sitting.starts(asha, PaymentMethod::Online, share.clone());
    let answer = GatewayAnswer::Failed("no funds".to_owned());
    sitting.does(Actor::System, Command::AnswerPayment { payment_id, answer });
    pays(&mut sitting, ravi, share.clone());
    pays(&mut sitting, asha, share);
    assert_eq!(sitting.tab.bill().balance, Amount::ZERO);
}
