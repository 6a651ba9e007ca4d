//! The names of restaurants in links.

use serde::{Deserialize, Serialize};

/// A restaurant's name in links.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

/// The text is not a slug.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a slug is 2 to 40 of a-z, 0-9 and -, and neither starts nor ends with -")]
pub struct InvalidSlug;

impl Slug {
    /// Reads a slug.
    ///
    /// # Errors
    /// [`InvalidSlug`] when it breaks the rule.
    pub fn parse(text: &str) -> Result<Self, InvalidSlug> {
        let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        let sound = (2..=40).contains(&text.len())
            && text.bytes().all(allowed)
            && !text.starts_with('-')
            && !text.ends_with('-');
        if sound { Ok(Self(text.to_owned())) } else { Err(InvalidSlug) }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Slug {
    type Error = InvalidSlug;
    fn try_from(text: String) -> Result<Self, InvalidSlug> {
        Self::parse(&text)
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

impl std::fmt::Display for Slug {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_keep_to_their_alphabet() {
        assert!(Slug::parse("spice-route-2").is_ok());
        for text in ["", "a", "-ab", "ab-", "Ab", "a b", "ä-b", &"a".repeat(41)] {
            assert_eq!(Slug::parse(text), Err(InvalidSlug), "{text}");
        }
    }
}
