//! Actors and the small world they act in.

pub mod guest;
pub mod reply;
pub mod socket;
pub mod staff;
pub mod world;

pub use guest::Guest;
pub use reply::Reply;
pub use staff::Staff;
pub use world::World;
