//! The command line.

use std::path::PathBuf;
use std::str::FromStr;

use crate::failure::{Outcome, fail};
use crate::floor::Floor;

/// What `--help` prints.
pub const USAGE: &str = "\
dineqr-bench --dineqr target/release/dineqr [--only NAME] [--quick] [--peer DIR] [--results FILE]
  --only NAME    one figure: menu, tab, orders, sockets, start, logins, nodes, growth or growth-mongo
  --quick        one short round each: shows that everything runs, not how fast it is
  --peer DIR     the Node program to compare with (bench/peer-node)
  --results FILE where the results go (target/bench/results.json)";

/// What to measure and with what.
#[derive(Debug)]
pub struct Args {
    /// The release binary.
    pub dineqr: PathBuf,
    /// The directory of the Node program.
    pub peer: PathBuf,
    /// One figure instead of all.
    pub only: Option<String>,
    /// Short rounds.
    pub quick: bool,
    /// The results file.
    pub results: PathBuf,
}

/// What the program was asked to do.
#[derive(Debug)]
pub enum Command {
    /// Take the figures.
    Measure(Args),
    /// Be one of the floors: the program starts itself so that each floor's CPU is its own.
    Floor(Floor),
    /// Print the usage.
    Help,
}

impl Args {
    /// Reads the arguments that follow the program's name.
    pub fn parse(words: impl Iterator<Item = String>) -> Outcome<Command> {
        let mut words = Words(words);
        let mut args = Self {
            dineqr: PathBuf::from("target/release/dineqr"),
            peer: PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/peer-node")),
            only: None,
            quick: false,
            results: PathBuf::from("target/bench/results.json"),
        };
        while let Some(word) = words.0.next() {
            match word.as_str() {
                "floor" => return Floor::parse(&mut words).map(Command::Floor),
                "--help" | "-h" => return Ok(Command::Help),
                "--dineqr" => args.dineqr = words.value(&word)?,
                "--peer" => args.peer = words.value(&word)?,
                "--only" => args.only = Some(words.value(&word)?),
                "--results" => args.results = words.value(&word)?,
                "--quick" => args.quick = true,
                other => return fail(format!("{other} is no argument of this program\n{USAGE}")),
            }
        }
        Ok(Command::Measure(args))
    }
}

/// The words of the command line that are left.
pub struct Words<I>(pub I);

impl<I: Iterator<Item = String>> Words<I> {
    /// The value of the option `name`.
    pub fn value<T: FromStr>(&mut self, name: &str) -> Outcome<T> {
        let Some(text) = self.0.next() else { return fail(format!("{name} needs a value")) };
        text.parse().or_else(|_| fail(format!("{name} cannot be {text}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Outcome<Command> {
        Args::parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn one_figure_in_short_rounds_can_be_asked_for() {
        let Ok(Command::Measure(args)) = parse("--dineqr a/dineqr --only menu --quick") else {
            panic!("not a measurement");
        };
        assert_eq!(args.dineqr, PathBuf::from("a/dineqr"));
        assert_eq!(args.only.as_deref(), Some("menu"));
        assert!(args.quick);
    }

    #[test]
    fn an_unknown_word_and_a_missing_value_are_refused() {
        assert!(parse("--fast").is_err());
        assert!(parse("--only").is_err());
    }
}
