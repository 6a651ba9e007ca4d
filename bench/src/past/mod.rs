//! Restaurants and past tabs by the thousand, written through the stores themselves: serving so many guests over HTTP
//! would take hours.
//!
//! One restaurant and one sitting in it are made as guests and staff make them; everything else is a copy of these
//! with ids and times of its own.

mod fill;
mod renew;
mod template;

pub use fill::{Extent, fill, manager};
