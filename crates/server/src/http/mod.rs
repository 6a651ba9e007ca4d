//! HTTP: the only place that knows axum and status codes.

pub mod middleware;
pub mod problem;
pub mod router;

mod anyone;
mod auth;
mod dev;
mod docs;
mod error;
mod guest;
mod idempotency;
mod input;
mod manage;
mod pages;
mod paging;
mod session;
mod staff;
