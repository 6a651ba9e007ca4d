//! Tables of (state x command), written as text and walked cell by cell.

use crate::tab::{Decision, TabError};

/// Walks a table: the first line names the commands, each further line a state and what becomes of it. Every cell is
/// compared with what `outcome` says of that state and command.
pub fn walk(who: &str, table: &str, outcome: impl Fn(&str, &str) -> String) {
    let mut rows = table.lines().map(|row| row.split_whitespace().collect::<Vec<_>>());
    let mut rows = rows.by_ref().filter(|row| !row.is_empty());
    let commands = rows.next().expect("a heading").split_off(1);
    for row in rows {
        assert_eq!(row.len(), commands.len() + 1, "a cell for each command: {row:?}");
        for (command, expected) in commands.iter().zip(&row[1..]) {
            assert_eq!(&outcome(row[0], command), expected, "{who}: {command} at {}", row[0]);
        }
    }
}

/// The states and commands of a table, for walking it with someone who may do nothing.
pub fn cells(table: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rows = table.lines().filter(|row| !row.trim().is_empty());
    let commands: Vec<&str> = rows.next().expect("a heading").split_whitespace().skip(1).collect();
    rows.flat_map(move |row| {
        let state = row.split_whitespace().next().expect("a state");
        commands.clone().into_iter().map(move |command| (state, command))
    })
}

/// What a table calls the end of a step: the new state, `=` where nothing changed, or the refusal.
pub fn told(result: Result<Decision, TabError>, state: impl Fn(&Decision) -> String) -> String {
    match result {
        Ok(decision) if decision.is_replay() => "=".to_owned(),
        Ok(decision) => state(&decision),
        Err(error) => refusal(&error).to_owned(),
    }
}

/// A short name for a refusal; `-` where the state does not allow the step.
pub fn refusal(error: &TabError) -> &'static str {
    match error {
        TabError::TabClosed { .. } => "over",
        TabError::NotFound(_) => "unknown",
        TabError::NotAllowed { .. } => "-",
        TabError::Forbidden(_) => "forbidden",
        TabError::PresenceRequired => "prove",
        TabError::GuestRemoved => "removed",
        TabError::SoldOut { .. } => "sold_out",
        TabError::KitchenClosed => "kitchen_closed",
        TabError::PriceChanged { .. } => "price_changed",
        TabError::KeyReused => "key_reused",
        TabError::Rule(rule) => rule.code,
        TabError::Owing { .. } => "owing",
        TabError::Unfinished { .. } => "unfinished",
        TabError::CannotJoin { .. } => "cannot_join",
    }
}
