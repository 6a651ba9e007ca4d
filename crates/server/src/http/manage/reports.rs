//! What was sold.

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::http::error::Answer;
use crate::http::input;
use crate::http::problem::{ProblemBody, QueryOf};
use crate::http::session::{AppState, Manager};
use crate::usecase::report;
use crate::view::report::{DayOut, TodayOut};

/// Which day.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct DayQuery {
    /// The business day as `YYYY-MM-DD`; by default the present one.
    #[param(example = "2026-11-23")]
    pub date: Option<String>,
}

/// The business day so far, and how the floor stands now. Revenue is what guests were billed for what was ordered on
/// this business day: with discounts, service charge, taxes and round-off, without tips, paid or not, and without what
/// was struck off, rejected, cancelled or still waits for approval.
#[utoipa::path(get, path = "/api/v1/manage/reports/today", tag = "manage",
    responses((status = 200, body = TodayOut), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody)))]
pub async fn today(manager: Manager, State(app): State<AppState>) -> Answer<Json<TodayOut>> {
    Ok(Json(TodayOut::new(&report::today(&app, manager.restaurant()).await?)))
}

/// One business day, hour by hour, with the same weekday one week before. Revenue as in `reports/today`; the revenue of
/// all hours is that of the day.
#[utoipa::path(get, path = "/api/v1/manage/reports/day", tag = "manage", params(DayQuery),
    responses((status = 200, body = DayOut), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody),
        (status = 403, body = ProblemBody), (status = 422, description = "`date`: no date, or one beyond 2000 to 2199", body = ProblemBody)))]
pub async fn day(
    manager: Manager,
    State(app): State<AppState>,
    QueryOf(query): QueryOf<DayQuery>,
) -> Answer<Json<DayOut>> {
    let date = query.date.map(|date| input::date("date", &date)).transpose()?;
    Ok(Json(DayOut::new(&report::day(&app, manager.restaurant(), date).await?)))
}
