//! Menus as spreadsheets: one row per dish, or per variant of a dish.

mod builder;
mod rows;
#[cfg(test)]
mod tests;

use builder::Builder;
use rows::Columns;

use super::Menu;
use crate::id::RestaurantId;
use crate::restaurant::Settings;

/// Most rows one file may have.
pub const MOST_ROWS: usize = 5_000;
/// Most problems one answer lists; further ones show once these are mended.
const MOST_PROBLEMS: usize = 50;

/// A file that was refused as a whole.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the file was refused: {}", problems.first().map_or("", |p| p.rule.as_str()))]
pub struct ImportError {
    /// What is wrong, in the order of the lines.
    pub problems: Vec<LineProblem>,
}

/// What is wrong with one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineProblem {
    /// The line of the file, counted from 1.
    pub line: u64,
    /// The column, or `file`.
    pub field: &'static str,
    /// The rule it breaks.
    pub rule: String,
}

impl LineProblem {
    fn new(line: u64, field: &'static str, rule: impl Into<String>) -> Self {
        Self { line, field, rule: rule.into() }
    }
}

/// Reads a menu from CSV. Ids follow from restaurant, category, name, diet and variant, so that importing a corrected
/// file keeps the ids of what it names again.
///
/// # Errors
/// [`ImportError`] with every broken line; nothing of the file is used then.
pub fn import_csv(
    bytes: &[u8],
    restaurant: RestaurantId,
    settings: &Settings,
) -> Result<Menu, ImportError> {
    // The reader counts a line that ends with \r\n to the next record.
    let text = decode(bytes)?.replace("\r\n", "\n");
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let columns = Columns::read(reader.headers().ok())?;
    let mut builder = Builder::new(restaurant, settings);
    for (index, record) in reader.records().enumerate() {
        if index >= MOST_ROWS {
            let line = 2 + MOST_ROWS as u64;
            builder.problems.push(LineProblem::new(line, "file", "at most 5000 rows"));
            break;
        }
        match record {
            Ok(record) => builder.row(&columns, &record),
            Err(error) => {
                let line = error.position().map_or(index as u64 + 2, csv::Position::line);
                builder.problems.push(LineProblem::new(line, "file", "not readable as CSV"));
            }
        }
        if builder.problems.len() >= MOST_PROBLEMS {
            break;
        }
    }
    builder.finish()
}

fn decode(bytes: &[u8]) -> Result<&str, ImportError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let line = bytes[..error.valid_up_to()].iter().filter(|b| **b == b'\n').count() as u64 + 1;
        ImportError { problems: vec![LineProblem::new(line, "file", "not UTF-8")] }
    })
}
