//! A server on a filled store.

use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use dineqr_core::store::SharedStore;
use dineqr_store_mongo::MongoStore;
use dineqr_store_sqlite::SqliteStore;
use tokio::task::JoinSet;

use crate::bench::Bench;
use crate::failure::Outcome;
use crate::http::{Conn, text};
use crate::past::{self, Extent};
use crate::side::{Databases, Dineqr, DineqrHome, cheap_passwords, login_as, past_tab};

/// Events of the sitting that is copied are handed on and marked before the server stops.
const HANDED_ON: Duration = Duration::from_secs(2);
/// How many managers sign in at a time.
const SIGNING_IN: usize = 8;

/// Where the data is.
pub enum Kind<'a> {
    /// In a file.
    Sqlite,
    /// In MongoDB, with Redis beside it.
    Mongo(&'a Databases),
}

/// A server whose store holds what an [`Extent`] says.
pub struct World {
    name: &'static str,
    /// The server; it is stopped at first.
    pub server: Dineqr,
    /// An order of three lines.
    pub order: Bytes,
    restaurants: usize,
}

impl World {
    /// Makes one restaurant with one past tab over HTTP, and fills the store with copies of them.
    pub async fn make(
        bench: &Bench,
        kind: &Kind<'_>,
        name: &'static str,
        extent: Extent,
    ) -> Outcome<Self> {
        let mut settings = kind.settings(name);
        settings.push(cheap_passwords());
        let mut server = Dineqr::start_in(DineqrHome::with(bench, settings)?).await?;
        let order = server.menu().await?.order()?;
        let guest = server.guests(1).await?.swap_remove(0);
        past_tab(server.addr(), &guest, &server.manager().await?, &order).await?;
        tokio::time::sleep(HANDED_ON).await;
        server.stop().await?;
        let began = Instant::now();
        past::fill(&kind.open(name, server.home()).await?, extent).await?;
        let Extent { restaurants, past_tabs, .. } = extent;
        let seconds = began.elapsed().as_secs_f64();
        eprintln!(
            "  {restaurants} restaurants and {past_tabs} past tabs written in {seconds:.0} s"
        );
        Ok(Self { name, server, order, restaurants })
    }

    /// Tokens of the managers of the first `most` restaurants, by the number of their restaurant.
    pub async fn managers(&self, most: usize) -> Outcome<Arc<[String]>> {
        let (addr, restaurants) = (self.server.addr(), self.restaurants.min(most));
        let mut signing_in = JoinSet::new();
        for lane in 0..SIGNING_IN {
            let numbers: Vec<_> = (0..restaurants).skip(lane).step_by(SIGNING_IN).collect();
            signing_in.spawn(async move {
                let mut conn = Conn::open(addr).await?;
                let mut tokens = Vec::with_capacity(numbers.len());
                for number in numbers {
                    let call = login_as(&past::manager(number)).phone(number);
                    let answer = conn.json(call).await?;
                    tokens.push((number, text(&answer, "/token")?.to_owned()));
                }
                Outcome::Ok(tokens)
            });
        }
        let mut tokens = Vec::with_capacity(restaurants);
        while let Some(signed_in) = signing_in.join_next().await {
            tokens.extend(signed_in??);
        }
        tokens.sort_unstable();
        Ok(tokens.into_iter().map(|(_, token)| token).collect())
    }

    /// Ends the server and leaves nothing in its database.
    pub async fn end(&mut self, databases: &Databases) -> Outcome<()> {
        self.server.stop().await?;
        databases.empty(self.name).await
    }
}

impl Kind<'_> {
    fn settings(&self, name: &str) -> Vec<(&'static str, String)> {
        match self {
            Self::Sqlite => Vec::new(),
            Self::Mongo(databases) => databases.settings(name),
        }
    }

    async fn open(&self, name: &str, home: &DineqrHome) -> Outcome<SharedStore> {
        Ok(match self {
            Self::Sqlite => Arc::new(SqliteStore::open(&home.database())?),
            Self::Mongo(databases) => Arc::new(MongoStore::open(&databases.mongo_uri(name)).await?),
        })
    }
}
