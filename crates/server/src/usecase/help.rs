//! "Ask staff" without a sign-in, and staff's answers to every kind of request.

use std::sync::Arc;

use dineqr_core::event::{Actor, EventKind};
use dineqr_core::id::{RestaurantId, ServiceRequestId};
use dineqr_core::store::{HelpRequest, StoreError};
use dineqr_core::tab::{Command, ServiceKind, ServiceRequest, ServiceStatus, Tab, TableRef};

use super::{Error, Result, tab, table};
use crate::app::App;

/// How often a call is answered anew because somebody else was faster.
const ATTEMPTS: usize = 16;

/// Rings the floor for a table whose phone has no sign-in. One call per table is open at a time.
///
/// # Errors
/// The table's as [`table::scan`], [`Error::Limited`].
pub async fn ask(app: &App, token: &str) -> Result<HelpRequest> {
    let (table, _) = table::scan(app, token).await?;
    app.limit(&format!("help:table:{}", table.id), app.config.limits.table_help).await?;
    if let Some(open) = app.store.open_help_request_at(table.restaurant_id, table.id).await? {
        return Ok(open);
    }
    let now = app.now();
    let request = ServiceRequest {
        id: ServiceRequestId::new(now, &*app.ids),
        kind: ServiceKind::Help,
        note: None,
        by: Actor::System,
        at: now,
        status: ServiceStatus::Open,
    };
    let kind = EventKind::ServiceRequested { request_id: request.id, table_id: Some(table.id) };
    let event = app.event(table.restaurant_id, Actor::System, kind);
    let help = HelpRequest {
        restaurant_id: table.restaurant_id,
        table: TableRef { id: table.id, name: table.name },
        request,
    };
    match app.store.create_help_request(&help, &event).await {
        Ok(()) => {
            app.hand_on(vec![event]);
            Ok(help)
        }
        // Two phones of one table at once: the other call stands for both.
        Err(StoreError::Duplicate) => {
            let open = app.store.open_help_request_at(table.restaurant_id, help.table.id).await?;
            Ok(open.unwrap_or(help))
        }
        Err(error) => Err(error.into()),
    }
}

/// What staff say about a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// On the way.
    Acknowledge,
    /// Done.
    Resolve,
}

/// A request with the place it came from.
#[derive(Debug, Clone)]
pub enum Placed {
    /// Asked by a guest of a tab.
    AtTab {
        /// The request.
        request: ServiceRequest,
        /// The tab.
        tab: Arc<Tab>,
    },
    /// Rung from a table without a sign-in.
    AtTable(HelpRequest),
}

/// Answers a request of a tab or of a table.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Tab`] when it was answered before.
pub async fn answer(
    app: &App,
    restaurant: RestaurantId,
    id: ServiceRequestId,
    actor: Actor,
    answer: Answer,
) -> Result<Placed> {
    if let Some(help) = app.store.help_request(restaurant, id).await? {
        return answer_help(app, help, actor, answer).await;
    }
    let tabs = app.store.open_tabs(restaurant).await?;
    let holds = |tab: &&Arc<Tab>| tab.service_requests.iter().any(|r| r.id == id);
    let tab = tabs.iter().find(holds).ok_or(Error::NotFound("service_request"))?;
    let command = match answer {
        Answer::Acknowledge => Command::AcknowledgeService { request_id: id },
        Answer::Resolve => Command::ResolveService { request_id: id },
    };
    let done = tab::run(app, restaurant, tab.id, actor, &command).await?;
    let request = done.tab.service_requests.iter().find(|r| r.id == id).cloned();
    let request = request.ok_or(Error::NotFound("service_request"))?;
    Ok(Placed::AtTab { request, tab: done.tab })
}

async fn answer_help(
    app: &App,
    mut before: HelpRequest,
    actor: Actor,
    answer: Answer,
) -> Result<Placed> {
    let (restaurant, request_id) = (before.restaurant_id, before.request.id);
    let table_id = Some(before.table.id);
    for _ in 0..ATTEMPTS {
        let mut after = before.clone();
        let status = before.request.status.clone();
        let kind = match answer {
            Answer::Acknowledge => {
                after.request.status = status.acknowledge(app.now(), actor)?;
                EventKind::ServiceAcknowledged { request_id, table_id }
            }
            Answer::Resolve => {
                after.request.status = status.resolve(app.now(), actor)?;
                EventKind::ServiceResolved { request_id, table_id }
            }
        };
        let event = app.event(restaurant, actor, kind);
        match app.store.update_help_request(&before, &after, &event).await {
            Ok(()) => {
                app.hand_on(vec![event]);
                return Ok(Placed::AtTable(after));
            }
            // Somebody else answered it meanwhile.
            Err(StoreError::Conflict) => {
                let newer = app.store.help_request(restaurant, request_id).await?;
                before = newer.ok_or(Error::NotFound("service_request"))?;
            }
            Err(error) => return Err(error.into()),
        }
    }
    Err(Error::Store(StoreError::Conflict))
}
