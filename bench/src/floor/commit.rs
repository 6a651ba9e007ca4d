//! Bare group commit: no HTTP, no reading, no pricing, no events. A submitter hands in a row and waits for the sync.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use serde::{Deserialize, Serialize};
use tokio::task::JoinSet;

use super::group::GroupCommit;
use crate::failure::{Outcome, fail};
use crate::proc_fs;

/// Writes to a row before a submitter goes on to a fresh one, as orders on a tab in the load on DineQR.
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

impl Bare {
    /// Writes all rows and prints what came of it.
    pub async fn run(self) -> Outcome<()> {
        let group = Arc::new(GroupCommit::start(&self.database, self.row_bytes)?);
        let itself = std::process::id();
        let (cpu, started) = (proc_fs::cpu(itself)?, Instant::now());
        let rows = self.submit(&group).await?;
        let seconds = started.elapsed().as_secs_f64();
        // Before `finish`: the kernel forgets the CPU of a thread that has ended.
        let cpu_seconds = (proc_fs::cpu(itself)? - cpu).as_secs_f64();
        let Some(group) = Arc::into_inner(group) else { return fail("a submitter is left") };
        let committed = Committed { rows, transactions: group.finish()?, seconds, cpu_seconds };
        println!("{}", serde_json::to_string(&committed)?);
        Ok(())
    }

    async fn submit(&self, group: &Arc<GroupCommit>) -> Outcome<usize> {
        let mut submitters = JoinSet::new();
        for number in 0..self.submitters {
            submitters.spawn(submit_rows(number, self.per_submitter, Arc::clone(group)));
        }
        let mut rows = 0;
        while let Some(submitted) = submitters.join_next().await {
            rows += submitted??;
        }
        Ok(rows)
    }
}

async fn submit_rows(number: usize, rows: usize, group: Arc<GroupCommit>) -> Outcome<usize> {
    for n in 0..rows {
        let id = u64::try_from((number << 32) + n / WRITES_PER_ROW)?;
        group.write(id, u64::try_from(n % WRITES_PER_ROW)?).await?;
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    #[tokio::test]
    async fn every_submitted_row_is_in_the_database() {
        let directory = tempfile::tempdir().expect("directory");
        let database = directory.path().join("floor.db");
        let (submitters, per_submitter, row_bytes) = (8, 10, 64);
        let bare = Bare { database: database.clone(), submitters, per_submitter, row_bytes };
        bare.run().await.expect("run");
        let connection = Connection::open(database).expect("open");
        let count = "SELECT count(*) FROM tab WHERE length(doc) = 64";
        let rows: i64 = connection.query_row(count, [], |row| row.get(0)).expect("count");
        assert_eq!(rows, 16, "ten writes of a submitter are two rows of five writes");
    }
}
