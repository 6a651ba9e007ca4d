//! Loads: a closed loop with a fixed number in flight, and steady requests at a fixed pace.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use hyper::StatusCode;
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval};

use crate::call::Call;
use crate::failure::{Outcome, fail};
use crate::http::Conn;
use crate::sample::percentile;

/// What the load is made of.
pub struct Load {
    /// Where it goes: the connections take these addresses in turn.
    pub addrs: Vec<SocketAddr>,
    /// Connections, each with one request in flight.
    pub in_flight: usize,
    /// Requests of each connection.
    pub per_connection: usize,
    /// The status that every answer must have.
    pub expect: StatusCode,
}

/// What came of a load.
pub struct Run {
    /// Requests that were answered.
    pub requests: usize,
    /// From the first request to the last answer; connecting is not in it.
    pub elapsed: Duration,
    /// Time of each request, sorted.
    pub latencies: Vec<Duration>,
}

impl Run {
    /// Requests per second.
    pub fn rate(&self) -> f64 {
        count(self.requests) / self.elapsed.as_secs_f64()
    }

    /// The median of the times.
    pub fn p50(&self) -> Outcome<Duration> {
        self.percentile(0.5)
    }

    /// The 99th percentile of the times.
    pub fn p99(&self) -> Outcome<Duration> {
        self.percentile(0.99)
    }

    fn percentile(&self, share: f64) -> Outcome<Duration> {
        percentile(&self.latencies, share).map_or_else(|| fail("nothing was measured"), Ok)
    }
}

/// A count as a number to divide.
#[expect(clippy::cast_precision_loss, reason = "counts of this program stay below 2^52")]
pub fn count(items: usize) -> f64 {
    items as f64
}

impl Load {
    /// Sends as fast as answers come. `make` says what connection `c` sends as its `n`-th request.
    pub async fn closed_loop<F>(self, make: F) -> Outcome<Run>
    where
        F: Fn(usize, usize) -> Call + Send + Sync + 'static,
    {
        self.drive(None, make).await
    }

    /// Each connection sends one request per `pace`. A request is timed from when it was due, so that one that
    /// waits behind a slow one counts as slow too.
    pub async fn steady<F>(self, pace: Duration, make: F) -> Outcome<Run>
    where
        F: Fn(usize, usize) -> Call + Send + Sync + 'static,
    {
        self.drive(Some(pace), make).await
    }

    async fn drive<F>(self, pace: Option<Duration>, make: F) -> Outcome<Run>
    where
        F: Fn(usize, usize) -> Call + Send + Sync + 'static,
    {
        let make = Arc::new(make);
        let mut connections = Vec::with_capacity(self.in_flight);
        for addr in self.addrs.iter().cycle().take(self.in_flight) {
            connections.push(Conn::open(*addr).await?);
        }
        let started = Instant::now();
        let mut workers = JoinSet::new();
        for (number, conn) in connections.into_iter().enumerate() {
            let make = Arc::clone(&make);
            let worker = Worker { conn, expect: self.expect, per_connection: self.per_connection };
            workers.spawn(worker.work(pace, move |n| make(number, n)));
        }
        let mut latencies = Vec::with_capacity(self.in_flight * self.per_connection);
        while let Some(worker) = workers.join_next().await {
            latencies.extend(worker??);
        }
        let elapsed = started.elapsed();
        latencies.sort_unstable();
        Ok(Run { requests: latencies.len(), elapsed, latencies })
    }
}

struct Worker {
    conn: Conn,
    expect: StatusCode,
    per_connection: usize,
}

impl Worker {
    async fn work<F>(mut self, pace: Option<Duration>, make: F) -> Outcome<Vec<Duration>>
    where
        F: Fn(usize) -> Call + Send,
    {
        let mut ticks = pace.map(interval);
        if let Some(ticks) = &mut ticks {
            ticks.set_missed_tick_behavior(MissedTickBehavior::Burst);
        }
        let mut latencies = Vec::with_capacity(self.per_connection);
        for n in 0..self.per_connection {
            let due = match &mut ticks {
                Some(ticks) => ticks.tick().await.into_std(),
                None => Instant::now(),
            };
            self.send(make(n)).await?;
            latencies.push(due.elapsed());
        }
        Ok(latencies)
    }

    async fn send(&mut self, call: Call) -> Outcome<()> {
        let answer = self.conn.send(call).await?;
        if answer.status != self.expect {
            let body = String::from_utf8_lossy(&answer.body);
            return fail(format!("{} instead of {}: {body}", answer.status, self.expect));
        }
        Ok(())
    }
}
