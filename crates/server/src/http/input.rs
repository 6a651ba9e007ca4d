//! Bodies that several routes take, and how they are read.

use axum::body::HttpBody;
use axum::extract::{FromRequest, Request};
use dineqr_core::id::{DishId, OptionGroupId, OptionId, VariantId};
use dineqr_core::money::Currency;
use dineqr_core::tab::{Choice, LineRequest, OrderRequest, SearchText};
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::paging::asked;
use super::problem::JsonBody;
use super::problem::Problem;
use crate::usecase::history::Dates;
use crate::usecase::{Error, Result};
use crate::view::money::MoneyIn;

/// A round to order.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OrderIn {
    /// What.
    pub lines: Vec<LineIn>,
    /// A note for the whole round, at most 200 characters.
    pub note: Option<String>,
    /// The `total` of the quote the guest saw; the order is refused if it is another now.
    pub expected_total: Option<MoneyIn>,
}

/// A quantity of one dish.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LineIn {
    /// The dish.
    pub dish_id: String,
    /// Its variant; required where the dish has any.
    pub variant_id: Option<String>,
    /// Options.
    #[serde(default)]
    pub options: Vec<OptionIn>,
    /// How many, 1 to 99.
    pub quantity: i64,
    /// A note for the kitchen, at most 200 characters.
    pub note: Option<String>,
}

/// An option of a dish.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OptionIn {
    /// Its group; needed only where the option stands in several.
    pub group_id: Option<String>,
    /// The option.
    pub option_id: String,
    /// How many per portion; 1 by default.
    pub quantity: Option<i64>,
    /// Options of the option; no dish has any so far.
    #[serde(default)]
    #[schema(no_recursion)]
    pub options: Vec<OptionIn>,
}

impl OrderIn {
    /// The order as core takes it.
    ///
    /// # Errors
    /// [`Error::Invalid`] for ids that are none and quantities that cannot be.
    pub fn read(&self, currency: Currency) -> Result<OrderRequest> {
        let lines = self.lines.iter().enumerate().map(|(index, line)| line.read(index));
        let expected =
            self.expected_total.as_ref().map(|total| total.read("expected_total", currency));
        Ok(OrderRequest {
            lines: lines.collect::<Result<_>>()?,
            note: self.note.clone(),
            expected_total: expected.transpose()?,
        })
    }
}

impl LineIn {
    fn read(&self, index: usize) -> Result<LineRequest> {
        let at = |field: &str| format!("lines[{index}].{field}");
        let dish_id = DishId::parse(&self.dish_id);
        let variant_id = self.variant_id.as_deref().map(VariantId::parse).transpose();
        Ok(LineRequest {
            dish_id: dish_id
                .map_err(|_| unknown(at("dish_id"), "unknown_dish", "a dish of this menu"))?,
            variant_id: variant_id.map_err(|_| {
                unknown(at("variant_id"), "unknown_variant", "a variant of the dish")
            })?,
            options: self
                .options
                .iter()
                .map(|option| option.read(&at("options")))
                .collect::<Result<_>>()?,
            quantity: quantity(self.quantity, &at("quantity"))?,
            note: self.note.clone(),
        })
    }
}

impl OptionIn {
    fn read(&self, field: &str) -> Result<Choice> {
        let missing = || unknown(field.to_owned(), "unknown_option", "options of the dish");
        if !self.options.is_empty() {
            return Err(missing());
        }
        let group_id = self.group_id.as_deref().map(OptionGroupId::parse).transpose();
        Ok(Choice {
            group_id: group_id.map_err(|_| missing())?,
            option_id: OptionId::parse(&self.option_id).map_err(|_| missing())?,
            quantity: quantity(self.quantity.unwrap_or(1), field)?,
        })
    }
}

fn unknown(field: String, code: &'static str, rule: &str) -> Error {
    Error::invalid(field, code, rule)
}

fn quantity(quantity: i64, field: &str) -> Result<u32> {
    let sound = u32::try_from(quantity).ok().filter(|quantity| (1..=99).contains(quantity));
    sound.ok_or_else(|| Error::invalid(field, "quantity", "1 to 99"))
}

/// Reads a date of a query.
///
/// # Errors
/// [`Error::Invalid`] naming `field`.
pub fn date(field: &str, text: &str) -> Result<Date> {
    let date = text.parse::<Date>().ok().filter(|date| date.to_string() == text);
    date.ok_or_else(|| Error::invalid(field, "date", "a date as YYYY-MM-DD"))
}

/// Reads the days of a query, both included.
///
/// # Errors
/// [`Error::Invalid`] naming `from` or `to`.
pub fn dates(from: Option<&str>, to: Option<&str>) -> Result<Dates> {
    let read = |field, text| asked(text).map(|text| date(field, text)).transpose();
    Ok(Dates { from: read("from", from)?, to: read("to", to)? })
}

/// Reads what to search for.
///
/// # Errors
/// [`Error::Invalid`] naming `q`.
pub fn search(text: Option<&str>) -> Result<Option<SearchText>> {
    let text = SearchText::parse(text.unwrap_or_default());
    text.map_err(|error| Error::invalid("q", "too_long", error.to_string()))
}

/// Why something is refused or called off.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReasonIn {
    /// In words, at most 200 characters.
    pub reason: Option<String>,
}

impl ReasonIn {
    /// The reason, if one was given.
    ///
    /// # Errors
    /// [`Error::Invalid`] for one that is too long.
    pub fn read(self) -> Result<Option<String>> {
        let reason =
            self.reason.map(|reason| reason.trim().to_owned()).filter(|reason| !reason.is_empty());
        if reason.as_ref().is_some_and(|reason| reason.chars().count() > 200) {
            return Err(Error::invalid("reason", "too_long", "at most 200 characters"));
        }
        Ok(reason)
    }
}

/// A JSON body that may be left out altogether.
pub struct MaybeJson<T>(pub T);

impl<T: DeserializeOwned + Default, S: Send + Sync> FromRequest<S> for MaybeJson<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> std::result::Result<Self, Problem> {
        if request.body().size_hint().exact() == Some(0) {
            return Ok(Self(T::default()));
        }
        JsonBody::from_request(request, state).await.map(|JsonBody(value)| Self(value))
    }
}
