//! The server of DineQR: settings, use cases, HTTP, real time and the command line.

pub mod app;
pub mod auth;
pub mod cli;
pub mod config;
pub mod demo;
pub mod http;
pub mod integrations;
pub mod jobs;
pub mod kv;
pub mod qr;
pub mod realtime;
pub mod serve;
pub mod store;
pub mod system;
pub mod telemetry;
pub mod usecase;
pub mod view;
