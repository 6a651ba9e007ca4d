//! The columns of a spreadsheet, and its rows as they are read.

use std::collections::HashMap;

use super::{ImportError, LineProblem};
use crate::menu::Diet;
use crate::money::Amount;
use crate::restaurant::Settings;
use crate::text::is_name;

const REQUIRED: [&str; 4] = ["category", "name", "price_inr", "diet"];
const OPTIONAL: [&str; 4] = ["variant", "station", "tax_class", "description"];
/// Longest name of anything, in characters.
const LONGEST_NAME: usize = 120;
/// Longest description, in characters.
const LONGEST_DESCRIPTION: usize = 600;

/// A column, and the rule that its field breaks.
type Broken = (&'static str, &'static str);

/// Which column stands where.
pub struct Columns(HashMap<String, usize>);

impl Columns {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Finds the columns in the header, in any order.
    pub fn read(header: Option<&csv::StringRecord>) -> Result<Self, ImportError> {
        let names: Vec<String> =
            header.into_iter().flatten().map(|name| name.trim().to_owned()).collect();
        let known =
            |name: &String| REQUIRED.contains(&name.as_str()) || OPTIONAL.contains(&name.as_str());
        let complete = REQUIRED.iter().all(|name| names.iter().any(|n| n == name));
        let columns: HashMap<String, usize> = names.iter().cloned().zip(0..).collect();
        if complete && names.iter().all(known) && columns.len() == names.len() {
            return Ok(Self(columns));
        }
        let rule =
            format!("the header is {}, then any of {}", REQUIRED.join(","), OPTIONAL.join(","));
        Err(ImportError { problems: vec![LineProblem::new(1, "file", rule)] })
    }

    fn get<'r>(&self, record: &'r csv::StringRecord, name: &str) -> &'r str {
        self.0.get(name).and_then(|index| record.get(*index)).unwrap_or("").trim()
    }
}

/// One row, read.
pub struct Row<'r> {
    pub category: &'r str,
    pub name: &'r str,
    pub variant: &'r str,
    pub price: Amount,
    pub diet: Diet,
    pub station: &'r str,
    pub tax_class: &'r str,
    pub description: &'r str,
}

impl<'r> Row<'r> {
    /// Reads a row, or says every rule that it breaks.
    pub fn read(
        columns: &Columns,
        record: &'r csv::StringRecord,
        settings: &Settings,
    ) -> Result<Self, Vec<Broken>> {
        let get = |name: &'static str| columns.get(record, name);
        let mut broken = broken_texts(get);
        broken.extend(broken_references(get, settings));
        let price = Amount::parse_major(get("price_inr"));
        if price.is_err() {
            broken.push(("price_inr", "digits with at most two decimals, at most 10000000"));
        }
        let diet = Diet::parse(get("diet"));
        if diet.is_none() {
            broken.push(("diet", "veg, non-veg, egg or vegan"));
        }
        let (Ok(price), Some(diet), true) = (price, diet, broken.is_empty()) else {
            return Err(broken);
        };
        Ok(Self {
            category: get("category"),
            name: get("name"),
            variant: get("variant"),
            price,
            diet,
            station: get("station"),
            tax_class: get("tax_class"),
            description: get("description"),
        })
    }
}

fn broken_texts<'r>(get: impl Fn(&'static str) -> &'r str) -> Vec<Broken> {
    let named = |field| is_name(get(field), LONGEST_NAME);
    let kept = [
        ("category", named("category"), "1 to 120 characters on one line"),
        ("name", named("name"), "1 to 120 characters on one line"),
        (
            "variant",
            get("variant").is_empty() || named("variant"),
            "at most 120 characters on one line",
        ),
        (
            "description",
            get("description").chars().count() <= LONGEST_DESCRIPTION,
            "at most 600 characters",
        ),
    ];
    kept.into_iter().filter(|(_, kept, _)| !kept).map(|(field, _, rule)| (field, rule)).collect()
}

fn broken_references<'r>(
    get: impl Fn(&'static str) -> &'r str,
    settings: &Settings,
) -> Vec<Broken> {
    let (station, class) = (get("station"), get("tax_class"));
    let mut broken = Vec::new();
    if !station.is_empty() && !settings.stations.iter().any(|known| known == station) {
        broken.push(("station", "a station of the restaurant"));
    }
    if !class.is_empty() && !settings.tax_classes.iter().any(|known| known.key == class) {
        broken.push(("tax_class", "the key of a tax class of the restaurant"));
    }
    broken
}
