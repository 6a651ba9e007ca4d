//! MongoDB and Redis: the stand-in and Debian's, started here, or the ones that the environment names.

use std::path::{Path, PathBuf};
use std::time::Duration;

use dineqr_core::store::Transfer as _;
use dineqr_store_mongo::MongoStore;
use tokio::process::Command;

use crate::bench::Bench;
use crate::failure::{Outcome, fail};
use crate::program::free_address;
use crate::service::Service;

/// Where the stand-in for MongoDB lies under the target directory.
const STAND_IN: &str = "test-servers/mongo/bin/secantusd-py";

/// A MongoDB and a Redis for as long as they are held.
pub struct Databases {
    mongo: Server,
    redis: Server,
}

/// A server by its URI, and its process where it was started here.
pub struct Server {
    uri: String,
    service: Option<Service>,
}

impl Databases {
    /// Starts what the environment does not name.
    pub async fn start(bench: &Bench) -> Outcome<Self> {
        Ok(Self { mongo: mongo(bench).await?, redis: redis(bench).await? })
    }

    /// The URI of a database of this name, which no other run uses.
    pub fn mongo_uri(&self, name: &str) -> String {
        // Options, if there are any, follow the name.
        let (server, options) = self.mongo.uri.split_once('?').unwrap_or((&self.mongo.uri, ""));
        let mark = if options.is_empty() { "" } else { "?" };
        format!("{}/{}{mark}{options}", server.trim_end_matches('/'), own(name))
    }

    /// What tells DineQR to work on them under this name.
    pub fn settings(&self, name: &str) -> Vec<(&'static str, String)> {
        vec![
            ("DINEQR_STORE__URI", self.mongo_uri(name)),
            ("DINEQR_KV__URI", self.redis.uri.clone()),
            ("DINEQR_KV__PREFIX", own(name)),
        ]
    }

    /// What MongoDB it is, for the table.
    pub fn kind(&self) -> &'static str {
        match self.mongo.service {
            Some(_) => "MongoDB is a stand-in in Python: the rate says little about mongod",
            None => "MongoDB as DINEQR_TEST_MONGODB_URI names it",
        }
    }

    /// CPU used so far by MongoDB and by Redis; none of one that was not started here.
    pub fn cpu(&self) -> Outcome<[Option<Duration>; 2]> {
        let cpu = |server: &Server| server.service.as_ref().map(Service::cpu).transpose();
        Ok([cpu(&self.mongo)?, cpu(&self.redis)?])
    }

    /// CPU used by each since `before` was read.
    pub fn used_since(&self, before: [Option<Duration>; 2]) -> Outcome<[Option<Duration>; 2]> {
        let [mongo, redis] = self.cpu()?;
        let since = |now: Option<Duration>, before: Option<Duration>| {
            now.zip(before).map(|(now, before)| now.saturating_sub(before))
        };
        Ok([since(mongo, before[0]), since(redis, before[1])])
    }

    /// Removes what a database of this name holds; what was started here goes by itself.
    pub async fn empty(&self, name: &str) -> Outcome<()> {
        if self.mongo.service.is_none() {
            MongoStore::open(&self.mongo_uri(name)).await?.clear().await?;
        }
        Ok(())
    }
}

/// A name of this run alone.
fn own(name: &str) -> String {
    format!("dineqr-bench-{}-{name}", std::process::id())
}

async fn mongo(bench: &Bench) -> Outcome<Server> {
    if let Some(uri) = named("DINEQR_TEST_MONGODB_URI") {
        return Ok(Server { uri, service: None });
    }
    let target = named("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    let program = target.join(STAND_IN);
    if !program.is_file() {
        return fail(format!(
            "{} is not there: `scripts/test-servers install` makes it, or DINEQR_TEST_MONGODB_URI names a MongoDB",
            program.display()
        ));
    }
    let (addr, directory) = (free_address()?, bench.directory("mongo")?);
    let mut command = Command::new(std::path::absolute(program)?);
    command.args(["--host", "127.0.0.1", "--port", &addr.port().to_string()]);
    command.args(["--storage-path", "data"]);
    let service = Service::start(command, addr, &directory).await?;
    Ok(Server { uri: format!("mongodb://{addr}"), service: Some(service) })
}

async fn redis(bench: &Bench) -> Outcome<Server> {
    if let Some(uri) = named("DINEQR_TEST_REDIS_URI") {
        return Ok(Server { uri, service: None });
    }
    let (addr, directory) = (free_address()?, bench.directory("redis")?);
    let service = start_redis(addr, &directory).await?;
    Ok(Server { uri: format!("redis://{addr}"), service: Some(service) })
}

/// Starts Debian's Redis, which keeps nothing on disk.
pub async fn start_redis(addr: std::net::SocketAddr, directory: &Path) -> Outcome<Service> {
    let mut command = Command::new("redis-server");
    command.args(["--bind", "127.0.0.1", "--port", &addr.port().to_string()]);
    command.args(["--save", "", "--appendonly", "no"]);
    let started = Service::start(command, addr, directory).await;
    started.map_err(|error| format!("{error} (it comes with Debian's package redis-server)").into())
}

/// What the environment says, as it does for the tests.
fn named(variable: &str) -> Option<String> {
    #[expect(clippy::disallowed_methods, reason = "the benchmark is told where its servers are")]
    let value = std::env::var(variable);
    value.ok().filter(|value| !value.is_empty())
}
