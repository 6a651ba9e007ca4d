//! A guest's own data.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use dineqr_core::event::Actor;
use serde::Serialize;
use utoipa::ToSchema;

use crate::auth::token::Kind;
use crate::http::error::{Answer, not_found};
use crate::http::problem::ProblemBody;
use crate::http::session::{AppState, Guest, without_cookie};
use crate::usecase::guest::{erase, tab_of};
use crate::view::order::OrderOut;
use crate::view::payment::PaymentOut;
use crate::view::tab::GuestOut;

/// Everything kept about a guest.
#[derive(Debug, Serialize, ToSchema)]
pub struct MeOut {
    /// The guest.
    pub guest: GuestOut,
    /// True when a keyed hash of their number is kept; the number itself never is.
    pub phone_hash_kept: bool,
    /// What they ordered.
    pub orders: Vec<OrderOut>,
    /// What they paid.
    pub payments: Vec<PaymentOut>,
}

/// Everything kept about this guest.
#[utoipa::path(get, path = "/api/v1/guest/me", tag = "guest", responses((status = 200, body = MeOut), (status = 401, body = ProblemBody)))]
pub async fn export(Guest(signed_in): Guest, State(app): State<AppState>) -> Answer<Json<MeOut>> {
    let (tab, guest_id) = tab_of(&app, &signed_in).await?;
    let guest = tab.guest(guest_id).ok_or_else(|| not_found("guest"))?;
    let me = Actor::Guest(guest_id);
    let orders = tab.orders.iter().filter(|order| order.by == me);
    let payments = tab.payments.iter().filter(|payment| payment.by == me);
    Ok(Json(MeOut {
        guest: guest.into(),
        phone_hash_kept: guest.phone_hash.is_some(),
        orders: orders.map(|order| OrderOut::new(&tab, order)).collect(),
        payments: payments.map(|payment| PaymentOut::new(&tab, payment)).collect(),
    }))
}

/// Forgets name and number, and signs out. What was ordered and paid stays in the restaurant's books.
#[utoipa::path(delete, path = "/api/v1/guest/me", tag = "guest",
    responses((status = 204, description = "Forgotten"), (status = 401, body = ProblemBody)))]
pub async fn forget(Guest(signed_in): Guest, State(app): State<AppState>) -> Answer<Response> {
    erase(&app, &signed_in).await?;
    Ok(without_cookie(&app, Kind::Guest, StatusCode::NO_CONTENT))
}
