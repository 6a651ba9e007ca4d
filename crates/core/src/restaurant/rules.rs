//! The rules that a restaurant's card and settings keep.

use jiff::tz::TimeZone;

use super::{Hours, Restaurant, Settings};
use crate::text::is_name;

/// A field, whether it keeps its rule, and the rule in words.
type Rule = (&'static str, bool, &'static str);

impl Restaurant {
    /// Checks what a manager typed; every broken rule as (field, rule).
    pub fn problems(&self) -> Vec<(String, String)> {
        let rules = self.card_rules().into_iter().chain(self.settings.rules());
        let broken = rules.filter(|(_, kept, _)| !kept);
        broken.map(|(field, _, rule)| (field.to_owned(), rule.to_owned())).collect()
    }

    fn card_rules(&self) -> Vec<Rule> {
        let fssai = optional(self.fssai.as_deref(), 14, u8::is_ascii_digit);
        let gstin = optional(self.gstin.as_deref(), 15, u8::is_ascii_alphanumeric);
        vec![
            ("name", is_name(&self.name, 80), "1 to 80 characters"),
            ("time_zone", TimeZone::get(&self.time_zone).is_ok(), "an IANA time zone"),
            ("languages", !self.languages.is_empty(), "at least one language"),
            ("fssai", fssai, "14 digits"),
            ("gstin", gstin, "15 letters and digits"),
        ]
    }
}

impl Settings {
    fn rules(&self) -> Vec<Rule> {
        let (classes, stations, caps) = (&self.tax_classes, &self.stations, &self.caps);
        let keys_once = once_each(classes.iter().map(|class| &class.key));
        let classes_sound = classes.iter().all(|class| class.is_sound());
        let stations_named = stations.iter().all(|name| is_name(name, 40));
        let hours_sound = self.hours.iter().all(Hours::is_sound);
        vec![
            ("tax_classes", !classes.is_empty(), "at least one tax class"),
            ("tax_classes", keys_once, "each key once"),
            (
                "tax_classes",
                classes_sound,
                "keys and names of 1 to 40 characters, rates of at most 100 %",
            ),
            ("stations", !stations.is_empty(), "at least one station"),
            ("stations", stations_named, "names of 1 to 40 characters"),
            ("stations", once_each(stations.iter()), "each station once"),
            ("business_day_start", self.business_day_start < 1440, "0 to 1439 minutes"),
            ("rounding_unit", matches!(self.rounding_unit, 1..=100), "1 to 100 minor units"),
            ("hours", hours_sound, "day 1 to 7, opens 0 to 1439, closes 0 to 1440"),
            ("caps", !caps.unseen_amount.is_negative(), "an amount that is not negative"),
            ("caps", caps.orders_per_tab > 0, "at least one order on a tab"),
        ]
    }
}

impl Hours {
    fn is_sound(&self) -> bool {
        (1..=7).contains(&self.day) && self.opens < 1440 && self.closes <= 1440
    }
}

fn optional(text: Option<&str>, length: usize, allowed: fn(&u8) -> bool) -> bool {
    text.is_none_or(|text| text.len() == length && text.as_bytes().iter().all(allowed))
}

fn once_each<'a>(mut names: impl Iterator<Item = &'a String>) -> bool {
    let mut seen = std::collections::HashSet::new();
    names.all(|name| seen.insert(name))
}

#[cfg(test)]
mod tests {
    use crate::test_support::restaurant;

    #[test]
    fn settings_name_the_field_that_is_wrong() {
        let mut place = restaurant();
        assert_eq!(place.problems(), []);
        place.time_zone = "Mars/Olympus".to_owned();
        place.settings.stations.clear();
        place.fssai = Some("123".to_owned());
        let fields: Vec<String> = place.problems().into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["time_zone", "fssai", "stations"]);
    }
}
