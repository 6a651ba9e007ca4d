//! Routes for managers.

pub mod menu;
pub mod reports;
pub mod restaurant;
pub mod staff;
pub mod tables;
pub mod tabs;
