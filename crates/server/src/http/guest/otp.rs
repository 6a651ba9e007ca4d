//! One-time codes.

use axum::extract::State;
use axum::http::StatusCode;
use axum::{Extension, Json};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::http::error::Answer;
use crate::http::middleware::ClientAddress;
use crate::http::problem::JsonBody;
use crate::http::problem::ProblemBody;
use crate::http::session::AppState;
use crate::usecase::guest::send_code;

/// A number to send a code to.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OtpIn {
    /// The table's code.
    pub table_token: String,
    /// The phone number, with or without its country code.
    pub phone: String,
}

/// A code that is on its way.
#[derive(Debug, Serialize, ToSchema)]
pub struct OtpOut {
    /// What the code answers.
    pub challenge_id: String,
    /// When the code ends.
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Timestamp,
    /// When another one may be asked for.
    #[schema(value_type = String, format = DateTime)]
    pub resend_at: Timestamp,
}

/// Sends a one-time code.
#[utoipa::path(post, path = "/api/v1/guest/otp", tag = "guest", request_body = OtpIn,
    responses((status = 202, body = OtpOut), (status = 422, body = ProblemBody), (status = 429, body = ProblemBody)))]
pub async fn send_otp(
    State(app): State<AppState>,
    address: Option<Extension<ClientAddress>>,
    JsonBody(body): JsonBody<OtpIn>,
) -> Answer<(StatusCode, Json<OtpOut>)> {
    let address = address.map_or(0, |Extension(address)| address.key());
    let sent = send_code(&app, &format!("{address:x}"), &body.table_token, &body.phone).await?;
    let out = OtpOut {
        challenge_id: sent.challenge_id.to_string(),
        expires_at: sent.expires_at,
        resend_at: sent.resend_at,
    };
    Ok((StatusCode::ACCEPTED, Json(out)))
}
