//! Lines on their way through the kitchen.

use axum::Json;
use axum::extract::State;
use dineqr_core::id::{LineId, TabId};
use dineqr_core::tab::{Command, Step};
use serde::Deserialize;
use utoipa::ToSchema;

use super::orders::run;
use crate::http::error::Answer;
use crate::http::input::ReasonIn;
use crate::http::problem::{JsonBody, PathId, ProblemBody};
use crate::http::session::{AppState, Staff};
use crate::view::order::OrderOut;

/// A step forward.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AdvanceIn {
    /// Where to.
    pub to: StepIn,
}

/// A step of a line.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StepIn {
    /// Being made.
    Preparing,
    /// Made.
    Ready,
    /// At the table.
    Served,
}

impl From<StepIn> for Step {
    fn from(step: StepIn) -> Self {
        match step {
            StepIn::Preparing => Self::Preparing,
            StepIn::Ready => Self::Ready,
            StepIn::Served => Self::Served,
        }
    }
}

/// Moves a line forward; the first step accepts its order. Answers the order.
#[utoipa::path(post, path = "/api/v1/staff/tabs/{tab_id}/lines/{line_id}/advance", tag = "staff", request_body = AdvanceIn,
    params(("tab_id" = String, Path), ("line_id" = String, Path)),
    responses((status = 200, body = OrderOut), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
        (status = 404, body = ProblemBody), (status = 409, body = ProblemBody)))]
pub async fn advance_line(
    staff: Staff,
    State(app): State<AppState>,
    PathId((tab_id, line_id)): PathId<(TabId, LineId)>,
    JsonBody(body): JsonBody<AdvanceIn>,
) -> Answer<Json<OrderOut>> {
    run(&app, &staff, tab_id, Command::AdvanceLine { line_id, to: body.to.into() }).await
}

/// Takes a line's last step back, within 15 seconds.
#[utoipa::path(post, path = "/api/v1/staff/tabs/{tab_id}/lines/{line_id}/undo", tag = "staff",
    params(("tab_id" = String, Path), ("line_id" = String, Path)),
    responses((status = 200, body = OrderOut), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
        (status = 404, body = ProblemBody), (status = 409, body = ProblemBody)))]
pub async fn undo_line(
    staff: Staff,
    State(app): State<AppState>,
    PathId((tab_id, line_id)): PathId<(TabId, LineId)>,
) -> Answer<Json<OrderOut>> {
    run(&app, &staff, tab_id, Command::UndoLine { line_id }).await
}

/// Strikes a line off; the reason is required.
#[utoipa::path(post, path = "/api/v1/staff/tabs/{tab_id}/lines/{line_id}/void", tag = "staff", request_body = ReasonIn,
    params(("tab_id" = String, Path), ("line_id" = String, Path)),
    responses((status = 200, body = OrderOut), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
        (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody)))]
pub async fn void_line(
    staff: Staff,
    State(app): State<AppState>,
    PathId((tab_id, line_id)): PathId<(TabId, LineId)>,
    JsonBody(body): JsonBody<ReasonIn>,
) -> Answer<Json<OrderOut>> {
    let reason = body.read()?.unwrap_or_default();
    run(&app, &staff, tab_id, Command::VoidLine { line_id, reason }).await
}
