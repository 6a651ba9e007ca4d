//! The board.

use dineqr_core::tab::Tab;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::order::OrderOut;
use super::service::ServiceRequestOut;
use super::tab::TabSummary;
use crate::usecase::board::Board;

/// Everything live in a restaurant at one moment.
#[derive(Debug, Serialize, ToSchema)]
pub struct BoardOut {
    /// The moment.
    #[schema(value_type = String, format = DateTime)]
    pub server_time: Timestamp,
    /// Open tabs with their versions, oldest first.
    pub tabs: Vec<TabSummary>,
    /// Orders that are not finished, oldest first.
    pub orders: Vec<OrderOut>,
    /// Open calls for service, oldest first.
    pub service_requests: Vec<ServiceRequestOut>,
}

impl BoardOut {
    /// The board, with the orders that have lines of `station` (all, without one) and of those the station's lines.
    pub fn new(board: &Board, station: Option<&str>) -> Self {
        let mut orders: Vec<OrderOut> =
            board.tabs.iter().flat_map(|tab| live_orders(tab, station)).collect();
        orders.sort_by_key(|order| (order.placed_at, order.number));
        let of_tabs = board.tabs.iter().flat_map(|tab| {
            tab.service_requests
                .iter()
                .filter(|r| r.is_open())
                .map(|r| ServiceRequestOut::of_tab(tab, r))
        });
        let mut requests: Vec<ServiceRequestOut> = of_tabs.collect();
        requests.extend(board.help.iter().map(ServiceRequestOut::of_table));
        requests.sort_by_key(|request| request.at);
        Self {
            server_time: board.server_time,
            tabs: board.tabs.iter().map(|tab| TabSummary::new(tab)).collect(),
            orders,
            service_requests: requests,
        }
    }
}

fn live_orders<'a>(tab: &'a Tab, station: Option<&'a str>) -> impl Iterator<Item = OrderOut> + 'a {
    tab.orders.iter().filter(|order| !order.is_done()).filter_map(move |order| {
        let mut out = OrderOut::new(tab, order);
        if let Some(station) = station {
            out.lines.retain(|line| line.station == station);
        }
        (!out.lines.is_empty()).then_some(out)
    })
}
