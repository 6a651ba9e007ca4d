//! How far a copy has come, on standard error: a line per collection that counts up on a terminal, and plain lines now
//! and then elsewhere.

use std::io::{self, IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

use super::output;
use crate::usecase::transfer::Progress;

/// How often a line counts up on a terminal.
const ON_A_TERMINAL: Duration = Duration::from_millis(250);
/// How often there is a line elsewhere.
const ELSEWHERE: Duration = Duration::from_secs(5);

/// The lines of one copy.
pub(super) struct Lines {
    terminal: bool,
    /// What was told last, and whether it shows already.
    last: Option<(Progress, bool)>,
    shown: Instant,
}

impl Lines {
    /// No lines yet.
    pub(super) fn new() -> Self {
        Self { terminal: io::stderr().is_terminal(), last: None, shown: Instant::now() }
    }

    /// Tells; it shows if something new begins, or if enough time has passed.
    pub(super) fn show(&mut self, progress: Progress) {
        let begins = self.last.is_none_or(|(last, _)| subject(last) != subject(progress));
        if begins {
            self.end();
        }
        let pause = if self.terminal { ON_A_TERMINAL } else { ELSEWHERE };
        let now = begins || self.shown.elapsed() >= pause;
        self.last = Some((progress, now));
        if now {
            self.print(progress);
        }
    }

    /// Ends the line that counts up, with its last count.
    pub(super) fn end(&mut self) {
        let Some((last, shows)) = self.last.take() else { return };
        if !shows {
            self.print(last);
        }
        if self.terminal {
            output::complain("");
        }
    }

    fn print(&mut self, progress: Progress) {
        self.shown = Instant::now();
        if self.terminal {
            // Back to the beginning of the line, and away with what is left of the longer one.
            let mut err = io::stderr().lock();
            let _ = write!(err, "\r{}\x1b[K", sentence(progress)).and_then(|()| err.flush());
        } else {
            output::complain(sentence(progress));
        }
    }
}

/// What a line is about.
fn subject(progress: Progress) -> (u8, &'static str) {
    match progress {
        Progress::Resumes(_) => (0, ""),
        Progress::Copied(collection, _) => (1, collection.as_str()),
        Progress::Compared(collection, _) => (2, collection.as_str()),
    }
}

fn sentence(progress: Progress) -> String {
    match progress {
        Progress::Resumes(done) => format!("Going on with a copy that was cut off after {done}"),
        Progress::Copied(collection, done) => format!("{}: {done} copied", collection.as_str()),
        Progress::Compared(collection, done) => format!("{}: {done} compared", collection.as_str()),
    }
}
