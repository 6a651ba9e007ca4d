//! The snapshot staff work from.

use std::sync::Arc;

use dineqr_core::id::RestaurantId;
use dineqr_core::store::HelpRequest;
use dineqr_core::tab::Tab;
use jiff::Timestamp;

use super::Result;
use crate::app::App;

/// Everything live in a restaurant at one moment.
#[derive(Debug, Clone)]
pub struct Board {
    /// The moment.
    pub server_time: Timestamp,
    /// Open tabs, oldest first.
    pub tabs: Vec<Arc<Tab>>,
    /// Calls from tables without a sign-in.
    pub help: Vec<HelpRequest>,
}

/// The board as it is now.
///
/// # Errors
/// The store's.
pub async fn load(app: &App, restaurant: RestaurantId) -> Result<Board> {
    let tabs = app.store.open_tabs(restaurant).await?;
    let help = app.store.open_help_requests(restaurant).await?;
    Ok(Board { server_time: app.now(), tabs, help })
}
