//! Signing in: passwords, codes, tokens and the cookies that carry them.

pub mod code;
pub mod cookie;
pub mod password;
pub mod phone;
pub mod table_token;
pub mod token;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// HMAC-SHA256 over parts. Each purpose puts its own name first, so that one key's outputs never serve another.
fn keyed(key: &[u8], parts: &[&[u8]]) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
    parts.iter().for_each(|part| mac.update(part));
    mac
}
