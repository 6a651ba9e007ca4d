//! Orders on one, two and three nodes that share MongoDB and Redis, beside one node on SQLite.

use std::time::Duration;

use bytes::Bytes;

use super::placing::{micros, place, tabs};
use crate::bench::Bench;
use crate::failure::Outcome;
use crate::load::count;
use crate::report::{Goal, Row};
use crate::sample::Series;
use crate::side::{Databases, Dineqr, DineqrHome, cheap_passwords};

/// Most nodes.
const MOST: usize = 3;
/// As in the figure of orders.
const IN_FLIGHT: usize = 64;
/// As in the figure of orders: each round needs fresh tabs.
const MAX_ROUNDS: usize = 3;
/// What signing in left to do is done before the window opens.
const SETTLING: Duration = Duration::from_secs(2);
/// A node more may cost this much more per order.
const CPU: Goal = Goal::RatioAtMost(1.2);

/// What the rounds with one number of nodes gave.
#[derive(Default)]
struct Orders {
    rate: Series,
    /// Of the nodes together.
    cpu: Series,
    mongo_cpu: Series,
    redis_cpu: Series,
    /// What the nodes use in the time of an order when nobody orders.
    upkeep: Series,
}

/// Takes the figure.
pub async fn measure(bench: &Bench) -> Outcome<Vec<Row>> {
    let databases = Databases::start(bench).await?;
    let home = DineqrHome::with(bench, vec![cheap_passwords()])?;
    let sqlite = Dineqr::start_in(home).await?;
    let order = sqlite.menu().await?.order()?;
    // The first start seeds the demo; several at once would do it together.
    let mut settings = databases.settings("nodes");
    settings.push(cheap_passwords());
    let home = DineqrHome::with(bench, settings)?;
    let mut cluster = Dineqr::start_in(home).await?;
    let mut alone = Orders::default();
    let mut shared: [Orders; MOST] = Default::default();
    for _ in 0..bench.plan.rounds.min(MAX_ROUNDS) {
        alone.round(&sqlite, None, bench.plan.orders, &order).await?;
        for (orders, nodes) in shared.iter_mut().zip(1..) {
            cluster.restart(nodes).await?;
            orders.round(&cluster, Some(&databases), bench.plan.cluster_orders, &order).await?;
        }
    }
    cluster.stop().await?;
    databases.empty("nodes").await?;
    Ok(rows(&databases, &alone, &shared))
}

impl Orders {
    async fn round(
        &mut self,
        server: &Dineqr,
        databases: Option<&Databases>,
        orders: usize,
        order: &Bytes,
    ) -> Outcome<()> {
        let guests = server.guests(tabs(orders, IN_FLIGHT) * IN_FLIGHT).await?;
        tokio::time::sleep(SETTLING).await;
        let idle = server.cpu()?;
        tokio::time::sleep(SETTLING).await;
        let before = server.cpu()?;
        let databases_before = databases.map(Databases::cpu).transpose()?;
        let run = place(server.addrs(), IN_FLIGHT, guests, order).await?;
        let per_order = |used| micros(used) / count(run.requests);
        self.rate.push(run.rate());
        self.cpu.push(per_order(server.cpu()?.saturating_sub(before)));
        let idle = micros(before.saturating_sub(idle)) / SETTLING.as_secs_f64();
        self.upkeep.push(idle / run.rate());
        if let (Some(databases), Some(before)) = (databases, databases_before) {
            let [mongo, redis] = databases.used_since(before)?;
            self.mongo_cpu.push(mongo.map_or(f64::NAN, per_order));
            self.redis_cpu.push(redis.map_or(f64::NAN, per_order));
        }
        Ok(())
    }
}

fn rows(databases: &Databases, alone: &Orders, shared: &[Orders; MOST]) -> Vec<Row> {
    let mut rows = vec![
        Row::new("orders/s, SQLite, 1 node", alone.rate.median(), None, Goal::None),
        Row::new("orders: CPU us/order, SQLite, 1 node", alone.cpu.median(), None, Goal::None),
    ];
    for (orders, nodes) in shared.iter().zip(1..) {
        let name =
            format!("MongoDB + Redis, {nodes} {}", if nodes == 1 { "node" } else { "nodes" });
        let rate = (shared[0].rate.median(), orders.rate.ratio_to(&shared[0].rate));
        rows.push(
            Row::new(&format!("orders/s, {name}"), orders.rate.median(), Some(rate), Goal::None)
                .note(format!("1 node; {}", databases.kind())),
        );
        // One node has SQLite beside it, more have one node.
        let (beside, goal, what) = match nodes {
            1 => (alone, Goal::None, "SQLite"),
            _ => (&shared[0], CPU, "1 node"),
        };
        let cpu = (beside.cpu.median(), orders.cpu.ratio_to(&beside.cpu));
        rows.push(
            Row::new(
                &format!("orders: CPU us/order, {name}"),
                orders.cpu.median(),
                Some(cpu),
                goal,
            )
            .note(format!("{what}; {}", orders.note())),
        );
    }
    rows
}

impl Orders {
    fn note(&self) -> String {
        let (mongo, redis) = (self.mongo_cpu.median(), self.redis_cpu.median());
        let databases = match (mongo.is_nan(), redis.is_nan()) {
            (false, false) => format!("MongoDB {mongo:.0}, Redis {redis:.0}"),
            (true, false) => format!("MongoDB elsewhere, Redis {redis:.0}"),
            (false, true) => format!("MongoDB {mongo:.0}, Redis elsewhere"),
            (true, true) => "MongoDB and Redis elsewhere".to_owned(),
        };
        format!("{databases}; upkeep of idle nodes in that time {:.0}", self.upkeep.median())
    }
}
