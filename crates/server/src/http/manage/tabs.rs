//! Tabs of every day, and what managers do with closed ones.

use axum::Json;
use axum::extract::State;
use dineqr_core::id::{TabId, TableId};
use dineqr_core::store::{StoreError, TabPlace};
use dineqr_core::tab::{Channel, Command, TabFilter};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::http::error::Answer;
use crate::http::input::{self, ReasonIn};
use crate::http::paging::{self, asked};
use crate::http::problem::{JsonBody, PathId, ProblemBody, QueryOf};
use crate::http::session::{AppState, Manager};
use crate::usecase::{Error, Result, history, tab};
use crate::view::tab::{ManagedTabOut, TabOut};
use crate::view::{Audience, List};

/// Which tabs; what is left out or empty lets all through.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct TabsQuery {
    /// `open` or `closed`.
    pub status: Option<String>,
    /// `dine_in` or `parcel`.
    pub channel: Option<String>,
    /// Those at this table.
    pub table_id: Option<String>,
    /// At most 80 characters: a part of the name of a table, a guest or a customer, or the number of an order.
    pub q: Option<String>,
    /// The first business day they were opened on, as `YYYY-MM-DD`.
    #[param(example = "2026-11-01")]
    pub from: Option<String>,
    /// The last one, included.
    #[param(example = "2026-11-23")]
    pub to: Option<String>,
    /// The `next_cursor` of the page before; the other fields as they were.
    pub cursor: Option<String>,
    /// Items of a page, 1 to 200; 50 by default.
    #[param(value_type = Option<u32>)]
    pub limit: Option<String>,
}

impl TabsQuery {
    fn filter(&self) -> Result<TabFilter> {
        let status = asked(self.status.as_deref()).map(|status| match status {
            "open" => Ok(true),
            "closed" => Ok(false),
            _ => Err(Error::invalid("status", "status", "open or closed")),
        });
        let channel = asked(self.channel.as_deref()).map(|channel| match channel {
            "dine_in" => Ok(Channel::DineIn),
            "parcel" => Ok(Channel::Parcel),
            _ => Err(Error::invalid("channel", "channel", "dine_in or parcel")),
        });
        let unknown = |_| Error::invalid("table_id", "unknown_table", "the id of a table");
        let table = asked(self.table_id.as_deref()).map(TableId::parse);
        Ok(TabFilter {
            open: status.transpose()?,
            channel: channel.transpose()?,
            table: table.transpose().map_err(unknown)?,
            text: input::search(self.q.as_deref())?,
        })
    }
}

/// Tabs, open and closed, the one opened last first; without those that were joined into another. A page may have
/// fewer items than `limit`, or none, and still a `next_cursor`: then more may be found behind it.
#[utoipa::path(get, path = "/api/v1/manage/tabs", tag = "manage", params(TabsQuery),
    responses((status = 200, body = List<ManagedTabOut>), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody),
        (status = 403, body = ProblemBody), (status = 422, body = ProblemBody)))]
pub async fn list(
    manager: Manager,
    State(app): State<AppState>,
    QueryOf(query): QueryOf<TabsQuery>,
) -> Answer<Json<List<ManagedTabOut>>> {
    let dates = input::dates(query.from.as_deref(), query.to.as_deref())?;
    let before = paging::after(query.cursor.as_deref())?;
    let before = before.map(|(opened_at, id)| TabPlace { opened_at, id });
    let (filter, limit) = (query.filter()?, paging::limit(query.limit.as_deref())?);
    let page = history::tabs(&app, manager.restaurant(), dates, &filter, before, limit).await?;
    Ok(Json(List {
        items: page.items.iter().map(|tab| ManagedTabOut::new(tab)).collect(),
        next_cursor: page.next.map(|last| paging::cursor(last.opened_at, last.id)),
    }))
}

/// One tab, open, closed or joined, as staff see it.
#[utoipa::path(get, path = "/api/v1/manage/tabs/{tab_id}", tag = "manage", params(("tab_id" = String, Path)),
    responses((status = 200, body = TabOut), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody)))]
pub async fn get(
    manager: Manager,
    State(app): State<AppState>,
    PathId(tab_id): PathId<TabId>,
) -> Answer<Json<TabOut>> {
    let tab = tab::find(&app, manager.restaurant(), tab_id).await?;
    Ok(Json(TabOut::new(&tab, Audience::Staff)))
}

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
