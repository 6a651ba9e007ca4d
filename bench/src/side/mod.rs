//! The programs that are compared: DineQR, the floors and the peer.

mod databases;
mod dineqr;
mod floors;
mod menu;
mod peer;
mod sign_in;
mod sitting;

pub use databases::Databases;
pub use dineqr::{Dineqr, DineqrHome, cheap_passwords, login, login_as};
pub use floors::{HttpFloor, OrderFloor, SocketFloor, bare_commit};
pub use menu::{MenuBytes, PATH as MENU_PATH};
pub use peer::{Peer, PeerHome};
pub use sitting::past_tab;
