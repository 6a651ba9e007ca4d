//! HTTP: the only place that knows axum and status codes.

pub mod middleware;
pub mod problem;
