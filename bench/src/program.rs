//! The programs under measurement: started, watched and ended by their own id.

use std::fs::File;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::time::timeout;

use crate::failure::{Failure, Outcome, fail};
use crate::http::wait_until_healthy;
use crate::proc_fs;

/// How long a program may take to answer, and to end.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running program. It is killed when it is dropped.
pub struct Program {
    child: Child,
    /// Its process.
    pub pid: u32,
    /// Where it listens.
    pub addr: SocketAddr,
}

impl Program {
    /// Starts a program that prints `listening ADDRESS`.
    pub async fn announced(command: Command, log: &Path) -> Outcome<Self> {
        let (child, mut lines) = spawn(command, log)?;
        let first = timeout(PATIENCE, lines.next_line()).await;
        let line = first.ok().and_then(Result::ok).flatten().unwrap_or_default();
        let Some(addr) = line.strip_prefix("listening ").and_then(|addr| addr.parse().ok()) else {
            return Err(with_log(format!("it printed `{line}` and not where it listens"), log));
        };
        drain(lines);
        Ok(Self { pid: pid(&child)?, child, addr })
    }

    /// Starts a program that was told to listen on `addr`, and waits until it is healthy.
    pub async fn polled(command: Command, addr: SocketAddr, log: &Path) -> Outcome<Self> {
        let (child, lines) = spawn(command, log)?;
        drain(lines);
        let mut program = Self { pid: pid(&child)?, child, addr };
        tokio::select! {
            healthy = wait_until_healthy(addr, PATIENCE) => match healthy {
                Ok(()) => Ok(program),
                Err(failure) => Err(with_log(failure.to_string(), log)),
            },
            status = program.child.wait() => Err(with_log(format!("it ended with {}", status?), log)),
        }
    }

    /// CPU time used so far.
    pub fn cpu(&self) -> Outcome<Duration> {
        proc_fs::cpu(self.pid)
    }

    /// Resident memory in bytes.
    pub fn resident_bytes(&self) -> Outcome<u64> {
        proc_fs::resident_bytes(self.pid)
    }

    /// The program's standard input, once.
    pub fn stdin(&mut self) -> Outcome<ChildStdin> {
        self.child.stdin.take().map_or_else(|| fail("its standard input is taken"), Ok)
    }

    /// Asks the program to end, and kills it if it does not.
    pub async fn stop(mut self) -> Outcome<()> {
        Command::new("kill").args(["-TERM", &self.pid.to_string()]).status().await?;
        if timeout(PATIENCE, self.child.wait()).await.is_err() {
            self.child.kill().await?;
        }
        Ok(())
    }
}

/// An address on this machine where nothing listens.
pub fn free_address() -> Outcome<SocketAddr> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?)
}

/// The log file of a program beside its data.
pub fn log_file(directory: &Path) -> PathBuf {
    directory.join("log")
}

fn spawn(mut command: Command, log: &Path) -> Outcome<(Child, Lines<BufReader<ChildStdout>>)> {
    let log = File::options().create(true).append(true).open(log)?;
    let name = command.as_std().get_program().to_string_lossy().into_owned();
    let spawned =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(log).kill_on_drop(true).spawn();
    let mut child = spawned.map_err(|error| format!("{name} does not start: {error}"))?;
    match child.stdout.take() {
        Some(stdout) => Ok((child, BufReader::new(stdout).lines())),
        None => fail("a program has no standard output"),
    }
}

/// Reads on, so that the program never waits for room in the pipe.
fn drain(mut lines: Lines<BufReader<ChildStdout>>) {
    tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
}

fn pid(child: &Child) -> Outcome<u32> {
    child.id().map_or_else(|| fail("a program has ended already"), Ok)
}

fn with_log(text: String, log: &Path) -> Failure {
    let log = std::fs::read_to_string(log).unwrap_or_default();
    let tail: Vec<_> = log.lines().rev().take(12).collect();
    let tail: Vec<_> = tail.into_iter().rev().collect();
    format!("{text}; its log ends:\n{}", tail.join("\n")).into()
}
