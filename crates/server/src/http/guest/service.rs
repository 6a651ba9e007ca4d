//! Calling a waiter, water or the bill.

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use dineqr_core::tab::{Command, ServiceKind, Subject};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::http::error::{Answer, not_found};
use crate::http::idempotency::created;
use crate::http::problem::JsonBody;
use crate::http::problem::ProblemBody;
use crate::http::session::{AppState, Guest};
use crate::usecase::guest::tab_of;
use crate::usecase::{Error, tab};
use crate::view::service::ServiceRequestOut;

/// What a guest asks for.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ServiceKindIn {
    /// Someone to come.
    Waiter,
    /// The bill.
    Bill,
    /// Water.
    Water,
    /// Something else, said in the note.
    Other,
}

/// A call for service.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ServiceIn {
    /// What for.
    pub kind: ServiceKindIn,
    /// In their words, at most 200 characters.
    pub note: Option<String>,
}

impl From<ServiceKindIn> for ServiceKind {
    fn from(kind: ServiceKindIn) -> Self {
        match kind {
            ServiceKindIn::Waiter => Self::Waiter,
            ServiceKindIn::Bill => Self::Bill,
            ServiceKindIn::Water => Self::Water,
            ServiceKindIn::Other => Self::Other,
        }
    }
}

/// Asks for service; a repeat while the same is still open answers the open one.
#[utoipa::path(post, path = "/api/v1/tab/service-requests", tag = "guest", request_body = ServiceIn,
    responses((status = 201, body = ServiceRequestOut), (status = 200, description = "A repeat", body = ServiceRequestOut),
        (status = 401, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody)))]
pub async fn request_service(
    Guest(signed_in): Guest,
    State(app): State<AppState>,
    JsonBody(body): JsonBody<ServiceIn>,
) -> Answer<Response> {
    let note = body.note.map(|note| note.trim().to_owned()).filter(|note| !note.is_empty());
    if note.as_ref().is_some_and(|note| note.chars().count() > 200) {
        return Err(Error::invalid("note", "too_long", "at most 200 characters").into());
    }
    let (tab, _) = tab_of(&app, &signed_in).await?;
    let command = Command::RequestService { kind: body.kind.into(), note };
    let done = tab::run(&app, tab.restaurant_id, tab.id, signed_in.actor(), &command).await?;
    let Subject::Service(id) = done.subject else { return Err(not_found("service request")) };
    let request = done.tab.service_requests.iter().find(|request| request.id == id);
    let request = request.ok_or_else(|| not_found("service request"))?;
    Ok(created(done.replayed, Json(ServiceRequestOut::of_tab(&done.tab, request))))
}
