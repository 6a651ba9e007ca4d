//! Standard output and standard error of commands.

use std::io::{self, Write};

/// Writes a line to standard output and sends it off. A reader that went away (`| head`) is no failure of ours.
pub(super) fn say(text: impl std::fmt::Display) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{text}").and_then(|()| out.flush());
}

/// Writes a line to standard error.
pub(super) fn complain(text: impl std::fmt::Display) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}
