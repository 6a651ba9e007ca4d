//! Threads that read, each on a connection of its own, so that a read never waits for a write.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};

use dineqr_core::store::{Result, StoreError};
use parking_lot::Mutex;
use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::connection;
use crate::failure::{Outcome, other, stopped};

/// How many.
const READERS: usize = 4;

type Job = Box<dyn FnOnce(&Connection) + Send>;

/// The pool. Dropping it ends its threads.
pub(crate) struct Readers {
    jobs: Option<Sender<Job>>,
    threads: Vec<JoinHandle<()>>,
}

impl Readers {
    pub(crate) fn start(path: &Path) -> Result<Self> {
        let (jobs, queue) = mpsc::channel();
        let queue = Arc::new(Mutex::new(queue));
        let threads = (0..READERS)
            .map(|_| {
                let connection = connection::reading(path)?;
                let queue = Arc::clone(&queue);
                let thread = thread::Builder::new().name("store-read".to_owned());
                thread.spawn(move || work(&connection, &queue)).map_err(other)
            })
            .collect::<Result<_>>()?;
        Ok(Self { jobs: Some(jobs), threads })
    }

    /// Does `work` on one of the connections.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Outcome<T> + Send + 'static,
    ) -> Result<T> {
        let (answer, answered) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            // Nobody hears it where the request was given up meanwhile.
            let _ = answer.send(work(connection).map_err(StoreError::from));
        });
        self.jobs.as_ref().ok_or_else(stopped)?.send(job).map_err(|_| stopped())?;
        answered.await.map_err(|_| stopped())?
    }
}

fn work(connection: &Connection, queue: &Mutex<Receiver<Job>>) {
    loop {
        // The lock is held while waiting: the other threads wait for it instead.
        let job = queue.lock().recv();
        let Ok(job) = job else { return };
        job(connection);
    }
}

impl Drop for Readers {
    fn drop(&mut self) {
        drop(self.jobs.take());
        for thread in self.threads.drain(..) {
            if thread.join().is_err() {
                tracing::error!("a reader of the store panicked");
            }
        }
    }
}
