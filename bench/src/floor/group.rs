//! One writer thread that commits everything queued in one transaction: the least that a durable write can cost.

use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::failure::{Outcome, fail};

/// The writer, as its submitters see it.
pub struct GroupCommit {
    queue: Sender<Write>,
    writer: JoinHandle<Outcome<usize>>,
}

/// A row on its way to the disk.
struct Write {
    id: u64,
    version: u64,
    done: oneshot::Sender<()>,
}

impl GroupCommit {
    /// Makes the database and starts the writer. Every row's document has this many bytes.
    pub fn start(database: &Path, row_bytes: usize) -> Outcome<Self> {
        let connection = open(database)?;
        let document = "x".repeat(row_bytes);
        let (queue, receiver) = channel();
        let writer = std::thread::spawn(move || write_all(connection, &document, &receiver));
        Ok(Self { queue, writer })
    }

    /// Writes a row, or a newer version of it, and waits until it is synced.
    pub async fn write(&self, id: u64, version: u64) -> Outcome<()> {
        let (done, committed) = oneshot::channel();
        let sent = self.queue.send(Write { id, version, done });
        sent.map_err(|_| "the writer thread has ended")?;
        Ok(committed.await?)
    }

    /// Ends the writer; answers how many transactions there were.
    pub fn finish(self) -> Outcome<usize> {
        drop(self.queue);
        self.writer.join().unwrap_or_else(|_| fail("the writer thread has died"))
    }
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

/// Commits until every submitter is gone.
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
