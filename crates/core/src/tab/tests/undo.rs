//! Taking back the last step of a line.

use super::sitting::{Sitting, waiter};
use crate::tab::{Command, Step};

#[test]
fn a_step_can_be_taken_back_for_fifteen_seconds() {
    for (seconds, allowed) in [(0, true), (15, true), (16, false)] {
        let mut sitting = Sitting::new();
        let order = sitting.orders(waiter(), "Idli", 1);
        sitting.moves(order, Step::Ready);
        sitting.later(seconds);
        let line_id = sitting.line(order);
        let undone = sitting.tries(waiter(), &Command::UndoLine { line_id });
        assert_eq!(undone.is_ok(), allowed, "after {seconds} s");
    }
}

#[test]
fn a_skipped_step_is_taken_back_as_a_whole() {
    let mut sitting = Sitting::new();
    let order = sitting.eats(waiter(), "Idli", 1);
    let line_id = sitting.line(order);
    sitting.does(waiter(), Command::UndoLine { line_id });
    assert_eq!(sitting.line_status(line_id).step(), Some(Step::Queued));
}

#[test]
fn only_the_last_step_can_be_taken_back() {
    let mut sitting = Sitting::new();
    let order = sitting.orders(waiter(), "Idli", 1);
    sitting.moves(order, Step::Preparing);
    sitting.moves(order, Step::Ready);
    let line_id = sitting.line(order);
    sitting.does(waiter(), Command::UndoLine { line_id });
    assert_eq!(sitting.line_status(line_id).step(), Some(Step::Preparing));
    assert_eq!(sitting.refuses(waiter(), Command::UndoLine { line_id }), "-");
}

#[test]
fn taking_the_last_serving_back_makes_a_settled_tab_plainly_open() {
    let mut sitting = Sitting::new();
    let order = sitting.orders(waiter(), "Idli", 1);
    sitting.settles();
    sitting.moves(order, Step::Served);
    assert!(sitting.tab.is_settled() && sitting.tab.closes_at().is_some());
    let line_id = sitting.line(order);
    sitting.does(waiter(), Command::UndoLine { line_id });
    assert!(!sitting.tab.is_settled());
    assert_eq!(sitting.tab.closes_at(), None);
}
