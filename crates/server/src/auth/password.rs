//! Passwords: bcrypt, off the async threads, a few at a time.

use std::sync::{Arc, OnceLock};

use tokio::sync::Semaphore;

/// bcrypt reads this many bytes and silently ignores the rest, so longer passwords are refused.
const LONGEST: usize = 72;
const SHORTEST: usize = 8;

/// A password somebody typed: 8 to 72 bytes. It is never shown.
pub struct Password(String);

/// The text cannot be a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidPassword {
    /// Fewer than 8 bytes.
    #[error("a password has at least 8 characters")]
    TooShort,
    /// More than 72 bytes.
    #[error("a password has at most 72 bytes")]
    TooLong,
    /// A zero byte, at which bcrypt would stop reading.
    #[error("a password holds no zero byte")]
    ZeroByte,
}

impl Password {
    /// Takes a text as a password.
    ///
    /// # Errors
    /// [`InvalidPassword`] names the rule.
    pub fn parse(text: impl Into<String>) -> Result<Self, InvalidPassword> {
        let text = text.into();
        match text.len() {
            ..SHORTEST => Err(InvalidPassword::TooShort),
            SHORTEST..=LONGEST if text.contains('\0') => Err(InvalidPassword::ZeroByte),
            SHORTEST..=LONGEST => Ok(Self(text)),
            _ => Err(InvalidPassword::TooLong),
        }
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(..)")
    }
}

/// Hashes and compares passwords. At cost 12 one takes about a quarter of a second of a core, so it happens on
/// blocking threads, and never on all cores at once: the rest of the server keeps answering. Cloning shares it.
#[derive(Debug, Clone)]
pub struct PasswordHasher {
    cost: u32,
    permits: Arc<Semaphore>,
    /// A hash of no password, compared for logins that do not exist. Made when first needed.
    nobody: Arc<OnceLock<String>>,
}

impl PasswordHasher {
    /// A hasher of this bcrypt cost (4 to 31) that works on at most `permits` passwords at once.
    pub fn new(cost: u32, permits: usize) -> Self {
        let permits = Arc::new(Semaphore::new(permits.max(1)));
        Self { cost: cost.clamp(4, 31), permits, nobody: Arc::default() }
    }

    /// A hasher that leaves one core to everything else.
    pub fn for_this_machine(cost: u32) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self::new(cost, cores - 1)
    }

    /// The hash to keep.
    pub async fn hash(&self, password: Password) -> String {
        let cost = self.cost;
        self.work(move || hash(&password.0, cost)).await
    }

    /// Whether the password belongs to the hash. Without a hash (an unknown login) it takes the same time and is
    /// false; a hash that cannot be read is false too.
    pub async fn verify(&self, password: Password, kept: Option<String>) -> bool {
        let (cost, nobody) = (self.cost, self.nobody.clone());
        self.work(move || {
            let known = kept.is_some();
            let kept =
                kept.as_deref().unwrap_or_else(|| nobody.get_or_init(|| hash("nobody", cost)));
            bcrypt::verify(&password.0, kept).unwrap_or(false) && known
        })
        .await
    }

    /// Makes the hash that unknown logins are compared with, so that not even the first one is slower.
    pub async fn warm_up(&self) {
        let (cost, nobody) = (self.cost, self.nobody.clone());
        self.work(move || {
            nobody.get_or_init(|| hash("nobody", cost));
        })
        .await;
    }

    #[expect(clippy::disallowed_methods, reason = "this is the pool that blocking work is sent to")]
    async fn work<R: Send + 'static>(&self, work: impl FnOnce() -> R + Send + 'static) -> R {
        let permit =
            self.permits.clone().acquire_owned().await.expect("the semaphore is never closed");
        let done = tokio::task::spawn_blocking(move || {
            let done = work();
            // Given back here: a caller that went away must not let another start beside this one.
            drop(permit);
            done
        });
        match done.await {
            Ok(done) => done,
            Err(failed) => std::panic::resume_unwind(failed.into_panic()),
        }
    }
}

fn hash(text: &str, cost: u32) -> String {
    bcrypt::hash(text, cost).expect("cost and length are within bcrypt's bounds")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn password(text: &str) -> Password {
        Password::parse(text).expect("a password")
    }

    #[tokio::test]
    async fn the_right_password_and_no_other_is_accepted() {
        let hasher = PasswordHasher::new(4, 1);
        let kept = hasher.hash(password("tandoori-demo")).await;
        assert!(hasher.verify(password("tandoori-demo"), Some(kept.clone())).await);
        assert!(!hasher.verify(password("tandoori-dem0"), Some(kept)).await);
    }

    #[tokio::test]
    async fn nobody_has_no_password_and_a_damaged_hash_none_either() {
        let hasher = PasswordHasher::new(4, 1);
        hasher.warm_up().await;
        assert!(!hasher.verify(password("nobody.."), None).await);
        assert!(!hasher.verify(password("tandoori-demo"), Some("damaged".to_owned())).await);
    }

    #[test]
    fn what_bcrypt_would_cut_off_is_refused() {
        assert!(matches!(Password::parse("short"), Err(InvalidPassword::TooShort)));
        assert!(matches!(Password::parse("x".repeat(73)), Err(InvalidPassword::TooLong)));
        assert!(matches!(Password::parse("é".repeat(37)), Err(InvalidPassword::TooLong)));
        assert!(matches!(Password::parse("eight\0ab"), Err(InvalidPassword::ZeroByte)));
        assert!(Password::parse("x".repeat(72)).is_ok());
    }

    #[test]
    fn a_password_does_not_show_itself() {
        assert_eq!(format!("{:?}", password("tandoori-demo")), "Password(..)");
    }
}
