//! A bounded map that forgets what was not asked for lately.

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;
use std::sync::atomic::{AtomicBool, Ordering};

/// At most `limit` entries. When one too many comes, the oldest goes that was not read since it last came up.
pub(crate) struct Recent<K, V> {
    limit: usize,
    entries: HashMap<K, Entry<V>>,
    // In the order they come up for going. A key that was removed may still stand here.
    turns: VecDeque<K>,
}

struct Entry<V> {
    value: V,
    read: AtomicBool,
}

impl<K: Copy + Eq + Hash, V> Recent<K, V> {
    pub(crate) fn new(limit: usize) -> Self {
        Self { limit, entries: HashMap::new(), turns: VecDeque::new() }
    }

    pub(crate) fn get(&self, key: &K) -> Option<&V> {
        let entry = self.entries.get(key)?;
        entry.read.store(true, Ordering::Relaxed);
        Some(&entry.value)
    }

    pub(crate) fn insert(&mut self, key: K, value: V) {
        if let Some(entry) = self.entries.get_mut(&key) {
            entry.value = value;
            return;
        }
        self.entries.insert(key, Entry { value, read: AtomicBool::new(false) });
        self.turns.push_back(key);
        while self.entries.len() > self.limit || self.turns.len() > 2 * self.limit {
            self.next_turn();
        }
    }

    pub(crate) fn remove(&mut self, key: &K) {
        self.entries.remove(key);
    }

    fn next_turn(&mut self) {
        let Some(key) = self.turns.pop_front() else { return };
        match self.entries.get(&key) {
            Some(entry) if entry.read.swap(false, Ordering::Relaxed) => self.turns.push_back(key),
            Some(_) => drop(self.entries.remove(&key)),
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_stays_and_what_is_not_goes() {
        let mut recent = Recent::new(2);
        recent.insert(1, "one");
        recent.insert(2, "two");
        assert_eq!(recent.get(&1), Some(&"one"));
        recent.insert(3, "three");
        assert_eq!(recent.get(&1), Some(&"one"));
        assert_eq!(recent.get(&2), None);
    }

    #[test]
    fn removed_keys_do_not_pile_up() {
        let mut recent = Recent::new(2);
        for key in 0..100 {
            recent.insert(key, ());
            recent.remove(&key);
        }
        assert!(recent.turns.len() <= 4);
    }
}
