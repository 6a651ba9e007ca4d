//! The programs that are compared: DineQR, the floors and the peer.

mod dineqr;
mod floors;
mod menu;
mod peer;
mod sign_in;

pub use dineqr::{Dineqr, DineqrHome, login};
pub use floors::{HttpFloor, OrderFloor, SocketFloor, bare_commit};
pub use menu::{MenuBytes, PATH as MENU_PATH};
pub use peer::{Peer, PeerHome};
