//! What the program does, independent of how it is asked: each use case loads, lets `core` decide, and commits.
//! HTTP handlers, the live channel and jobs call these and hold no rules of their own.

pub mod account;
pub mod backup;
pub mod board;
pub mod error;
pub mod guest;
pub mod help;
pub mod history;
pub mod house;
pub mod menu;
pub mod order;
pub mod people;
pub mod report;
pub mod restaurant;
pub mod session;
pub mod setup;
pub mod stock;
pub mod tab;
pub mod table;
pub mod transfer;

pub use error::{Error, FieldError, Result};
