//! Watches the web build. It never runs npm and never touches the network: `make web` makes the
//! files, this only insists that a release binary has them.

use std::{fs, path::Path, process::ExitCode};

#[expect(clippy::disallowed_methods, reason = "cargo speaks to build scripts by environment")]
fn main() -> ExitCode {
    let build = Path::new("../../web/build");
    println!("cargo::rerun-if-changed=../../web/build");
    if build.join("index.html").is_file() {
        return ExitCode::SUCCESS;
    }
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        println!("cargo::error=web/build/index.html is missing: run `make web` first");
        return ExitCode::FAILURE;
    }
    // rust-embed wants the folder to exist; a debug build then serves a page that says what to run.
    match fs::create_dir_all(build) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("cargo::error=cannot create web/build: {error}");
            ExitCode::FAILURE
        }
    }
}
