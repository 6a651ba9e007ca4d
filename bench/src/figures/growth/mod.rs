//! How the cost of the common things grows from one restaurant to a thousand, and with the tabs of the past.
//!
//! Three servers run beside each other: a small one, one with many restaurants and one with many past tabs. Each
//! round asks all three in turn, so that a slow moment of the machine hits all.

mod rounds;
mod rows;
mod world;

use crate::bench::{Bench, Growth};
use crate::failure::Outcome;
use crate::past::Extent;
use crate::report::Row;
use crate::side::Databases;

use world::{Kind, World};

/// The small server, the one with many restaurants and the one with many past tabs.
type Three<T> = [T; 3];

/// Takes the figures on SQLite.
pub async fn on_sqlite(bench: &Bench) -> Outcome<Vec<Row>> {
    let growth = &bench.plan.growth;
    let mut worlds = worlds(bench, growth, &Kind::Sqlite).await?;
    let measured = rounds::measure(&mut worlds, growth).await?;
    Ok(rows::of("SQLite", extents(growth), &measured, "the small end"))
}

/// Takes the figures on MongoDB and Redis.
pub async fn on_mongo(bench: &Bench) -> Outcome<Vec<Row>> {
    let growth = &bench.plan.growth_mongo;
    let databases = Databases::start(bench).await?;
    let mut worlds = worlds(bench, growth, &Kind::Mongo(&databases)).await?;
    let measured = rounds::measure(&mut worlds, growth).await?;
    for world in &mut worlds {
        world.end(&databases).await?;
    }
    let note = format!("the small end; {}", databases.kind());
    Ok(rows::of("MongoDB", extents(growth), &measured, &note))
}

fn extents(growth: &Growth) -> Three<Extent> {
    let extent = |restaurants, past_tabs| Extent { restaurants, past_tabs, events: growth.events };
    [
        extent(1, growth.few_tabs),
        extent(growth.restaurants, growth.tabs_of_all),
        extent(1, growth.many_tabs),
    ]
}

async fn worlds(bench: &Bench, growth: &Growth, kind: &Kind<'_>) -> Outcome<Three<World>> {
    let [small, restaurants, tabs] = extents(growth);
    Ok([
        World::make(bench, kind, "small", small).await?,
        World::make(bench, kind, "restaurants", restaurants).await?,
        World::make(bench, kind, "tabs", tabs).await?,
    ])
}
