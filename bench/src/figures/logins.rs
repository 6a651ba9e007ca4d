//! Other requests while four clients log in without pause.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use hyper::StatusCode;
use tokio::task::JoinSet;

use crate::bench::Bench;
use crate::call::Call;
use crate::failure::{Outcome, fail};
use crate::http::Conn;
use crate::load::Load;
use crate::report::{Goal, Row};
use crate::sample::Series;
use crate::side::{Dineqr, MENU_PATH, login};

/// Clients that log in.
const LOGGING_IN: usize = 4;
/// Guests who look on meanwhile, one request each per [`PACE`]: 200 requests a second.
const GUESTS: usize = 8;
const PACE: Duration = Duration::from_millis(40);
/// Rounds with and without logins in turn.
const MAX_ROUNDS: usize = 3;

/// Takes the figure.
pub async fn measure(bench: &Bench) -> Outcome<Vec<Row>> {
    let ours = Dineqr::start(bench).await?;
    let guests: Arc<[String]> = ours.guests(GUESTS).await?.into();
    let (mut busy, mut quiet, mut logins) = (Series::default(), Series::default(), 0);
    for _ in 0..bench.plan.rounds.min(MAX_ROUNDS) {
        quiet.push(p99_millis(bench, ours.addr(), &guests).await?);
        let crowd = Logins::start(ours.addr());
        busy.push(p99_millis(bench, ours.addr(), &guests).await?);
        logins += crowd.stop().await?;
    }
    if logins == 0 {
        return fail("nobody logged in");
    }
    let reference = (quiet.median(), busy.ratio_to(&quiet));
    let row = Row::new(
        "during logins: p99 ms of other requests",
        busy.median(),
        Some(reference),
        Goal::AtMost(10.0, "ms"),
    );
    Ok(vec![row.note(format!("the same without logins; {logins} logins meanwhile"))])
}

async fn p99_millis(bench: &Bench, addr: SocketAddr, guests: &Arc<[String]>) -> Outcome<f64> {
    let window = Duration::from_secs(bench.plan.login_seconds.into());
    let per_connection = usize::try_from(window.as_millis() / PACE.as_millis())?;
    let load =
        Load { addrs: vec![addr], in_flight: GUESTS, per_connection, expect: StatusCode::OK };
    let guests = Arc::clone(guests);
    let run = load.steady(PACE, move |guest, n| look(&guests[guest], guest, n)).await?;
    Ok(run.p99()?.as_secs_f64() * 1e3)
}

/// A guest looks at the tab and at the menu in turn.
fn look(token: &str, guest: usize, n: usize) -> Call {
    let call = if n.is_multiple_of(2) {
        Call::get("/api/v1/tab").token(token)
    } else {
        Call::get(MENU_PATH).header("accept-encoding", "gzip")
    };
    call.phone(guest)
}

/// Clients that log in until they are stopped.
struct Logins {
    done: Arc<AtomicUsize>,
    clients: JoinSet<Outcome<()>>,
}

impl Logins {
    fn start(addr: SocketAddr) -> Self {
        let done = Arc::new(AtomicUsize::new(0));
        let mut clients = JoinSet::new();
        for client in 0..LOGGING_IN {
            clients.spawn(log_in(addr, client, Arc::clone(&done)));
        }
        Self { done, clients }
    }

    /// How many logins there were; a client that was refused fails the figure.
    async fn stop(mut self) -> Outcome<usize> {
        if let Some(ended) = self.clients.try_join_next() {
            ended??;
        }
        self.clients.shutdown().await;
        Ok(self.done.load(Ordering::Relaxed))
    }
}

async fn log_in(addr: SocketAddr, client: usize, done: Arc<AtomicUsize>) -> Outcome<()> {
    let mut conn = Conn::open(addr).await?;
    loop {
        conn.json(login().phone(1000 + client)).await?;
        done.fetch_add(1, Ordering::Relaxed);
    }
}
