//! How the cost of the common things grows from one restaurant to a thousand, and with the tabs of the past.
//!
//! Three servers run beside each other: a small one, one with many restaurants and one with many past tabs. Each
//! round asks all three in turn, so that a slow moment of the machine hits all.

mod rounds;
mod rows;
mod world;

use std::time::Duration;

use crate::bench::{Bench, Growth};
use crate::failure::Outcome;
use crate::past::Extent;
use crate::report::Row;
use crate::side::Databases;

use rounds::Amounts;
use world::{Kind, World};

/// Events that each past tab brings on SQLite: all it has.
const ALL_EVENTS: usize = usize::MAX;
/// The same on MongoDB, where writing them takes the stand-in several times as long as writing the tab.
const FEW_EVENTS: usize = 2;

/// The small server, the one with many restaurants and the one with many past tabs.
type Three<T> = [T; 3];

/// Takes the figures on SQLite.
pub async fn on_sqlite(bench: &Bench) -> Outcome<Vec<Row>> {
    let growth = &bench.plan.growth;
    let extents =
        extents(growth, growth.restaurants * growth.past_tabs, growth.many_past_tabs, ALL_EVENTS);
    let amounts = Amounts { orders: growth.orders, reads: growth.reads, ..amounts(growth) };
    let mut worlds = worlds(bench, &Kind::Sqlite, extents).await?;
    let measured = rounds::measure(&mut worlds, &amounts).await?;
    Ok(rows::of("SQLite", extents, &measured, "small end"))
}

/// Takes the figures on MongoDB and Redis.
pub async fn on_mongo(bench: &Bench) -> Outcome<Vec<Row>> {
    let growth = &bench.plan.growth;
    let databases = Databases::start(bench).await?;
    let many = growth.many_past_tabs_mongo;
    let extents = extents(growth, many, many, FEW_EVENTS);
    let amounts =
        Amounts { orders: growth.orders_mongo, reads: growth.reads_mongo, ..amounts(growth) };
    let mut worlds = worlds(bench, &Kind::Mongo(&databases), extents).await?;
    let measured = rounds::measure(&mut worlds, &amounts).await?;
    for world in &mut worlds {
        world.end(&databases).await?;
    }
    Ok(rows::of("MongoDB", extents, &measured, databases.kind()))
}

fn extents(growth: &Growth, in_all: usize, in_one: usize, events: usize) -> Three<Extent> {
    let extent = |restaurants, past_tabs| Extent { restaurants, past_tabs, events };
    [extent(1, growth.past_tabs), extent(growth.restaurants, in_all), extent(1, in_one)]
}

fn amounts(growth: &Growth) -> Amounts {
    let idle = Duration::from_secs(growth.idle_seconds);
    Amounts { rounds: growth.rounds, orders: 0, reads: 0, idle }
}

async fn worlds(bench: &Bench, kind: &Kind<'_>, extents: Three<Extent>) -> Outcome<Three<World>> {
    let [small, restaurants, tabs] = extents;
    Ok([
        World::make(bench, kind, "small", small).await?,
        World::make(bench, kind, "restaurants", restaurants).await?,
        World::make(bench, kind, "tabs", tabs).await?,
    ])
}
