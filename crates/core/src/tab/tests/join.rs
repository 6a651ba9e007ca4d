//! Joining two tabs into one.

use super::sitting::{Sitting, rupees, waiter};
use crate::event::{Actor, EventKind};
use crate::money::{Currency, Rate};
use crate::pricing::Discount;
use crate::tab::{Command, PaymentMethod, Share, Step, Tab, TabError, TabStatus, join};

/// Two sittings of a guest each who ordered, the first with a payment under way.
fn two() -> (Sitting, Sitting, Actor) {
    let (mut first, mut second) = (Sitting::at("T1"), Sitting::at("T2"));
    second.now = first.now;
    let guest = first.guest();
    first.orders(guest, "Idli", 10);
    first.starts(guest, PaymentMethod::Online, Share::Balance);
    second.orders(waiter(), "Masala Dosa", 1);
    (first, second, guest)
}

fn refused(tab: &Sitting, other: &Tab, actor: Actor) -> TabError {
    join(&tab.tab, other, &tab.context(actor)).expect_err("refused")
}

#[test]
fn everything_goes_over_and_both_change_together() {
    let (first, second, guest) = two();
    let (left, on) = join(&first.tab, &second.tab, &first.context(waiter())).expect("joined");
    assert_eq!(left.tab.status, TabStatus::Joined { at: first.now, into: second.tab.id });
    assert_eq!(left.events[0].kind, EventKind::TabJoined { into: second.tab.id });
    assert_eq!((left.tab.version, on.tab.version), (first.tab.version + 1, second.tab.version + 1));
    assert_eq!((left.tab.orders.len(), left.tab.guests.len(), left.tab.payments.len()), (0, 0, 0));
    assert_eq!((on.tab.orders.len(), on.tab.tables.len()), (2, 2));
    assert!(on.tab.guest(guest.guest().expect("a guest")).is_some());
    let (one, other) = (first.tab.bill().totals, second.tab.bill().totals);
    assert_eq!(on.tab.bill().totals.subtotal, one.subtotal + other.subtotal);
    assert_eq!(left.tab.occupied().count(), 0);
}

#[test]
fn guests_and_their_late_payments_go_on_at_the_other_tab() {
    let (first, mut second, guest) = two();
    let payment = first.tab.payments[0].id;
    let (left, on) = join(&first.tab, &second.tab, &first.context(waiter())).expect("joined");
    second.tab = on.tab;
    second.captures(payment);
    second.orders(guest, "Idli", 1);
    let late =
        Command::AnswerPayment { payment_id: payment, answer: crate::tab::GatewayAnswer::Captured };
    let mut first = first;
    first.tab = left.tab;
    assert_eq!(first.refuses(Actor::System, late), "over");
}

#[test]
fn only_staff_join_tabs() {
    let (first, second, guest) = two();
    for actor in [guest, Actor::System] {
        assert!(matches!(refused(&first, &second.tab, actor), TabError::Forbidden(_)));
    }
}

#[test]
fn only_open_tabs_at_tables_that_fit_together_are_joined() {
    let (mut first, mut second, _) = two();
    let cannot = |tab: &Tab| TabError::CannotJoin { into: tab.id };
    assert_eq!(refused(&first, &first.tab, waiter()), cannot(&first.tab), "with itself");
    let parcel = Sitting::parcel();
    assert_eq!(refused(&first, &parcel.tab, waiter()), cannot(&parcel.tab));
    let other = Tab { currency: Currency::Eur, ..second.tab.clone() };
    assert_eq!(refused(&first, &other, waiter()), cannot(&other));
    let mut other = second.tab.clone();
    other.adjustments.service_charge = Some(Rate::basis_points(500));
    assert_eq!(refused(&first, &other, waiter()), cannot(&other));
    let order = second.tab.orders[0].id;
    second.moves(order, Step::Served);
    second.settles();
    second.does(waiter(), Command::Close);
    assert_eq!(refused(&first, &second.tab, waiter()), cannot(&second.tab));
    first.tab = second.tab.clone();
    let closed = refused(&first, &parcel.tab, waiter());
    assert_eq!(closed, TabError::TabClosed { status: "closed" });
}

#[test]
fn no_discount_is_lost() {
    let (mut first, mut second, _) = two();
    let off = |name: &str| Discount { name: name.to_owned(), amount: rupees(10) };
    first.tab.adjustments.discounts.push(off("birthday"));
    second.tab.adjustments.discounts.push(off("regulars"));
    let (_, on) = join(&first.tab, &second.tab, &first.context(waiter())).expect("joined");
    assert_eq!(on.tab.bill().totals.discount, rupees(20));
}

#[test]
fn a_settled_tab_that_takes_another_in_is_open_again() {
    let (first, mut second, _) = two();
    let order = second.tab.orders[0].id;
    second.moves(order, Step::Served);
    second.settles();
    let (_, on) = join(&first.tab, &second.tab, &first.context(waiter())).expect("joined");
    assert_eq!(on.tab.status, TabStatus::Open { settled_since: None });
}
