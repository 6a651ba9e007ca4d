//! Routes for managers.

pub mod dishes;
pub mod menu;
pub mod orders;
pub mod reports;
pub mod restaurant;
pub mod staff;
pub mod tables;
pub mod tabs;
