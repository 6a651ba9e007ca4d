//! Providers across the internet and what stands in for them.

pub mod sms;
