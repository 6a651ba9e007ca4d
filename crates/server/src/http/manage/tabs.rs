//! What managers do with closed tabs.

use axum::Json;
use axum::extract::State;
use dineqr_core::id::TabId;
use dineqr_core::store::StoreError;
use dineqr_core::tab::Command;

use crate::http::error::Answer;
use crate::http::input::ReasonIn;
use crate::http::problem::{JsonBody, PathId, ProblemBody};
use crate::http::session::{AppState, Manager};
use crate::usecase::{Error, tab};
use crate::view::Audience;
use crate::view::tab::TabOut;

/// Opens a closed tab again; the reason is required.
#[utoipa::path(post, path = "/api/v1/manage/tabs/{tab_id}/reopen", tag = "manage", request_body = ReasonIn, params(("tab_id" = String, Path)),
    responses((status = 200, body = TabOut), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
        (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody)))]
pub async fn reopen(
    manager: Manager,
    State(app): State<AppState>,
    PathId(tab_id): PathId<TabId>,
    JsonBody(body): JsonBody<ReasonIn>,
) -> Answer<Json<TabOut>> {
    let command = Command::Reopen { reason: body.read()?.unwrap_or_default() };
    let done = tab::run(&app, manager.restaurant(), tab_id, manager.actor(), &command).await;
    let done = done.map_err(|error| match error {
        Error::Store(StoreError::Duplicate) => {
            Error::Conflict { code: "table_taken", detail: "The table has an open tab." }
        }
        error => error,
    })?;
    Ok(Json(TabOut::new(&done.tab, Audience::Staff)))
}
