//! Counting steps against a limit: the generic cell rate algorithm.
//!
//! One number per key says when the key would be fully rested again. It is exact under any clock, lets a whole
//! burst through at once and then one step per `per / burst`, and a rested key needs no entry at all.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;
use std::time::Duration;

use jiff::Timestamp;
use parking_lot::Mutex;

use super::{Limit, Limited};

/// Steps counted per key, for at most `cap` keys that are not at rest.
#[derive(Debug)]
pub struct Gcra<K: ?Sized + ToOwned<Owned: Eq + Hash>> {
    cap: usize,
    /// Key to the microsecond at which it is at rest.
    rested: Mutex<HashMap<K::Owned, i64>>,
}

impl<K> Gcra<K>
where
    K: ?Sized + ToOwned<Owned: Eq + Hash + Borrow<K>> + Eq + Hash,
{
    /// Nothing counted yet. At `cap` keys those nearest to rest are forgotten first.
    pub fn new(cap: usize) -> Self {
        Self { cap, rested: Mutex::new(HashMap::new()) }
    }

    /// Counts one step of `key`.
    ///
    /// # Errors
    /// [`Limited`] when the limit is used up; the step is then not counted.
    pub fn take(&self, key: &K, limit: Limit, now: Timestamp) -> Result<(), Limited> {
        let now = now.as_microsecond();
        let per = i64::try_from(limit.per.as_micros()).unwrap_or(i64::MAX);
        let step = per / i64::from(limit.burst.max(1));
        let mut rested = self.rested.lock();
        if let Some(at) = rested.get_mut(key) {
            *at = after_step(*at, now, step, per)?;
            return Ok(());
        }
        if rested.len() >= self.cap {
            make_room(&mut rested, now, self.cap);
        }
        rested.insert(key.to_owned(), now.saturating_add(step));
        Ok(())
    }

    /// Lets `key` rest at once.
    pub fn forget(&self, key: &K) {
        self.rested.lock().remove(key);
    }
}

/// When a key that rests at `at` rests after one more step at `now`.
fn after_step(at: i64, now: i64, step: i64, per: i64) -> Result<i64, Limited> {
    let next = at.max(now).saturating_add(step);
    let too_early = next.saturating_sub(now).saturating_sub(per);
    match u64::try_from(too_early) {
        Ok(micros) if micros > 0 => Err(Limited { retry_after: Duration::from_micros(micros) }),
        _ => Ok(next),
    }
}

/// Forgets the keys at rest, and if that is not a quarter, those nearest to it: a scan of the whole map is
/// then paid for by a quarter of `cap` new keys.
fn make_room<K: Eq + Hash>(rested: &mut HashMap<K, i64>, now: i64, cap: usize) {
    rested.retain(|_, at| *at > now);
    let keep = cap - cap.div_ceil(4);
    if rested.len() > keep {
        let mut ats: Vec<i64> = rested.values().copied().collect();
        let surplus = ats.len() - keep;
        let (_, &mut last, _) = ats.select_nth_unstable(surplus - 1);
        rested.retain(|_, at| *at > last);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn milli(milli: i64) -> Timestamp {
        Timestamp::from_millisecond(milli).expect("in range")
    }

    #[test]
    fn a_burst_goes_through_and_then_one_step_at_a_time() {
        let (gcra, limit) = (Gcra::<str>::new(9), Limit::new(4, 2));
        for _ in 0..4 {
            gcra.take("a", limit, milli(0)).expect("within the burst");
        }
        let limited = gcra.take("a", limit, milli(100)).expect_err("used up");
        assert_eq!(limited.retry_after, Duration::from_millis(400));
        gcra.take("a", limit, milli(500)).expect("one step later");
        gcra.take("a", limit, milli(999)).expect_err("used up again");
    }

    #[test]
    fn a_refused_step_is_not_counted() {
        let (gcra, limit) = (Gcra::<str>::new(9), Limit::new(1, 1));
        gcra.take("a", limit, milli(0)).expect("the first");
        for at in 1..1_000 {
            gcra.take("a", limit, milli(at)).expect_err("too early");
        }
        gcra.take("a", limit, milli(1_000)).expect("rested");
    }

    #[test]
    fn a_rested_key_has_its_whole_burst_again_and_no_more() {
        let (gcra, limit) = (Gcra::<str>::new(9), Limit::new(3, 3));
        gcra.take("a", limit, milli(0)).expect("the first");
        let passed = (0..9).filter(|_| gcra.take("a", limit, milli(60_000)).is_ok()).count();
        assert_eq!(passed, 3);
    }

    #[test]
    fn the_memory_is_bounded_and_the_busiest_keys_stay() {
        let (gcra, limit) = (Gcra::<str>::new(8), Limit::new(2, 60));
        for _ in 0..2 {
            gcra.take("busy", limit, milli(0)).expect("within the burst");
        }
        for key in 0..100 {
            gcra.take(&format!("{key}"), limit, milli(1)).expect("new");
        }
        assert!(gcra.rested.lock().len() <= 8);
        gcra.take("busy", limit, milli(2)).expect_err("still known");
    }
}
