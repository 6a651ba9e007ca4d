//! Routes for staff and managers.

pub mod board;
pub mod dishes;
pub mod lines;
pub mod orders;
pub mod payments;
pub mod service;
pub mod tables;
pub mod tabs;
