//! Bare group commit: one writer thread that commits everything queued in one transaction, and nothing else. No
//! HTTP, no reading, no pricing, no events: a submitter hands in a row and waits for the sync.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Instant;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use tokio::sync::oneshot;
use tokio::task::JoinSet;

use crate::failure::{Outcome, fail};
use crate::proc_fs;

/// Orders on a tab before a submitter goes on to a fresh one, as in the load on DineQR.
const WRITES_PER_ROW: usize = 5;

/// The work of this floor.
#[derive(Debug)]
pub struct Bare {
    /// A database file that is not there yet.
    pub database: PathBuf,
    /// Submitters, each with one row in flight.
    pub submitters: usize,
    /// Rows of each submitter.
    pub per_submitter: usize,
    /// Length of a row's document.
    pub row_bytes: usize,
}

/// What came of it; printed as JSON.
#[derive(Debug, Serialize, Deserialize)]
pub struct Committed {
    /// Rows written.
    pub rows: usize,
    /// Transactions that they took.
    pub transactions: usize,
    /// From the first submission to the last answer.
    pub seconds: f64,
    /// CPU of the whole process meanwhile.
    pub cpu_seconds: f64,
}

/// A row on its way to the disk.
struct Write {
    id: u64,
    version: u64,
    done: oneshot::Sender<()>,
}

impl Bare {
    /// Writes all rows and prints what came of it.
    pub async fn run(self) -> Outcome<()> {
        let connection = open(&self.database)?;
        let document = "x".repeat(self.row_bytes);
        let (sender, receiver) = channel();
        let writer = std::thread::spawn(move || write_all(connection, &document, &receiver));

        let cpu = proc_fs::cpu(std::process::id())?;
        let started = Instant::now();
        let rows = self.submit(sender).await?;
        let seconds = started.elapsed().as_secs_f64();
        // Read while the writer still lives in the kernel's list: it ends once its channel is closed.
        let cpu_seconds = (proc_fs::cpu(std::process::id())? - cpu).as_secs_f64();

        let Ok(written) = writer.join() else { return fail("the writer thread has died") };
        let committed = Committed { rows, transactions: written?, seconds, cpu_seconds };
        println!("{}", serde_json::to_string(&committed)?);
        Ok(())
    }

    async fn submit(&self, sender: Sender<Write>) -> Outcome<usize> {
        let mut submitters = JoinSet::new();
        for number in 0..self.submitters {
            submitters.spawn(submit_rows(number, self.per_submitter, sender.clone()));
        }
        let mut rows = 0;
        while let Some(submitted) = submitters.join_next().await {
            rows += submitted??;
        }
        drop(sender);
        Ok(rows)
    }
}

async fn submit_rows(number: usize, rows: usize, sender: Sender<Write>) -> Outcome<usize> {
    for n in 0..rows {
        let (done, committed) = oneshot::channel();
        let id = u64::try_from((number << 32) + n / WRITES_PER_ROW)?;
        let version = u64::try_from(n % WRITES_PER_ROW)?;
        sender.send(Write { id, version, done }).map_err(|_| "the writer thread has ended")?;
        committed.await?;
    }
    Ok(rows)
}

fn open(database: &Path) -> Outcome<Connection> {
    let connection = Connection::open(database)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.execute_batch(
        "CREATE TABLE tab (id INTEGER PRIMARY KEY, version INTEGER NOT NULL, doc TEXT NOT NULL)",
    )?;
    Ok(connection)
}

/// Commits until every submitter is gone; answers how many transactions there were.
fn write_all(
    mut connection: Connection,
    document: &str,
    queue: &Receiver<Write>,
) -> Outcome<usize> {
    let mut transactions = 0;
    while let Ok(first) = queue.recv() {
        let group: Vec<Write> = std::iter::once(first).chain(queue.try_iter()).collect();
        commit(&mut connection, document, &group)?;
        transactions += 1;
        for write in group {
            // A submitter that is gone has failed, and says so itself.
            let _ = write.done.send(());
        }
    }
    Ok(transactions)
}

fn commit(connection: &mut Connection, document: &str, group: &[Write]) -> Outcome<()> {
    let transaction = connection.transaction()?;
    {
        let mut upsert = transaction.prepare_cached(
            "INSERT INTO tab (id, version, doc) VALUES (?1, ?2, ?3)
             ON CONFLICT (id) DO UPDATE SET version = excluded.version, doc = excluded.doc",
        )?;
        for write in group {
            upsert.execute((write.id.cast_signed(), write.version.cast_signed(), document))?;
        }
    }
    Ok(transaction.commit()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn every_submitted_row_is_in_the_database_in_fewer_transactions() {
        let directory = tempfile::tempdir().expect("directory");
        let database = directory.path().join("floor.db");
        let bare =
            Bare { database: database.clone(), submitters: 8, per_submitter: 10, row_bytes: 64 };
        bare.run().await.expect("run");
        let connection = Connection::open(database).expect("open");
        let rows: i64 =
            connection.query_row("SELECT count(*) FROM tab", [], |row| row.get(0)).expect("count");
        assert_eq!(rows, 16, "ten writes of a submitter are two rows of five writes");
    }
}
