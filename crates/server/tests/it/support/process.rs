//! The real program as processes: one data directory, commands on it, and servers that can be killed.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Starting and ending takes far less, also on a machine that is busy.
const PATIENCE: Duration = Duration::from_secs(60);

/// A directory of its own with a `data` directory in it, gone when it is dropped.
pub struct Installation(TempDir);

/// What a command came to.
#[derive(Debug)]
pub struct Outcome {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

/// A running server. It is killed when it is dropped.
pub struct Server {
    child: Child,
    /// What it printed on standard output before its address.
    pub said: Vec<String>,
    /// Where it listens.
    pub at: SocketAddr,
    lines: Receiver<String>,
    log: PathBuf,
}

impl Installation {
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a directory"))
    }

    /// A path beside the data.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file beside the data; answers its path as an argument.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::write(&path, content).expect("written");
        path.to_str().expect("UTF-8").to_owned()
    }

    /// The program with this data directory and no other settings than these.
    pub fn command(&self, args: &[&str], env: &[(&str, &str)]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dineqr"));
        command.args(args).arg("--data-dir").arg(self.path("data")).current_dir(self.0.path());
        command.env_clear().env("DINEQR_AUTH__BCRYPT_COST", "4").envs(env.iter().copied());
        command
    }

    /// Runs a command to its end.
    pub fn runs(&self, args: &[&str]) -> Outcome {
        self.runs_with(args, &[], "")
    }

    /// Runs a command with settings and with `input` on its standard input.
    pub fn runs_with(&self, args: &[&str], env: &[(&str, &str)], input: &str) -> Outcome {
        let mut command = self.command(args, env);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        // A command that wants no input may be over before it is written.
        let _ = child.stdin.take().expect("piped").write_all(input.as_bytes());
        let output = child.wait_with_output().expect("it ends");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Outcome { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Starts a server on a free port and waits until it says where it listens.
    pub fn serves(&self, args: &[&str]) -> Server {
        self.serves_with(args, &[("DINEQR_HTTP__LISTEN", "127.0.0.1:0")])
    }

    /// Starts a server with settings and waits until it says where it listens.
    pub fn serves_with(&self, args: &[&str], env: &[(&str, &str)]) -> Server {
        let log = self.path("server.log");
        let file = File::options().create(true).append(true).open(&log).expect("a log");
        let mut command = self.command(&[&["serve"], args].concat(), env);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(file);
        Server::start(command, log)
    }
}

impl Outcome {
    /// What it printed; fails unless it exited with 0.
    #[track_caller]
    pub fn done(self) -> String {
        assert_eq!(self.code, Some(0), "{self:?}");
        self.out
    }

    /// Fails unless it exited with 1, printed nothing and complained in these words.
    #[track_caller]
    pub fn refused(self, words: &[&str]) {
        assert_eq!((self.code, self.out.as_str()), (Some(1), ""), "{self:?}");
        for word in words {
            assert!(self.err.contains(word), "no `{word}` in: {}", self.err);
        }
    }
}

impl Server {
    fn start(mut command: Command, log: PathBuf) -> Self {
        let mut child = command.spawn().expect("the program starts");
        let lines = read_lines(child.stdout.take().expect("piped"));
        let mut said = Vec::new();
        let deadline = Instant::now() + PATIENCE;
        let at = loop {
            match lines.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(line) => match line.strip_prefix("DineQR listens on http://") {
                    Some(at) => break at.parse().expect("an address"),
                    None => said.push(line),
                },
                Err(why) => {
                    let _ = child.kill();
                    panic!("no address ({why}), its log: {}", tail(&log));
                }
            }
        };
        Self { child, said, at, lines, log }
    }

    /// What its links begin with.
    pub fn base(&self) -> String {
        format!("http://{}", self.at)
    }

    /// The codes of the demo's tables, from the links it printed.
    pub fn table_tokens(&self) -> Vec<String> {
        let links = format!("{}/t/", self.base());
        self.said.iter().filter_map(|line| line.strip_prefix(&links)).map(str::to_owned).collect()
    }

    /// `kill -9`; it is gone afterwards.
    pub fn kill(mut self) {
        self.child.kill().expect("it was running");
        self.child.wait().expect("it is gone");
    }

    /// Sends a signal, such as `TERM`.
    pub fn signal(&self, name: &str) {
        let kill = format!("kill -{name} {}", self.child.id());
        let sent = Command::new("sh").args(["-c", &kill]).status().expect("a shell");
        assert!(sent.success(), "{kill}");
    }

    /// Waits until it has ended by itself. Its standard output ends with it.
    pub fn ended(mut self) -> ExitStatus {
        let deadline = Instant::now() + PATIENCE;
        loop {
            match self.lines.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(_) => {}
                Err(RecvTimeoutError::Disconnected) => return self.child.wait().expect("it ended"),
                Err(RecvTimeoutError::Timeout) => panic!("it goes on: {}", tail(&self.log)),
            }
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if thread::panicking() {
            eprintln!("the server's log ends:\n{}", tail(&self.log));
        }
    }
}

/// Reads what a process prints, for as long as it prints.
fn read_lines(stdout: ChildStdout) -> Receiver<String> {
    let (line, lines) = mpsc::channel();
    thread::spawn(move || {
        for text in BufReader::new(stdout).lines().map_while(Result::ok) {
            // Nobody may be interested any more; the pipe is emptied all the same.
            let _ = line.send(text);
        }
    });
    lines
}

fn tail(log: &PathBuf) -> String {
    let text = std::fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<_> = text.lines().collect();
    lines[lines.len().saturating_sub(20)..].join("\n")
}
