//! Databases beside the programs under measurement: programs that answer as soon as they accept connections.

use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tokio::net::TcpStream;
use tokio::process::{Child, Command};

use crate::failure::{Outcome, fail};
use crate::proc_fs;

/// How often it is looked whether it listens, and how many times.
const LOOK_EVERY: Duration = Duration::from_millis(20);
const LOOKS: usize = 500;

/// A running service. It is killed when it is dropped.
pub struct Service {
    /// Held, not used: the process ends with it.
    _child: Child,
    pid: u32,
}

impl Service {
    /// Starts a service that was told to listen on `addr`, in `directory`, and waits until it does.
    pub async fn start(mut command: Command, addr: SocketAddr, directory: &Path) -> Outcome<Self> {
        let name = command.as_std().get_program().to_string_lossy().into_owned();
        let log = std::fs::File::create(directory.join("log"))?;
        command.current_dir(directory).stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
        let spawned = command.kill_on_drop(true).spawn();
        let child = spawned.map_err(|error| format!("{name} does not start: {error}"))?;
        let Some(pid) = child.id() else { return fail(format!("{name} has ended")) };
        for _ in 0..LOOKS {
            if TcpStream::connect(addr).await.is_ok() {
                return Ok(Self { _child: child, pid });
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
        let log = std::fs::read_to_string(directory.join("log")).unwrap_or_default();
        fail(format!("{name} does not listen; it says: {log}"))
    }

    /// CPU time used so far.
    pub fn cpu(&self) -> Outcome<Duration> {
        proc_fs::cpu(self.pid)
    }
}
