//! Orders through the whole stack, beside bare group commit of a row as large as the tab.

use std::time::Duration;

use bytes::Bytes;

use super::placing::{ORDERS_PER_TAB, micros, order_call, place, tabs};
use crate::bench::Bench;
use crate::call::Call;
use crate::failure::Outcome;
use crate::http::Conn;
use crate::load::count;
use crate::report::{Goal, Row};
use crate::sample::Series;
use crate::side::{Dineqr, OrderFloor, Peer, bare_commit};

/// Interleaved rounds; each needs a thousand fresh tabs, so there are fewer than elsewhere.
const MAX_ROUNDS: usize = 3;

/// Rows of bare group commit for each order: it is so quick that it needs more of them for a window of its own.
const BARE_SHARE: usize = 4;
/// Pause between signing guests in and the measured window.
const SETTLING: Duration = Duration::from_millis(500);

/// Takes the figure.
pub async fn measure(bench: &Bench) -> Outcome<Vec<Row>> {
    let ours = Dineqr::start(bench).await?;
    let menu = ours.menu().await?;
    let order = menu.order()?;
    let size = TabSize::measure(&ours, &order).await?;
    let peer = Peer::start(bench, &menu, size.order).await?;
    let sides = Sides { bench, ours, peer, order, row_bytes: size.mean };
    let few = sides.rounds(64).await?;
    let many = sides.rounds(256).await?;
    Ok(rows(&few, &many, size.mean))
}

struct Sides<'a> {
    bench: &'a Bench,
    ours: Dineqr,
    peer: Peer,
    order: Bytes,
    row_bytes: usize,
}

/// What the rounds with one number in flight gave.
#[derive(Default)]
struct Orders {
    rate: Series,
    per_commit: Series,
    cpu: Series,
    bare_rate: Series,
    bare_per_commit: Series,
    bare_cpu: Series,
    route_rate: Series,
    route_cpu: Series,
    peer_rate: Series,
    peer_cpu: Series,
}

impl Sides<'_> {
    async fn rounds(&self, in_flight: usize) -> Outcome<Orders> {
        let mut orders = Orders::default();
        for _ in 0..self.bench.plan.rounds.min(MAX_ROUNDS) {
            self.ours_round(in_flight, &mut orders).await?;
            self.bare_round(in_flight, &mut orders).await?;
            self.route_round(in_flight, &mut orders).await?;
            self.peer_round(in_flight, &mut orders).await?;
        }
        Ok(orders)
    }

    async fn ours_round(&self, in_flight: usize, orders: &mut Orders) -> Outcome<()> {
        let tabs = tabs(self.bench.plan.orders, in_flight);
        let guests = self.ours.guests(tabs * in_flight).await?;
        // What signing in left to do is done before the window opens.
        tokio::time::sleep(SETTLING).await;
        let (before, cpu) = (self.ours.transactions().await?, self.ours.cpu()?);
        let run = place(self.ours.addrs(), in_flight, guests, &self.order).await?;
        let used = self.ours.cpu()?.saturating_sub(cpu);
        let transactions = usize::try_from(self.ours.transactions().await? - before)?;
        orders.rate.push(run.rate());
        orders.cpu.push(micros(used) / count(run.requests));
        orders.per_commit.push(count(run.requests) / count(transactions));
        Ok(())
    }

    async fn bare_round(&self, in_flight: usize, orders: &mut Orders) -> Outcome<()> {
        let rows =
            BARE_SHARE * tabs(self.bench.plan.orders, in_flight) * in_flight * ORDERS_PER_TAB;
        let bare = bare_commit(self.bench, in_flight, rows, self.row_bytes).await?;
        orders.bare_rate.push(count(bare.rows) / bare.seconds);
        orders.bare_cpu.push(bare.cpu_seconds * 1e6 / count(bare.rows));
        orders.bare_per_commit.push(count(bare.rows) / count(bare.transactions));
        Ok(())
    }

    /// The same rows through a bare route, under the same load: it says how much of the distance to bare group commit
    /// is HTTP and the load itself.
    async fn route_round(&self, in_flight: usize, orders: &mut Orders) -> Outcome<()> {
        let floor = OrderFloor::start(self.bench, self.row_bytes).await?.0;
        let tabs = tabs(self.bench.plan.orders, in_flight);
        let guests = (0..tabs * in_flight).map(|number| number.to_string()).collect();
        let cpu = floor.cpu()?;
        let run = place(vec![floor.addr], in_flight, guests, &self.order).await?;
        let used = floor.cpu()?.saturating_sub(cpu);
        orders.route_rate.push(run.rate());
        orders.route_cpu.push(micros(used) / count(run.requests));
        Ok(())
    }

    async fn peer_round(&self, in_flight: usize, orders: &mut Orders) -> Outcome<()> {
        let tabs = tabs(self.bench.plan.peer_orders, in_flight);
        let guests = self.peer.guests(tabs * in_flight).await?;
        let cpu = self.peer.cpu()?;
        let run = place(vec![self.peer.addr()], in_flight, guests, &self.order).await?;
        let used = self.peer.cpu()?.saturating_sub(cpu);
        orders.peer_rate.push(run.rate());
        orders.peer_cpu.push(micros(used) / count(run.requests));
        Ok(())
    }
}

/// How large a tab is, seen from outside: the length of its JSON.
struct TabSize {
    /// The mean over its first five orders.
    mean: usize,
    /// What one more order adds.
    order: usize,
}

impl TabSize {
    async fn measure(ours: &Dineqr, order: &Bytes) -> Outcome<Self> {
        let token = ours.guests(1).await?.swap_remove(0);
        let mut conn = Conn::open(ours.addr()).await?;
        let mut lengths = Vec::with_capacity(ORDERS_PER_TAB);
        for n in 0..ORDERS_PER_TAB {
            conn.json(order_call(&token, 0, n, order)).await?;
            lengths.push(conn.send(Call::get("/api/v1/tab").token(&token)).await?.body.len());
        }
        let growth = lengths[ORDERS_PER_TAB - 1].saturating_sub(lengths[0]);
        let mean = lengths.iter().sum::<usize>() / ORDERS_PER_TAB;
        Ok(Self { mean, order: growth / (ORDERS_PER_TAB - 1) })
    }
}

fn rows(few: &Orders, many: &Orders, row_bytes: usize) -> Vec<Row> {
    let cpu = (few.bare_cpu.median(), few.cpu.ratio_to(&few.bare_cpu));
    let cpu_note = format!(
        "bare group commit; with a bare route {:.0}; peer {:.0}",
        few.route_cpu.median(),
        few.peer_cpu.median()
    );
    vec![
        rate("orders/s, 64 in flight", few)
            .note(format!("{}; rows of {row_bytes} bytes", rate_note(few))),
        per_commit("orders per commit, 64 in flight", few),
        per_commit("orders per commit, 256 in flight", many).note(format!(
            "bare group commit; {:.0} orders/s of {}",
            many.rate.median(),
            rate_note(many)
        )),
        Row::new("orders: CPU us/order", few.cpu.median(), Some(cpu), Goal::AtMost(100.0, "us"))
            .note(cpu_note),
    ]
}

fn rate(name: &str, orders: &Orders) -> Row {
    let bare = (orders.bare_rate.median(), orders.rate.ratio_to(&orders.bare_rate));
    Row::new(name, orders.rate.median(), Some(bare), Goal::RatioAtLeast(0.5))
}

/// The floors and the peer beside the rate.
fn rate_note(orders: &Orders) -> String {
    format!(
        "bare group commit {:.0}, with a bare route {:.0}, peer {:.0}",
        orders.bare_rate.median(),
        orders.route_rate.median(),
        orders.peer_rate.median()
    )
}

fn per_commit(name: &str, orders: &Orders) -> Row {
    let ratio = orders.per_commit.ratio_to(&orders.bare_per_commit);
    let bare = (orders.bare_per_commit.median(), ratio);
    Row::new(name, orders.per_commit.median(), Some(bare), Goal::RatioAtLeast(0.5))
        .note("bare group commit; peer 1")
}
