//! Calls for service.

use dineqr_core::store::HelpRequest;
use dineqr_core::tab::{ServiceKind, ServiceRequest, Tab};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::order::ActorOut;

/// A call for service.
#[derive(Debug, Serialize, ToSchema)]
pub struct ServiceRequestOut {
    /// Its id.
    pub id: String,
    /// `waiter`, `bill`, `water`, `other` or `help`.
    #[schema(value_type = String)]
    pub kind: ServiceKind,
    /// `open`, `acknowledged` or `resolved`.
    pub status: &'static str,
    /// In their words.
    pub note: Option<String>,
    /// The tab it is for; none for a phone without a sign-in.
    pub tab_id: Option<String>,
    /// Names of the tables.
    pub tables: Vec<String>,
    /// Who asks.
    pub by: ActorOut,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
}

impl ServiceRequestOut {
    /// A request of a tab.
    pub fn of_tab(tab: &Tab, request: &ServiceRequest) -> Self {
        Self {
            id: request.id.to_string(),
            kind: request.kind,
            status: request.status.as_str(),
            note: request.note.clone(),
            tab_id: Some(tab.id.to_string()),
            tables: tab.tables.iter().map(|table| table.name.clone()).collect(),
            by: ActorOut::new(tab, request.by),
            at: request.at,
        }
    }

    /// A call from a table without a sign-in.
    pub fn of_table(help: &HelpRequest) -> Self {
        Self {
            id: help.request.id.to_string(),
            kind: help.request.kind,
            status: help.request.status.as_str(),
            note: help.request.note.clone(),
            tab_id: None,
            tables: vec![help.table.name.clone()],
            by: ActorOut { kind: "guest", guest_id: None, name: None },
            at: help.request.at,
        }
    }
}
