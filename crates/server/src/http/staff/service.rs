//! Answering calls for service.

use axum::Json;
use axum::extract::State;
use dineqr_core::id::ServiceRequestId;

use crate::http::error::Answer;
use crate::http::problem::{PathId, ProblemBody};
use crate::http::session::{AppState, Staff};
use crate::usecase::help::{self, Placed};
use crate::view::service::ServiceRequestOut;

async fn answer(
    app: &AppState,
    staff: &Staff,
    id: ServiceRequestId,
    answer: help::Answer,
) -> Answer<Json<ServiceRequestOut>> {
    let placed = help::answer(app, staff.restaurant(), id, staff.actor(), answer).await?;
    Ok(Json(match placed {
        Placed::AtTab { request, tab } => ServiceRequestOut::of_tab(&tab, &request),
        Placed::AtTable(help) => ServiceRequestOut::of_table(&help),
    }))
}

/// Someone is on the way.
#[utoipa::path(post, path = "/api/v1/staff/service-requests/{id}/acknowledge", tag = "staff", params(("id" = String, Path)),
    responses((status = 200, body = ServiceRequestOut), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
        (status = 404, body = ProblemBody), (status = 409, body = ProblemBody)))]
pub async fn acknowledge(
    staff: Staff,
    State(app): State<AppState>,
    PathId(id): PathId<ServiceRequestId>,
) -> Answer<Json<ServiceRequestOut>> {
    answer(&app, &staff, id, help::Answer::Acknowledge).await
}

/// It is done.
#[utoipa::path(post, path = "/api/v1/staff/service-requests/{id}/resolve", tag = "staff", params(("id" = String, Path)),
    responses((status = 200, body = ServiceRequestOut), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
        (status = 404, body = ProblemBody), (status = 409, body = ProblemBody)))]
pub async fn resolve(
    staff: Staff,
    State(app): State<AppState>,
    PathId(id): PathId<ServiceRequestId>,
) -> Answer<Json<ServiceRequestOut>> {
    answer(&app, &staff, id, help::Answer::Resolve).await
}
