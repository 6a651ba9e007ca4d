//! Lists in settings: an array in a file, text with commas in a variable.

use std::fmt::Display;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, de::Error};

#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Many(Vec<One>),
    One(One),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum One {
    Text(String),
    Number(u64),
}

impl One {
    fn text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Number(number) => number.to_string(),
        }
    }
}

/// Reads a list from an array, from text with commas between the items, or from a single item.
pub(super) fn list<'de, D, T>(from: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: FromStr<Err: Display>,
{
    let items: Vec<String> = match Written::deserialize(from)? {
        Written::Many(items) => items.into_iter().map(One::text).collect(),
        Written::One(one) => one.text().split(',').map(|item| item.trim().to_owned()).collect(),
    };
    let items = items.iter().filter(|item| !item.is_empty());
    items.map(|item| item.parse().map_err(|e| D::Error::custom(format!("{item:?}: {e}")))).collect()
}
