//! The floors: each does one thing with nothing around it, in a process of its own, so that its CPU is its own.

mod commit;
mod group;
mod http;
mod order;
mod sockets;

use std::path::PathBuf;

use tokio::net::TcpListener;

pub use commit::Committed;

use crate::args::Words;
use crate::failure::{Outcome, fail};

/// A floor and what it needs to run.
#[derive(Debug)]
pub enum Floor {
    /// A bare axum server: `/hello`, and `/menu` from bytes made beforehand.
    Http {
        /// The menu, compressed.
        menu: PathBuf,
        /// Its entity tag.
        etag: String,
    },
    /// Bare group commit of one row per submitter.
    Commit(commit::Bare),
    /// The same behind a bare axum route.
    Order {
        /// A database file that is not there yet.
        database: PathBuf,
        /// Length of a row's document.
        row_bytes: usize,
    },
    /// Bare websocket writes.
    Sockets,
}

impl Floor {
    /// Reads what follows the word `floor`.
    pub fn parse<I: Iterator<Item = String>>(words: &mut Words<I>) -> Outcome<Self> {
        match words.value::<String>("floor")?.as_str() {
            "http" => Ok(Self::Http { menu: words.value("menu")?, etag: words.value("etag")? }),
            "commit" => Ok(Self::Commit(commit::Bare {
                database: words.value("database")?,
                submitters: words.value("submitters")?,
                per_submitter: words.value("per submitter")?,
                row_bytes: words.value("row bytes")?,
            })),
            "order" => Ok(Self::Order {
                database: words.value("database")?,
                row_bytes: words.value("row bytes")?,
            }),
            "sockets" => Ok(Self::Sockets),
            other => fail(format!("there is no floor {other}")),
        }
    }

    /// Runs the floor until it is ended, or until its work is done.
    pub async fn run(self) -> Outcome<()> {
        match self {
            Self::Http { menu, etag } => http::run(&menu, etag).await,
            Self::Commit(bare) => bare.run().await,
            Self::Order { database, row_bytes } => order::run(&database, row_bytes).await,
            Self::Sockets => sockets::run().await,
        }
    }
}

/// Listens on a free port and says so on standard output.
async fn listen() -> Outcome<TcpListener> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("listening {}", listener.local_addr()?);
    Ok(listener)
}
