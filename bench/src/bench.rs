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
    /// Orders per round against nodes on MongoDB: the stand-in takes some milliseconds for each.
    pub cluster_orders: usize,
    /// How far the figures of growth go.
    pub growth: Growth,
}

/// How far the figures of growth go, and how much they do.
pub struct Growth {
    /// Interleaved rounds.
    pub rounds: usize,
    /// Restaurants at the large end; one at the small end.
    pub restaurants: usize,
    /// Past tabs of each restaurant, and of the one at the small end.
    pub past_tabs: usize,
    /// Past tabs of one restaurant at the large end.
    pub many_past_tabs: usize,
    /// The same on MongoDB, which is filled more slowly.
    pub many_past_tabs_mongo: usize,
    /// Orders per round.
    pub orders: usize,
    /// The same on MongoDB.
    pub orders_mongo: usize,
    /// Reads per round.
    pub reads: usize,
    /// The same on MongoDB.
    pub reads_mongo: usize,
    /// Seconds that an idle server is watched, per round.
    pub idle_seconds: u64,
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
        cluster_orders: 640,
        growth: Growth {
            rounds: 5,
            restaurants: 1_000,
            past_tabs: 100,
            many_past_tabs: 100_000,
            many_past_tabs_mongo: 10_000,
            orders: 2_560,
            orders_mongo: 320,
            reads: 6_400,
            reads_mongo: 960,
            idle_seconds: 15,
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
            restaurants: 10,
            past_tabs: 10,
            many_past_tabs: 200,
            many_past_tabs_mongo: 100,
            orders: 640,
            orders_mongo: 320,
            reads: 640,
            reads_mongo: 320,
            idle_seconds: 3,
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
