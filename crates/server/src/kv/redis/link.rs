//! The connection that commands go through: one, shared, and quick to say that nobody answers.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use redis::aio::{ConnectionManager, ConnectionManagerConfig};
use redis::{Cmd, FromRedisValue, Pipeline, RedisError, ScriptInvocation};
use tokio::task::AbortHandle;

use super::Away;

/// How long an answer may take. Redis answers within a millisecond; a request waits no longer than this once, then
/// the link counts as broken and the next ones do not wait at all.
const ANSWER_WITHIN: Duration = Duration::from_millis(300);
/// How long a connection may take to come up.
const CONNECT_WITHIN: Duration = Duration::from_secs(1);
/// How often it is tried whether Redis answers.
const TRY_EVERY: Duration = Duration::from_millis(250);

/// The connection. Cloning shares it.
#[derive(Clone)]
pub(super) struct Link {
    manager: ConnectionManager,
    up: Arc<AtomicBool>,
    _watch: Arc<Watch>,
}

/// The task that watches the link; it ends with it.
struct Watch(AbortHandle);

impl Drop for Watch {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl std::fmt::Debug for Link {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Link").field("up", &self.up).finish_non_exhaustive()
    }
}

impl Link {
    pub(super) fn open(client: redis::Client) -> Result<Self, RedisError> {
        let config = ConnectionManagerConfig::new()
            .set_number_of_retries(1)
            .set_max_delay(TRY_EVERY)
            .set_response_timeout(Some(ANSWER_WITHIN))
            .set_connection_timeout(Some(CONNECT_WITHIN));
        let manager = ConnectionManager::new_lazy_with_config(client, config)?;
        // It is believed to be there until it was asked: the first request after a start need not be refused.
        let up = Arc::new(AtomicBool::new(true));
        let watch = tokio::spawn(watch(manager.clone(), up.clone()));
        Ok(Self { manager, up, _watch: Arc::new(Watch(watch.abort_handle())) })
    }

    pub(super) async fn query<T: FromRedisValue>(&self, command: &Cmd) -> Result<T, Away> {
        let mut manager = self.manager.clone();
        self.answered(async move { command.query_async(&mut manager).await }).await
    }

    pub(super) async fn pipe(&self, commands: &Pipeline) -> Result<(), Away> {
        let mut manager = self.manager.clone();
        self.answered(async move { commands.exec_async(&mut manager).await }).await
    }

    pub(super) async fn run<T: FromRedisValue>(
        &self,
        script: &ScriptInvocation<'_>,
    ) -> Result<T, Away> {
        let mut manager = self.manager.clone();
        self.answered(async move { script.invoke_async(&mut manager).await }).await
    }

    pub(super) async fn ping(&self) -> Result<(), Away> {
        look(&self.manager, &self.up).await
    }

    async fn answered<T>(
        &self,
        command: impl Future<Output = Result<T, RedisError>>,
    ) -> Result<T, Away> {
        if !self.up.load(Ordering::Relaxed) {
            return Err(Away("it did not answer lately".to_owned()));
        }
        let answer = timely(command).await;
        if let Err(error) = &answer
            && self.up.swap(false, Ordering::Relaxed)
        {
            tracing::warn!(%error, "Redis does not answer; what needs it is done without or refused");
        }
        answer
    }
}

async fn timely<T>(command: impl Future<Output = Result<T, RedisError>>) -> Result<T, Away> {
    match tokio::time::timeout(ANSWER_WITHIN, command).await {
        Ok(answer) => answer.map_err(|error| Away(error.to_string())),
        Err(_) => Err(Away(format!("no answer within {} ms", ANSWER_WITHIN.as_millis()))),
    }
}

/// Asks again and again whether Redis answers, so that requests need not find out.
async fn watch(manager: ConnectionManager, up: Arc<AtomicBool>) {
    loop {
        // What it finds is in `up`.
        let _ = look(&manager, &up).await;
        tokio::time::sleep(TRY_EVERY).await;
    }
}

/// Asks whether Redis answers. Commands go by what was found last, so whoever is told that it answers can use it.
async fn look(manager: &ConnectionManager, up: &AtomicBool) -> Result<(), Away> {
    let mut manager = manager.clone();
    let answer = timely(async move { redis::cmd("PING").query_async(&mut manager).await }).await;
    let was_up = up.swap(answer.is_ok(), Ordering::Relaxed);
    match &answer {
        Ok(()) if !was_up => tracing::info!("Redis answers again"),
        Err(error) if was_up => {
            tracing::warn!(%error, "Redis does not answer; what needs it is done without or refused");
        }
        _ => {}
    }
    answer
}
