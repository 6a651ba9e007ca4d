//! Routes for guests.

pub mod me;
pub mod orders;
pub mod otp;
pub mod payments;
pub mod service;
pub mod session;
pub mod tab;
