//! One-time codes and table pins.

use dineqr_core::id::{ChallengeId, IdSource};
use hmac::Mac;

use super::keyed;
use super::phone::PhoneNumber;

/// Six digits for a text message, each of the million equally likely.
pub fn one_time_code(ids: &dyn IdSource) -> String {
    format!("{:06}", below(1_000_000, ids))
}

/// Four digits that staff read out at a table.
pub fn pin(ids: &dyn IdSource) -> String {
    format!("{:04}", below(10_000, ids))
}

/// A number below `bound`, without the bias of a bare remainder.
fn below(bound: u128, ids: &dyn IdSource) -> u128 {
    let whole = u128::MAX - u128::MAX % bound;
    loop {
        let random = ids.random();
        if random < whole {
            return random % bound;
        }
    }
}

/// What is kept of a code: bound to its challenge, useless without the key.
pub fn hash_code(key: &[u8], challenge: ChallengeId, code: &str) -> [u8; 32] {
    let parts: [&[u8]; 3] = [b"dineqr code v1", &challenge.to_bytes(), code.as_bytes()];
    keyed(key, &parts).finalize().into_bytes().into()
}

/// What is kept of a phone number where only sameness matters.
pub fn hash_phone(key: &[u8], phone: &PhoneNumber) -> [u8; 32] {
    keyed(key, &[b"dineqr phone v1", phone.as_e164().as_bytes()]).finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::system::{CountingIds, SystemRandom};

    struct Script(Mutex<Vec<u128>>);

    impl IdSource for Script {
        fn random(&self) -> u128 {
            self.0.lock().expect("not poisoned").pop().expect("enough numbers")
        }
    }

    #[test]
    fn codes_keep_their_leading_zeros() {
        assert_eq!(one_time_code(&CountingIds::new()), "000001");
        assert_eq!(pin(&CountingIds::new()), "0001");
        assert_eq!(one_time_code(&SystemRandom).len(), 6);
    }

    #[test]
    fn numbers_that_would_favour_low_codes_are_rolled_again() {
        let script = Script(Mutex::new(vec![123_456, u128::MAX]));
        assert_eq!(one_time_code(&script), "123456");
    }

    #[test]
    fn a_hash_belongs_to_one_key_challenge_and_code() {
        let (one, two) = (ChallengeId::derived(&["1"]), ChallengeId::derived(&["2"]));
        let hash = hash_code(b"key", one, "123456");
        assert_eq!(hash, hash_code(b"key", one, "123456"));
        assert_ne!(hash, hash_code(b"key", two, "123456"));
        assert_ne!(hash, hash_code(b"yek", one, "123456"));
        assert_ne!(hash, hash_code(b"key", one, "123457"));
    }
}
