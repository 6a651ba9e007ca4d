//! The web apps inside the binary.
//!
//! `web/build` is embedded at compile time. [`asset`] answers one of its files with the headers a
//! browser and a cache need; [`shell`] is the page every other path gets (the routes live in the
//! browser); [`script_hashes`] is what the Content-Security-Policy must allow for that page.

mod asset;
mod encoding;
mod shell;

use axum::{http::HeaderMap, response::Response};
use rust_embed::RustEmbed;

pub use shell::{script_hashes, shell};

#[derive(RustEmbed)]
#[folder = "../../web/build"]
struct Build;

/// Answers the embedded file at `path` (with or without a leading slash), or `None` where the
/// build has no such file, which is when the caller serves the [`shell`].
///
/// Hashed files are immutable for a year, all others are revalidated by `ETag`. A `.br` or `.gz`
/// sibling made at build time is sent where `Accept-Encoding` allows it.
pub fn asset(path: &str, request_headers: &HeaderMap) -> Option<Response> {
    asset::answer::<Build>(path, request_headers)
}
