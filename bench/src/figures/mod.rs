//! The figures, one file each.
//!
//! To add a figure: 1. a file here with `measure(&Bench) -> Outcome<Vec<Row>>`; 2. a variant of [`Figure`];
//! 3. what it measures, and what is outside the measured window, in `README.md`.

mod growth;
mod logins;
mod menu;
mod nodes;
mod orders;
mod placing;
mod sockets;
mod start;
mod tab;
mod three_sides;

use crate::bench::Bench;
use crate::failure::{Outcome, fail};
use crate::report::Row;

/// A figure that can be taken on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// Reading the menu.
    Menu,
    /// An authenticated read.
    Tab,
    /// Placing orders.
    Orders,
    /// Many sockets.
    Sockets,
    /// Starting, idling, and the size of the binary.
    Start,
    /// Other requests while people log in.
    Logins,
    /// Placing orders on one to three nodes with MongoDB and Redis.
    Nodes,
    /// What grows with restaurants and past tabs, on SQLite.
    Growth,
    /// The same on MongoDB and Redis.
    GrowthMongo,
}

impl Figure {
    const ALL: [Self; 9] = [
        Self::Menu,
        Self::Tab,
        Self::Orders,
        Self::Sockets,
        Self::Start,
        Self::Logins,
        Self::Nodes,
        Self::Growth,
        Self::GrowthMongo,
    ];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Menu => "menu",
            Self::Tab => "tab",
            Self::Orders => "orders",
            Self::Sockets => "sockets",
            Self::Start => "start",
            Self::Logins => "logins",
            Self::Nodes => "nodes",
            Self::Growth => "growth",
            Self::GrowthMongo => "growth-mongo",
        }
    }

    /// Takes it.
    pub async fn measure(self, bench: &Bench) -> Outcome<Vec<Row>> {
        match self {
            Self::Menu => menu::measure(bench).await,
            Self::Tab => tab::measure(bench).await,
            Self::Orders => orders::measure(bench).await,
            Self::Sockets => sockets::measure(bench).await,
            Self::Start => start::measure(bench).await,
            Self::Logins => logins::measure(bench).await,
            Self::Nodes => nodes::measure(bench).await,
            Self::Growth => growth::on_sqlite(bench).await,
            Self::GrowthMongo => growth::on_mongo(bench).await,
        }
    }
}

/// The figure of this name, or all.
pub fn selected(name: Option<&str>) -> Outcome<Vec<Figure>> {
    let Some(name) = name else { return Ok(Figure::ALL.to_vec()) };
    match Figure::ALL.into_iter().find(|figure| figure.name() == name) {
        Some(figure) => Ok(vec![figure]),
        None => fail(format!("there is no figure {name}")),
    }
}
