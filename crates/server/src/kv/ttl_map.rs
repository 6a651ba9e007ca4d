//! A map whose entries end at a moment of their own.

use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;

use jiff::Timestamp;
use parking_lot::Mutex;

/// A bounded map whose entries end at a moment of their own; for caches and one-time codes.
///
/// Time is an argument. Ended entries are never handed out and are dropped as others come in; at the cap, the
/// entry that would end first gives way.
#[derive(Debug)]
pub struct TtlMap<K, V> {
    cap: usize,
    inner: Mutex<Inner<K, V>>,
}

#[derive(Debug)]
struct Inner<K, V> {
    entries: HashMap<K, (V, Timestamp)>,
    /// The same keys in the order in which they end.
    ends: BTreeSet<(Timestamp, K)>,
}

impl<K: Copy + Ord + Hash, V> TtlMap<K, V> {
    /// An empty map of at most `cap` entries.
    pub fn new(cap: usize) -> Self {
        Self { cap, inner: Mutex::new(Inner { entries: HashMap::new(), ends: BTreeSet::new() }) }
    }

    /// Puts or replaces an entry that ends at `expires_at`.
    pub fn put(&self, key: K, value: V, expires_at: Timestamp) {
        let mut inner = self.inner.lock();
        if let Some((_, end)) = inner.entries.insert(key, (value, expires_at)) {
            inner.ends.remove(&(end, key));
        }
        inner.ends.insert((expires_at, key));
        while inner.entries.len() > self.cap {
            let Some((_, first)) = inner.ends.pop_first() else { break };
            inner.entries.remove(&first);
        }
    }

    /// The entry, unless it has ended by `now`.
    pub fn get(&self, key: &K, now: Timestamp) -> Option<V>
    where
        V: Clone,
    {
        let inner = self.inner.lock();
        inner.entries.get(key).filter(|(_, end)| *end > now).map(|(value, _)| value.clone())
    }

    /// Changes the entry in one step, unless it has ended by `now`; answers what `change` answers.
    pub fn update<R>(
        &self,
        key: &K,
        now: Timestamp,
        change: impl FnOnce(&mut V) -> R,
    ) -> Option<R> {
        let mut inner = self.inner.lock();
        let (value, end) = inner.entries.get_mut(key)?;
        (*end > now).then(|| change(value))
    }

    /// Takes the entry out.
    pub fn remove(&self, key: &K) -> Option<V> {
        let mut inner = self.inner.lock();
        let (value, end) = inner.entries.remove(key)?;
        inner.ends.remove(&(end, *key));
        Some(value)
    }

    /// Takes out every entry that `unwanted` names: the sessions of one account, for instance.
    pub fn remove_where(&self, mut unwanted: impl FnMut(&K, &V) -> bool) {
        let mut inner = self.inner.lock();
        let Inner { entries, ends } = &mut *inner;
        entries.retain(|key, (value, end)| {
            let stays = !unwanted(key, value);
            if !stays {
                ends.remove(&(*end, *key));
            }
            stays
        });
    }

    /// Drops what has ended by `now`. Call it now and then; correctness does not depend on it.
    pub fn purge(&self, now: Timestamp) {
        let mut inner = self.inner.lock();
        while let Some(&(end, key)) = inner.ends.first() {
            if end > now {
                break;
            }
            inner.ends.pop_first();
            inner.entries.remove(&key);
        }
    }

    /// How many entries are held, ended ones included.
    pub fn len(&self) -> usize {
        self.inner.lock().entries.len()
    }

    /// Whether no entry is held.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn second(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("in range")
    }

    #[test]
    fn an_entry_ends_at_its_moment() {
        let map = TtlMap::new(9);
        map.put(1, "one", second(10));
        assert_eq!(map.get(&1, second(9)), Some("one"));
        assert_eq!(map.get(&1, second(10)), None);
        assert_eq!(map.update(&1, second(10), |_| ()), None);
    }

    #[test]
    fn a_replaced_entry_ends_at_its_new_moment() {
        let map = TtlMap::new(9);
        map.put(1, "old", second(10));
        map.put(1, "new", second(20));
        map.purge(second(10));
        assert_eq!(map.get(&1, second(10)), Some("new"));
        assert_eq!(map.remove(&1), Some("new"));
        assert!(map.is_empty());
    }

    #[test]
    fn at_the_cap_the_entry_that_ends_first_gives_way() {
        let map = TtlMap::new(2);
        map.put(1, (), second(30));
        map.put(2, (), second(10));
        map.put(3, (), second(20));
        assert_eq!(map.get(&2, second(0)), None);
        assert!(map.get(&1, second(0)).is_some() && map.get(&3, second(0)).is_some());
    }

    #[test]
    fn purging_drops_what_has_ended() {
        let map = TtlMap::new(9);
        (1..=5).for_each(|key| map.put(key, (), second(key)));
        map.purge(second(3));
        assert_eq!(map.len(), 2);
    }

    #[test]
    fn a_change_is_made_in_one_step() {
        let map = TtlMap::new(9);
        map.put(1, 0, second(10));
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    (0..250).for_each(|_| {
                        map.update(&1, second(0), |count| *count += 1);
                    })
                });
            }
        });
        assert_eq!(map.get(&1, second(0)), Some(1_000));
    }

    #[test]
    fn a_whole_kind_can_be_taken_out() {
        let map = TtlMap::new(9);
        (1..=4).for_each(|key| map.put(key, key % 2, second(10)));
        map.remove_where(|_, odd| *odd == 1);
        assert_eq!(map.len(), 2);
        map.purge(second(10));
        assert!(map.is_empty());
    }
}
