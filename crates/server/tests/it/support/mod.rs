//! Actors and the small world they act in.

pub mod backends;
pub mod evening;
pub mod guest;
pub mod process;
pub mod reply;
pub mod rush;
pub mod screen;
pub mod socket;
pub mod staff;
pub mod wire;
pub mod world;

pub use guest::Guest;
pub use reply::Reply;
pub use staff::Staff;
pub use world::World;
