//! Floors and tables with their open tabs.

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use dineqr_core::id::{TabId, TableId};
use dineqr_core::tab::TableRef;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::http::error::Answer;
use crate::http::idempotency::{created, request_key};
use crate::http::input::MaybeJson;
use crate::http::problem::{IdempotencyKey, PathId, ProblemBody};
use crate::http::session::{AppState, Staff};
use crate::usecase::{tab, table};
use crate::view::Audience;
use crate::view::tab::{TabOut, TabSummary};

/// The floors.
#[derive(Debug, Serialize, ToSchema)]
pub struct FloorsOut {
    /// By name.
    pub floors: Vec<FloorOut>,
}

/// A floor.
#[derive(Debug, Serialize, ToSchema)]
pub struct FloorOut {
    /// Its name.
    pub name: String,
    /// Its tables.
    pub tables: Vec<FloorTable>,
}

/// A table with its open tab.
#[derive(Debug, Serialize, ToSchema)]
pub struct FloorTable {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How many it seats.
    pub seats: u16,
    /// The open tab.
    pub tab: Option<TabSummary>,
}

/// Nothing more is needed to open a tab.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenTabIn {}

/// Floors and tables with their open tabs.
#[utoipa::path(get, path = "/api/v1/staff/tables", tag = "staff",
    responses((status = 200, body = FloorsOut), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody)))]
pub async fn list_tables(staff: Staff, State(app): State<AppState>) -> Answer<Json<FloorsOut>> {
    let tables = app.store.tables(staff.restaurant()).await?;
    let tabs = app.store.open_tabs(staff.restaurant()).await?;
    let mut floors: Vec<FloorOut> = Vec::new();
    for table in tables {
        let tab = tabs.iter().find(|tab| tab.occupied().any(|id| id == table.id));
        let seated = FloorTable {
            id: table.id.to_string(),
            name: table.name,
            seats: table.seats,
            tab: tab.map(|tab| TabSummary::new(tab)),
        };
        match floors.iter_mut().find(|floor| floor.name == table.floor) {
            Some(floor) => floor.tables.push(seated),
            None => floors.push(FloorOut { name: table.floor, tables: vec![seated] }),
        }
    }
    Ok(Json(FloorsOut { floors }))
}

/// Opens a tab at a table.
#[utoipa::path(post, path = "/api/v1/staff/tables/{table_id}/tabs", tag = "staff", request_body = OpenTabIn,
    params(("table_id" = String, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 201, body = TabOut), (status = 200, description = "A repeat", body = TabOut), (status = 401, body = ProblemBody),
        (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody)))]
pub async fn open_tab(
    staff: Staff,
    State(app): State<AppState>,
    PathId(table_id): PathId<TableId>,
    key: IdempotencyKey,
    _: MaybeJson<OpenTabIn>,
) -> Answer<Response> {
    let table = table::find(&app, staff.restaurant(), table_id).await?;
    let house = app.houses.get(staff.restaurant()).await?;
    let account = staff.account()?.to_string();
    let id = TabId::derived(&["tab", &staff.restaurant().to_string(), &account, key.as_str()]);
    let key = request_key(&key, "tabs", &table_id);
    let at = TableRef { id: table.id, name: table.name };
    let done = tab::open(&app, &house, staff.actor(), Some(at), None, Some((id, key))).await?;
    Ok(created(done.replayed, Json(TabOut::new(&done.tab, Audience::Staff))))
}
