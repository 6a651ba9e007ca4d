//! The figures as a table and as a file.

use std::fmt;
use std::path::Path;

use serde::Serialize;

use crate::failure::Outcome;

/// What a figure has to reach.
#[derive(Debug, Clone, Copy)]
pub enum Goal {
    /// Ours over the reference, at least.
    RatioAtLeast(f64),
    /// Ours over the reference, at most.
    RatioAtMost(f64),
    /// Ours alone, at most, in this unit.
    AtMost(f64, &'static str),
    /// It is there for scale.
    None,
}

/// One figure.
#[derive(Debug, Serialize)]
pub struct Row {
    name: String,
    ours: f64,
    reference: Option<f64>,
    ratio: Option<f64>,
    goal: String,
    met: bool,
    /// Says in the table what the numbers are, and what the peer does.
    #[serde(skip)]
    note: String,
    #[serde(skip)]
    missed_by: Option<f64>,
}

impl Row {
    /// A figure beside its reference of the same run; `ratio` is ours over the reference.
    pub fn new(name: &str, ours: f64, reference: Option<(f64, f64)>, goal: Goal) -> Self {
        let ratio = reference.map(|(_, ratio)| ratio);
        let excess = goal.excess(ours, ratio);
        Self {
            name: name.to_owned(),
            ours,
            reference: reference.map(|(value, _)| value),
            ratio,
            goal: goal.to_string(),
            met: excess.is_none_or(|excess| excess <= 0.0),
            note: String::new(),
            missed_by: excess,
        }
    }

    /// Says more in the table.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    fn verdict(&self) -> String {
        match self.missed_by {
            None => "no goal".into(),
            Some(_) if self.met => format!("{}: met", self.goal),
            Some(excess) => format!("{}: MISSED by {:.0} %", self.goal, excess * 100.0),
        }
    }
}

impl Goal {
    /// How far the figure is on the wrong side of the goal, as a share of the goal; a figure that is not a number
    /// is infinitely far. None where there is no goal.
    fn excess(self, ours: f64, ratio: Option<f64>) -> Option<f64> {
        let ratio = ratio.unwrap_or(f64::NAN);
        let excess = match self {
            Self::RatioAtLeast(goal) => 1.0 - ratio / goal,
            Self::RatioAtMost(goal) => ratio / goal - 1.0,
            Self::AtMost(goal, _) => ours / goal - 1.0,
            Self::None => return None,
        };
        Some(if excess.is_nan() { f64::INFINITY } else { excess })
    }
}

impl fmt::Display for Goal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::RatioAtLeast(goal) => write!(f, "ratio >= {goal}"),
            Self::RatioAtMost(goal) => write!(f, "ratio <= {goal}"),
            Self::AtMost(goal, unit) => write!(f, "<= {goal} {unit}"),
            Self::None => f.write_str("none"),
        }
    }
}

/// All figures of a run.
#[derive(Debug, Default)]
pub struct Report {
    rows: Vec<Row>,
    failures: Vec<String>,
}

impl Report {
    /// Adds figures.
    pub fn add(&mut self, rows: Vec<Row>) {
        self.rows.extend(rows);
    }

    /// Notes a measurement that could not be taken.
    pub fn fail(&mut self, figure: &str, why: &str) {
        self.failures.push(format!("{figure}: {why}"));
    }

    /// Whether every measurement was taken.
    pub fn complete(&self) -> bool {
        self.failures.is_empty()
    }

    /// Prints the table, then what failed.
    pub fn print(&self) {
        let wide = self.rows.iter().map(|row| row.name.len()).max().unwrap_or(0);
        println!("{:wide$}  {:>9}  {:>9}  {:>6}  goal", "figure", "ours", "reference", "ratio");
        for row in &self.rows {
            println!(
                "{:wide$}  {:>9}  {:>9}  {:>6}  {}{}",
                row.name,
                short(Some(row.ours)),
                short(row.reference),
                short(row.ratio),
                row.verdict(),
                if row.note.is_empty() { String::new() } else { format!("  ({})", row.note) },
            );
        }
        for failure in &self.failures {
            println!("NOT MEASURED {failure}");
        }
    }

    /// Writes the figures as JSON.
    pub fn write(&self, path: &Path) -> Outcome<()> {
        std::fs::write(path, serde_json::to_string_pretty(&self.rows)? + "\n")?;
        println!("written to {}", path.display());
        Ok(())
    }
}

/// Three or more significant digits, as a person reads them.
fn short(value: Option<f64>) -> String {
    match value {
        None => "-".into(),
        Some(value) if value.abs() >= 100.0 => format!("{value:.0}"),
        Some(value) if value.abs() >= 10.0 => format!("{value:.1}"),
        Some(value) => format!("{value:.2}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_on_the_goal_is_met_and_one_beyond_it_says_by_how_much() {
        assert!(Row::new("a", 85.0, Some((100.0, 0.85)), Goal::RatioAtLeast(0.85)).met);
        let missed = Row::new("b", 125.0, None, Goal::AtMost(100.0, "us"));
        assert_eq!(missed.verdict(), "<= 100 us: MISSED by 25 %");
    }

    #[test]
    fn a_figure_without_a_goal_is_there_for_scale() {
        let row = Row::new("a", 5.0, None, Goal::None);
        assert_eq!((row.verdict().as_str(), row.met), ("no goal", true));
    }

    #[test]
    fn a_figure_that_is_not_a_number_is_missed() {
        assert!(!Row::new("a", f64::NAN, None, Goal::AtMost(1.0, "ms")).met);
    }

    #[test]
    fn the_file_has_the_six_agreed_fields_and_no_others() {
        let row = Row::new("a", 1.0, Some((2.0, 0.5)), Goal::RatioAtMost(1.0)).note("peer 3");
        let value = serde_json::to_value(&row).expect("json");
        let mut keys: Vec<_> = value.as_object().expect("object").keys().cloned().collect();
        keys.sort();
        assert_eq!(keys, ["goal", "met", "name", "ours", "ratio", "reference"]);
    }
}
