//! Calls for service: a waiter, water, the bill, or "ask staff" before any sign-in.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::command::{Change, Subject};
use super::decide::{open_for, open_for_members};
use super::{Context, Tab, TabError, words};
use crate::event::{Actor, EventKind};
use crate::id::ServiceRequestId;

/// A call for service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceRequest {
    /// Its id.
    pub id: ServiceRequestId,
    /// What for.
    pub kind: ServiceKind,
    /// In their words.
    pub note: Option<String>,
    /// Who asks; the program itself for a phone without a sign-in.
    pub by: Actor,
    /// When.
    pub at: Timestamp,
    /// Where it stands.
    #[serde(flatten)]
    pub status: ServiceStatus,
}

/// What somebody asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ServiceKind {
    /// Someone to come.
    Waiter,
    /// The bill.
    Bill,
    /// Water.
    Water,
    /// Something else, said in the note.
    Other,
    /// Help with signing in, asked before any session.
    Help,
}

/// Where a request stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum ServiceStatus {
    /// Nobody has seen it.
    Open,
    /// Someone is on the way.
    Acknowledged {
        /// Since when.
        acknowledged_at: Timestamp,
        /// Who.
        acknowledged_by: Actor,
    },
    /// Done.
    Resolved {
        /// When.
        resolved_at: Timestamp,
        /// By whom.
        resolved_by: Actor,
    },
}

impl ServiceStatus {
    /// Its name on the wire.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Acknowledged { .. } => "acknowledged",
            Self::Resolved { .. } => "resolved",
        }
    }

    /// Someone says that they saw it.
    ///
    /// # Errors
    /// [`TabError::NotAllowed`] once it was seen or done.
    pub fn acknowledge(self, at: Timestamp, by: Actor) -> Result<Self, TabError> {
        match self {
            Self::Open => Ok(Self::Acknowledged { acknowledged_at: at, acknowledged_by: by }),
            other => Err(TabError::not_allowed("acknowledge", other.as_str())),
        }
    }

    /// Someone says that it is done.
    ///
    /// # Errors
    /// [`TabError::NotAllowed`] once it was done.
    pub fn resolve(self, at: Timestamp, by: Actor) -> Result<Self, TabError> {
        match self {
            Self::Open | Self::Acknowledged { .. } => {
                Ok(Self::Resolved { resolved_at: at, resolved_by: by })
            }
            other => Err(TabError::not_allowed("resolve", other.as_str())),
        }
    }
}

impl ServiceRequest {
    /// True until it is done.
    pub fn is_open(&self) -> bool {
        !matches!(self.status, ServiceStatus::Resolved { .. })
    }
}

/// Asks for service; a repeat while the same is still open answers the open one.
pub(super) fn request(
    tab: &mut Tab,
    kind: ServiceKind,
    note: Option<&str>,
    ctx: &Context<'_>,
) -> Result<Change, TabError> {
    open_for(tab, ctx)?;
    let note = words::optional(note, "note")?;
    if let Some(open) = tab.service_requests.iter().find(|r| r.kind == kind && r.is_open()) {
        return Ok(Change::replay(Subject::Service(open.id)));
    }
    let id = ServiceRequestId::new(ctx.now, ctx.ids);
    tab.service_requests.push(ServiceRequest {
        id,
        kind,
        note,
        by: ctx.actor,
        at: ctx.now,
        status: ServiceStatus::Open,
    });
    Ok(Change::of(Subject::Service(id))
        .event(EventKind::ServiceRequested { request_id: id, table_id: None }))
}

/// Staff say that they saw a request.
pub(super) fn acknowledge(
    tab: &mut Tab,
    id: ServiceRequestId,
    ctx: &Context<'_>,
) -> Result<Change, TabError> {
    open_for_members(tab, ctx)?;
    let request = find(tab, id)?;
    request.status = request.status.clone().acknowledge(ctx.now, ctx.actor)?;
    Ok(Change::of(Subject::Service(id))
        .event(EventKind::ServiceAcknowledged { request_id: id, table_id: None }))
}

/// Staff say that a request is done.
pub(super) fn resolve(
    tab: &mut Tab,
    id: ServiceRequestId,
    ctx: &Context<'_>,
) -> Result<Change, TabError> {
    open_for_members(tab, ctx)?;
    let request = find(tab, id)?;
    request.status = request.status.clone().resolve(ctx.now, ctx.actor)?;
    Ok(Change::of(Subject::Service(id))
        .event(EventKind::ServiceResolved { request_id: id, table_id: None }))
}

fn find(tab: &mut Tab, id: ServiceRequestId) -> Result<&mut ServiceRequest, TabError> {
    let request = tab.service_requests.iter_mut().find(|request| request.id == id);
    request.ok_or(TabError::NotFound("service_request"))
}
