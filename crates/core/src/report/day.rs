//! One business day, hour by hour and dish by dish.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::sold::{Sales, Sold, count_orders, counted, sold_on};
use crate::id::DishId;
use crate::money::Amount;
use crate::pricing::{TaxTotal, add_taxes};
use crate::restaurant::{BusinessDay, Hour};
use crate::tab::{Payment, PaymentMethod, PaymentStatus, Tab};

/// Most dishes of the list.
const TOP_DISHES: usize = 20;

/// One business day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayReport {
    /// What was sold.
    pub sales: Sales,
    /// What discounts took off.
    pub discounts: Amount,
    /// The taxes within the revenue, by name and rate.
    pub taxes: Vec<TaxTotal>,
    /// Tips that came with the day's payments, less what of them was given back.
    pub tips: Amount,
    /// The money that came in on the day, by method.
    pub payments: Vec<MethodTotal>,
    /// Every hour of the day, the first one first.
    pub hours: Vec<HourTotal>,
    /// The dishes with the most revenue, at most twenty.
    pub dishes: Vec<DishTotal>,
}

/// The money that came in one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MethodTotal {
    /// How.
    pub method: PaymentMethod,
    /// How many payments.
    pub count: u64,
    /// What the restaurant has of them: with tips, less what was given back since.
    pub amount: Amount,
}

/// What was sold in one hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HourTotal {
    /// The hour.
    pub hour: Hour,
    /// Orders placed in it.
    pub orders: u64,
    /// Their revenue.
    pub revenue: Amount,
}

/// What was sold of one dish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DishTotal {
    /// The dish.
    pub dish_id: DishId,
    /// Its name when it was last ordered.
    pub name: String,
    /// Portions.
    pub quantity: u64,
    /// Their revenue.
    pub revenue: Amount,
}

/// One business day. `tabs` are those with an order or a payment of that day; others do no harm.
pub fn day(tabs: &[Arc<Tab>], day: &BusinessDay) -> DayReport {
    let mut report = DayReport::empty(day);
    let mut dishes = HashMap::new();
    for tab in counted(tabs) {
        let sold = sold_on(tab, day);
        report.sales.add(&sold);
        for order in sold.chunk_by(|one, next| one.order.id == next.order.id) {
            report.add_order(order, day);
        }
        for sold in &sold {
            add_dish(&mut dishes, sold);
        }
        for payment in tab.payments.iter().filter(|payment| came_in(payment, day)) {
            report.add_payment(payment);
        }
    }
    report.payments.sort_by_key(|total| total.method.as_str());
    report.dishes = best(dishes);
    report
}

/// True for a tab with an order or a payment of that day.
pub fn concerns(tab: &Tab, day: &BusinessDay) -> bool {
    tab.orders.iter().any(|order| day.contains(order.placed_at))
        || tab.payments.iter().any(|payment| came_in(payment, day))
}

impl DayReport {
    fn empty(day: &BusinessDay) -> Self {
        let hour = |hour: &Hour| HourTotal { hour: *hour, orders: 0, revenue: Amount::ZERO };
        Self {
            sales: Sales::default(),
            discounts: Amount::ZERO,
            taxes: Vec::new(),
            tips: Amount::ZERO,
            payments: Vec::new(),
            hours: day.hours.iter().map(hour).collect(),
            dishes: Vec::new(),
        }
    }

    /// Adds the lines of one order.
    fn add_order(&mut self, sold: &[Sold<'_>], day: &BusinessDay) {
        for sold in sold {
            self.discounts += sold.priced.discount;
            add_taxes(&mut self.taxes, &sold.line.tax, &sold.priced.taxed);
        }
        let hour = sold.first().and_then(|sold| day.hour_of(sold.order.placed_at));
        if let Some(total) = hour.and_then(|hour| self.hours.get_mut(hour)) {
            total.orders += count_orders(sold);
            total.revenue += sold.iter().map(|sold| sold.revenue).sum();
        }
    }

    fn add_payment(&mut self, payment: &Payment) {
        self.tips += payment.tip_kept();
        let (method, amount) = (payment.method, payment.kept());
        match self.payments.iter_mut().find(|total| total.method == method) {
            Some(total) => {
                total.count += 1;
                total.amount += amount;
            }
            None => self.payments.push(MethodTotal { method, count: 1, amount }),
        }
    }
}

/// True when the money of a payment came on that day.
fn came_in(payment: &Payment, day: &BusinessDay) -> bool {
    match payment.status {
        PaymentStatus::Captured { captured_at }
        | PaymentStatus::PartlyRefunded { captured_at }
        | PaymentStatus::Refunded { captured_at } => day.contains(captured_at),
        _ => false,
    }
}

/// A dish so far, and when it was last ordered.
type Dishes = HashMap<DishId, (Timestamp, DishTotal)>;

fn add_dish(dishes: &mut Dishes, sold: &Sold<'_>) {
    let (placed, line) = (sold.order.placed_at, sold.line);
    let dish_id = line.dish_id;
    let name = || line.name.clone();
    let (latest, total) = dishes.entry(dish_id).or_insert_with(|| {
        (placed, DishTotal { dish_id, name: name(), quantity: 0, revenue: Amount::ZERO })
    });
    if placed > *latest {
        (*latest, total.name) = (placed, name());
    }
    total.quantity += u64::from(line.quantity);
    total.revenue += sold.revenue;
}

fn best(dishes: Dishes) -> Vec<DishTotal> {
    let mut dishes: Vec<DishTotal> = dishes.into_values().map(|(_, total)| total).collect();
    dishes.sort_by(|one, other| {
        let by_name = || one.name.cmp(&other.name).then(one.dish_id.cmp(&other.dish_id));
        other.revenue.cmp(&one.revenue).then_with(by_name)
    });
    dishes.truncate(TOP_DISHES);
    dishes
}
