//! Orders of every day.

use axum::Json;
use axum::extract::State;
use dineqr_core::tab::{OrderFilter, ShownStatus};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::http::error::Answer;
use crate::http::input;
use crate::http::paging::{self, asked};
use crate::http::problem::{ProblemBody, QueryOf};
use crate::http::session::{AppState, Manager};
use crate::usecase::history::{self, OrderPlace};
use crate::usecase::{Error, Result};
use crate::view::List;
use crate::view::order::ManagedOrderOut;

/// Which orders; what is left out or empty lets all through.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct OrdersQuery {
    /// `awaiting_approval`, `placed`, `accepted`, `preparing`, `ready`, `served`, `rejected` or `cancelled`.
    pub status: Option<String>,
    /// Those with a line of this station.
    pub station: Option<String>,
    /// At most 80 characters: the number of an order, or a part of the name of a dish or a table.
    pub q: Option<String>,
    /// The first business day they were placed on, as `YYYY-MM-DD`.
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

impl OrdersQuery {
    fn filter(&self) -> Result<OrderFilter> {
        let rule = "a status of orders";
        let status = asked(self.status.as_deref()).map(|status| {
            ShownStatus::parse(status).ok_or_else(|| Error::invalid("status", "status", rule))
        });
        Ok(OrderFilter {
            status: status.transpose()?,
            station: asked(self.station.as_deref()).map(str::to_owned),
            text: input::search(self.q.as_deref())?,
        })
    }
}

/// Orders, the one placed last first, with all their lines. A page may have fewer items than `limit`, or none, and
/// still a `next_cursor`: then more may be found behind it.
#[utoipa::path(get, path = "/api/v1/manage/orders", tag = "manage", params(OrdersQuery),
    responses((status = 200, body = List<ManagedOrderOut>), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody),
        (status = 403, body = ProblemBody), (status = 422, body = ProblemBody)))]
pub async fn list(
    manager: Manager,
    State(app): State<AppState>,
    QueryOf(query): QueryOf<OrdersQuery>,
) -> Answer<Json<List<ManagedOrderOut>>> {
    let dates = input::dates(query.from.as_deref(), query.to.as_deref())?;
    let before = paging::after(query.cursor.as_deref())?;
    let before = before.map(|(placed_at, id)| OrderPlace { placed_at, id });
    let (filter, limit) = (query.filter()?, paging::limit(query.limit.as_deref())?);
    let page = history::orders(&app, manager.restaurant(), dates, &filter, before, limit).await?;
    Ok(Json(List {
        items: page.items.iter().map(ManagedOrderOut::new).collect(),
        next_cursor: page.next.map(|last| paging::cursor(last.placed_at, last.id)),
    }))
}
