//! Secrets.

use pretty_assertions::assert_eq;

use super::world::all;
use crate::store::SharedStore;

/// The first candidate stays, whoever else comes at the same time.
pub async fn racers_for_a_key_all_get_the_same(store: SharedStore) {
    let candidates: Vec<[u8; 32]> = (0..20).map(|racer| [racer; 32]).collect();
    let keys = all(candidates.iter().map(|candidate| store.key("signing", candidate))).await;
    let first = keys[0].clone().expect("a key");
    assert!(candidates.iter().any(|candidate| candidate[..] == first));
    assert!(keys.into_iter().all(|key| key == Ok(first.clone())));
    assert_eq!(store.key("signing", b"later").await, Ok(first));
    assert_eq!(store.key("hashing", b"another").await, Ok(b"another".to_vec()));
}

/// By one of those who know it.
pub async fn a_key_is_taken_once(store: SharedStore) {
    store.key("set-up", b"secret").await.expect("a key");
    assert_eq!(store.take_key("set-up", b"guess").await, Ok(false));
    assert_eq!(store.take_key("other", b"secret").await, Ok(false));
    let taken = all((0..20).map(|_| store.take_key("set-up", b"secret"))).await;
    assert_eq!(taken.into_iter().filter(|taken| *taken == Ok(true)).count(), 1);
    assert_eq!(store.key("set-up", b"fresh").await, Ok(b"fresh".to_vec()));
}
