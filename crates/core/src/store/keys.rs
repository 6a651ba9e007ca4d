//! Secrets that are made once and kept.

use async_trait::async_trait;

use super::Result;

/// Signing and hash keys. They travel with the data, so that printed codes survive a move.
#[async_trait]
pub trait Keys {
    /// The key of that name; `candidate` becomes it if there is none. All callers get the same bytes.
    async fn key(&self, name: &str, candidate: &[u8]) -> Result<Vec<u8>>;

    /// Removes the key of that name and says whether it held `expected`: how a one-time secret is used up.
    async fn take_key(&self, name: &str, expected: &[u8]) -> Result<bool>;
}
