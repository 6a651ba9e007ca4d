//! What the nodes of one installation tell each other.

use dineqr_core::event::Event;
use dineqr_core::id::{RestaurantId, SessionId};
use serde::{Deserialize, Serialize};

/// News for the other nodes. They hold ids and events, so nothing personal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "about", content = "is", rename_all = "snake_case")]
pub enum Notice {
    /// Settings or menu of a restaurant changed.
    House(RestaurantId),
    /// What is sold out or counted changed.
    Stock(RestaurantId),
    /// A session ended.
    Session(SessionId),
    /// Events that were committed by a process without a live channel: whoever sweeps hands them on.
    Left(Vec<Event>),
}

/// What a node hears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// News of another node.
    Notice(Notice),
    /// Something may have been missed: whatever is kept in memory is to be looked up again.
    Gap,
}
