//! The Node program and the Redis beside it.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::process::Command;

use super::databases::start_redis;
use super::menu::MenuBytes;
use crate::bench::Bench;
use crate::call::Call;
use crate::failure::{Outcome, fail};
use crate::http::{Conn, text};
use crate::program::{Program, free_address, log_file};
use crate::service::Service;

/// Where Node's headers lie under `include/node`. better-sqlite3 is compiled against them, since its prebuilt
/// binary comes from outside the package registry.
const NODE_PREFIX: &str = "/usr";

/// What stays when the Node process ends: Redis, and the directory of the database.
pub struct PeerHome {
    redis: Service,
    redis_port: u16,
    directory: PathBuf,
    source: PathBuf,
}

impl PeerHome {
    /// Installs the packages where they are missing, starts Redis and writes the menu.
    pub async fn new(bench: &Bench, menu: &MenuBytes) -> Outcome<Self> {
        let source = bench.args.peer.clone();
        install(&source).await?;
        let directory = bench.directory("peer")?;
        std::fs::write(directory.join("menu.json"), &menu.plain)?;
        let addr = free_address()?;
        let redis = start_redis(addr, &directory).await?;
        Ok(Self { redis, redis_port: addr.port(), directory, source })
    }

    /// Starts Node and waits until it is healthy. Each order's JSON is filled up to `order_bytes`.
    pub async fn launch(&self, order_bytes: usize) -> Outcome<Program> {
        let addr = free_address()?;
        let mut command = Command::new("node");
        command
            .env("NODE_ENV", "production")
            .arg(self.source.join("src/main.js"))
            .arg("--menu")
            .arg(self.directory.join("menu.json"))
            .arg("--db")
            .arg(self.directory.join("peer.db"))
            .args(["--redis", &self.redis_port.to_string()])
            .args(["--listen", &addr.port().to_string()])
            .args(["--order-bytes", &order_bytes.to_string()]);
        Program::polled(command, addr, &log_file(&self.directory)).await
    }
}

/// The running peer.
pub struct Peer {
    home: PeerHome,
    /// The Node process.
    pub program: Program,
}

impl Peer {
    /// Starts Redis and Node.
    pub async fn start(bench: &Bench, menu: &MenuBytes, order_bytes: usize) -> Outcome<Self> {
        let home = PeerHome::new(bench, menu).await?;
        let program = home.launch(order_bytes).await?;
        Ok(Self { home, program })
    }

    /// Where it listens.
    pub fn addr(&self) -> SocketAddr {
        self.program.addr
    }

    /// CPU used so far by Node and by Redis, which does a part of Node's work.
    pub fn cpu(&self) -> Outcome<Duration> {
        Ok(self.program.cpu()? + self.home.redis.cpu()?)
    }

    /// Tokens of new guests, each with a tab of its own.
    pub async fn guests(&self, count: usize) -> Outcome<Vec<String>> {
        let mut conn = Conn::open(self.addr()).await?;
        let answer = conn.json(Call::post("/bench/guests", &json!({ "count": count }))).await?;
        let tokens = answer["tokens"].as_array().map_or(&[][..], Vec::as_slice);
        Ok(tokens.iter().filter_map(Value::as_str).map(str::to_owned).collect())
    }

    /// A token of a person of the staff.
    pub async fn staff(&self) -> Outcome<String> {
        let mut conn = Conn::open(self.addr()).await?;
        let answer = conn.json(Call::post("/bench/staff", &json!({}))).await?;
        Ok(text(&answer, "/token")?.to_owned())
    }
}

/// Installs the peer's packages the first time; compiling better-sqlite3 takes about two minutes.
async fn install(source: &Path) -> Outcome<()> {
    if source.join("node_modules/better-sqlite3/build/Release/better_sqlite3.node").is_file() {
        return Ok(());
    }
    eprintln!("installing the peer's packages ...");
    let mut command = Command::new("npm");
    command.args(["ci", "--no-audit", "--no-fund"]).current_dir(source).stdout(Stdio::null());
    if Path::new(NODE_PREFIX).join("include/node/node.h").is_file() {
        command.env("npm_config_nodedir", NODE_PREFIX);
    }
    if command.status().await?.success() {
        return Ok(());
    }
    fail(format!("`npm ci` in {} has failed", source.display()))
}
