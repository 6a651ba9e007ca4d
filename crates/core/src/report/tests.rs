//! What reports count, and that they agree with the bills.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::date;
use pretty_assertions::assert_eq;
use proptest::prelude::*;

use super::{DayReport, Today, day, sales, today};
use crate::money::{Amount, Rate};
use crate::pricing::Discount;
use crate::restaurant::{BusinessDay, PresencePolicy};
use crate::tab::tests::sitting::{Sitting, manager, rupees, waiter};
use crate::tab::{Command, PaymentMethod, RecordedPayment, Step, Tab, join};
use crate::test_support::{dish_id, restaurant};

/// The business day of the evening that sittings begin on: 19:30 in India is 14:00 UTC.
fn monday() -> BusinessDay {
    restaurant().business_day_of(date(2026, 11, 23))
}

fn all(sittings: &[&Sitting]) -> Vec<Arc<Tab>> {
    sittings.iter().map(|sitting| Arc::new(sitting.tab.clone())).collect()
}

fn report(sittings: &[&Sitting]) -> DayReport {
    day(&all(sittings), &monday())
}

fn now(sittings: &[&Sitting], at: Timestamp) -> Today {
    today(&all(sittings), &monday(), at)
}

fn sum_of_hours(report: &DayReport) -> (u64, Amount) {
    let orders = report.hours.iter().map(|hour| hour.orders).sum();
    (orders, report.hours.iter().map(|hour| hour.revenue).sum())
}

/// Pays something at the counter.
fn pays(sitting: &mut Sitting, method: PaymentMethod, amount: Amount) {
    let key = sitting.fresh_key("payment");
    let payment =
        RecordedPayment { method, amount, tendered: None, reference: None, announced: None };
    sitting.does(waiter(), Command::RecordPayment { payment, key });
}

#[test]
fn a_day_without_guests_has_its_hours_and_nothing_in_them() {
    let report = report(&[]);
    assert_eq!((report.sales.orders, report.sales.revenue), (0, Amount::ZERO));
    assert_eq!(report.sales.average_ticket(), Amount::ZERO);
    assert_eq!((report.hours.len(), sum_of_hours(&report)), (24, (0, Amount::ZERO)));
    assert_eq!((report.dishes, report.taxes, report.payments), (vec![], vec![], vec![]));
    assert_eq!(now(&[], monday().starts), Today::default());
}

#[test]
fn revenue_is_what_the_bills_come_to() {
    let (mut hall, mut parcel) = (Sitting::new(), Sitting::parcel());
    hall.orders(waiter(), "Idli", 3);
    hall.orders(waiter(), "Biryani", 1);
    parcel.orders(waiter(), "Masala Dosa", 1);
    let report = report(&[&hall, &parcel]);
    let bills = [&hall, &parcel].map(|sitting| sitting.tab.bill().totals.total);
    assert_eq!(bills, [rupees(442), rupees(126)], "rounded to whole rupees");
    assert_eq!(report.sales.revenue, rupees(568));
    assert_eq!((report.sales.orders, report.sales.tabs), (3, 2));
    assert_eq!(report.sales.average_ticket(), rupees(284));
    assert_eq!(sum_of_hours(&report), (3, rupees(568)));
}

#[test]
fn what_is_struck_off_turned_down_or_called_off_is_not_sold() {
    let mut sitting = Sitting::new();
    let voided = sitting.orders(waiter(), "Idli", 1);
    sitting.voids(waiter(), voided);
    let rejected = sitting.orders(waiter(), "Idli", 2);
    sitting.does(waiter(), Command::RejectOrder { order_id: rejected, reason: None });
    let cancelled = sitting.orders(waiter(), "Idli", 3);
    sitting.does(waiter(), Command::CancelOrder { order_id: cancelled, reason: None });
    assert_eq!((report(&[&sitting]).sales, report(&[&sitting]).dishes), Default::default());
    sitting.orders(waiter(), "Idli", 1);
    let report = report(&[&sitting]);
    assert_eq!((report.sales.orders, report.sales.revenue), (1, rupees(84)));
    assert_eq!(report.dishes[0].quantity, 1);
}

#[test]
fn what_waits_for_approval_is_not_sold_yet() {
    let mut sitting = Sitting::new().under(PresencePolicy::Approval);
    let guest = sitting.guest();
    let order_id = sitting.orders(guest, "Idli", 1);
    assert_eq!(report(&[&sitting]).sales, Default::default());
    sitting.does(waiter(), Command::ApproveOrder { order_id });
    assert_eq!(report(&[&sitting]).sales.orders, 1);
}

#[test]
fn a_tab_that_was_joined_into_another_counts_once() {
    let (mut left, mut on) = (Sitting::at("T1"), Sitting::at("T2"));
    left.orders(waiter(), "Idli", 1);
    on.orders(waiter(), "Idli", 2);
    let before = all(&[&left, &on]);
    let (gone, stays) = join(&left.tab, &on.tab, &on.context(waiter())).expect("they fit");
    let after = [gone, stays].map(|decision| Arc::new(decision.tab));
    assert_eq!(sales(&before, &monday()).revenue, sales(&after, &monday()).revenue);
    assert_eq!(sales(&after, &monday()).tabs, 1);
    // Even were what it held still written on it.
    let mut kept = left.tab.clone();
    kept.status = after[0].status.clone();
    let twice = [Arc::new(kept), after[1].clone()];
    assert_eq!(sales(&twice, &monday()), sales(&after, &monday()));
}

#[test]
fn an_order_counts_in_the_hour_and_on_the_day_it_was_placed() {
    let mut sitting = Sitting::new();
    sitting.orders(waiter(), "Idli", 1);
    sitting.later(8 * 3_600 + 29 * 60 + 59);
    sitting.orders(waiter(), "Idli", 1);
    sitting.later(1);
    sitting.orders(waiter(), "Idli", 1);
    let monday = report(&[&sitting]);
    let busy: Vec<(u8, u64, Amount)> = (monday.hours.iter())
        .filter(|hour| hour.orders > 0)
        .map(|hour| (hour.hour.hour, hour.orders, hour.revenue))
        .collect();
    assert_eq!(busy, [(19, 1, rupees(84)), (3, 1, rupees(84))]);
    let tuesday = restaurant().business_day_of(date(2026, 11, 24));
    let tuesday = day(&all(&[&sitting]), &tuesday);
    assert_eq!((tuesday.hours[0].hour.hour, tuesday.hours[0].orders), (4, 1));
    let both = monday.sales.revenue + tuesday.sales.revenue;
    assert_eq!(both, sitting.tab.bill().totals.total);
}

#[test]
fn discounts_charges_and_round_off_are_spread_to_the_paisa() {
    let mut sitting = Sitting::new();
    sitting.orders(waiter(), "Idli", 1);
    sitting.later(3_600);
    sitting.orders(waiter(), "Biryani", 1);
    sitting.tab.adjustments.discounts =
        vec![Discount { name: "Birthday".into(), amount: Amount::minor(3_333) }];
    sitting.tab.adjustments.service_charge = Some(Rate::basis_points(725));
    let (report, totals) = (report(&[&sitting]), sitting.tab.bill().totals);
    assert_eq!((report.sales.revenue, report.discounts), (totals.total, totals.discount));
    assert_eq!((report.taxes.clone(), sum_of_hours(&report).1), (totals.taxes, totals.total));
    let dishes: Amount = report.dishes.iter().map(|dish| dish.revenue).sum();
    assert_eq!(dishes, totals.total);
}

#[test]
fn dishes_come_by_revenue_under_their_latest_name() {
    let mut sitting = Sitting::new();
    sitting.orders(waiter(), "Idli", 2);
    sitting.orders(waiter(), "Masala Dosa", 1);
    let mut menu = sitting.menu.menu().clone();
    menu.categories[0].dishes[1].name = "Idli Sambar".to_owned();
    sitting.menu = crate::menu::PublishedMenu::new(2, menu);
    sitting.later(60);
    sitting.orders(waiter(), "Idli", 1);
    let dishes = report(&[&sitting]).dishes;
    assert_eq!((dishes[0].dish_id, dishes[0].quantity), (dish_id("Idli"), 3));
    assert_eq!(dishes[0].name, "Idli Sambar");
    assert_eq!(dishes[1].dish_id, dish_id("Masala Dosa"));
}

#[test]
fn payments_count_on_the_day_the_money_came() {
    let mut sitting = Sitting::new();
    sitting.orders(waiter(), "Idli", 5);
    pays(&mut sitting, PaymentMethod::Cash, rupees(100));
    pays(&mut sitting, PaymentMethod::Card, rupees(200));
    pays(&mut sitting, PaymentMethod::Cash, rupees(20));
    sitting.later(12 * 3_600);
    pays(&mut sitting, PaymentMethod::Cash, rupees(50));
    let paid: Vec<_> = (report(&[&sitting]).payments.iter())
        .map(|total| (total.method, total.count, total.amount))
        .collect();
    let expected = [(PaymentMethod::Card, 1, rupees(200)), (PaymentMethod::Cash, 2, rupees(120))];
    assert_eq!(paid, expected);
}

#[test]
fn money_given_back_shows_in_the_payments_alone() {
    let mut sitting = Sitting::new();
    sitting.orders(waiter(), "Idli", 1);
    pays(&mut sitting, PaymentMethod::Card, rupees(84));
    let payment_id = sitting.tab.payments[0].id;
    let (amount, reason) = (rupees(30), "cold".to_owned());
    let key = sitting.fresh_key("refund");
    sitting.does(manager(), Command::RefundPayment { payment_id, amount, reason, key });
    let report = report(&[&sitting]);
    assert_eq!(report.sales.revenue, rupees(84));
    assert_eq!((report.payments[0].count, report.payments[0].amount), (1, rupees(54)));
}

#[test]
fn today_tells_how_the_floor_stands() {
    let (mut open, mut paid) = (Sitting::at("T1"), Sitting::at("T2"));
    let guest = open.guest();
    open.removed_guest();
    open.eats(guest, "Idli", 1);
    open.orders(guest, "Idli", 1);
    paid.eats(waiter(), "Idli", 1);
    pays(&mut paid, PaymentMethod::Card, rupees(84));
    paid.does(waiter(), Command::Close);
    let empty = Sitting::at("T3");
    let today = now(&[&open, &paid, &empty], open.now);
    assert_eq!((today.sales.orders, today.sales.tabs, today.guests), (3, 2, 1));
    assert_eq!((today.open_tabs, today.open_balance), (2, rupees(168)));
    assert_eq!((today.served_lines, today.late_lines), (2, 0));
    open.later(12 * 60 + 1);
    assert_eq!(now(&[&open, &paid, &empty], open.now).late_lines, 1);
}

#[test]
fn a_line_is_late_until_it_is_ready() {
    let mut sitting = Sitting::new();
    let order = sitting.orders(waiter(), "Idli", 1);
    sitting.later(13 * 60);
    let late = |sitting: &Sitting| now(&[sitting], sitting.now).late_lines;
    assert_eq!(late(&sitting), 1);
    sitting.moves(order, Step::Preparing);
    assert_eq!(late(&sitting), 0, "accepted just now, and promised anew");
    sitting.later(13 * 60);
    assert_eq!(late(&sitting), 1);
    sitting.moves(order, Step::Ready);
    assert_eq!(late(&sitting), 0);
}

#[test]
fn the_kitchen_is_measured_from_accepting_and_guests_wait_from_placing() {
    let mut sitting = Sitting::new();
    for (wait, made) in [(60, 240), (60, 360), (0, 0)] {
        let order = sitting.orders(waiter(), "Idli", 1);
        sitting.later(wait);
        if made > 0 {
            sitting.moves(order, Step::Preparing);
        }
        sitting.later(made);
        sitting.moves(order, Step::Ready);
        sitting.moves(order, Step::Served);
    }
    let slow = sitting.orders(waiter(), "Masala Dosa", 2);
    sitting.later(20 * 60 + 29);
    sitting.moves(slow, Step::Served);
    let today = now(&[&sitting], sitting.now);
    assert_eq!(today.median_minutes, Some(5), "what was never accepted before is left out");
    let slowest: Vec<_> =
        today.slowest.iter().map(|dish| (&*dish.name, dish.count, dish.minutes)).collect();
    assert_eq!(slowest, [("Masala Dosa", 1, 20), ("Idli", 3, 5)]);
}

#[test]
fn taking_a_step_back_takes_back_that_it_was_ready() {
    let mut sitting = Sitting::new();
    let order = sitting.orders(waiter(), "Idli", 1);
    let line_id = sitting.line(order);
    sitting.moves(order, Step::Preparing);
    sitting.later(60);
    sitting.moves(order, Step::Ready);
    sitting.later(5);
    sitting.moves(order, Step::Served);
    sitting.does(waiter(), Command::UndoLine { line_id });
    assert_eq!(now(&[&sitting], sitting.now).median_minutes, Some(1), "it is still ready");
    let mut other = Sitting::new();
    let order = other.orders(waiter(), "Idli", 1);
    let line_id = other.line(order);
    other.moves(order, Step::Preparing);
    other.later(60);
    other.moves(order, Step::Ready);
    other.does(waiter(), Command::UndoLine { line_id });
    assert_eq!(now(&[&other], other.now).median_minutes, None);
}

#[derive(Debug, Clone, Copy)]
enum Fate {
    Served,
    Voided,
    Rejected,
}

fn rounds() -> impl Strategy<Value = Vec<(usize, u32, i64, Fate)>> {
    let fate = prop_oneof![
        Just(Fate::Served),
        Just(Fate::Served),
        Just(Fate::Voided),
        Just(Fate::Rejected)
    ];
    prop::collection::vec((0_usize..3, 1_u32..5, 0_i64..20_000, fate), 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn hours_dishes_and_days_add_up_to_the_bills(
        tables in prop::collection::vec(rounds(), 1..4),
        discount in 0_i64..30_000,
        service in 0_u32..1_500,
        unit in 1_i64..=100,
    ) {
        let mut tabs = Vec::new();
        for (index, rounds) in tables.into_iter().enumerate() {
            let mut sitting = Sitting::at(&format!("T{index}"));
            sitting.tab.rounding_unit = unit;
            sitting.tab.adjustments.discounts = vec![Discount { name: "off".into(), amount: Amount::minor(discount) }];
            sitting.tab.adjustments.service_charge = Some(Rate::basis_points(service));
            for (dish, quantity, later, fate) in rounds {
                sitting.later(later);
                let order_id = sitting.orders(waiter(), ["Idli", "Masala Dosa", "Biryani"][dish], quantity);
                match fate {
                    Fate::Served => sitting.moves(order_id, Step::Served),
                    Fate::Voided => sitting.voids(waiter(), order_id),
                    Fate::Rejected => { sitting.does(waiter(), Command::RejectOrder { order_id, reason: None }); }
                }
            }
            tabs.push(Arc::new(sitting.tab));
        }
        let bills: Amount = tabs.iter().map(|tab| tab.bill().totals.total).sum();
        let mut days = Amount::ZERO;
        let mut date = date(2026, 11, 23);
        for _ in 0..5 {
            let report = day(&tabs, &restaurant().business_day_of(date));
            let dishes: Amount = report.dishes.iter().map(|dish| dish.revenue).sum();
            prop_assert_eq!(sum_of_hours(&report), (report.sales.orders, report.sales.revenue));
            prop_assert_eq!(dishes, report.sales.revenue);
            prop_assert_eq!(sales(&tabs, &restaurant().business_day_of(date)), report.sales);
            days += report.sales.revenue;
            date = date.tomorrow().expect("a date");
        }
        prop_assert_eq!(days, bills);
    }
}
