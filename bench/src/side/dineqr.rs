//! DineQR itself, used through its public API alone.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use serde_json::json;
use tokio::process::Command;
use tokio::task::JoinSet;

use super::menu::MenuBytes;
use crate::bench::Bench;
use crate::call::Call;
use crate::failure::{Outcome, fail};
use crate::http::{Conn, text};
use crate::program::{Program, free_address, log_file};
use crate::side::sign_in::sign_in;

/// The demo's manager.
pub const MANAGER: &str = "manager@demo.test";
/// The demo's password.
pub const PASSWORD: &str = "tandoori-demo";

/// How many guests sign in at a time. The outbox shows its newest 50 messages, so it must stay below that.
const SIGNING_IN: usize = 16;

/// What stays when the processes end: the directory, and the settings that name other places.
pub struct DineqrHome {
    binary: PathBuf,
    directory: PathBuf,
    settings: Vec<(&'static str, String)>,
}

impl DineqrHome {
    /// An empty data directory.
    pub fn new(bench: &Bench) -> Outcome<Self> {
        Self::with(bench, Vec::new())
    }

    /// An empty data directory, and settings as the environment holds them.
    pub fn with(bench: &Bench, settings: Vec<(&'static str, String)>) -> Outcome<Self> {
        let binary = bench.args.dineqr.canonicalize()?;
        Ok(Self { binary, directory: bench.directory("dineqr")?, settings })
    }

    /// Where SQLite is, unless the settings name another store.
    pub fn database(&self) -> PathBuf {
        self.directory.join("data/dineqr.db")
    }

    /// Starts DineQR and waits until it is healthy. The load comes through a proxy on this machine, as it would
    /// from many phones.
    pub async fn launch(&self) -> Outcome<Program> {
        let addr = free_address()?;
        let mut command = Command::new(&self.binary);
        command
            .current_dir(&self.directory)
            .env("DINEQR_HTTP__TRUSTED_PROXIES", "127.0.0.0/8")
            .envs(self.settings.iter().map(|(name, value)| (name, value)))
            .args(["serve", "--demo", "--listen", &addr.to_string(), "--data-dir"])
            .arg(self.directory.join("data"));
        Program::polled(command, addr, &log_file(&self.directory)).await
    }
}

/// The running DineQR: one node, or several on one database.
pub struct Dineqr {
    home: DineqrHome,
    nodes: Vec<Program>,
    guests_made: AtomicUsize,
}

impl Dineqr {
    /// Starts the demo in an empty directory.
    pub async fn start(bench: &Bench) -> Outcome<Self> {
        Self::start_in(DineqrHome::new(bench)?).await
    }

    /// Starts one node.
    pub async fn start_in(home: DineqrHome) -> Outcome<Self> {
        let nodes = vec![home.launch().await?];
        Ok(Self { home, nodes, guests_made: AtomicUsize::new(0) })
    }

    /// Ends it and starts that many nodes on the same data: sessions last.
    pub async fn restart(&mut self, nodes: usize) -> Outcome<()> {
        self.stop().await?;
        for _ in 0..nodes {
            self.nodes.push(self.home.launch().await?);
        }
        Ok(())
    }

    /// Ends its processes.
    pub async fn stop(&mut self) -> Outcome<()> {
        for node in self.nodes.drain(..) {
            node.stop().await?;
        }
        Ok(())
    }

    /// What stays when it ends.
    pub fn home(&self) -> &DineqrHome {
        &self.home
    }

    /// Where the first node listens.
    pub fn addr(&self) -> SocketAddr {
        self.nodes[0].addr
    }

    /// Where all nodes listen.
    pub fn addrs(&self) -> Vec<SocketAddr> {
        self.nodes.iter().map(|node| node.addr).collect()
    }

    /// CPU used so far, by all nodes together.
    pub fn cpu(&self) -> Outcome<Duration> {
        self.nodes.iter().map(Program::cpu).sum()
    }

    /// Resident memory in bytes, of all nodes together.
    pub fn resident_bytes(&self) -> Outcome<u64> {
        self.nodes.iter().map(Program::resident_bytes).sum()
    }

    /// The menu of the demo restaurant.
    pub async fn menu(&self) -> Outcome<MenuBytes> {
        MenuBytes::fetch(&mut Conn::open(self.addr()).await?).await
    }

    /// How many transactions the store has synced to the disk, by its own count.
    pub async fn transactions(&self) -> Outcome<u64> {
        let mut conn = Conn::open(self.addr()).await?;
        let stats = conn.json(Call::get("/api/v1/dev/stats")).await?;
        match stats["store"]["transactions"].as_u64() {
            Some(transactions) => Ok(transactions),
            None => fail(format!("no count of transactions in {stats}")),
        }
    }

    /// A token of the demo's manager.
    pub async fn manager(&self) -> Outcome<String> {
        let mut conn = Conn::open(self.addr()).await?;
        let answer = conn.json(login()).await?;
        Ok(text(&answer, "/token")?.to_owned())
    }

    /// Tokens of new guests, each at a table and a tab of its own.
    pub async fn guests(&self, count: usize) -> Outcome<Vec<String>> {
        let managers = Arc::from([self.manager().await?]);
        self.guests_of(&managers, count).await
    }

    /// The same in the restaurants of these managers in turn.
    pub async fn guests_of(&self, managers: &Arc<[String]>, count: usize) -> Outcome<Vec<String>> {
        let first = self.guests_made.fetch_add(count, Ordering::Relaxed);
        let mut seating = JoinSet::new();
        for lane in 0..SIGNING_IN {
            let numbers = (first..first + count).skip(lane).step_by(SIGNING_IN).collect();
            seating.spawn(seat(self.addr(), Arc::clone(managers), numbers));
        }
        let mut tokens = Vec::with_capacity(count);
        while let Some(seated) = seating.join_next().await {
            tokens.extend(seated??);
        }
        if tokens.len() == count { Ok(tokens) } else { fail("a guest was not seated") }
    }
}

/// The setting that makes passwords cheap to check, for figures that sign in many people or start the server often
/// and are about neither. A thread that checked a password ends some seconds later, and its CPU goes from the count.
pub fn cheap_passwords() -> (&'static str, String) {
    ("DINEQR_AUTH__BCRYPT_COST", "4".to_owned())
}

/// A login of the demo's manager.
pub fn login() -> Call {
    login_as(MANAGER)
}

/// A login of a person with the demo's password.
pub fn login_as(email: &str) -> Call {
    Call::post("/api/v1/auth/login", &json!({ "login": email, "password": PASSWORD }))
}

/// Makes a table for each of these numbers and signs a guest in at it.
async fn seat(
    addr: SocketAddr,
    managers: Arc<[String]>,
    numbers: Vec<usize>,
) -> Outcome<Vec<String>> {
    let mut conn = Conn::open(addr).await?;
    let mut tokens = Vec::with_capacity(numbers.len());
    for number in numbers {
        let table = json!({ "name": format!("B{number}"), "floor": "Bench", "seats": 4 });
        let manager = &managers[number % managers.len()];
        let made = Call::post("/api/v1/manage/tables", &table).token(manager).phone(number);
        let made = conn.json(made).await?;
        tokens.push(sign_in(&mut conn, text(&made, "/token")?, number).await?);
    }
    Ok(tokens)
}
