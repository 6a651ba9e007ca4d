//! Text that people type, made fit for kitchen tickets, bills and screens.

/// True for characters that move a cursor or turn the direction of text: they can make a ticket say something else.
fn is_unprintable(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The text without unprintable characters around and inside it; it keeps its line breaks.
pub(crate) fn paragraph(text: &str) -> String {
    let kept = text.chars().filter_map(|c| match c {
        '\n' => Some('\n'),
        '\t' => Some(' '),
        c if is_unprintable(c) => None,
        c => Some(c),
    });
    kept.collect::<String>().trim().to_owned()
}

/// As [`paragraph`], on one line.
pub(crate) fn line(text: &str) -> String {
    paragraph(text).replace('\n', " ")
}

/// True for 1 to `most` printable characters on one line.
pub(crate) fn is_name(text: &str, most: usize) -> bool {
    !text.trim().is_empty() && text.chars().count() <= most && !text.chars().any(is_unprintable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_printer_would_obey_is_left_out() {
        assert_eq!(paragraph("\u{1b}[2Jno onion\r\n\tat all\0 "), "[2Jno onion\n at all");
        assert_eq!(line("two\r\nlines"), "two lines");
        assert_eq!(line("\u{202e}diap\u{202c}"), "diap");
    }

    #[test]
    fn scripts_of_every_kind_are_kept() {
        for text in ["नमक कम", "ആവശ്യം", "👩‍🍳", "zéro piment"] {
            assert_eq!(paragraph(text), text);
        }
    }

    #[test]
    fn a_name_is_printable_and_on_one_line() {
        assert!(is_name("Masala Dosa", 11));
        for text in ["", "  ", "Masala Dosas", "Masala\nDosa", "Dosa\0"] {
            assert!(!is_name(text, 11), "{text:?}");
        }
    }
}
