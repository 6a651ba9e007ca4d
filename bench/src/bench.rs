//! What every figure needs: the arguments, how much to do, and a place for files.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use tempfile::TempDir;

use crate::args::Args;
use crate::failure::{Outcome, fail};

/// One run of the benchmark.
pub struct Bench {
    /// The command line.
    pub args: Args,
    /// How much to do.
    pub plan: Plan,
    scratch: TempDir,
    directories: AtomicU32,
}

/// Bounded counts for every loop of the run.
pub struct Plan {
    /// Interleaved rounds per figure.
    pub rounds: usize,
    /// Requests per round against DineQR and against a floor.
    pub requests: usize,
    /// Requests per round against the peer, which takes twenty times as long for each.
    pub peer_requests: usize,
    /// Orders per round against DineQR, and commits against the floor.
    pub orders: usize,
    /// Orders per round against the peer.
    pub peer_orders: usize,
    /// Open sockets.
    pub sockets: usize,
    /// Events that go to every socket, per round.
    pub events: usize,
    /// Starts of each program.
    pub starts: usize,
    /// Seconds of steady requests, per round, while others log in.
    pub login_seconds: u32,
}

impl Plan {
    const FULL: Self = Self {
        rounds: 5,
        requests: 24_000,
        peer_requests: 1_600,
        orders: 5_120,
        peer_orders: 640,
        sockets: 5_000,
        events: 20,
        starts: 9,
        login_seconds: 6,
    };

    const QUICK: Self = Self {
        rounds: 1,
        requests: 3_200,
        peer_requests: 320,
        orders: 1_280,
        peer_orders: 320,
        sockets: 500,
        events: 5,
        starts: 3,
        login_seconds: 3,
    };
}

impl Bench {
    /// Checks that the binary is there and makes the scratch directory, on the disk that holds the results:
    /// `/tmp` may be memory, where a sync costs nothing.
    pub fn new(args: Args) -> Outcome<Self> {
        if !args.dineqr.is_file() {
            return fail(format!(
                "{} is not there: build the release first",
                args.dineqr.display()
            ));
        }
        let Some(parent) = args.results.parent() else { return fail("--results names no file") };
        std::fs::create_dir_all(parent)?;
        let scratch = tempfile::Builder::new().prefix("scratch-").tempdir_in(parent)?;
        let plan = if args.quick { Plan::QUICK } else { Plan::FULL };
        Ok(Self { args, plan, scratch, directories: AtomicU32::new(0) })
    }

    /// A fresh directory, absolute, whose name begins with `name`. It goes when the run ends.
    pub fn directory(&self, name: &str) -> Outcome<PathBuf> {
        let number = self.directories.fetch_add(1, Ordering::Relaxed);
        let path = self.scratch.path().canonicalize()?.join(format!("{name}-{number}"));
        std::fs::create_dir(&path)?;
        Ok(path)
    }
}
