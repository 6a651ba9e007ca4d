//! When a tab is settled, when it closes, and how it comes back.

use super::sitting::{Sitting, manager, rupees, waiter};
use crate::event::{Actor, EventKind};
use crate::restaurant::PresencePolicy;
use crate::tab::{Command, PaymentMethod, Share, Step, Tab, TabError, TabStatus};

fn settled_since(tab: &Tab) -> Option<jiff::Timestamp> {
    match tab.status {
        TabStatus::Open { settled_since } => settled_since,
        _ => None,
    }
}

fn minutes_left(sitting: &Sitting) -> Option<i64> {
    sitting.tab.closes_at().map(|due| due.duration_since(sitting.now).as_mins())
}

#[test]
fn a_tab_is_settled_once_everything_is_served_and_paid() {
    let mut sitting = Sitting::new();
    let order = sitting.orders(waiter(), "Idli", 1);
    sitting.settles();
    assert_eq!(settled_since(&sitting.tab), None);
    sitting.later(60);
    sitting.moves(order, Step::Served);
    assert_eq!(settled_since(&sitting.tab), Some(sitting.now));
    sitting.orders(waiter(), "Idli", 1);
    assert_eq!(settled_since(&sitting.tab), None, "another order opens it again");
}

#[test]
fn a_tab_whose_orders_all_died_is_settled() {
    let mut sitting = Sitting::new();
    let order = sitting.orders(waiter(), "Idli", 1);
    sitting.voids(waiter(), order);
    assert_eq!(settled_since(&sitting.tab), Some(sitting.now));
}

#[test]
fn becoming_settled_is_told_to_every_screen() {
    let mut sitting = Sitting::new();
    sitting.eats(waiter(), "Idli", 1);
    let cash = sitting.cash(sitting.tab.bill().balance);
    let decision = sitting.does(waiter(), cash);
    assert!(decision.events.iter().any(|event| event.kind == EventKind::TabUpdated));
}

#[test]
fn a_settled_tab_keeps_its_time_whatever_is_struck_off_or_asked_for() {
    let mut sitting = Sitting::new();
    let order = sitting.eats(waiter(), "Idli", 1);
    sitting.settles();
    let since = settled_since(&sitting.tab);
    sitting.later(60);
    sitting.guest();
    sitting.voids(manager(), order);
    assert!(sitting.tab.bill().balance.is_negative());
    assert_eq!(settled_since(&sitting.tab), since);
}

#[test]
fn money_given_back_is_owed_again() {
    let mut sitting = Sitting::new();
    sitting.eats(waiter(), "Idli", 1);
    let payment = sitting.settles();
    sitting.refunds(payment, rupees(10));
    assert_eq!(settled_since(&sitting.tab), None);
    assert_eq!(sitting.refuses(waiter(), Command::Close), "owing");
    sitting.later(60);
    sitting.settles();
    assert_eq!(settled_since(&sitting.tab), Some(sitting.now));
}

#[test]
fn a_settled_tab_closes_by_itself_after_fifteen_minutes() {
    let mut sitting = Sitting::new();
    sitting.eats(waiter(), "Idli", 1);
    sitting.settles();
    assert_eq!(minutes_left(&sitting), Some(15));
    sitting.later(15 * 60 - 1);
    assert!(sitting.does(Actor::System, Command::CloseIfDue).is_replay());
    sitting.later(1);
    sitting.does(Actor::System, Command::CloseIfDue);
    assert_eq!(sitting.tab.status, TabStatus::Closed { at: sitting.now, by: Actor::System });
}

#[test]
fn a_tab_without_orders_closes_half_an_hour_after_the_last_guest_came() {
    let mut sitting = Sitting::new();
    sitting.later(20 * 60);
    sitting.guest();
    assert_eq!(minutes_left(&sitting), Some(30));
    sitting.later(30 * 60);
    sitting.does(Actor::System, Command::CloseIfDue);
    assert!(!sitting.tab.is_open());
}

#[test]
fn a_tab_that_owes_or_waits_never_closes_by_itself() {
    let mut sitting = Sitting::new().under(PresencePolicy::Approval);
    let guest = sitting.guest();
    sitting.orders(guest, "Idli", 1);
    assert_eq!(sitting.tab.closes_at(), None);
    sitting.later(24 * 3600);
    assert!(sitting.does(Actor::System, Command::CloseIfDue).is_replay());
    assert_eq!(sitting.tries(waiter(), &Command::Close), Err(TabError::Unfinished { lines: 1 }));
}

#[test]
fn closing_serves_what_is_ready_and_lets_announced_payments_lapse() {
    let mut sitting = Sitting::new();
    let guest = sitting.guest();
    let order = sitting.orders(guest, "Idli", 1);
    sitting.starts(guest, PaymentMethod::Counter, Share::Balance);
    sitting.settles();
    assert_eq!(sitting.refuses(waiter(), Command::Close), "unfinished");
    sitting.moves(order, Step::Ready);
    sitting.does(waiter(), Command::Close);
    assert_eq!(sitting.order(order).shown_status().as_str(), "served");
    assert_eq!(sitting.tab.payments[0].status.as_str(), "expired");
    assert_eq!(sitting.tab.occupied().count(), 0);
}

#[test]
fn a_manager_reopens_a_tab_with_a_reason_that_is_kept() {
    let mut sitting = Sitting::new();
    sitting.eats(waiter(), "Idli", 1);
    sitting.settles();
    sitting.does(waiter(), Command::Close);
    for (reason, code) in [(" ".to_owned(), "required"), ("x".repeat(201), "too_long")] {
        assert_eq!(sitting.refuses(manager(), Command::Reopen { reason }), code);
    }
    sitting.later(3600);
    sitting.does(manager(), Command::Reopen { reason: "a coffee was forgotten".to_owned() });
    let reopening = &sitting.tab.reopenings[0];
    assert_eq!((reopening.by, &*reopening.reason), (manager(), "a coffee was forgotten"));
    assert_eq!(minutes_left(&sitting), Some(15), "time for the forgotten coffee");
    sitting.orders(waiter(), "Idli", 1);
}

#[test]
fn a_reopened_tab_without_orders_has_its_half_hour_again() {
    let mut sitting = Sitting::new();
    sitting.does(waiter(), Command::Close);
    sitting.later(3600);
    sitting.does(manager(), Command::Reopen { reason: "they are still here".to_owned() });
    assert_eq!(minutes_left(&sitting), Some(30));
}
