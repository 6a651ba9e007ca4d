//! Sold-out marks and portions.

use axum::Json;
use axum::extract::State;
use dineqr_core::id::{DishId, VariantId};
use dineqr_core::menu::{Stock, StockStatus};
use jiff::Timestamp;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::http::error::Answer;
use crate::http::problem::{JsonBody, PathId, ProblemBody};
use crate::http::session::{AppState, Staff};
use crate::usecase::{Error, stock};
use crate::view::stock::StockOut;

/// The mark of a dish.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AvailabilityIn {
    /// `available` or `sold_out`.
    #[schema(value_type = String)]
    pub status: StockStatus,
    /// The variant, where the mark is for it alone.
    pub variant_id: Option<String>,
    /// When a sold-out mark falls off by itself.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub until: Option<Timestamp>,
    /// Portions left, 0 to 100000, to have them counted; null to stop counting.
    pub portions: Option<i64>,
}

/// Marks a dish or one of its variants.
#[utoipa::path(post, path = "/api/v1/staff/dishes/{dish_id}/availability", tag = "staff", request_body = AvailabilityIn,
    params(("dish_id" = String, Path)),
    responses((status = 200, body = StockOut), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
        (status = 404, body = ProblemBody), (status = 422, body = ProblemBody)))]
pub async fn set_availability(
    staff: Staff,
    State(app): State<AppState>,
    PathId(dish_id): PathId<DishId>,
    JsonBody(body): JsonBody<AvailabilityIn>,
) -> Answer<Json<StockOut>> {
    let unknown = |_| Error::invalid("variant_id", "unknown_variant", "a variant of the dish");
    let portions =
        body.portions.map(|portions| u32::try_from(portions).ok().filter(|p| *p <= 100_000));
    let portions = match portions {
        Some(None) => return Err(Error::invalid("portions", "portions", "0 to 100000").into()),
        Some(some) => some,
        None => None,
    };
    let mark = Stock {
        dish_id,
        variant_id: body
            .variant_id
            .as_deref()
            .map(VariantId::parse)
            .transpose()
            .map_err(unknown)?,
        status: body.status,
        portions,
        until: body.until,
    };
    let mark = stock::mark(&app, staff.restaurant(), staff.actor(), mark).await?;
    Ok(Json(StockOut::new(&mark, app.now())))
}
