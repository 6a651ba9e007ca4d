//! The snapshot staff work from.

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::http::error::Answer;
use crate::http::problem::{ProblemBody, QueryOf};
use crate::http::session::{AppState, Staff};
use crate::usecase::{Error, board};
use crate::view::board::BoardOut;

/// What of the board.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct BoardQuery {
    /// Only lines of this station; by default the person's own, or all.
    pub station: Option<String>,
}

/// Live orders with lines, open tabs with versions, open service requests, server time.
#[utoipa::path(get, path = "/api/v1/staff/board", tag = "staff", params(BoardQuery),
    responses((status = 200, body = BoardOut), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody), (status = 422, body = ProblemBody)))]
pub async fn get_board(
    staff: Staff,
    State(app): State<AppState>,
    QueryOf(query): QueryOf<BoardQuery>,
) -> Answer<Json<BoardOut>> {
    let house = app.houses.get(staff.restaurant()).await?;
    let asked = query.station.filter(|station| !station.is_empty());
    if asked.as_ref().is_some_and(|name| !house.restaurant.settings.stations.contains(name)) {
        let rule = "a station of the restaurant";
        return Err(Error::invalid("station", "unknown_station", rule).into());
    }
    let station = asked.or_else(|| staff.0.station.clone());
    let board = board::load(&app, staff.restaurant()).await?;
    Ok(Json(BoardOut::new(&board, station.as_deref())))
}
