//! The domain of DineQR: what a menu, a tab, an order and a bill are, and which steps they allow.
//!
//! Nothing here does input or output, keeps time or rolls dice: now, ids and randomness are arguments
//! ([`clock`], [`id::IdSource`]), and storage is a set of traits ([`store`]) that other crates fill.

pub mod account;
pub mod clock;
pub mod event;
pub mod id;
pub mod menu;
pub mod money;
pub mod pricing;
pub mod report;
pub mod restaurant;
pub mod store;
pub mod tab;
pub mod table;
pub mod tax;
mod text;

#[cfg(any(test, feature = "contract"))]
pub mod test_support;
