//! Short-lived state in this process.

use std::time::Duration;

use dineqr_core::id::ChallengeId;
use jiff::{SignedDuration, Timestamp};

use super::{Challenge, Gcra, Limit, Limited, TtlMap, Verdict};

/// Keys that are counted at once. At 100 bytes each this bounds the memory at about 10 MB.
const COUNTED_KEYS: usize = 100_000;
/// One-time codes that can be out at once.
const CHALLENGES: usize = 50_000;
/// How long a number's codes are counted for the pauses between them.
const SENT_FOR: SignedDuration = SignedDuration::from_hours(1);

/// Short-lived state in this process.
#[derive(Debug)]
pub struct Memory {
    counted: Gcra<str>,
    challenges: TtlMap<ChallengeId, Challenge>,
    /// Codes sent to a number so far, and when the next one may go.
    sent: TtlMap<[u8; 32], (usize, Timestamp)>,
}

impl Memory {
    pub(super) fn new() -> Self {
        Self {
            counted: Gcra::new(COUNTED_KEYS),
            challenges: TtlMap::new(CHALLENGES),
            sent: TtlMap::new(CHALLENGES),
        }
    }

    pub(super) fn forgive(&self, key: &str) {
        self.counted.forget(key);
    }

    pub(super) fn pause_between(
        &self,
        phone_hash: [u8; 32],
        pauses: &[Duration],
        now: Timestamp,
    ) -> Result<Timestamp, Limited> {
        // After the first code the first pause; the last one repeats.
        let pause =
            |sent: usize| pauses.get(sent - 1).or(pauses.last()).copied().unwrap_or_default();
        let after = |sent| now.checked_add(pause(sent)).unwrap_or(now);
        let step = |(sent, next): &mut (usize, Timestamp)| {
            if now < *next {
                let retry_after = next.duration_since(now).unsigned_abs();
                return Err(Limited { retry_after });
            }
            (*sent, *next) = (*sent + 1, after(*sent + 1));
            Ok(*next)
        };
        if let Some(answer) = self.sent.update(&phone_hash, now, step) {
            return answer;
        }
        let forgotten_at = now.checked_add(SENT_FOR).unwrap_or(now);
        self.sent.put(phone_hash, (1, after(1)), forgotten_at);
        Ok(after(1))
    }

    pub(super) fn take(&self, key: &str, limit: Limit, now: Timestamp) -> Result<(), Limited> {
        self.counted.take(key, limit, now)
    }

    pub(super) fn put_challenge(&self, id: ChallengeId, challenge: Challenge) {
        let expires_at = challenge.expires_at;
        self.challenges.put(id, challenge, expires_at);
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
