//! Shared short-lived state: rate limits, one-time codes, and the maps with a lifetime that caches are made of.
//!
//! To add a back end: 1. a file beside `memory.rs` with the same methods; 2. a variant of `Backend`; 3. its
//! scheme in `config/kv.rs`; 4. run the tests of this module on it. Calls are async for those that come.

use std::sync::Arc;
use std::time::Duration;

use dineqr_core::id::ChallengeId;
use jiff::Timestamp;

mod challenge;
pub mod gcra;
pub mod memory;
pub mod ttl_map;

pub use challenge::{Challenge, Verdict};
pub use gcra::Gcra;
pub use ttl_map::TtlMap;

pub use crate::config::limits::Limit;
use memory::Memory;

/// Too often: come back after a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too often; again in {retry_after:?}")]
pub struct Limited {
    /// After this long the same step is allowed again.
    pub retry_after: Duration,
}

#[derive(Debug)]
enum Backend {
    Memory(Memory),
}

/// The store of shared short-lived state. Cloning shares it.
#[derive(Debug, Clone)]
pub struct Kv(Arc<Backend>);

impl Kv {
    /// In this process: right for one node, forgotten when it stops.
    pub fn memory() -> Self {
        Self(Arc::new(Backend::Memory(Memory::new())))
    }

    /// Counts one step under `key`.
    ///
    /// # Errors
    /// [`Limited`] when `limit` is used up; the step is then not counted.
    pub async fn take(&self, key: &str, limit: Limit, now: Timestamp) -> Result<(), Limited> {
        match &*self.0 {
            Backend::Memory(memory) => memory.take(key, limit, now),
        }
    }

    /// Forgets what was counted under `key`.
    pub async fn forgive(&self, key: &str) {
        match &*self.0 {
            Backend::Memory(memory) => memory.forgive(key),
        }
    }

    /// Counts a code on its way to a number; answers when the next one may go. `pause` is the wait after so many
    /// codes within an hour.
    ///
    /// # Errors
    /// [`Limited`] while the last pause is not over; nothing is counted then.
    pub async fn pause_between(
        &self,
        phone_hash: [u8; 32],
        pause: impl Fn(usize) -> Duration,
        now: Timestamp,
    ) -> Result<Timestamp, Limited> {
        match &*self.0 {
            Backend::Memory(memory) => memory.pause_between(phone_hash, pause, now),
        }
    }

    /// Keeps a sent one-time code until it expires.
    pub async fn put_challenge(&self, id: ChallengeId, challenge: Challenge) {
        match &*self.0 {
            Backend::Memory(memory) => memory.put_challenge(id, challenge),
        }
    }

    /// The one-time code that was sent, if it can still be used.
    pub async fn challenge(&self, id: ChallengeId, now: Timestamp) -> Option<Challenge> {
        match &*self.0 {
            Backend::Memory(memory) => memory.challenge(id, now),
        }
    }

    /// Compares a code in one step with counting the try: a right one is used up, the last wrong one voids
    /// the challenge, and no number of simultaneous tries gets more than `tries_left`.
    pub async fn try_code(&self, id: ChallengeId, code_hash: &[u8; 32], now: Timestamp) -> Verdict {
        match &*self.0 {
            Backend::Memory(memory) => memory.try_code(id, code_hash, now),
        }
    }
}

#[cfg(test)]
mod tests {
    use dineqr_core::id::TableId;

    use super::*;
    use crate::system::CountingIds;

    fn second(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("in range")
    }

    async fn sent(tries_left: u8) -> (Kv, ChallengeId) {
        let (kv, ids) = (Kv::memory(), CountingIds::new());
        let id = ChallengeId::new(second(0), &ids);
        let challenge = Challenge {
            phone_hash: [1; 32],
            table: TableId::new(second(0), &ids),
            code_hash: [2; 32],
            tries_left,
            resend_at: second(30),
            expires_at: second(300),
        };
        kv.put_challenge(id, challenge).await;
        (kv, id)
    }

    #[tokio::test]
    async fn a_right_code_works_once() {
        let (kv, id) = sent(5).await;
        assert!(matches!(kv.try_code(id, &[2; 32], second(1)).await, Verdict::Right(_)));
        assert_eq!(kv.try_code(id, &[2; 32], second(1)).await, Verdict::Gone);
    }

    #[tokio::test]
    async fn the_last_wrong_code_voids_the_challenge() {
        let (kv, id) = sent(2).await;
        let wrong = kv.try_code(id, &[9; 32], second(1)).await;
        assert_eq!(wrong, Verdict::Wrong { tries_left: 1 });
        let wrong = kv.try_code(id, &[9; 32], second(1)).await;
        assert_eq!(wrong, Verdict::Wrong { tries_left: 0 });
        assert_eq!(kv.try_code(id, &[2; 32], second(1)).await, Verdict::Gone);
    }

    #[tokio::test]
    async fn an_expired_or_unknown_code_is_gone() {
        let (kv, id) = sent(5).await;
        assert!(kv.challenge(id, second(299)).await.is_some());
        assert!(kv.challenge(id, second(300)).await.is_none());
        assert_eq!(kv.try_code(id, &[2; 32], second(300)).await, Verdict::Gone);
        let unknown = ChallengeId::derived(&["unknown"]);
        assert_eq!(kv.try_code(unknown, &[2; 32], second(1)).await, Verdict::Gone);
    }

    #[tokio::test]
    async fn the_pause_between_two_codes_grows() {
        let kv = Kv::memory();
        let pause = |sent| Duration::from_secs(30 * sent as u64);
        assert_eq!(kv.pause_between([1; 32], pause, second(0)).await, Ok(second(30)));
        let limited = kv.pause_between([1; 32], pause, second(10)).await.expect_err("too early");
        assert_eq!(limited.retry_after, Duration::from_secs(20));
        assert_eq!(kv.pause_between([2; 32], pause, second(10)).await, Ok(second(40)));
        assert_eq!(kv.pause_between([1; 32], pause, second(30)).await, Ok(second(90)));
    }

    #[tokio::test]
    async fn what_was_counted_can_be_forgiven() {
        let (kv, limit) = (Kv::memory(), Limit::new(1, 60));
        kv.take("login:a", limit, second(0)).await.expect("the first");
        kv.forgive("login:a").await;
        kv.take("login:a", limit, second(0)).await.expect("forgiven");
    }

    #[tokio::test]
    async fn a_limit_is_counted_per_key() {
        let (kv, limit) = (Kv::memory(), Limit::new(1, 60));
        kv.take("phone:a", limit, second(0)).await.expect("the first");
        kv.take("phone:b", limit, second(0)).await.expect("another key");
        let limited = kv.take("phone:a", limit, second(20)).await.expect_err("the second");
        assert_eq!(limited.retry_after, Duration::from_secs(40));
    }
}
