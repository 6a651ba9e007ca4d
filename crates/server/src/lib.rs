//! The server of DineQR: settings, use cases, HTTP, real time and the command line.

pub mod auth;
pub mod config;
pub mod kv;
pub mod system;
pub mod telemetry;
