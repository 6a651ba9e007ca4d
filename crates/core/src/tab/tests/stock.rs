//! Counted portions: taken when an order is placed, given back where nobody began to make it.

use super::sitting::{Sitting, dosa_with, request, waiter};
use crate::event::Actor;
use crate::id::OrderId;
use crate::menu::{Stock, StockStatus};
use crate::tab::{Command, Step, Take};
use crate::test_support::{dish_id, variant_id};

/// A sitting with ten portions of Idli, and an order of three of them.
fn three_of_ten() -> (Sitting, Actor, OrderId) {
    let mut sitting = Sitting::new();
    let guest = sitting.guest();
    sitting.left("Idli", 10);
    let order = sitting.orders(guest, "Idli", 3);
    assert_eq!(sitting.portions_of("Idli"), Some(7));
    (sitting, guest, order)
}

#[test]
fn portions_return_when_an_order_is_rejected_or_called_off() {
    let (mut sitting, _, order_id) = three_of_ten();
    sitting.does(waiter(), Command::RejectOrder { order_id, reason: None });
    assert_eq!(sitting.portions_of("Idli"), Some(10));
    let (mut sitting, guest, order_id) = three_of_ten();
    sitting.does(guest, Command::CancelOrder { order_id, reason: None });
    assert_eq!(sitting.portions_of("Idli"), Some(10));
}

#[test]
fn portions_return_when_a_line_is_struck_off_and_return_once() {
    let (mut sitting, _, order_id) = three_of_ten();
    sitting.voids(waiter(), order_id);
    assert_eq!(sitting.portions_of("Idli"), Some(10));
    assert_eq!(sitting.refuses(waiter(), Command::RejectOrder { order_id, reason: None }), "-");
}

#[test]
fn what_the_kitchen_began_does_not_return() {
    let (mut sitting, _, order) = three_of_ten();
    sitting.moves(order, Step::Preparing);
    sitting.voids(waiter(), order);
    assert_eq!(sitting.portions_of("Idli"), Some(7));
    let (mut sitting, _, order_id) = three_of_ten();
    sitting.moves(order_id, Step::Preparing);
    sitting.does(waiter(), Command::CancelOrder { order_id, reason: None });
    assert_eq!(sitting.portions_of("Idli"), Some(7));
}

#[test]
fn a_beginning_that_was_taken_back_counts_as_none() {
    let (mut sitting, _, order) = three_of_ten();
    sitting.moves(order, Step::Preparing);
    let line_id = sitting.line(order);
    sitting.does(waiter(), Command::UndoLine { line_id });
    sitting.voids(waiter(), order);
    assert_eq!(sitting.portions_of("Idli"), Some(10));
}

#[test]
fn lines_of_one_dish_are_taken_together() {
    let mut sitting = Sitting::new();
    sitting.left("Idli", 10);
    let mut twice = request("Idli", 2);
    twice.lines.extend(request("Idli", 3).lines);
    let placing = sitting.placing(twice);
    let take = Take { dish_id: dish_id("Idli"), variant_id: None, portions: 5 };
    assert_eq!(sitting.does(waiter(), placing).takes, [take]);
}

#[test]
fn a_counted_variant_is_taken_beside_its_counted_dish() {
    let mut sitting = Sitting::new();
    sitting.left("Biryani", 10);
    let half = Some(variant_id("Half"));
    let mark = Stock { variant_id: half, portions: Some(4), ..sitting.stock.items[0].clone() };
    sitting.stock.set(mark);
    let placing = sitting.placing(request("Biryani", 2));
    let taken: Vec<_> =
        sitting.does(waiter(), placing).takes.iter().map(|t| t.variant_id).collect();
    assert_eq!(taken, [None, half]);
}

#[test]
fn what_is_not_counted_is_not_taken() {
    let mut sitting = Sitting::new();
    let placing = sitting.placing(dosa_with(&[]));
    assert_eq!(sitting.does(waiter(), placing).takes, []);
}

#[test]
fn what_is_sold_out_cannot_be_ordered_until_its_mark_falls_off() {
    let mut sitting = Sitting::new();
    sitting.stock.set(Stock {
        dish_id: dish_id("Idli"),
        variant_id: None,
        status: StockStatus::SoldOut,
        portions: None,
        until: Some(sitting.now + jiff::SignedDuration::from_mins(10)),
    });
    let placing = sitting.placing(request("Idli", 1));
    assert_eq!(sitting.refuses(waiter(), placing), "sold_out");
    sitting.later(600);
    sitting.orders(waiter(), "Idli", 1);
    sitting.left("Idli", 0);
    let placing = sitting.placing(request("Idli", 1));
    assert_eq!(sitting.refuses(waiter(), placing), "sold_out");
}
