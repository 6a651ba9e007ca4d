//! Sitting down at a table, and leaving.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use dineqr_core::id::ChallengeId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::auth::token::Kind;
use crate::http::error::Answer;
use crate::http::problem::JsonBody;
use crate::http::problem::ProblemBody;
use crate::http::session::{AppState, Guest, with_cookie, without_cookie};
use crate::usecase::guest::{Arrival, sit_down};
use crate::usecase::{Error, session};
use crate::view::Audience;
use crate::view::tab::{GuestOut, TabOut};

/// What a phone shows when it sits down.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SessionIn {
    /// The table's code.
    pub table_token: String,
    /// What they want to be called, at most 40 characters.
    pub name: Option<String>,
    /// Under `otp`: what the code answers.
    pub challenge_id: Option<String>,
    /// Under `otp`: the code.
    pub code: Option<String>,
    /// Under `pin`: the digits staff read out.
    pub pin: Option<String>,
}

/// A guest at a tab.
#[derive(Debug, Serialize, ToSchema)]
pub struct SeatedOut {
    /// The same token as in the cookie.
    pub token: String,
    /// The guest.
    pub guest: GuestOut,
    /// The tab.
    pub tab: TabOut,
}

/// Seats a phone at its table's tab; a phone that already sits there stays who it is.
#[utoipa::path(post, path = "/api/v1/guest/session", tag = "guest", request_body = SessionIn,
    responses((status = 200, body = SeatedOut), (status = 404, body = ProblemBody), (status = 410, body = ProblemBody),
        (status = 422, body = ProblemBody), (status = 429, body = ProblemBody)))]
pub async fn create_session(
    known: Option<Guest>,
    State(app): State<AppState>,
    JsonBody(body): JsonBody<SessionIn>,
) -> Answer<Response> {
    let challenge_id = body.challenge_id.as_deref().map(ChallengeId::parse).transpose();
    let arrival = Arrival {
        table_token: body.table_token,
        name: body.name,
        challenge_id: challenge_id
            .map_err(|_| Error::invalid("challenge_id", "code_expired", "ask for a new code"))?,
        code: body.code,
        pin: body.pin,
    };
    let seated = sit_down(&app, arrival, known.map(|Guest(signed_in)| signed_in)).await?;
    let guest = seated.tab.guest(seated.guest_id).ok_or(Error::NotFound("guest"))?;
    let out = SeatedOut {
        token: seated.token,
        guest: guest.into(),
        tab: TabOut::new(&seated.tab, Audience::Guests),
    };
    Ok(match seated.fresh {
        Some(new) => with_cookie(&app, Kind::Guest, &new, Json(out)),
        None => Json(out).into_response(),
    })
}

/// Ends the guest's session.
#[utoipa::path(post, path = "/api/v1/guest/logout", tag = "guest",
    responses((status = 204, description = "Signed out"), (status = 401, body = ProblemBody)))]
pub async fn logout(Guest(signed_in): Guest, State(app): State<AppState>) -> Answer<Response> {
    session::end(&app, signed_in.session.id).await?;
    Ok(without_cookie(&app, Kind::Guest, StatusCode::NO_CONTENT))
}
