//! The one thread that writes. It commits whatever is queued in one transaction, so that many commits share one
//! write to the disk, and answers only after that.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use dineqr_core::store::{Result, StoreError, Written};
use rusqlite::Connection;

use crate::connection::Statements;
use crate::failure::{Failure, Outcome, other, stopped};
use crate::job::{Job, Kind, Task};
use crate::numbers::Numbers;

/// The most jobs of one transaction.
const GROUP: usize = 512;
/// How long the thread lets more jobs come while several are about. Where the disk is quick, groups would otherwise stay
/// small, and each costs a write to the disk of its own. A job that comes alone never waits.
const GATHERING: Duration = Duration::from_micros(1_500);

/// The writer thread, as the rest of the store sees it. Dropping it commits what is queued.
pub(crate) struct Writer {
    jobs: Option<Sender<Box<dyn Job>>>,
    thread: Option<JoinHandle<()>>,
    written: Arc<Counts>,
}

/// What was written since the start.
#[derive(Default)]
pub(crate) struct Counts {
    transactions: AtomicU64,
    commits: AtomicU64,
}

impl Writer {
    pub(crate) fn start(connection: Connection, numbers: Arc<Numbers>) -> Result<Self> {
        let (jobs, queue) = mpsc::channel();
        let written = Arc::new(Counts::default());
        let desk =
            Desk { connection, queue, numbers, written: Arc::clone(&written), group: Vec::new() };
        let thread = thread::Builder::new()
            .name("store-write".to_owned())
            .spawn(|| desk.work())
            .map_err(other)?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread), written })
    }

    /// Does `work` on the writing connection; `then` comes after it is committed and before the answer.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        kind: Kind,
        work: impl FnOnce(&Connection) -> Outcome<T> + Send + 'static,
        then: impl FnOnce(&T) + Send + 'static,
    ) -> Result<T> {
        let (task, answer) = Task::new(kind, work, then);
        let jobs = self.jobs.as_ref().ok_or_else(stopped)?;
        jobs.send(Box::new(task)).map_err(|_| stopped())?;
        answer.await.map_err(|_| stopped())?
    }

    /// An error once the thread has ended, which only a defect can make it do.
    pub(crate) fn check(&self) -> Result<()> {
        let works = self.thread.as_ref().is_some_and(|thread| !thread.is_finished());
        if works { Ok(()) } else { Err(stopped()) }
    }

    pub(crate) fn counts(&self) -> &Arc<Counts> {
        &self.written
    }
}

impl Counts {
    pub(crate) fn count_commit(&self) {
        self.commits.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn read(&self) -> Written {
        Written {
            transactions: self.transactions.load(Ordering::Relaxed),
            commits: self.commits.load(Ordering::Relaxed),
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.jobs.take());
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the store's writer panicked");
        }
    }
}

/// What the thread works with.
struct Desk {
    connection: Connection,
    queue: Receiver<Box<dyn Job>>,
    numbers: Arc<Numbers>,
    written: Arc<Counts>,
    group: Vec<Box<dyn Job>>,
}

impl Desk {
    /// Works until the store is dropped and the queue is empty. Closing the connection checkpoints the file.
    fn work(mut self) {
        let mut busy = false;
        while let Ok(job) = self.queue.recv() {
            self.group.push(job);
            if busy {
                thread::sleep(GATHERING);
            }
            let committed = self.transaction();
            busy = self.group.len() > 1;
            for job in self.group.drain(..) {
                job.finish(committed.clone());
            }
        }
    }

    /// One transaction with all that is queued, and what comes while it runs.
    fn transaction(&mut self) -> Result<()> {
        let done = self.begin_and_run().and_then(|wrote| self.end(wrote));
        if done.is_err() && !self.connection.is_autocommit() {
            // Without it the next transaction could not begin; if it fails too, that one says so.
            let _ = self.connection.run("ROLLBACK", []);
        }
        done.map_err(StoreError::from)
    }

    /// Says whether anything was written.
    fn begin_and_run(&mut self) -> Outcome<bool> {
        if let Err(error) = self.connection.run("BEGIN IMMEDIATE", []) {
            // Whoever is queued would wait as long in vain, one after the other.
            self.group.extend(self.queue.try_iter());
            return Err(error.into());
        }
        let (mut next, mut wrote) = (0, false);
        while let Some(job) = self.group.get_mut(next) {
            wrote |= job.run(&self.connection);
            if self.connection.is_autocommit() {
                // A full or failing disk makes SQLite give up the whole transaction.
                return Err(StoreError::Unavailable("the transaction was lost".to_owned()).into());
            }
            next += 1;
            if next == self.group.len() && next < GROUP {
                self.group.extend(self.queue.try_recv());
            }
        }
        Ok(wrote)
    }

    fn end(&self, wrote: bool) -> Outcome<()> {
        if !wrote {
            self.connection.run("ROLLBACK", [])?;
            return Ok(());
        }
        let numbers = self.numbers.take_unwritten();
        let committed = numbers
            .iter()
            .try_for_each(|(day, last)| day.write(&self.connection, *last))
            .and_then(|()| self.connection.run("COMMIT", []).map_err(Failure::from));
        match committed {
            Ok(_) => self.written.transactions.fetch_add(1, Ordering::Relaxed),
            Err(failure) => {
                self.numbers.put_back(numbers);
                return Err(failure);
            }
        };
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connection::in_memory;
    use crate::schema::migrate;

    fn writer() -> Writer {
        let mut connection = in_memory().expect("a database");
        migrate(&mut connection).expect("a schema");
        Writer::start(connection, Arc::default()).expect("a thread")
    }

    fn put(connection: &Connection, name: &str) -> Outcome<()> {
        connection.run("INSERT INTO keys (name, value) VALUES (?, x'00')", [name])?;
        Ok(())
    }

    async fn count(writer: &Writer) -> i64 {
        let count = |connection: &Connection| {
            Ok(connection.one("SELECT count(*) FROM keys", [], |row| row.get(0))?.unwrap_or(0))
        };
        writer.run(Kind::Read, count, |_| ()).await.expect("read")
    }

    /// Runs both in one transaction; says how each was answered, and whether the first was told to others.
    async fn both(
        writer: &Writer,
        first: fn(&Connection) -> Outcome<()>,
        second: fn(&Connection) -> Outcome<()>,
    ) -> (Result<()>, Result<()>, bool) {
        let (go, wait) = mpsc::channel::<()>();
        let told = Arc::new(AtomicU64::new(0));
        let tell = Arc::clone(&told);
        let first = writer.run(
            Kind::Write,
            move |connection| {
                // Ends when both are queued.
                let _ = wait.recv();
                first(connection)
            },
            move |()| {
                tell.fetch_add(1, Ordering::Relaxed);
            },
        );
        let second = async {
            let second = writer.run(Kind::Write, second, |()| ());
            tokio::join!(second, async { drop(go) }).0
        };
        let (first, second) = tokio::join!(first, second);
        (first, second, told.load(Ordering::Relaxed) == 1)
    }

    #[tokio::test]
    async fn nobody_is_acknowledged_when_the_commit_fails() {
        let writer = writer();
        // Checked at the commit alone, which fails.
        let orphan = |connection: &Connection| {
            connection.execute_batch("PRAGMA defer_foreign_keys = ON")?;
            connection.run("INSERT INTO seats (table_id, tab_id) VALUES (x'00', x'00')", [])?;
            Ok(())
        };
        let (first, second, told) = both(&writer, |c| put(c, "a"), orphan).await;
        assert!(matches!(first, Err(StoreError::Other(_))), "{first:?}");
        assert_eq!((second, told), (first, false));
        assert_eq!(count(&writer).await, 0);
        assert_eq!(writer.counts().read().transactions, 0);
        let (first, second, told) = both(&writer, |c| put(c, "a"), |c| put(c, "b")).await;
        assert_eq!((first, second, told), (Ok(()), Ok(()), true));
        assert_eq!((count(&writer).await, writer.counts().read().transactions), (2, 1));
    }

    #[tokio::test]
    async fn nobody_is_acknowledged_when_the_transaction_is_lost() {
        let writer = writer();
        let lost = |connection: &Connection| {
            connection.execute_batch("ROLLBACK")?;
            Ok(())
        };
        let (first, second, told) = both(&writer, |c| put(c, "a"), lost).await;
        assert!(matches!(first, Err(StoreError::Unavailable(_))), "{first:?}");
        assert_eq!((second, told), (first, false));
        assert_eq!(count(&writer).await, 0);
    }
}
