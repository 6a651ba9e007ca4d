//! A short name for each request: in the answer's header, in problems and in the log.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::{fmt, str};

use dineqr_core::id::IdSource;

use crate::system::SystemRandom;

tokio::task_local! {
    static CURRENT: RequestId;
}

/// Names one request: 16 hexadecimal digits. Always our own, never what a client sent.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct RequestId([u8; 16]);

impl RequestId {
    /// The next name. A random start keeps the names of restarts and nodes apart; it is no secret, so one
    /// system call per process is enough.
    pub(super) fn next() -> Self {
        static START: OnceLock<u64> = OnceLock::new();
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let start = *START.get_or_init(|| SystemRandom.random() as u64);
        Self::from_number(start.wrapping_add(COUNT.fetch_add(1, Ordering::Relaxed)))
    }

    fn from_number(number: u64) -> Self {
        let mut digits = [0; 16];
        for (at, digit) in digits.iter_mut().enumerate() {
            *digit = b"0123456789abcdef"[(number >> (60 - 4 * at)) as usize & 15];
        }
        Self(digits)
    }

    /// The 16 digits.
    pub fn as_str(&self) -> &str {
        str::from_utf8(&self.0).unwrap_or_default()
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RequestId({self})")
    }
}

/// The name of the request this task works on; zeros outside of one.
pub fn current() -> RequestId {
    CURRENT.try_with(|id| *id).unwrap_or_else(|_| RequestId::from_number(0))
}

/// Runs a request under its name.
pub(super) async fn scope<F: Future>(id: RequestId, request: F) -> F::Output {
    CURRENT.scope(id, request).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_do_not_repeat() {
        assert_ne!(RequestId::next(), RequestId::next());
        assert_eq!(RequestId::from_number(0x12ab).as_str(), "00000000000012ab");
    }
}
