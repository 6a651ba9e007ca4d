//! Shared short-lived state: rate limits, one-time codes, cached sessions, leases, and what nodes tell each other.
//!
//! In this process it is right for one node and forgotten when it stops. In Redis all nodes share it. Whatever is
//! here may be lost: nothing that was acknowledged depends on it.
//!
//! To add a kind of state: 1. a method here; 2. what it is in `memory.rs`; 3. what it is in `redis/`, in one step
//! where two nodes may race; 4. what it means when Redis is away; 5. its test in `tests/it/kv.rs`, which runs on both.

use std::sync::Arc;
use std::time::Duration;

use dineqr_core::id::{ChallengeId, SessionId};
use jiff::Timestamp;
use tokio::sync::{broadcast, mpsc};

mod challenge;
pub mod gcra;
pub mod memory;
pub mod notice;
mod redis;
pub mod ttl_map;

pub use challenge::{Challenge, Verdict};
pub use gcra::Gcra;
pub use notice::{Heard, Notice};
pub use ttl_map::TtlMap;

use crate::config;
pub use crate::config::limits::Limit;
use memory::Memory;
use redis::Redis;

/// How long a room counts as occupied after a node last said so.
pub const PRESENT_FOR: Duration = Duration::from_secs(30);
/// How often the end of a session is told again to a Redis that does not answer, and for how long.
const TOLD_AGAIN_EVERY: Duration = Duration::from_millis(200);
const TOLD_AGAIN: usize = 600;

/// A message, with the channel it came by.
pub(crate) type Message = (String, Vec<u8>);

/// Too often: come back after a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too often; again in {retry_after:?}")]
pub struct Limited {
    /// After this long the same step is allowed again.
    pub retry_after: Duration,
}

/// The state cannot be reached now.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("Redis is away: {0}")]
pub struct Away(String);

/// What is cached of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeptSession {
    /// It ended.
    Ended,
    /// What was kept of it.
    Known(String),
}

/// Whose turn some work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lease {
    /// This node's.
    Held,
    /// Another node's.
    Others,
    /// Nobody can tell.
    Unknown,
}

/// The store of shared short-lived state. Cloning shares it.
#[derive(Debug, Clone)]
pub struct Kv(Arc<Backends>);

/// What is in Redis is there alone; limits are counted here while it is away.
#[derive(Debug)]
struct Backends {
    memory: Memory,
    redis: Option<Redis>,
}

impl Kv {
    /// In this process.
    pub fn memory() -> Self {
        Self(Arc::new(Backends { memory: Memory::new(), redis: None }))
    }

    /// Where the settings say. `node` is a name that no other node has. Needs a runtime; Redis need not answer yet.
    ///
    /// # Errors
    /// What is wrong with the address.
    pub fn open(config: &config::Kv, node: &str) -> Result<Self, Away> {
        if !config.is_shared() {
            return Ok(Self::memory());
        }
        let redis = Redis::open(config, node).map_err(|error| Away(error.to_string()))?;
        Ok(Self(Arc::new(Backends { memory: Memory::new(), redis: Some(redis) })))
    }

    /// Whether other nodes may share it.
    pub fn is_shared(&self) -> bool {
        self.0.redis.is_some()
    }

    /// Answers once the back end does.
    ///
    /// # Errors
    /// [`Away`].
    pub async fn ping(&self) -> Result<(), Away> {
        match &self.0.redis {
            Some(redis) => redis.ping().await,
            None => Ok(()),
        }
    }

    /// Counts one step under `key`. While Redis is away each node counts for itself.
    ///
    /// # Errors
    /// [`Limited`] when `limit` is used up; the step is then not counted.
    pub async fn take(&self, key: &str, limit: Limit, now: Timestamp) -> Result<(), Limited> {
        if let Some(redis) = &self.0.redis
            && let Ok(answer) = redis.take(key, limit, now).await
        {
            return answer;
        }
        self.0.memory.take(key, limit, now)
    }

    /// Forgets what was counted under `key`.
    pub async fn forgive(&self, key: &str) {
        if let Some(redis) = &self.0.redis {
            // What is still counted rests by itself.
            let _ = redis.forgive(key).await;
        }
        self.0.memory.forgive(key);
    }

    /// Counts a code on its way to a number; answers when the next one may go. `pauses` are the waits after the
    /// first, second, ... code within an hour; the last one repeats. The inner error says that the last pause is not
    /// over; nothing is counted then.
    ///
    /// # Errors
    /// [`Away`].
    pub async fn pause_between(
        &self,
        phone_hash: [u8; 32],
        pauses: &[Duration],
        now: Timestamp,
    ) -> Result<Result<Timestamp, Limited>, Away> {
        match &self.0.redis {
            Some(redis) => redis.pause_between(phone_hash, pauses, now).await,
            None => Ok(self.0.memory.pause_between(phone_hash, pauses, now)),
        }
    }

    /// Keeps a sent one-time code until it expires.
    ///
    /// # Errors
    /// [`Away`].
    pub async fn put_challenge(
        &self,
        id: ChallengeId,
        challenge: Challenge,
        now: Timestamp,
    ) -> Result<(), Away> {
        match &self.0.redis {
            Some(redis) => redis.put_challenge(id, &challenge, now).await,
            None => {
                self.0.memory.put_challenge(id, challenge);
                Ok(())
            }
        }
    }

    /// Compares a code in one step with counting the try: a right one is used up, the last wrong one voids
    /// the challenge, and no number of simultaneous tries gets more than `tries_left`.
    ///
    /// # Errors
    /// [`Away`].
    pub async fn try_code(
        &self,
        id: ChallengeId,
        code_hash: &[u8; 32],
        now: Timestamp,
    ) -> Result<Verdict, Away> {
        match &self.0.redis {
            Some(redis) => redis.try_code(id, code_hash, now).await,
            None => Ok(self.0.memory.try_code(id, code_hash, now)),
        }
    }

    /// What other nodes keep of a session; none where they do not, or cannot be asked.
    pub async fn session(&self, id: SessionId) -> Option<KeptSession> {
        self.0.redis.as_ref()?.session(id).await.ok().flatten()
    }

    /// Keeps a session that was read from the store, for the other nodes too.
    pub async fn keep_session(&self, id: SessionId, text: &str) {
        if let Some(redis) = &self.0.redis {
            // Without it the store is asked.
            let _ = redis.keep_session(id, text).await;
        }
    }

    /// Forgets a session on every node. If Redis does not answer it is told again and again: it may come back with
    /// what it knew.
    pub async fn end_session(&self, id: SessionId) {
        let Some(redis) = &self.0.redis else { return };
        redis.tell(Notice::Session(id));
        if redis.end_session(id).await.is_ok() {
            return;
        }
        let kv = self.clone();
        tokio::spawn(async move {
            for _ in 0..TOLD_AGAIN {
                tokio::time::sleep(TOLD_AGAIN_EVERY).await;
                if let Some(redis) = &kv.0.redis
                    && redis.end_session(id).await.is_ok()
                {
                    return;
                }
            }
        });
    }

    /// Takes or renews the turn for some work; it ends by itself after `lasts`. A node alone always has it.
    pub async fn lease(&self, name: &str, lasts: Duration) -> Lease {
        match &self.0.redis {
            Some(redis) => redis.lease(name, lasts).await.unwrap_or(Lease::Unknown),
            None => Lease::Held,
        }
    }

    /// Gives a turn back, so that another node need not wait for its end.
    pub async fn release(&self, name: &str) {
        if let Some(redis) = &self.0.redis {
            // It ends by itself.
            let _ = redis.release(name).await;
        }
    }

    /// Says that rooms have listeners on this node, for [`PRESENT_FOR`].
    pub async fn enter(&self, rooms: &[String]) {
        if let Some(redis) = &self.0.redis
            && !rooms.is_empty()
        {
            // Who is not known to be here catches up by `sync`.
            let _ = redis.enter(rooms, PRESENT_FOR).await;
        }
    }

    /// Whether any of the rooms may have listeners on another node. A Redis that just came back may know of none.
    pub async fn present(&self, rooms: &[String]) -> bool {
        match &self.0.redis {
            Some(redis) if redis.is_heard() => redis.present(rooms).await.unwrap_or(true),
            Some(_) => true,
            None => false,
        }
    }

    /// Whether this node hears what others tell. While it does not, what it keeps in memory is soon looked up again.
    pub fn hears(&self) -> bool {
        self.0.redis.as_ref().is_none_or(Redis::hears)
    }

    /// Whether the others hear what this node sends. Just after Redis came back they may not all listen yet.
    pub fn is_heard(&self) -> bool {
        self.0.redis.as_ref().is_none_or(Redis::is_heard)
    }

    /// Tells the other nodes, as soon as that is possible.
    pub fn tell(&self, notice: Notice) {
        if let Some(redis) = &self.0.redis {
            redis.tell(notice);
        }
    }

    /// Waits until everything that was told is on its way.
    pub async fn told(&self) {
        if let Some(redis) = &self.0.redis {
            redis.told().await;
        }
    }

    /// What the other nodes tell; none where there are no others.
    pub fn heard(&self) -> Option<broadcast::Receiver<Heard>> {
        self.0.redis.as_ref().map(Redis::heard)
    }

    /// Sends a message to all nodes that subscribe to a channel.
    ///
    /// # Errors
    /// [`Away`]: nobody heard it.
    pub(crate) async fn publish(&self, channel: &str, message: &[u8]) -> Result<(), Away> {
        match &self.0.redis {
            Some(redis) => redis.publish(channel, message).await,
            None => Ok(()),
        }
    }

    /// Messages of a channel, at most `size` waiting; none ever come where there are no other nodes.
    pub(crate) fn subscribe(&self, channel: &str, size: usize) -> Option<mpsc::Receiver<Message>> {
        self.0.redis.as_ref().map(|redis| redis.subscribe(channel, size))
    }

    /// Wants no more messages of a channel.
    pub(crate) fn unsubscribe(&self, channel: &str) {
        if let Some(redis) = &self.0.redis {
            redis.unsubscribe(channel);
        }
    }
}
