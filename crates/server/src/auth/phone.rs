//! Phone numbers in their international form.

use std::fmt;

/// Separators that people write.
const SEPARATORS: [char; 6] = [' ', '-', '.', '(', ')', '\u{a0}'];
/// Digits of the longest number in E.164.
const LONGEST: usize = 15;

/// A phone number as E.164, such as `+919876543210`. Only [`PhoneNumber::as_e164`] shows it; `Debug` masks it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PhoneNumber {
    e164: String,
}

/// The text is not a number that codes are sent to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidPhone {
    /// Not a phone number.
    #[error("not a phone number")]
    NotANumber,
    /// A number of a country that is not on the list.
    #[error("numbers of this country are not accepted")]
    Country,
}

impl PhoneNumber {
    /// Reads a number as people write it: `+91 98765 43210`, `098765-43210`, `0091...`.
    ///
    /// `countries` are the calling codes that are accepted, `default_country` is that of a number without one.
    ///
    /// # Errors
    /// [`InvalidPhone`] says whether the number or its country is the trouble.
    pub fn parse(
        text: &str,
        countries: &[String],
        default_country: &str,
    ) -> Result<Self, InvalidPhone> {
        // Longer than any number with its separators: not worth reading.
        if text.len() > 40 {
            return Err(InvalidPhone::NotANumber);
        }
        let written: String = text.trim().chars().filter(|c| !SEPARATORS.contains(c)).collect();
        let international = written.strip_prefix('+').or_else(|| written.strip_prefix("00"));
        let digits = international.unwrap_or(&written);
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(InvalidPhone::NotANumber);
        }
        match international {
            Some(digits) => Self::international(digits, countries),
            None => Self::national(digits, countries, default_country),
        }
    }

    fn international(digits: &str, countries: &[String]) -> Result<Self, InvalidPhone> {
        if digits.starts_with('0') || !(8..=LONGEST).contains(&digits.len()) {
            return Err(InvalidPhone::NotANumber);
        }
        let country = countries.iter().find(|code| digits.starts_with(code.as_str()));
        let country = country.ok_or(InvalidPhone::Country)?;
        if !is_mobile(country, &digits[country.len()..]) {
            return Err(InvalidPhone::NotANumber);
        }
        Ok(Self { e164: format!("+{digits}") })
    }

    fn national(
        digits: &str,
        countries: &[String],
        default_country: &str,
    ) -> Result<Self, InvalidPhone> {
        let national = digits.strip_prefix('0').unwrap_or(digits);
        if is_mobile(default_country, national) {
            return Self::international(&format!("{default_country}{national}"), countries);
        }
        // Written with the calling code but without the plus, as many address books show it.
        match digits.strip_prefix(default_country) {
            Some(rest) if is_mobile(default_country, rest) => {
                Self::international(digits, countries)
            }
            _ => Err(InvalidPhone::NotANumber),
        }
    }

    /// The number: for the message's envelope and for hashing, never for a log, URL or room.
    pub fn as_e164(&self) -> &str {
        &self.e164
    }

    /// All but the last four digits: the block of numbers that fraud walks through, for budgets.
    pub fn prefix(&self) -> &str {
        &self.e164[..self.e164.len() - 4]
    }

    /// The number with all but its last two digits hidden, as a guest is shown their own.
    pub fn masked(&self) -> String {
        let hidden = self.e164.len() - 3;
        format!("+{}{}", "*".repeat(hidden), &self.e164[1 + hidden..])
    }
}

/// Whether a number without its calling code can be a mobile one. India is known exactly, others by length.
fn is_mobile(country: &str, national: &str) -> bool {
    match country {
        "91" => national.len() == 10 && matches!(national.as_bytes()[0], b'6'..=b'9'),
        "1" => national.len() == 10 && !national.starts_with(['0', '1']),
        _ => (6..=12).contains(&national.len()) && !national.starts_with('0'),
    }
}

impl fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PhoneNumber({})", self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<String, InvalidPhone> {
        let countries = ["91".to_owned(), "44".to_owned()];
        PhoneNumber::parse(text, &countries, "91").map(|phone| phone.as_e164().to_owned())
    }

    #[test]
    fn the_ways_people_write_a_number_are_one_number() {
        for text in [
            "9876543210",
            "98765 43210",
            "+91 98765-43210",
            "0091 98765 43210",
            "098765 43210",
            "919876543210",
            " (+91) 98765.43210 ",
        ] {
            assert_eq!(parse(text).as_deref(), Ok("+919876543210"), "{text}");
        }
        assert_eq!(parse("+44 7700 900123").as_deref(), Ok("+447700900123"));
        assert_eq!(parse("9198765432").as_deref(), Ok("+919198765432"));
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "",
            "+",
            "phone",
            "12345",
            "1234567890",
            "987654321",
            "98765432100",
            "+91987654321",
            "+91 22 2345 6789",
            "+0919876543210",
            "९८७६५४३२१०",
            "98765<43210>",
            "+919876543210;ext=1",
        ] {
            assert_eq!(parse(text), Err(InvalidPhone::NotANumber), "{text}");
        }
        assert_eq!(parse(&"9".repeat(10_000)), Err(InvalidPhone::NotANumber));
    }

    #[test]
    fn a_country_that_is_not_on_the_list_is_refused() {
        assert_eq!(parse("+1 415 555 0100"), Err(InvalidPhone::Country));
        assert_eq!(parse("+979 1234 56789"), Err(InvalidPhone::Country));
    }

    #[test]
    fn a_number_does_not_show_itself() {
        let phone = PhoneNumber::parse("9876543210", &["91".to_owned()], "91").expect("valid");
        assert_eq!(format!("{phone:?}"), "PhoneNumber(+**********10)");
        assert_eq!(phone.prefix(), "+91987654");
    }
}
