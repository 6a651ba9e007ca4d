//! Work for the writer thread.

use dineqr_core::store::{Result, StoreError};
use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::connection::Statements;
use crate::failure::{Outcome, stopped};

/// Whether a job writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// It only reads: the in-memory store has no connection but the writer's.
    Read,
    /// It writes, and is undone by itself when it fails.
    Write,
}

/// Work whose answer waits for the commit.
pub(crate) trait Job: Send {
    /// Does the work inside the group's transaction; says whether it wrote.
    fn run(&mut self, connection: &Connection) -> bool;

    /// Answers, once the group was committed or was not.
    fn finish(self: Box<Self>, committed: Result<()>);
}

/// A [`Job`] from closures.
pub(crate) struct Task<T, W, A> {
    kind: Kind,
    work: Option<W>,
    then: A,
    result: Result<T>,
    answer: oneshot::Sender<Result<T>>,
}

impl<T, W, A> Task<T, W, A>
where
    W: FnOnce(&Connection) -> Outcome<T>,
    A: FnOnce(&T),
{
    /// A task, and where its answer comes.
    pub(crate) fn new(kind: Kind, work: W, then: A) -> (Self, oneshot::Receiver<Result<T>>) {
        let (answer, answered) = oneshot::channel();
        (Self { kind, work: Some(work), then, result: Err(stopped()), answer }, answered)
    }
}

impl<T, W, A> Job for Task<T, W, A>
where
    T: Send,
    W: FnOnce(&Connection) -> Outcome<T> + Send,
    A: FnOnce(&T) + Send,
{
    fn run(&mut self, connection: &Connection) -> bool {
        let Some(work) = self.work.take() else { return false };
        self.result = match self.kind {
            Kind::Read => work(connection),
            Kind::Write => in_savepoint(connection, work),
        }
        .map_err(StoreError::from);
        self.kind == Kind::Write && self.result.is_ok()
    }

    fn finish(self: Box<Self>, committed: Result<()>) {
        let result = committed.and(self.result);
        if let Ok(value) = &result {
            (self.then)(value);
        }
        // Nobody hears it where the request was given up meanwhile.
        let _ = self.answer.send(result);
    }
}

fn in_savepoint<T>(
    connection: &Connection,
    work: impl FnOnce(&Connection) -> Outcome<T>,
) -> Outcome<T> {
    connection.run("SAVEPOINT job", [])?;
    let outcome = work(connection);
    if outcome.is_err() {
        connection.run("ROLLBACK TO job", [])?;
    }
    connection.run("RELEASE job", [])?;
    outcome
}
