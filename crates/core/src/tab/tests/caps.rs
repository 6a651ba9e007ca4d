//! How much guests may order before staff have seen their tab.

use super::sitting::{Sitting, manager, request, rupees, waiter};
use crate::tab::Command;

/// A sitting whose guests may order 5 portions or 500 rupees unseen.
fn capped() -> Sitting {
    let mut sitting = Sitting::new();
    sitting.place.settings.caps.unseen_items = 5;
    sitting.place.settings.caps.unseen_amount = rupees(500);
    sitting
}

#[test]
fn guests_of_an_unseen_tab_share_one_cap_on_portions() {
    let mut sitting = capped();
    let (asha, ravi) = (sitting.guest(), sitting.guest());
    sitting.orders(asha, "Idli", 3);
    let placing = sitting.placing(request("Idli", 3));
    assert_eq!(sitting.refuses(ravi, placing), "ask_staff");
    sitting.orders(ravi, "Idli", 2);
}

#[test]
fn an_unseen_tab_has_a_cap_on_its_amount_before_taxes() {
    let mut sitting = capped();
    let guest = sitting.guest();
    let placing = sitting.placing(request("Masala Dosa", 5));
    assert_eq!(sitting.refuses(guest, placing), "ask_staff");
    sitting.orders(guest, "Masala Dosa", 4);
}

#[test]
fn the_caps_fall_when_staff_first_act_on_the_tab() {
    for actor in [waiter(), manager()] {
        let mut sitting = capped();
        let guest = sitting.guest();
        let order_id = sitting.orders(guest, "Idli", 5);
        assert_eq!(sitting.tab.seen_at, None);
        sitting.does(actor, Command::AcceptOrder { order_id });
        assert_eq!(sitting.tab.seen_at, Some(sitting.now));
        sitting.orders(guest, "Idli", 50);
    }
}

#[test]
fn what_was_called_off_does_not_count() {
    let mut sitting = capped();
    let guest = sitting.guest();
    let order_id = sitting.orders(guest, "Idli", 5);
    sitting.does(guest, Command::CancelOrder { order_id, reason: None });
    sitting.orders(guest, "Idli", 5);
}

#[test]
fn staff_order_without_caps_but_no_tab_grows_without_end() {
    let mut sitting = capped();
    sitting.place.settings.caps.orders_per_tab = 2;
    sitting.orders(waiter(), "Idli", 50);
    sitting.orders(waiter(), "Idli", 50);
    let placing = sitting.placing(request("Idli", 1));
    assert_eq!(sitting.refuses(waiter(), placing), "too_many_orders");
}
