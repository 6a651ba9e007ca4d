//! The names of rooms. The server alone decides who is in which.

use std::fmt;

use dineqr_core::id::{RestaurantId, SessionId, TabId};

/// A room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Room {
    /// The sockets of one sign-in, to end them with it.
    Session(SessionId),
    /// Everyone of a restaurant: the menu and what is sold out.
    Restaurant(RestaurantId),
    /// Staff and managers of a restaurant: everything that happens there.
    Staff(RestaurantId),
    /// The guests of a tab.
    Tab(TabId),
    /// The guests of a tab that is over. They hear nothing of it, unless a manager opens it again.
    Past(TabId),
}

/// Rooms as the sockets' server knows them.
pub(super) fn names(rooms: &[Room]) -> Vec<String> {
    rooms.iter().map(Room::to_string).collect()
}

impl fmt::Display for Room {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Session(id) => write!(f, "session:{id}"),
            Self::Restaurant(id) => write!(f, "restaurant:{id}"),
            Self::Staff(id) => write!(f, "staff:{id}"),
            Self::Tab(id) => write!(f, "tab:{id}"),
            Self::Past(id) => write!(f, "past:{id}"),
        }
    }
}
