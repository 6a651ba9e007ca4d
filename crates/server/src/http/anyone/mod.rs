//! Routes that need no sign-in.

pub mod health;
pub mod restaurants;
pub mod session;
pub mod setup;
pub mod tables;
