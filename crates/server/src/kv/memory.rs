//! Short-lived state in this process.

use dineqr_core::id::ChallengeId;
use jiff::Timestamp;

use super::{Challenge, Gcra, Limit, Limited, TtlMap, Verdict};

/// Keys that are counted at once. At 100 bytes each this bounds the memory at about 10 MB.
const COUNTED_KEYS: usize = 100_000;
/// One-time codes that can be out at once.
const CHALLENGES: usize = 50_000;

/// Short-lived state in this process.
#[derive(Debug)]
pub struct Memory {
    counted: Gcra<str>,
    challenges: TtlMap<ChallengeId, Challenge>,
}

impl Memory {
    pub(super) fn new() -> Self {
        Self { counted: Gcra::new(COUNTED_KEYS), challenges: TtlMap::new(CHALLENGES) }
    }

    pub(super) fn take(&self, key: &str, limit: Limit, now: Timestamp) -> Result<(), Limited> {
        self.counted.take(key, limit, now)
    }

    pub(super) fn put_challenge(&self, id: ChallengeId, challenge: Challenge) {
        let expires_at = challenge.expires_at;
        self.challenges.put(id, challenge, expires_at);
    }

    pub(super) fn challenge(&self, id: ChallengeId, now: Timestamp) -> Option<Challenge> {
        self.challenges.get(&id, now)
    }

    pub(super) fn try_code(
        &self,
        id: ChallengeId,
        code_hash: &[u8; 32],
        now: Timestamp,
    ) -> Verdict {
        let tried = self.challenges.update(&id, now, |challenge| {
            let right = challenge.accepts(code_hash) && challenge.tries_left > 0;
            challenge.tries_left = if right { 0 } else { challenge.tries_left.saturating_sub(1) };
            (right, challenge.clone())
        });
        let Some((right, challenge)) = tried else { return Verdict::Gone };
        // Whoever comes between the two steps finds no tries left, so at most one code is right.
        if challenge.tries_left == 0 {
            self.challenges.remove(&id);
        }
        if right {
            Verdict::Right(challenge)
        } else {
            Verdict::Wrong { tries_left: challenge.tries_left }
        }
    }
}
