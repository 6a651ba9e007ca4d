//! Tabs: looking, moving, joining, closing, and taking phones off.

use axum::Json;
use axum::extract::State;
use dineqr_core::id::{GuestId, TabId, TableId};
use dineqr_core::tab::{Command, Tab};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::http::error::Answer;
use crate::http::input::MaybeJson;
use crate::http::problem::{JsonBody, PathId, ProblemBody};
use crate::http::session::{AppState, Staff};
use crate::usecase::{Error, guest, tab};
use crate::view::Audience;
use crate::view::tab::TabOut;

/// Where to.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveIn {
    /// The table.
    pub table_id: String,
}

/// Into which tab.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JoinIn {
    /// The tab that goes on.
    pub into: String,
}

/// Nothing more is needed.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NothingIn {}

fn out(tab: &Tab) -> Json<TabOut> {
    Json(TabOut::new(tab, Audience::Staff))
}

/// One tab.
#[utoipa::path(get, path = "/api/v1/staff/tabs/{tab_id}", tag = "staff", params(("tab_id" = String, Path)),
    responses((status = 200, body = TabOut), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody)))]
pub async fn get_tab(
    staff: Staff,
    State(app): State<AppState>,
    PathId(tab_id): PathId<TabId>,
) -> Answer<Json<TabOut>> {
    Ok(out(&*tab::find(&app, staff.restaurant(), tab_id).await?))
}

/// Closes a tab; 409 with the balance while money is owed.
#[utoipa::path(post, path = "/api/v1/staff/tabs/{tab_id}/close", tag = "staff", request_body = NothingIn, params(("tab_id" = String, Path)),
    responses((status = 200, body = TabOut), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
        (status = 404, body = ProblemBody), (status = 409, body = ProblemBody)))]
pub async fn close_tab(
    staff: Staff,
    State(app): State<AppState>,
    PathId(tab_id): PathId<TabId>,
    _: MaybeJson<NothingIn>,
) -> Answer<Json<TabOut>> {
    let done = tab::run(&app, staff.restaurant(), tab_id, staff.actor(), &Command::Close).await?;
    Ok(out(&done.tab))
}

/// Moves the guests to a free table.
#[utoipa::path(post, path = "/api/v1/staff/tabs/{tab_id}/move", tag = "staff", request_body = MoveIn, params(("tab_id" = String, Path)),
    responses((status = 200, body = TabOut), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
        (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody)))]
pub async fn move_tab(
    staff: Staff,
    State(app): State<AppState>,
    PathId(tab_id): PathId<TabId>,
    JsonBody(body): JsonBody<MoveIn>,
) -> Answer<Json<TabOut>> {
    let table = TableId::parse(&body.table_id).map_err(|_| Error::NotFound("table"))?;
    let done = tab::move_to(&app, staff.restaurant(), tab_id, table, staff.actor()).await?;
    Ok(out(&done.tab))
}

/// Joins this tab into another; answers the tab that goes on.
#[utoipa::path(post, path = "/api/v1/staff/tabs/{tab_id}/join", tag = "staff", request_body = JoinIn, params(("tab_id" = String, Path)),
    responses((status = 200, body = TabOut), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
        (status = 404, body = ProblemBody), (status = 409, body = ProblemBody)))]
pub async fn join_tab(
    staff: Staff,
    State(app): State<AppState>,
    PathId(tab_id): PathId<TabId>,
    JsonBody(body): JsonBody<JoinIn>,
) -> Answer<Json<TabOut>> {
    let into = TabId::parse(&body.into).map_err(|_| Error::NotFound("tab"))?;
    let done = tab::join(&app, staff.restaurant(), tab_id, into, staff.actor()).await?;
    Ok(out(&done.tab))
}

/// Takes a phone off a tab; what it ordered stays.
#[utoipa::path(post, path = "/api/v1/staff/tabs/{tab_id}/guests/{guest_id}/remove", tag = "staff", request_body = NothingIn,
    params(("tab_id" = String, Path), ("guest_id" = String, Path)),
    responses((status = 200, body = TabOut), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
        (status = 404, body = ProblemBody), (status = 409, body = ProblemBody)))]
pub async fn remove_guest(
    staff: Staff,
    State(app): State<AppState>,
    PathId((tab_id, guest_id)): PathId<(TabId, GuestId)>,
    _: MaybeJson<NothingIn>,
) -> Answer<Json<TabOut>> {
    let tab = tab::find(&app, staff.restaurant(), tab_id).await?;
    Ok(out(&*guest::remove(&app, staff.actor(), &tab, guest_id).await?))
}
