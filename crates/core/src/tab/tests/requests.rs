//! What an order may ask for, and what it costs.

use super::sitting::{Sitting, dosa_with, request, rupees, waiter};
use crate::id::{DishId, OptionGroupId, OptionId, VariantId};
use crate::menu::{Menu, PublishedMenu};
use crate::money::{Amount, Currency, MOST};
use crate::tab::{Choice, OrderRequest, TabError, quote};
use crate::test_support::{menu, option_id};

fn total(request: &OrderRequest) -> Result<i64, TabError> {
    let sitting = Sitting::new();
    let order = quote(&sitting.tab, request, &sitting.context(waiter()))?;
    Ok(order.lines.iter().map(|line| line.amount()).sum::<Amount>().as_minor())
}

fn rule(request: &OrderRequest) -> (String, &'static str) {
    match total(request) {
        Err(TabError::Rule(rule)) => (rule.field, rule.code),
        other => panic!("a broken rule, not {other:?}"),
    }
}

fn broken(change: impl FnOnce(&mut OrderRequest)) -> (String, &'static str) {
    let mut request = dosa_with(&[("Coconut", 1)]);
    change(&mut request);
    rule(&request)
}

#[test]
fn each_broken_rule_names_its_field() {
    let at = |field: &str, code| (field.to_owned(), code);
    assert_eq!(broken(|r| r.lines.clear()), at("lines", "line_count"));
    let line = request("Idli", 1).lines.remove(0);
    assert_eq!(broken(|r| r.lines = vec![line; 51]), at("lines", "line_count"));
    for quantity in [0, 100, u32::MAX] {
        let told = broken(|r| r.lines[0].quantity = quantity);
        assert_eq!(told, at("lines[0].quantity", "quantity"));
    }
    let nowhere = DishId::derived(&["another restaurant"]);
    assert_eq!(broken(|r| r.lines[0].dish_id = nowhere), at("lines[0].dish_id", "unknown_dish"));
    let full = Some(VariantId::derived(&["none"]));
    let told = broken(|r| r.lines[0].variant_id = full);
    assert_eq!(told, at("lines[0].variant_id", "unknown_variant"));
    let long = Some("x".repeat(201));
    assert_eq!(broken(|r| r.note = long.clone()), at("note", "too_long"));
    assert_eq!(broken(|r| r.lines[0].note = long.clone()), at("lines[0].note", "too_long"));
}

#[test]
fn a_dish_with_variants_needs_one() {
    let mut biryani = request("Biryani", 1);
    assert_eq!(total(&biryani), Ok(18_050));
    biryani.lines[0].variant_id = None;
    assert_eq!(rule(&biryani), ("lines[0].variant_id".to_owned(), "variant_required"));
}

#[test]
fn options_keep_to_their_groups_count() {
    let count = ("lines[0].options".to_owned(), "option_count");
    assert_eq!(rule(&dosa_with(&[("Coconut", 4)])), count);
    assert_eq!(rule(&dosa_with(&[("Coconut", 2), ("Gunpowder", 2)])), count);
    assert_eq!(rule(&dosa_with(&[("Coconut", 0)])), count);
    assert_eq!(rule(&dosa_with(&[("Coconut", u32::MAX), ("Coconut", u32::MAX)])), count);
    let stranger = dosa_with(&[("Ketchup", 1)]);
    assert_eq!(rule(&stranger), ("lines[0].options".to_owned(), "unknown_option"));
    let mut elsewhere = dosa_with(&[("Coconut", 1)]);
    elsewhere.lines[0].options[0].group_id = Some(OptionGroupId::derived(&["another"]));
    assert_eq!(rule(&elsewhere), ("lines[0].options".to_owned(), "unknown_option"));
}

#[test]
fn a_required_group_must_be_answered() {
    let sitting = with_menu(|m| m.categories[0].dishes[0].option_groups[0].min = 1);
    let refused = quote(&sitting.tab, &dosa_with(&[]), &sitting.context(waiter()));
    assert!(matches!(refused, Err(TabError::Rule(rule)) if rule.code == "option_count"));
}

#[test]
fn the_dearest_options_are_the_free_ones_in_whatever_order_they_are_picked() {
    assert_eq!(total(&dosa_with(&[])), Ok(12_000));
    assert_eq!(total(&dosa_with(&[("Gunpowder", 1)])), Ok(12_000));
    assert_eq!(total(&dosa_with(&[("Coconut", 1), ("Gunpowder", 1)])), Ok(13_000));
    assert_eq!(total(&dosa_with(&[("Gunpowder", 1), ("Coconut", 1)])), Ok(13_000));
    assert_eq!(total(&dosa_with(&[("Coconut", 1), ("Coconut", 1), ("Gunpowder", 1)])), Ok(14_000));
}

#[test]
fn an_option_picked_twice_is_one_option_of_two() {
    let sitting = Sitting::new();
    let twice = dosa_with(&[("Coconut", 1), ("Coconut", 1)]);
    let order = quote(&sitting.tab, &twice, &sitting.context(waiter())).expect("sound");
    assert_eq!(order.lines[0].options.len(), 1);
    assert_eq!(order.lines[0].options[0].quantity, 2);
}

fn with_menu(change: impl FnOnce(&mut Menu)) -> Sitting {
    let mut menu = menu();
    change(&mut menu);
    let mut sitting = Sitting::new();
    sitting.menu = PublishedMenu::new(2, menu);
    sitting
}

#[test]
fn an_option_or_a_dish_that_is_off_is_sold_out() {
    let sitting =
        with_menu(|m| m.categories[0].dishes[0].option_groups[0].options[0].available = false);
    let refused = quote(&sitting.tab, &dosa_with(&[("Coconut", 1)]), &sitting.context(waiter()));
    assert!(matches!(refused, Err(TabError::SoldOut { line: 0, .. })));
    let sitting = with_menu(|m| m.categories[0].dishes[1].available = false);
    let refused = quote(&sitting.tab, &request("Idli", 1), &sitting.context(waiter()));
    assert!(matches!(refused, Err(TabError::SoldOut { line: 0, .. })));
}

#[test]
fn no_line_comes_to_more_than_any_amount_may() {
    let sitting = with_menu(|m| m.categories[0].dishes[1].price = MOST);
    let order = quote(&sitting.tab, &request("Idli", 1), &sitting.context(waiter()));
    assert_eq!(order.expect("just so").lines[0].amount(), MOST);
    let refused = quote(&sitting.tab, &request("Idli", 2), &sitting.context(waiter()));
    assert!(matches!(refused, Err(TabError::Rule(rule)) if rule.code == "amount"));
}

#[test]
fn a_dish_whose_tax_class_is_gone_cannot_be_sold() {
    let sitting = with_menu(|m| m.categories[0].dishes[1].tax_class = "gone".to_owned());
    let refused = quote(&sitting.tab, &request("Idli", 1), &sitting.context(waiter()));
    assert!(matches!(refused, Err(TabError::Rule(rule)) if rule.code == "untaxed_dish"));
}

#[test]
fn notes_reach_the_kitchen_without_control_characters() {
    let sitting = Sitting::new();
    let mut asked = request("Idli", 1);
    asked.note = Some(" \u{1b}[1mALLERGY\r\nnuts ".to_owned());
    asked.lines[0].note = Some("\t\0\n".to_owned());
    let order = quote(&sitting.tab, &asked, &sitting.context(waiter())).expect("sound");
    assert_eq!(order.note.as_deref(), Some("[1mALLERGY\nnuts"));
    assert_eq!(order.lines[0].note, None);
}

#[test]
fn the_total_a_guest_saw_must_still_hold() {
    let mut sitting = Sitting::new();
    let mut asked = request("Idli", 1);
    asked.expected_total = Some(rupees(83));
    let placing = sitting.placing(asked.clone());
    let refused = sitting.tries(waiter(), &placing);
    assert_eq!(refused, Err(TabError::PriceChanged { total: rupees(84), currency: Currency::Inr }));
    asked.expected_total = Some(rupees(84));
    let placing = sitting.placing(asked);
    sitting.does(waiter(), placing);
}

#[test]
fn a_quote_is_what_the_order_then_costs_and_places_nothing() {
    let mut sitting = Sitting::new();
    let asked = dosa_with(&[("Coconut", 2)]);
    let before = sitting.tab.clone();
    let quoted = quote(&sitting.tab, &asked, &sitting.context(waiter())).expect("sound");
    assert_eq!(sitting.tab, before);
    let after = crate::tab::Bill::with(&sitting.tab, Some(&quoted));
    let placing = sitting.placing(asked);
    sitting.does(waiter(), placing);
    assert_eq!(sitting.tab.orders[0].total(), quoted.total());
    assert_eq!(sitting.tab.bill().balance, after.balance);
}

#[test]
fn nothing_is_quoted_on_a_closed_tab() {
    let mut sitting = Sitting::new();
    let guest = sitting.guest();
    sitting.does(waiter(), crate::tab::Command::Close);
    let refused = quote(&sitting.tab, &request("Idli", 1), &sitting.context(guest));
    assert_eq!(refused, Err(TabError::TabClosed { status: "closed" }));
}

#[test]
fn a_choice_may_name_its_group() {
    let mut named = dosa_with(&[]);
    let group_id = Some(OptionGroupId::derived(&["chutney"]));
    let option_id: OptionId = option_id("Coconut");
    named.lines[0].options.push(Choice { group_id, option_id, quantity: 2 });
    assert_eq!(total(&named), Ok(13_000));
}
