//! Starts this program again as one of the floors.

use std::net::SocketAddr;

use tokio::io::AsyncWriteExt;
use tokio::process::{ChildStdin, Command};

use super::menu::MenuBytes;
use crate::bench::Bench;
use crate::failure::{Outcome, fail};
use crate::floor::Committed;
use crate::program::{Program, log_file};

/// A bare axum server.
pub struct HttpFloor(pub Program);

impl HttpFloor {
    /// Starts it with the bytes that DineQR serves.
    pub async fn start(bench: &Bench, menu: &MenuBytes) -> Outcome<Self> {
        let directory = bench.directory("floor-http")?;
        let file = directory.join("menu.gz");
        std::fs::write(&file, &menu.gzip)?;
        let mut command = itself()?;
        command.arg("http").arg(file).arg(&menu.etag);
        Ok(Self(Program::announced(command, &log_file(&directory)).await?))
    }
}

/// A bare axum route with group commit behind it.
pub struct OrderFloor(pub Program);

impl OrderFloor {
    /// Starts it with an empty database.
    pub async fn start(bench: &Bench, row_bytes: usize) -> Outcome<Self> {
        let directory = bench.directory("floor-order")?;
        let mut command = itself()?;
        command.arg("order").arg(directory.join("floor.db")).arg(row_bytes.to_string());
        Ok(Self(Program::announced(command, &log_file(&directory)).await?))
    }
}

/// A server that writes to websockets.
pub struct SocketFloor {
    /// The process.
    pub program: Program,
    stdin: ChildStdin,
}

impl SocketFloor {
    /// Starts it.
    pub async fn start(bench: &Bench) -> Outcome<Self> {
        let directory = bench.directory("floor-sockets")?;
        let mut command = itself()?;
        command.arg("sockets");
        let mut program = Program::announced(command, &log_file(&directory)).await?;
        let stdin = program.stdin()?;
        Ok(Self { program, stdin })
    }

    /// Where it listens.
    pub fn addr(&self) -> SocketAddr {
        self.program.addr
    }

    /// Writes a packet to every socket.
    pub async fn emit(&mut self, packet: &str) -> Outcome<()> {
        self.stdin.write_all(format!("{packet}\n").as_bytes()).await?;
        Ok(self.stdin.flush().await?)
    }
}

/// Runs bare group commit to its end.
pub async fn bare_commit(
    bench: &Bench,
    submitters: usize,
    rows: usize,
    row_bytes: usize,
) -> Outcome<Committed> {
    let directory = bench.directory("floor-commit")?;
    let mut command = itself()?;
    command.arg("commit").arg(directory.join("floor.db"));
    command.args([submitters, rows / submitters, row_bytes].map(|number| number.to_string()));
    let output = command.output().await?;
    if !output.status.success() {
        return fail(String::from_utf8_lossy(&output.stderr));
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

fn itself() -> Outcome<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("floor");
    Ok(command)
}
