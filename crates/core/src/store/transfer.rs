//! Everything in a store, record by record: how one store is moved into another of any kind, and compared with it.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::Result;

/// A kind of record. The order of [`Collection::ALL`] is the one they are moved in: what others name comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Collection {
    /// Signing and hash keys. Key: the name. Value: `{value}`, in hexadecimal.
    Keys,
    /// Key: the id. Value: the restaurant.
    Restaurants,
    /// Key: the id. Value: the account.
    Accounts,
    /// Key: `account/restaurant`. Value: the membership.
    Memberships,
    /// Key: the id. Value: `{number, table}`; the numbers give the order they were made in.
    Tables,
    /// Key: the restaurant's id. Value: `{draft, version, published}`; a menu that is not there is null.
    Menus,
    /// Marks that say something. Key: `restaurant/dish/variant`, the last empty for the dish itself. Value: the mark.
    Stock,
    /// Key: `restaurant/tab`. Value: the tab.
    Tabs,
    /// The last order number of a business day. Key: `restaurant/day`. Value: the number.
    OrderNumbers,
    /// Key: the id. Value: the session.
    Sessions,
    /// Key: `restaurant/request`. Value: `{number, help}`; the numbers give the order they were made in.
    HelpRequests,
    /// Key: the id. Value: `{delivered, event}`. They are told in the order they were committed in.
    Events,
    /// Key: the id. Value: the message.
    Messages,
}

impl Collection {
    /// All of them, in the order they are moved.
    pub const ALL: [Self; 13] = [
        Self::Keys,
        Self::Restaurants,
        Self::Accounts,
        Self::Memberships,
        Self::Tables,
        Self::Menus,
        Self::Stock,
        Self::Tabs,
        Self::OrderNumbers,
        Self::Sessions,
        Self::HelpRequests,
        Self::Events,
        Self::Messages,
    ];

    /// Its name for people.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Keys => "keys",
            Self::Restaurants => "restaurants",
            Self::Accounts => "accounts",
            Self::Memberships => "memberships",
            Self::Tables => "tables",
            Self::Menus => "menus",
            Self::Stock => "stock",
            Self::Tabs => "tabs",
            Self::OrderNumbers => "order numbers",
            Self::Sessions => "sessions",
            Self::HelpRequests => "help requests",
            Self::Events => "events",
            Self::Messages => "messages",
        }
    }
}

/// One record, in the form that every store reads and writes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// What it is found by within its collection.
    pub key: String,
    /// The thing itself.
    pub value: Value,
}

/// Some records, and where to go on.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Batch {
    /// The records.
    pub records: Vec<Record>,
    /// What to ask for next; none after the last one. It means something to the store that gave it alone.
    pub next: Option<String>,
}

/// What a collection comes to, whatever the order of its records: how two stores are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Fingerprint {
    /// How many records.
    pub count: u64,
    /// The sum of the SHA-256 hashes of all records, without carry between its four parts.
    pub sum: [u64; 4],
}

impl Fingerprint {
    /// Adds a record.
    pub fn add(&mut self, record: &Record) {
        let mut hash = Sha256::new();
        hash.update((record.key.len() as u64).to_be_bytes());
        hash.update(record.key.as_bytes());
        hash_value(&mut hash, &record.value);
        let hash = hash.finalize();
        for (part, bytes) in self.sum.iter_mut().zip(hash.chunks_exact(8)) {
            let bytes = bytes.iter().fold(0, |sum: u64, byte| (sum << 8) | u64::from(*byte));
            *part = part.wrapping_add(bytes);
        }
        self.count += 1;
    }
}

/// Hashes a value so that equal ones give equal hashes: members of objects by name, whatever order they are kept in.
fn hash_value(hash: &mut Sha256, value: &Value) {
    match value {
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_unstable_by_key(|(name, _)| *name);
            hash.update(b"{");
            for (name, value) in members {
                hash.update(Value::from(name.as_str()).to_string().as_bytes());
                hash_value(hash, value);
            }
            hash.update(b"}");
        }
        Value::Array(items) => {
            hash.update(b"[");
            for item in items {
                hash_value(hash, item);
                hash.update(b",");
            }
            hash.update(b"]");
        }
        plain => hash.update(plain.to_string().as_bytes()),
    }
}

/// Reading and writing everything. Servers on the store should be stopped meanwhile.
#[async_trait]
pub trait Transfer {
    /// Records of a collection from where an earlier batch ended, at most `limit`, or from the beginning. A collection
    /// that does not change is told completely, each record once, in the same order every time.
    async fn records(
        &self,
        collection: Collection,
        from: Option<&str>,
        limit: usize,
    ) -> Result<Batch>;

    /// Writes records, all or nothing, and replaces those with the same keys: doing it again changes nothing. `Other`
    /// when a record is not of its collection's form.
    async fn put_records(&self, collection: Collection, records: &[Record]) -> Result<()>;

    /// Removes everything but the note of [`Transfer::note_transfer`].
    async fn clear(&self) -> Result<()>;

    /// The note of a transfer into this store that was not finished.
    async fn unfinished_transfer(&self) -> Result<Option<String>>;

    /// Notes how far a transfer into this store has come; none removes the note.
    async fn note_transfer(&self, note: Option<&str>) -> Result<()>;
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn fingerprint(records: &[(&str, Value)]) -> Fingerprint {
        let mut fingerprint = Fingerprint::default();
        for (key, value) in records {
            fingerprint.add(&Record { key: (*key).to_owned(), value: value.clone() });
        }
        fingerprint
    }

    #[test]
    fn neither_the_order_of_records_nor_that_of_members_counts() {
        let (a, b) = (("a", json!({"x": 1, "y": [1, 2]})), ("b", json!(null)));
        let mirrored: Value = serde_json::from_str(r#"{"y":[1,2],"x":1}"#).expect("JSON");
        assert_eq!(fingerprint(&[a.clone(), b.clone()]), fingerprint(&[b, ("a", mirrored)]));
    }

    #[test]
    fn every_difference_counts() {
        let whole = fingerprint(&[("a", json!({"x": 1})), ("b", json!([1, 2]))]);
        for other in [
            fingerprint(&[("a", json!({"x": 1}))]),
            fingerprint(&[("a", json!({"x": 2})), ("b", json!([1, 2]))]),
            fingerprint(&[("a", json!({"y": 1})), ("b", json!([1, 2]))]),
            fingerprint(&[("a", json!({"x": 1})), ("b", json!([12]))]),
            fingerprint(&[("a", json!({"x": 1})), ("b", json!([[1, 2]]))]),
            fingerprint(&[("a", json!({"x": "1"})), ("b", json!([1, 2]))]),
            fingerprint(&[("c", json!({"x": 1})), ("b", json!([1, 2]))]),
            fingerprint(&[("a", json!({"x": 1})), ("b", json!([1, 2])), ("b", json!([1, 2]))]),
        ] {
            assert_ne!(other, whole);
        }
    }
}
