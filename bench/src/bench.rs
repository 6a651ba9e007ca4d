//! What every figure needs: the arguments, how much to do, and a place for files.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

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
    /// Orders per round against nodes on MongoDB: the stand-in takes some milliseconds for each.
    pub cluster_orders: usize,
    /// Growth on SQLite.
    pub growth: Growth,
    /// Growth on MongoDB. The stand-in is slow to fill and to ask, so it is less of everything.
    pub growth_mongo: Growth,
}

/// How far a figure of growth goes, and how much it does.
pub struct Growth {
    /// Interleaved rounds.
    pub rounds: usize,
    /// Past tabs of the one restaurant at the small end.
    pub few_tabs: usize,
    /// Restaurants at the large end.
    pub restaurants: usize,
    /// Past tabs of all of them together.
    pub tabs_of_all: usize,
    /// Past tabs of one restaurant at the large end.
    pub many_tabs: usize,
    /// Events that each past tab brings at most.
    pub events: usize,
    /// In how many restaurants guests sit, where there are so many.
    pub seated_in: usize,
    /// Guests whose tabs are read.
    pub looking: usize,
    /// Orders per round.
    pub orders: usize,
    /// Reads of tabs per round; of boards a tenth.
    pub reads: usize,
    /// How long an idle server is watched, per round.
    pub idle: Duration,
}

/// Every event that a past tab has.
const ALL: usize = usize::MAX;

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
        cluster_orders: 320,
        growth: Growth {
            rounds: 5,
            few_tabs: 100,
            restaurants: 1_000,
            tabs_of_all: 100_000,
            many_tabs: 100_000,
            events: ALL,
            seated_in: 1_000,
            looking: 512,
            orders: 2_560,
            reads: 6_400,
            idle: Duration::from_secs(15),
        },
        growth_mongo: Growth {
            rounds: 3,
            few_tabs: 100,
            restaurants: 1_000,
            tabs_of_all: 2_000,
            many_tabs: 2_000,
            events: 2,
            seated_in: 100,
            looking: 64,
            orders: 320,
            reads: 480,
            idle: Duration::from_secs(15),
        },
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
        cluster_orders: 320,
        growth: Growth {
            rounds: 1,
            few_tabs: 10,
            restaurants: 10,
            tabs_of_all: 100,
            many_tabs: 200,
            events: ALL,
            seated_in: 10,
            looking: 64,
            orders: 320,
            reads: 640,
            idle: Duration::from_secs(3),
        },
        growth_mongo: Growth {
            rounds: 1,
            few_tabs: 10,
            restaurants: 10,
            tabs_of_all: 50,
            many_tabs: 50,
            events: 2,
            seated_in: 10,
            looking: 32,
            orders: 320,
            reads: 160,
            idle: Duration::from_secs(3),
        },
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
