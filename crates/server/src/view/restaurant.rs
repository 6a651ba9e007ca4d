//! The public card of a restaurant.

use dineqr_core::restaurant::{Hours, Restaurant};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

/// What anyone may know of a restaurant.
#[derive(Debug, Serialize, ToSchema)]
pub struct RestaurantOut {
    /// Its id.
    pub id: String,
    /// Its name in links.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// The postal address.
    pub address: Option<String>,
    /// Opening hours; none means always open.
    pub hours: Vec<HoursOut>,
    /// True while guests may order.
    pub open_now: bool,
    /// ISO 4217.
    pub currency: &'static str,
    /// Languages of the menu, the default first.
    pub languages: Vec<String>,
    /// IANA time zone.
    pub time_zone: String,
    /// When a new business day begins there, in minutes after midnight.
    pub business_day_start: u16,
    /// The food licence number.
    pub fssai: Option<String>,
    /// The tax registration number.
    pub gstin: Option<String>,
}

/// One stretch of opening hours.
#[derive(Debug, Serialize, ToSchema)]
pub struct HoursOut {
    /// 1 for Monday to 7 for Sunday.
    pub day: u8,
    /// Opening, as `HH:MM`.
    pub opens: String,
    /// Closing, as `HH:MM`; at or before the opening it is on the next day.
    pub closes: String,
}

impl From<&Hours> for HoursOut {
    fn from(hours: &Hours) -> Self {
        let clock = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
        Self { day: hours.day, opens: clock(hours.opens), closes: clock(hours.closes) }
    }
}

impl RestaurantOut {
    /// The card at `now`.
    pub fn new(restaurant: &Restaurant, now: Timestamp) -> Self {
        Self {
            id: restaurant.id.to_string(),
            slug: restaurant.slug.to_string(),
            name: restaurant.name.clone(),
            address: restaurant.address.clone(),
            hours: restaurant.settings.hours.iter().map(Into::into).collect(),
            open_now: restaurant.is_open(now),
            currency: restaurant.currency.code(),
            languages: restaurant.languages.clone(),
            time_zone: restaurant.time_zone.clone(),
            business_day_start: restaurant.settings.business_day_start,
            fssai: restaurant.fssai.clone(),
            gstin: restaurant.gstin.clone(),
        }
    }
}
