//! Thousands of guests' sockets: their memory, and the CPU of an event that reaches all of them.

use std::net::SocketAddr;
use std::sync::atomic::Ordering;
use std::time::Duration;

use hyper::StatusCode;
use serde_json::json;

use crate::bench::Bench;
use crate::call::Call;
use crate::failure::{Outcome, fail};
use crate::http::Conn;
use crate::load::count;
use crate::proc_fs::open_files_limit;
use crate::report::{Goal, Row};
use crate::sample::Series;
use crate::side::{Dineqr, MenuBytes, Peer, SocketFloor};
use crate::sockets::{Crowd, Greeting};

/// Guests who share the sockets: several screens each.
const GUESTS: usize = 100;
/// The event that reaches every guest of the restaurant.
const EVENT: &str = "dish.availability";
/// A fresh program for each round, since memory that was used once stays: fewer rounds than elsewhere.
const MAX_ROUNDS: usize = 3;
/// How long a program may settle before its memory is read.
const SETTLING: Duration = Duration::from_secs(2);

/// One side's rounds.
#[derive(Default)]
struct Side {
    total_mb: Series,
    per_socket_kb: Series,
    event_cpu: Series,
}

/// Takes the figure.
pub async fn measure(bench: &Bench) -> Outcome<Vec<Row>> {
    check_open_files(bench.plan.sockets)?;
    let mut ours = Dineqr::start(bench).await?;
    let menu = ours.menu().await?;
    let tokens = ours.guests(GUESTS).await?;
    let (mut our_side, mut peer_side, mut raw) =
        (Side::default(), Side::default(), Series::default());
    for _ in 0..bench.plan.rounds.min(MAX_ROUNDS) {
        ours.restart(1).await?;
        let sample = our_round(bench, &ours, &menu, &tokens, &mut our_side).await?;
        raw.push(raw_round(bench, &sample).await?);
        peer_round(bench, &menu, &mut peer_side).await?;
    }
    Ok(rows(bench.plan.sockets, &our_side, &peer_side, &raw))
}

/// Each socket is one file here and one in the server, which inherits the limit.
fn check_open_files(sockets: usize) -> Outcome<()> {
    let (limit, needed) = (open_files_limit()?, u64::try_from(sockets)? + 500);
    if limit < needed {
        return fail(format!(
            "{needed} open files are needed and {limit} allowed: `ulimit -n {needed}`"
        ));
    }
    Ok(())
}

async fn our_round(
    bench: &Bench,
    ours: &Dineqr,
    menu: &MenuBytes,
    tokens: &[String],
    side: &mut Side,
) -> Outcome<String> {
    let manager = ours.manager().await?;
    let empty = ours.resident_bytes()?;
    let crowd = Crowd::open(ours.addr(), greetings(bench, tokens), EVENT).await?;
    tokio::time::sleep(SETTLING).await;
    side.memory(bench, empty, ours.resident_bytes()?);
    let cpu = || ours.cpu();
    let emit = Emit { addr: ours.addr(), staff: manager, dish: menu.plain_dish()? };
    side.event_cpu.push(emit.events(bench, &crowd, cpu).await?);
    crowd.heard.sample.get().map_or_else(|| fail("no event was heard"), |text| Ok(text.clone()))
}

async fn peer_round(bench: &Bench, menu: &MenuBytes, side: &mut Side) -> Outcome<()> {
    let peer = Peer::start(bench, menu, 0).await?;
    let tokens = peer.guests(GUESTS).await?;
    let staff = peer.staff().await?;
    let empty = peer.program.resident_bytes()?;
    let crowd = Crowd::open(peer.addr(), greetings(bench, &tokens), EVENT).await?;
    tokio::time::sleep(SETTLING).await;
    side.memory(bench, empty, peer.program.resident_bytes()?);
    let emit = Emit { addr: peer.addr(), staff, dish: menu.plain_dish()? };
    side.event_cpu.push(emit.events(bench, &crowd, || peer.cpu()).await?);
    Ok(())
}

/// CPU of a bare write of the same packet, in microseconds.
async fn raw_round(bench: &Bench, packet: &str) -> Outcome<f64> {
    let mut floor = SocketFloor::start(bench).await?;
    let crowd = Crowd::open(floor.addr(), vec![Greeting::None; bench.plan.sockets], EVENT).await?;
    floor.emit(packet).await?;
    crowd.wait_for(1).await?;
    let before = floor.program.cpu()?;
    for event in 0..bench.plan.events {
        floor.emit(packet).await?;
        crowd.wait_for(u64::try_from(event)? + 2).await?;
    }
    let used = floor.program.cpu()?.saturating_sub(before);
    Ok(used.as_secs_f64() * 1e6 / count(bench.plan.events * bench.plan.sockets))
}

fn greetings(bench: &Bench, tokens: &[String]) -> Vec<Greeting> {
    tokens.iter().cycle().take(bench.plan.sockets).cloned().map(Greeting::Token).collect()
}

/// Causes events that every guest hears.
struct Emit {
    addr: SocketAddr,
    staff: String,
    dish: String,
}

impl Emit {
    /// CPU per delivered event in microseconds. The first event, which may find cold paths, is not counted; what
    /// else arrives meanwhile (`sync`) is a delivery too.
    async fn events<C>(&self, bench: &Bench, crowd: &Crowd, cpu: C) -> Outcome<f64>
    where
        C: Fn() -> Outcome<Duration>,
    {
        let mut conn = Conn::open(self.addr).await?;
        self.sell_out(&mut conn, 1).await?;
        crowd.wait_for(1).await?;
        let (used, heard) = (cpu()?, crowd.heard.events.load(Ordering::Relaxed));
        for event in 2..bench.plan.events + 2 {
            self.sell_out(&mut conn, event).await?;
            crowd.wait_for(u64::try_from(event)?).await?;
        }
        let used = cpu()?.saturating_sub(used);
        let heard = crowd.heard.events.load(Ordering::Relaxed) - heard;
        Ok(used.as_secs_f64() * 1e6 / count(usize::try_from(heard)?))
    }

    async fn sell_out(&self, conn: &mut Conn, turn: usize) -> Outcome<()> {
        let status = if turn.is_multiple_of(2) { "available" } else { "sold_out" };
        let path = format!("/api/v1/staff/dishes/{}/availability", self.dish);
        let call = Call::post(path, &json!({ "status": status })).token(&self.staff);
        let answer = conn.send(call).await?;
        if answer.status == StatusCode::OK {
            return Ok(());
        }
        fail(format!("{}: {}", answer.status, String::from_utf8_lossy(&answer.body)))
    }
}

impl Side {
    fn memory(&mut self, bench: &Bench, empty: u64, full: u64) {
        let (empty, full) = (bytes(empty), bytes(full));
        self.total_mb.push(full / 1e6);
        self.per_socket_kb.push((full - empty) / 1e3 / count(bench.plan.sockets));
    }
}

#[expect(clippy::cast_precision_loss, reason = "a process's memory stays below 2^52 bytes")]
fn bytes(number: u64) -> f64 {
    number as f64
}

fn rows(sockets: usize, ours: &Side, peer: &Side, raw: &Series) -> Vec<Row> {
    let per_socket = &ours.per_socket_kb;
    let peer_socket = (peer.per_socket_kb.median(), per_socket.ratio_to(&peer.per_socket_kb));
    let total = (peer.total_mb.median(), ours.total_mb.ratio_to(&peer.total_mb));
    let event = (raw.median(), ours.event_cpu.ratio_to(raw));
    vec![
        Row::new(
            &format!("{sockets} sockets: kB each"),
            per_socket.median(),
            Some(peer_socket),
            Goal::AtMost(22.0, "kB"),
        )
        .note("peer"),
        Row::new(
            &format!("{sockets} sockets: MB in all"),
            ours.total_mb.median(),
            Some(total),
            Goal::RatioAtMost(0.75),
        )
        .note("peer"),
        Row::new(
            &format!("{sockets} sockets: CPU us/delivered event"),
            ours.event_cpu.median(),
            Some(event),
            Goal::RatioAtMost(2.0),
        )
        .note(format!("raw write; peer {:.0}", peer.event_cpu.median())),
    ]
}
