//! A restaurant: its public card and the settings its tabs are decided by.

mod day;
mod rules;
mod slug;

use jiff::Timestamp;
use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

pub use day::{BusinessDay, Hour};
pub use slug::{InvalidSlug, Slug};

use crate::id::RestaurantId;
use crate::money::{Amount, Currency};
use crate::tax::TaxClass;

/// One outlet, the tenant: everything else belongs to exactly one restaurant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restaurant {
    /// Its id.
    pub id: RestaurantId,
    /// Its name in links: 2 to 40 of `a-z`, `0-9` and `-`.
    pub slug: Slug,
    /// Its name for people.
    pub name: String,
    /// The postal address, one line.
    pub address: Option<String>,
    /// Currency of every amount.
    pub currency: Currency,
    /// Languages the menu is kept in, the default first (BCP 47).
    pub languages: Vec<String>,
    /// The food licence number, 14 digits in India.
    pub fssai: Option<String>,
    /// The tax registration number, 15 characters in India.
    pub gstin: Option<String>,
    /// IANA time zone; schedules, reports and numbers follow it.
    pub time_zone: String,
    /// What managers set.
    pub settings: Settings,
}

/// What a manager decides about how the restaurant works.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// What a phone must show before its first order.
    pub presence_policy: PresencePolicy,
    /// The tax classes dishes refer to by key.
    pub tax_classes: Vec<TaxClass>,
    /// Where lines are made; a dish names one of them.
    pub stations: Vec<String>,
    /// Opening hours; none means always open.
    pub hours: Vec<Hours>,
    /// Minutes after midnight at which the business day starts.
    pub business_day_start: u16,
    /// False stops guests from ordering at once, whatever the hours say.
    pub accepting_orders: bool,
    /// The smallest coin a total is rounded to, in minor units: 100 for whole rupees, 1 for none.
    pub rounding_unit: i64,
    /// Limits for guests.
    pub caps: Caps,
}

/// How much guests may order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caps {
    /// Portions guests may order before staff have seen the tab.
    pub unseen_items: u32,
    /// What they may cost, before taxes.
    pub unseen_amount: Amount,
    /// Orders one tab may hold.
    pub orders_per_tab: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            presence_policy: PresencePolicy::Otp,
            tax_classes: vec![TaxClass::gst5(), TaxClass::untaxed()],
            stations: vec!["kitchen".to_owned()],
            hours: Vec::new(),
            business_day_start: 4 * 60,
            accepting_orders: true,
            rounding_unit: 100,
            caps: Caps {
                unseen_items: 40,
                unseen_amount: Amount::minor(1_500_000),
                orders_per_tab: 200,
            },
        }
    }
}

/// What a phone must show before its first order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PresencePolicy {
    /// The table's signed code alone.
    Code,
    /// A one-time code sent to the phone.
    Otp,
    /// Four digits that staff read out at the table.
    Pin,
    /// Staff approve the guest's first round.
    Approval,
}

/// One stretch of opening hours. A closing time at or before the opening time is on the next day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    /// Day of the week the stretch starts on, 1 for Monday to 7 for Sunday.
    pub day: u8,
    /// Opening, in minutes after midnight (0 to 1439).
    pub opens: u16,
    /// Closing, in minutes after midnight (0 to 1440).
    pub closes: u16,
}

impl Hours {
    /// True at `minute` of `day`, counting a stretch that runs past midnight.
    fn contain(self, day: Weekday, minute: u16) -> bool {
        let starts_today = self.day == day.to_monday_one_offset().unsigned_abs();
        let started_yesterday = self.day == day.previous().to_monday_one_offset().unsigned_abs();
        if self.opens < self.closes {
            return starts_today && (self.opens..self.closes).contains(&minute);
        }
        (starts_today && minute >= self.opens) || (started_yesterday && minute < self.closes)
    }
}

impl Restaurant {
    /// A new restaurant with the default settings.
    pub fn new(id: RestaurantId, slug: Slug, name: String) -> Self {
        Self {
            id,
            slug,
            name,
            address: None,
            currency: Currency::Inr,
            languages: vec!["en".to_owned()],
            fssai: None,
            gstin: None,
            time_zone: "Asia/Kolkata".to_owned(),
            settings: Settings::default(),
        }
    }

    /// True while guests may order: not paused, and within the hours.
    pub fn is_open(&self, now: Timestamp) -> bool {
        if !self.settings.accepting_orders {
            return false;
        }
        if self.settings.hours.is_empty() {
            return true;
        }
        let local = self.zone().to_datetime(now);
        let minute =
            u16::from(local.hour().unsigned_abs()) * 60 + u16::from(local.minute().unsigned_abs());
        self.settings.hours.iter().any(|hours| hours.contain(local.weekday(), minute))
    }

    /// The business day `now` falls on, as `YYYY-MM-DD` in the restaurant's time zone.
    pub fn business_day(&self, now: Timestamp) -> String {
        self.business_date(now).to_string()
    }

    /// The tax class of that key.
    pub fn tax_class(&self, key: &str) -> Option<&TaxClass> {
        self.settings.tax_classes.iter().find(|class| class.key == key)
    }

    fn zone(&self) -> TimeZone {
        TimeZone::get(&self.time_zone).unwrap_or(TimeZone::UTC)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::restaurant;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a time")
    }

    #[test]
    fn a_restaurant_without_hours_is_always_open() {
        assert!(restaurant().is_open(at("2026-11-23T22:00:00Z")));
    }

    #[test]
    fn hours_past_midnight_belong_to_the_day_they_started_on() {
        let mut place = restaurant();
        place.settings.hours = vec![Hours { day: 1, opens: 18 * 60, closes: 2 * 60 }];
        // 2026-11-23 is a Monday; India is 5:30 ahead of UTC.
        assert!(!place.is_open(at("2026-11-23T12:00:00Z")));
        assert!(place.is_open(at("2026-11-23T12:30:00Z")));
        assert!(place.is_open(at("2026-11-23T20:29:00Z")));
        assert!(!place.is_open(at("2026-11-23T20:30:00Z")));
    }

    #[test]
    fn a_pause_closes_the_kitchen() {
        let mut place = restaurant();
        place.settings.accepting_orders = false;
        assert!(!place.is_open(at("2026-11-23T12:00:00Z")));
    }
}
