//! The token in a table's QR code: short, signed, and revocable by counting up the table's epoch.
//!
//! Layout: key id (1 byte), table (16), epoch (1 to 5, seven bits each), HMAC-SHA256 cut to 16; as base64url
//! 46 characters for a fresh table, so that the printed squares stay large.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use dineqr_core::id::TableId;
use hmac::Mac;

use super::keyed;

const TABLE: usize = 16;
const SIGNATURE: usize = 16;
const LONGEST: usize = 1 + TABLE + 5 + SIGNATURE;

/// Not a token that this installation signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a table's token")]
pub struct InvalidTableToken;

/// Signs and reads table tokens. The first key signs, all of them read, so that keys can be replaced
/// without printing every code again at once.
pub struct TableTokens {
    keys: Vec<(u8, [u8; 32])>,
}

impl TableTokens {
    /// Keys by their id, the signing one first.
    ///
    /// # Panics
    /// When there is no key.
    pub fn new(keys: Vec<(u8, [u8; 32])>) -> Self {
        assert!(!keys.is_empty(), "table tokens need a key");
        Self { keys }
    }

    /// The token of a table. A table whose epoch has moved on has another one.
    pub fn sign(&self, table: TableId, epoch: u32) -> String {
        let (id, key) = &self.keys[0];
        let mut bytes = Vec::with_capacity(LONGEST);
        bytes.push(*id);
        bytes.extend(table.to_bytes());
        write_epoch(epoch, &mut bytes);
        let signature = mac(key, &bytes).finalize().into_bytes();
        bytes.extend(&signature[..SIGNATURE]);
        BASE64_URL_SAFE_NO_PAD.encode(bytes)
    }

    /// The table and the epoch that the token was signed for; the caller compares the epoch with the table's.
    ///
    /// # Errors
    /// [`InvalidTableToken`] for anything that was not signed here.
    pub fn parse(&self, token: &str) -> Result<(TableId, u32), InvalidTableToken> {
        let mut buffer = [0; LONGEST];
        let length = BASE64_URL_SAFE_NO_PAD
            .decode_slice(token, &mut buffer)
            .map_err(|_| InvalidTableToken)?;
        let (signed, signature) = buffer[..length]
            .split_at_checked(length.wrapping_sub(SIGNATURE))
            .ok_or(InvalidTableToken)?;
        let (&id, rest) = signed.split_first().ok_or(InvalidTableToken)?;
        let (table, epoch) = rest.split_first_chunk::<TABLE>().ok_or(InvalidTableToken)?;
        let (_, key) = self.keys.iter().find(|(known, _)| *known == id).ok_or(InvalidTableToken)?;
        mac(key, signed).verify_truncated_left(signature).map_err(|_| InvalidTableToken)?;
        Ok((TableId::from_bytes(*table), read_epoch(epoch).ok_or(InvalidTableToken)?))
    }
}

impl std::fmt::Debug for TableTokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "TableTokens({} keys)", self.keys.len())
    }
}

fn mac(key: &[u8], signed: &[u8]) -> impl Mac<OutputSize = sha2::digest::typenum::U32> + use<> {
    keyed(key, &[b"dineqr table v1", signed])
}

fn write_epoch(mut epoch: u32, to: &mut Vec<u8>) {
    while epoch > 0x7f {
        to.push((epoch & 0x7f) as u8 | 0x80);
        epoch >>= 7;
    }
    to.push(epoch as u8);
}

fn read_epoch(bytes: &[u8]) -> Option<u32> {
    if bytes.is_empty() || bytes.len() > 5 {
        return None;
    }
    let parts = bytes.iter().enumerate().map(|(at, byte)| u64::from(byte & 0x7f) << (7 * at));
    u32::try_from(parts.sum::<u64>()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> TableId {
        TableId::derived(&["table"])
    }

    #[test]
    fn a_token_names_its_table_and_epoch() {
        let tokens = TableTokens::new(vec![(1, [7; 32])]);
        for epoch in [0, 1, 127, 128, 16_384, u32::MAX] {
            assert_eq!(tokens.parse(&tokens.sign(table(), epoch)), Ok((table(), epoch)));
        }
        assert_eq!(tokens.sign(table(), 0).len(), 46);
    }

    #[test]
    fn a_changed_character_is_noticed() {
        let tokens = TableTokens::new(vec![(1, [7; 32])]);
        let token = tokens.sign(table(), 3);
        for at in 0..token.len() {
            let mut bytes = token.clone().into_bytes();
            bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(bytes).expect("ASCII");
            assert_eq!(tokens.parse(&changed), Err(InvalidTableToken), "{changed}");
        }
    }

    #[test]
    fn what_was_not_signed_here_is_refused() {
        let tokens = TableTokens::new(vec![(1, [7; 32])]);
        let foreign = TableTokens::new(vec![(1, [8; 32])]).sign(table(), 0);
        let unknown_key = TableTokens::new(vec![(2, [7; 32])]).sign(table(), 0);
        let padded = format!("{}=", tokens.sign(table(), 0));
        let long = "A".repeat(10_000);
        for text in ["", "A", "AAAA", "../..", "é", &foreign, &unknown_key, &padded, &long] {
            assert_eq!(tokens.parse(text), Err(InvalidTableToken), "{text}");
        }
    }

    #[test]
    fn codes_printed_under_the_last_key_still_work() {
        let old = TableTokens::new(vec![(1, [7; 32])]).sign(table(), 0);
        let tokens = TableTokens::new(vec![(2, [8; 32]), (1, [7; 32])]);
        assert_eq!(tokens.parse(&old), Ok((table(), 0)));
        assert_ne!(tokens.sign(table(), 0), old);
    }
}
