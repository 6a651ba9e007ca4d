//! The server of DineQR: settings, use cases, HTTP, real time and the command line.

pub mod config;
pub mod system;
pub mod telemetry;
