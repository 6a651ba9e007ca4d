//! Reports.

use dineqr_core::money::Currency;
use dineqr_core::report::{DishTotal, HourTotal, MethodTotal, Sales, SlowDish};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::bill::{TaxOut, taxes};
use super::money::Money;
use crate::usecase::report::{PastDay, TodayReport};

/// The business day so far, and how the floor stands now.
#[derive(Debug, Serialize, ToSchema)]
pub struct TodayOut {
    /// The moment.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// The business day, as `YYYY-MM-DD`.
    #[schema(example = "2026-11-23")]
    pub business_day: String,
    /// Orders with at least one line on a bill: placed, and not rejected, cancelled or struck off as a whole.
    pub orders: u64,
    /// Phones at the tabs that ordered, without those that were removed.
    pub guests: u64,
    /// What guests were billed for them, without tips.
    pub revenue: Money,
    /// Revenue per tab with an order, rounded half-up; zero without any.
    pub average_ticket: Money,
    /// Tabs that are open, since whichever day.
    pub open_tabs: u64,
    /// What is still owed on them.
    pub open_balance: Money,
    /// Lines that were brought to the table.
    pub served_lines: u64,
    /// The median of the whole minutes from accepting to ready; null where nothing was measured.
    pub median_minutes: Option<i64>,
    /// The dishes that took longest from placing to ready, the slowest first, at most five.
    pub slowest: Vec<SlowDishOut>,
    /// Lines on open tabs whose `promised_at` is over and that are not ready, from whichever day.
    pub late_lines: u64,
}

/// A dish that took long.
#[derive(Debug, Serialize, ToSchema)]
pub struct SlowDishOut {
    /// The dish.
    pub dish_id: String,
    /// Its name when it was last ordered.
    pub name: String,
    /// Lines of it that were made.
    pub count: u64,
    /// The median of the whole minutes from placing to ready.
    pub minutes: i64,
}

/// One business day.
#[derive(Debug, Serialize, ToSchema)]
pub struct DayOut {
    /// The business day, as `YYYY-MM-DD`.
    #[schema(example = "2026-11-23")]
    pub business_day: String,
    /// Orders with at least one line on a bill.
    pub orders: u64,
    /// Tabs with such an order.
    pub tabs: u64,
    /// What guests were billed for them, without tips.
    pub revenue: Money,
    /// Revenue per tab with an order, rounded half-up; zero without any.
    pub average_ticket: Money,
    /// What discounts took off.
    pub discounts: Money,
    /// The taxes within the revenue, by name and rate.
    pub taxes: Vec<TaxOut>,
    /// Tips that came with the day's payments, less what of them was given back.
    pub tips: Money,
    /// The money that came in on the day, by method, also for what was ordered on another day.
    pub payments: Vec<MethodOut>,
    /// Every hour of the business day, the first one first: 24, where the clocks change 23 or 25.
    pub hours: Vec<HourOut>,
    /// The dishes with the most revenue, at most twenty.
    pub dishes: Vec<DishTotalOut>,
    /// The same weekday one week before, the whole day.
    pub previous: PreviousOut,
}

/// The money that came in one way.
#[derive(Debug, Serialize, ToSchema)]
pub struct MethodOut {
    /// `cash`, `card`, `upi` or `online`.
    pub method: &'static str,
    /// How many payments.
    pub count: u64,
    /// What the restaurant has of them: with tips, less what was given back since.
    pub amount: Money,
}

/// What was sold in one hour.
#[derive(Debug, Serialize, ToSchema)]
pub struct HourOut {
    /// When it begins.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// The hour on the restaurant's clock then, 0 to 23.
    pub hour: u8,
    /// Orders placed in it.
    pub orders: u64,
    /// Their revenue.
    pub revenue: Money,
}

/// What was sold of one dish.
#[derive(Debug, Serialize, ToSchema)]
pub struct DishTotalOut {
    /// The dish.
    pub dish_id: String,
    /// Its name when it was last ordered.
    pub name: String,
    /// Portions.
    pub quantity: u64,
    /// Their revenue.
    pub revenue: Money,
}

/// A day to compare with.
#[derive(Debug, Serialize, ToSchema)]
pub struct PreviousOut {
    /// Orders with at least one line on a bill.
    pub orders: u64,
    /// What guests were billed for them, without tips.
    pub revenue: Money,
}

impl TodayOut {
    /// The business day so far.
    pub fn new(report: &TodayReport) -> Self {
        let (today, currency) = (&report.today, report.currency);
        Self {
            at: report.at,
            business_day: report.date.to_string(),
            orders: today.sales.orders,
            guests: today.guests,
            revenue: Money::new(today.sales.revenue, currency),
            average_ticket: Money::new(today.sales.average_ticket(), currency),
            open_tabs: today.open_tabs,
            open_balance: Money::new(today.open_balance, currency),
            served_lines: today.served_lines,
            median_minutes: today.median_minutes,
            slowest: today.slowest.iter().map(SlowDishOut::from).collect(),
            late_lines: today.late_lines,
        }
    }
}

impl From<&SlowDish> for SlowDishOut {
    fn from(dish: &SlowDish) -> Self {
        Self {
            dish_id: dish.dish_id.to_string(),
            name: dish.name.clone(),
            count: dish.count,
            minutes: dish.minutes,
        }
    }
}

impl DayOut {
    /// One business day.
    pub fn new(day: &PastDay) -> Self {
        let (report, currency) = (&day.report, day.currency);
        let money = |amount| Money::new(amount, currency);
        Self {
            business_day: day.date.to_string(),
            orders: report.sales.orders,
            tabs: report.sales.tabs,
            revenue: money(report.sales.revenue),
            average_ticket: money(report.sales.average_ticket()),
            discounts: money(report.discounts),
            taxes: taxes(&report.taxes, currency),
            tips: money(report.tips),
            payments: report.payments.iter().map(|paid| MethodOut::new(paid, currency)).collect(),
            hours: report.hours.iter().map(|hour| HourOut::new(hour, currency)).collect(),
            dishes: report.dishes.iter().map(|dish| DishTotalOut::new(dish, currency)).collect(),
            previous: PreviousOut::new(&day.previous, currency),
        }
    }
}

impl MethodOut {
    fn new(total: &MethodTotal, currency: Currency) -> Self {
        let amount = Money::new(total.amount, currency);
        Self { method: total.method.as_str(), count: total.count, amount }
    }
}

impl HourOut {
    fn new(total: &HourTotal, currency: Currency) -> Self {
        let revenue = Money::new(total.revenue, currency);
        Self { at: total.hour.at, hour: total.hour.hour, orders: total.orders, revenue }
    }
}

impl DishTotalOut {
    fn new(dish: &DishTotal, currency: Currency) -> Self {
        Self {
            dish_id: dish.dish_id.to_string(),
            name: dish.name.clone(),
            quantity: dish.quantity,
            revenue: Money::new(dish.revenue, currency),
        }
    }
}

impl PreviousOut {
    fn new(sales: &Sales, currency: Currency) -> Self {
        Self { orders: sales.orders, revenue: Money::new(sales.revenue, currency) }
    }
}
