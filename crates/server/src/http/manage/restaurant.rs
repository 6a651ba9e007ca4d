//! The restaurant's card and settings.

use axum::Json;
use axum::extract::State;
use dineqr_core::money::Rate;
use dineqr_core::restaurant::{Caps, Hours, PresencePolicy, Restaurant, Settings};
use dineqr_core::tax::{TaxClass, TaxComponent};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::http::error::Answer;
use crate::http::problem::{JsonBody, ProblemBody};
use crate::http::session::{AppState, Manager};
use crate::usecase::{Result, restaurant};
use crate::view::money::{Money, MoneyIn};
use crate::view::restaurant::RestaurantOut;

/// Card and settings.
#[derive(Debug, Serialize, ToSchema)]
pub struct ManagedRestaurant {
    /// The public card.
    #[serde(flatten)]
    pub card: RestaurantOut,
    /// What managers decide.
    pub settings: SettingsOut,
}

/// What managers decide.
#[derive(Debug, Serialize, ToSchema)]
pub struct SettingsOut {
    /// `code`, `otp`, `pin` or `approval`.
    #[schema(value_type = String)]
    pub presence_policy: PresencePolicy,
    /// The tax classes dishes refer to by key.
    pub tax_classes: Vec<TaxClassIo>,
    /// Where lines are made.
    pub stations: Vec<String>,
    /// Opening hours in minutes after midnight; none means always open.
    pub hours: Vec<HoursIo>,
    /// Minutes after midnight at which the business day starts.
    pub business_day_start: u16,
    /// False stops guests from ordering at once.
    pub accepting_orders: bool,
    /// The coin a total is rounded to, in minor units.
    pub rounding_unit: i64,
    /// Portions guests may order before staff have seen the tab.
    pub unseen_items: u32,
    /// What they may cost, before taxes.
    pub unseen_amount: Money,
    /// Orders one tab may hold.
    pub orders_per_tab: u32,
}

/// A tax class.
#[derive(Debug, Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TaxClassIo {
    /// What dishes refer to it by.
    pub key: String,
    /// Its name for people.
    pub name: String,
    /// True when menu prices already hold the tax.
    pub inclusive: bool,
    /// The taxes, each shown on its own line of the bill.
    pub components: Vec<TaxComponentIo>,
}

/// One tax of a class.
#[derive(Debug, Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TaxComponentIo {
    /// Its name on the bill.
    pub name: String,
    /// Its rate in hundredths of a percent.
    pub rate_basis_points: u32,
}

/// One stretch of opening hours.
#[derive(Debug, Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HoursIo {
    /// 1 for Monday to 7 for Sunday.
    pub day: u8,
    /// Opening, in minutes after midnight.
    pub opens: u16,
    /// Closing, in minutes after midnight; at or before the opening it is on the next day.
    pub closes: u16,
}

/// What changes; what is left out stays.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RestaurantPatch {
    /// Its name.
    pub name: Option<String>,
    /// The postal address; empty to remove it.
    pub address: Option<String>,
    /// IANA time zone.
    pub time_zone: Option<String>,
    /// Languages of the menu, the default first.
    pub languages: Option<Vec<String>>,
    /// The food licence number; empty to remove it.
    pub fssai: Option<String>,
    /// The tax registration number; empty to remove it.
    pub gstin: Option<String>,
    /// What managers decide.
    #[serde(default)]
    pub settings: SettingsPatch,
}

/// What changes of the settings.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SettingsPatch {
    /// `code`, `otp`, `pin` or `approval`.
    #[schema(value_type = Option<String>)]
    pub presence_policy: Option<PresencePolicy>,
    /// All tax classes.
    pub tax_classes: Option<Vec<TaxClassIo>>,
    /// All stations.
    pub stations: Option<Vec<String>>,
    /// All opening hours.
    pub hours: Option<Vec<HoursIo>>,
    /// Minutes after midnight at which the business day starts.
    pub business_day_start: Option<u16>,
    /// False stops guests from ordering at once.
    pub accepting_orders: Option<bool>,
    /// The coin a total is rounded to, in minor units.
    pub rounding_unit: Option<i64>,
    /// Portions guests may order before staff have seen the tab.
    pub unseen_items: Option<u32>,
    /// What they may cost, before taxes.
    pub unseen_amount: Option<MoneyIn>,
    /// Orders one tab may hold.
    pub orders_per_tab: Option<u32>,
}

impl From<&TaxClass> for TaxClassIo {
    fn from(class: &TaxClass) -> Self {
        let component = |component: &TaxComponent| TaxComponentIo {
            name: component.name.clone(),
            rate_basis_points: component.rate.as_basis_points(),
        };
        Self {
            key: class.key.clone(),
            name: class.name.clone(),
            inclusive: class.inclusive,
            components: class.components.iter().map(component).collect(),
        }
    }
}

impl From<TaxClassIo> for TaxClass {
    fn from(class: TaxClassIo) -> Self {
        let component = |component: TaxComponentIo| TaxComponent {
            name: component.name,
            rate: Rate::basis_points(component.rate_basis_points),
        };
        Self {
            key: class.key,
            name: class.name,
            inclusive: class.inclusive,
            components: class.components.into_iter().map(component).collect(),
        }
    }
}

fn out(app: &AppState, restaurant: &Restaurant) -> Json<ManagedRestaurant> {
    let settings = &restaurant.settings;
    let hours =
        |hours: &Hours| HoursIo { day: hours.day, opens: hours.opens, closes: hours.closes };
    Json(ManagedRestaurant {
        card: RestaurantOut::new(restaurant, app.now()),
        settings: SettingsOut {
            presence_policy: settings.presence_policy,
            tax_classes: settings.tax_classes.iter().map(Into::into).collect(),
            stations: settings.stations.clone(),
            hours: settings.hours.iter().map(hours).collect(),
            business_day_start: settings.business_day_start,
            accepting_orders: settings.accepting_orders,
            rounding_unit: settings.rounding_unit,
            unseen_items: settings.caps.unseen_items,
            unseen_amount: Money::new(settings.caps.unseen_amount, restaurant.currency),
            orders_per_tab: settings.caps.orders_per_tab,
        },
    })
}

impl RestaurantPatch {
    fn apply(self, old: Restaurant) -> Result<Restaurant> {
        let optional = |new: Option<String>, old: Option<String>| match new {
            Some(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            None => old,
        };
        Ok(Restaurant {
            name: self.name.map_or(old.name, |name| name.trim().to_owned()),
            address: optional(self.address, old.address),
            time_zone: self.time_zone.unwrap_or(old.time_zone),
            languages: self.languages.unwrap_or(old.languages),
            fssai: optional(self.fssai, old.fssai),
            gstin: optional(self.gstin, old.gstin),
            settings: self.settings.apply(old.settings, old.currency)?,
            ..old
        })
    }
}

impl SettingsPatch {
    fn apply(self, old: Settings, currency: dineqr_core::money::Currency) -> Result<Settings> {
        let hours =
            |hours: HoursIo| Hours { day: hours.day, opens: hours.opens, closes: hours.closes };
        let amount =
            self.unseen_amount.map(|amount| amount.read("settings.unseen_amount", currency));
        Ok(Settings {
            presence_policy: self.presence_policy.unwrap_or(old.presence_policy),
            tax_classes: self
                .tax_classes
                .map_or(old.tax_classes, |all| all.into_iter().map(Into::into).collect()),
            stations: self.stations.unwrap_or(old.stations),
            hours: self.hours.map_or(old.hours, |all| all.into_iter().map(hours).collect()),
            business_day_start: self.business_day_start.unwrap_or(old.business_day_start),
            accepting_orders: self.accepting_orders.unwrap_or(old.accepting_orders),
            rounding_unit: self.rounding_unit.unwrap_or(old.rounding_unit),
            caps: Caps {
                unseen_items: self.unseen_items.unwrap_or(old.caps.unseen_items),
                unseen_amount: amount.transpose()?.unwrap_or(old.caps.unseen_amount),
                orders_per_tab: self.orders_per_tab.unwrap_or(old.caps.orders_per_tab),
            },
        })
    }
}

/// Card and settings.
#[utoipa::path(get, path = "/api/v1/manage/restaurant", tag = "manage",
    responses((status = 200, body = ManagedRestaurant), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody)))]
pub async fn get_restaurant(
    manager: Manager,
    State(app): State<AppState>,
) -> Answer<Json<ManagedRestaurant>> {
    let house = app.houses.get(manager.restaurant()).await?;
    Ok(out(&app, &house.restaurant))
}

/// Changes card and settings.
#[utoipa::path(patch, path = "/api/v1/manage/restaurant", tag = "manage", request_body = RestaurantPatch,
    responses((status = 200, body = ManagedRestaurant), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody), (status = 422, body = ProblemBody)))]
pub async fn patch_restaurant(
    manager: Manager,
    State(app): State<AppState>,
    JsonBody(body): JsonBody<RestaurantPatch>,
) -> Answer<Json<ManagedRestaurant>> {
    let change = |old| body.clone().apply(old);
    let changed = restaurant::change(&app, manager.actor(), manager.restaurant(), change).await?;
    Ok(out(&app, &changed))
}
