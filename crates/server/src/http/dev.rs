//! Aids for development: there only when the setting is on, never by default.

use axum::Json;
use axum::extract::State;
use dineqr_core::store::MessageChannel;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::error::Answer;
use super::session::AppState;
use crate::view::List;

/// Messages one answer shows at the most.
const SHOWN: usize = 50;

/// A message of the dev outbox.
#[derive(Debug, Serialize, ToSchema)]
pub struct MessageOut {
    /// `sms` or `mail`.
    #[schema(value_type = String)]
    pub channel: MessageChannel,
    /// The number or address.
    pub to: String,
    /// The subject of a mail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// The text.
    pub text: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
}

/// How much the server did since it started.
#[derive(Debug, Serialize, ToSchema)]
pub struct StatsOut {
    /// What the store wrote.
    pub store: WrittenOut,
}

/// What the store wrote.
#[derive(Debug, Serialize, ToSchema)]
pub struct WrittenOut {
    /// Transactions that reached the disk.
    pub transactions: u64,
    /// Commits of tabs within them.
    pub commits: u64,
}

/// Messages the dev outbox took, newest first.
#[utoipa::path(get, path = "/api/v1/dev/outbox", tag = "dev", responses((status = 200, body = List<MessageOut>)))]
pub async fn outbox(State(app): State<AppState>) -> Answer<Json<List<MessageOut>>> {
    let messages = app.store.messages(SHOWN).await?;
    let out = messages.into_iter().map(|message| MessageOut {
        channel: message.channel,
        to: message.to,
        subject: message.subject,
        text: message.text,
        at: message.at,
    });
    Ok(Json(List::whole(out.collect())))
}

/// What the store wrote since the server started.
#[utoipa::path(get, path = "/api/v1/dev/stats", tag = "dev", responses((status = 200, body = StatsOut)))]
pub async fn stats(State(app): State<AppState>) -> Json<StatsOut> {
    let written = app.store.written();
    Json(StatsOut {
        store: WrittenOut { transactions: written.transactions, commits: written.commits },
    })
}
