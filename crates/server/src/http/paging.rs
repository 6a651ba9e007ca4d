//! Lists that come page by page.

use std::str::FromStr;

use jiff::Timestamp;

use crate::usecase::{Error, Result};

/// Items of a page where nothing else is asked for.
const USUAL: usize = 50;
/// Most items of a page.
const MOST: usize = 200;

/// How many items a page may have.
///
/// # Errors
/// [`Error::Invalid`] beyond 1 to 200.
pub fn limit(text: Option<&str>) -> Result<usize> {
    let Some(text) = asked(text) else { return Ok(USUAL) };
    let limit = text.parse().ok().filter(|limit| (1..=MOST).contains(limit));
    limit.ok_or_else(|| Error::invalid("limit", "limit", "1 to 200"))
}

/// A cursor as text: behind what was at that moment and has that id. Clients give it back as it is.
pub fn cursor(at: Timestamp, id: impl std::fmt::Display) -> String {
    format!("{}-{id}", at.as_nanosecond())
}

/// Reads a cursor.
///
/// # Errors
/// [`Error::Invalid`] for what no list answered.
pub fn after<Id: FromStr>(text: Option<&str>) -> Result<Option<(Timestamp, Id)>> {
    let Some(text) = asked(text) else { return Ok(None) };
    let place = text.rsplit_once('-').and_then(|(at, id)| {
        let at = Timestamp::from_nanosecond(at.parse().ok()?).ok()?;
        Some((at, id.parse().ok()?))
    });
    let rule = "a `next_cursor` of this list";
    place.map(Some).ok_or_else(|| Error::invalid("cursor", "cursor", rule))
}

/// A field of a query; an empty one was not asked for.
pub fn asked(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use dineqr_core::id::TabId;
    use pretty_assertions::assert_eq;

    use super::*;

    #[test]
    fn a_cursor_is_read_as_it_was_written() {
        for nanos in [0, -1, 1_795_442_400_123_456_789] {
            let (at, id) =
                (Timestamp::from_nanosecond(nanos).expect("a time"), TabId::derived(&["a"]));
            assert_eq!(after(Some(&cursor(at, id))).expect("sound"), Some((at, id)));
        }
        for text in ["x", "1", "1-", "-", "1-x", &"9".repeat(99)] {
            assert!(after::<TabId>(Some(text)).is_err(), "{text}");
        }
        assert_eq!(after::<TabId>(Some("")).expect("nothing"), None);
    }

    #[test]
    fn a_page_has_its_bounds() {
        assert_eq!(limit(None).expect("usual"), 50);
        assert_eq!(limit(Some("200")).expect("the most"), 200);
        for text in ["0", "201", "-1", "ten"] {
            assert!(limit(Some(text)).is_err(), "{text}");
        }
    }
}
