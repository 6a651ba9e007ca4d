//! Transactions over several documents, for the few things that need one.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;

use mongodb::error::{TRANSIENT_TRANSACTION_ERROR, UNKNOWN_TRANSACTION_COMMIT_RESULT};
use mongodb::{Client, ClientSession};

use crate::failure::{Failure, Outcome, busy};

/// Times that a transaction is tried. With the pauses below that is some three seconds.
const ATTEMPTS: u32 = 60;
/// Times that the server is asked to commit. Each is tried twice by the driver.
const COMMITS: u32 = 3;
/// The longest pause between two attempts.
const LONGEST_PAUSE: u64 = 64;

/// What a transaction does. It may run several times, so it changes nothing but the database.
pub(crate) trait Steps: Sync {
    /// Runs the steps within the session's transaction.
    fn run(&self, session: &mut ClientSession) -> impl Future<Output = Outcome<()>> + Send;
}

/// Runs steps, all or nothing. Where others wrote the same at the same time, it runs them again after a pause that
/// `name` varies, so that those who collided do not collide again.
///
/// # Errors
/// What the steps answer; `Unavailable` when others were faster each time, or when it is not known whether it was
/// written.
pub(crate) async fn run(client: &Client, name: &str, steps: &impl Steps) -> Outcome<()> {
    for attempt in 0..ATTEMPTS {
        match once(client, steps).await {
            Err(Failure::Raced) => tracing::debug!(name, attempt, "a transaction raced"),
            Err(Failure::Mongo(error)) if error.contains_label(TRANSIENT_TRANSACTION_ERROR) => {
                tracing::debug!(name, attempt, %error, "a transaction is tried again");
            }
            answer => return answer,
        }
        tokio::time::sleep(pause(name, attempt)).await;
    }
    Err(busy().into())
}

async fn once(client: &Client, steps: &impl Steps) -> Outcome<()> {
    let mut session = client.start_session().await?;
    session.start_transaction().await?;
    match steps.run(&mut session).await {
        Ok(()) => commit(&mut session).await,
        Err(failure) => {
            // If this is not heard, the server ends the transaction by itself.
            if let Err(error) = session.abort_transaction().await {
                tracing::debug!(%error, "a transaction was not aborted");
            }
            Err(failure)
        }
    }
}

/// Asks until it is known that the transaction was committed; asking again does not commit twice.
async fn commit(session: &mut ClientSession) -> Outcome<()> {
    let mut answer = session.commit_transaction().await;
    for _ in 1..COMMITS {
        match &answer {
            Err(error) if error.contains_label(UNKNOWN_TRANSACTION_COMMIT_RESULT) => {
                answer = session.commit_transaction().await;
            }
            _ => break,
        }
    }
    Ok(answer?)
}

/// 1 to 2 ms after the first attempt, then longer, up to [`LONGEST_PAUSE`].
fn pause(name: &str, attempt: u32) -> Duration {
    let longest = LONGEST_PAUSE.min(2 << attempt.min(16)) * 1000;
    let mut hash = DefaultHasher::new();
    (name, attempt).hash(&mut hash);
    Duration::from_micros(longest / 2 + hash.finish() % (longest / 2))
}
