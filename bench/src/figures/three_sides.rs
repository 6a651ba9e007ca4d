//! The same reads on DineQR, on the floor and on the peer, in turn.

use std::time::Duration;

use hyper::StatusCode;

use crate::bench::Bench;
use crate::call::Call;
use crate::failure::Outcome;
use crate::load::{Load, count};
use crate::sample::Series;
use crate::side::{Dineqr, HttpFloor, MenuBytes, Peer};

/// Requests in flight in every figure of reads.
const IN_FLIGHT: usize = 32;

/// All three, running.
pub struct ThreeSides {
    /// DineQR.
    pub ours: Dineqr,
    /// Bare axum.
    pub floor: HttpFloor,
    /// Node.
    pub peer: Peer,
    /// What they serve.
    pub menu: MenuBytes,
}

/// One side's rounds.
#[derive(Default)]
pub struct Reads {
    /// Requests per second.
    pub rate: Series,
    /// CPU per request, microseconds.
    pub cpu: Series,
}

/// The rounds of all sides.
#[derive(Default)]
pub struct Rounds {
    /// DineQR.
    pub ours: Reads,
    /// Bare axum.
    pub floor: Reads,
    /// Node.
    pub peer: Reads,
}

/// What each side is asked: connection and number of the request give the call.
pub struct Questions<O, F, P> {
    /// For DineQR.
    pub ours: O,
    /// For the floor.
    pub floor: F,
    /// For the peer.
    pub peer: P,
    /// The status of every answer.
    pub expect: StatusCode,
}

impl ThreeSides {
    /// Starts all three with the demo's menu.
    pub async fn start(bench: &Bench) -> Outcome<Self> {
        let ours = Dineqr::start(bench).await?;
        let menu = ours.menu().await?;
        let floor = HttpFloor::start(bench, &menu).await?;
        let peer = Peer::start(bench, &menu, 0).await?;
        Ok(Self { ours, floor, peer, menu })
    }

    /// Asks each side in turn, round after round. A first, shorter round warms everything and is thrown away.
    pub async fn compare<O, F, P>(
        &self,
        bench: &Bench,
        questions: Questions<O, F, P>,
    ) -> Outcome<Rounds>
    where
        O: Fn(usize, usize) -> Call + Clone + Send + Sync + 'static,
        F: Fn(usize, usize) -> Call + Clone + Send + Sync + 'static,
        P: Fn(usize, usize) -> Call + Clone + Send + Sync + 'static,
    {
        let mut rounds = Rounds::default();
        for round in 0..=bench.plan.rounds {
            if round <= 1 {
                rounds = Rounds::default();
            }
            let share = if round == 0 { 4 } else { 1 };
            let load = |addr, requests: usize| Load {
                addrs: vec![addr],
                in_flight: IN_FLIGHT,
                per_connection: requests / IN_FLIGHT / share,
                expect: questions.expect,
            };
            let requests = bench.plan.requests;
            let cpu = || self.ours.cpu();
            let ours = load(self.ours.addr(), requests);
            rounds.ours.take(ours, cpu, questions.ours.clone()).await?;
            let cpu = || self.floor.0.cpu();
            let floor = load(self.floor.0.addr, requests);
            rounds.floor.take(floor, cpu, questions.floor.clone()).await?;
            let cpu = || self.peer.cpu();
            let peer = load(self.peer.addr(), bench.plan.peer_requests);
            rounds.peer.take(peer, cpu, questions.peer.clone()).await?;
        }
        Ok(rounds)
    }
}

impl Reads {
    async fn take<C, F>(&mut self, load: Load, cpu: C, make: F) -> Outcome<()>
    where
        C: Fn() -> Outcome<Duration>,
        F: Fn(usize, usize) -> Call + Send + Sync + 'static,
    {
        let before = cpu()?;
        let run = load.closed_loop(make).await?;
        let used = cpu()?.saturating_sub(before);
        self.rate.push(run.rate());
        self.cpu.push(used.as_secs_f64() * 1e6 / count(run.requests));
        Ok(())
    }
}
