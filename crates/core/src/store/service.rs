//! "Ask staff" from a table whose phone has no sign-in: requests that belong to a table, not to a tab.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use super::Result;
use crate::event::Event;
use crate::id::{RestaurantId, ServiceRequestId, TableId};
use crate::tab::{ServiceRequest, TableRef};

/// A call for help from a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HelpRequest {
    /// Where.
    pub restaurant_id: RestaurantId,
    /// From which table.
    pub table: TableRef,
    /// The request itself.
    pub request: ServiceRequest,
}

/// Calls for help; at most one open per table.
#[async_trait]
pub trait HelpRequests {
    /// Keeps a new call with its event. `Duplicate` when one is open at that table.
    async fn create_help_request(&self, help: &HelpRequest, event: &Event) -> Result<()>;

    /// The call of that id, done or not.
    async fn help_request(
        &self,
        restaurant: RestaurantId,
        id: ServiceRequestId,
    ) -> Result<Option<HelpRequest>>;

    /// The open call at a table.
    async fn open_help_request_at(
        &self,
        restaurant: RestaurantId,
        table: TableId,
    ) -> Result<Option<HelpRequest>>;

    /// All open calls of a restaurant, oldest first.
    async fn open_help_requests(&self, restaurant: RestaurantId) -> Result<Vec<HelpRequest>>;

    /// Replaces a call that is still as `before` says, with its event; otherwise `Conflict`.
    async fn update_help_request(
        &self,
        before: &HelpRequest,
        after: &HelpRequest,
        event: &Event,
    ) -> Result<()>;
}
