//! The demo: a made-up restaurant to look around in, seeded by `serve --demo` into an empty store.

mod house;
mod menu;
mod seed;

pub use house::{LOGINS, Login};
pub use seed::{Demo, ensure};

/// The demo restaurant's name in links.
pub const SLUG: &str = "demo";

/// The password of its logins, unless `DINEQR_DEMO_PASSWORD` chooses another.
pub const PASSWORD: &str = "tandoori-demo";
