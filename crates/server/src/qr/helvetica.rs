//! Text in Helvetica-Bold, which every PDF reader has: its encoding and its widths.

/// Widths of the printable ASCII characters in thousandths of the font size (Adobe's metrics).
const WIDTHS: [u16; 95] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667,
    611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556,
    278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];
/// About what the other characters are wide: enough to centre a line.
const OTHER: u16 = 611;
/// What stands for a character that the font does not have.
const MISSING: u8 = b'?';

/// The text in WinAnsi, with `?` for what that does not have.
pub(super) fn encode(text: &str) -> Vec<u8> {
    text.chars().map(byte).collect()
}

fn byte(c: char) -> u8 {
    match c {
        ' '..='~' | '\u{a0}'..='\u{ff}' => c as u8,
        '€' => 0x80,
        '…' => 0x85,
        'Š' => 0x8a,
        'Œ' => 0x8c,
        'Ž' => 0x8e,
        '‘' => 0x91,
        '’' => 0x92,
        '“' => 0x93,
        '”' => 0x94,
        '•' => 0x95,
        '–' => 0x96,
        '—' => 0x97,
        '™' => 0x99,
        'š' => 0x9a,
        'œ' => 0x9c,
        'ž' => 0x9e,
        'Ÿ' => 0x9f,
        _ => MISSING,
    }
}

/// The width of encoded text in thousandths of the font size.
pub(super) fn width(encoded: &[u8]) -> u32 {
    encoded.iter().map(|byte| u32::from(char_width(*byte))).sum()
}

/// The longest beginning that is at most `limit` wide.
pub(super) fn fitting(encoded: &[u8], limit: u32) -> &[u8] {
    let mut used = 0;
    let end = encoded.iter().position(|byte| {
        used += u32::from(char_width(*byte));
        used > limit
    });
    &encoded[..end.unwrap_or(encoded.len())]
}

fn char_width(byte: u8) -> u16 {
    let at = usize::from(byte).checked_sub(usize::from(b' '));
    at.and_then(|at| WIDTHS.get(at)).copied().unwrap_or(OTHER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_outside_the_font_are_replaced_visibly() {
        assert_eq!(encode("Café – टेबल"), b"Caf\xe9 \x96 ????");
        assert_eq!(encode("a\nb"), b"a?b");
    }

    #[test]
    fn widths_add_up() {
        assert_eq!(width(b"Ta 1"), 611 + 556 + 278 + 556);
        assert_eq!(fitting(b"Ta 1", 1_200), b"Ta");
        assert_eq!(fitting(b"Ta 1", 9_999), b"Ta 1");
    }
}
