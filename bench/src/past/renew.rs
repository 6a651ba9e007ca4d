//! Copies of records under other ids and at other times.

use std::collections::HashMap;

use dineqr_core::id::EventId;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use crate::failure::Outcome;

/// Length of an id's text, and of the shortest time's.
const ID: usize = 26;
const TIME: usize = "2026-01-01T00:00:00Z".len();

/// What is other in a copy.
pub struct Renewal {
    /// Ids that become these.
    pub ids: HashMap<String, String>,
    /// How much later everything happens.
    pub later: SignedDuration,
}

impl Renewal {
    /// A copy of a value.
    pub fn copy(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => Value::String(self.text(text)),
            Value::Array(items) => items.iter().map(|item| self.copy(item)).collect(),
            Value::Object(members) => {
                let copied = members.iter().map(|(name, value)| (name.clone(), self.copy(value)));
                Value::Object(copied.collect())
            }
            plain => plain.clone(),
        }
    }

    fn text(&self, text: &str) -> String {
        if text.len() == ID {
            return self.ids.get(text).cloned().unwrap_or_else(|| text.to_owned());
        }
        self.time(text).unwrap_or_else(|| text.to_owned())
    }

    fn time(&self, text: &str) -> Option<String> {
        if text.len() < TIME || !text.starts_with("20") || !text.ends_with('Z') {
            return None;
        }
        let time: Timestamp = text.parse().ok()?;
        Some(time.checked_add(self.later).ok()?.to_string())
    }
}

/// An id that begins with its time, made that much later. Ids that differ stay different.
pub fn later(id: &str, by: SignedDuration) -> Outcome<String> {
    let bytes = EventId::parse(id)?.to_bytes();
    let mut millis = [0; 8];
    millis[2..].copy_from_slice(&bytes[..6]);
    let millis = i64::try_from(u64::from_be_bytes(millis))? + i64::try_from(by.as_millis())?;
    let mut moved = bytes;
    moved[..6].copy_from_slice(&millis.to_be_bytes()[2..]);
    Ok(EventId::from_bytes(moved).to_string())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_copy_has_other_ids_and_times_and_the_same_words() {
        let old = "01M865A7SP3RJ4F6SHXTPYGXAE";
        let by = SignedDuration::from_hours(-24);
        let new = later(old, by).expect("an id");
        let renewal = Renewal { ids: HashMap::from([(old.to_owned(), new.clone())]), later: by };
        let copy = renewal.copy(&json!({
            "id": old, "dish_id": "0NG8K65Z00KPR5DQCXD1Q9D488", "number": 1,
            "at": ["2026-11-24T06:53:54.870786522Z"], "name": "Papad",
        }));
        assert_eq!(
            copy,
            json!({
                "id": new, "dish_id": "0NG8K65Z00KPR5DQCXD1Q9D488", "number": 1,
                "at": ["2026-11-23T06:53:54.870786522Z"], "name": "Papad",
            })
        );
        assert!(new.as_str() < old && new[10..] == old[10..]);
    }
}
