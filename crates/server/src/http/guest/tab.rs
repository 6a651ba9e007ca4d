//! The guest's tab and its bill.

use axum::Json;
use axum::extract::State;

use crate::http::error::Answer;
use crate::http::problem::ProblemBody;
use crate::http::session::{AppState, Guest};
use crate::usecase::guest::tab_of;
use crate::view::Audience;
use crate::view::bill::BillOut;
use crate::view::tab::TabOut;

/// The guest's tab.
#[utoipa::path(get, path = "/api/v1/tab", tag = "guest", responses((status = 200, body = TabOut), (status = 401, body = ProblemBody)))]
pub async fn get_tab(Guest(signed_in): Guest, State(app): State<AppState>) -> Answer<Json<TabOut>> {
    let (tab, _) = tab_of(&app, &signed_in).await?;
    Ok(Json(TabOut::new(&tab, Audience::Guests)))
}

/// The bill of the guest's tab.
#[utoipa::path(get, path = "/api/v1/tab/bill", tag = "guest", responses((status = 200, body = BillOut), (status = 401, body = ProblemBody)))]
pub async fn get_bill(
    Guest(signed_in): Guest,
    State(app): State<AppState>,
) -> Answer<Json<BillOut>> {
    let (tab, _) = tab_of(&app, &signed_in).await?;
    Ok(Json(BillOut::of(&tab)))
}
