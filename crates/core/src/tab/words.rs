//! Notes and reasons: what people add in their own words.

use super::TabError;
use crate::text;

/// Longest note or reason, in characters.
const LONGEST: usize = 200;

/// Reads a note or a reason that may be left out. Control characters other than line breaks are dropped.
pub(super) fn optional(text: Option<&str>, field: &str) -> Result<Option<String>, TabError> {
    let Some(text) = text.map(text::paragraph).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    if text.chars().count() > LONGEST {
        return Err(TabError::rule(field, "too_long", format!("at most {LONGEST} characters")));
    }
    Ok(Some(text))
}

/// Reads a reason that must be given.
pub(super) fn reason(text: &str) -> Result<String, TabError> {
    optional(Some(text), "reason")?.ok_or_else(|| TabError::rule("reason", "required", "say why"))
}

/// What another system says, cut to the length of a note: its words are never a cause to refuse them.
pub(super) fn shortened(text: &str) -> String {
    text::line(text).chars().take(LONGEST).collect()
}
