//! `dineqr manager`: the operator gives a restaurant its first manager.

use std::io::{self, BufRead, IsTerminal, Write};

use clap::Subcommand;
use dineqr_core::account::{Role, parse_email};

use super::failure::Failure;
use super::{Options, one_shot, output};
use crate::app::App;
use crate::usecase::people::{self, Person};

/// No password is longer; more than this on standard input is a mistake.
const LONGEST_LINE: u64 = 4096;

/// Managers of a restaurant.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Create a manager; the password is read from standard input, one line of 8 to 72 bytes. Who has an account already
    /// gives its password
    Create {
        /// The restaurant's slug
        #[arg(long, value_name = "SLUG")]
        restaurant: String,
        /// The address they sign in with
        #[arg(long)]
        email: String,
        /// What colleagues call them [default: the address up to the @]
        #[arg(long)]
        name: Option<String>,
    },
}

/// Runs the command.
pub(super) fn run(options: &Options, command: Command) -> Result<(), Failure> {
    let Command::Create { restaurant, email, name } = command;
    one_shot::with_app(options, async |app| create(&app, &restaurant, &email, name).await)
}

async fn create(app: &App, slug: &str, email: &str, name: Option<String>) -> Result<(), Failure> {
    let restaurant = one_shot::restaurant(app, slug).await?;
    let known = match parse_email(email) {
        Some(email) => app.store.account_by_email(&email).await?.is_some(),
        None => false,
    };
    let short = email.split('@').next().unwrap_or_default();
    let person = Person {
        name: Some(name.unwrap_or_else(|| short.to_owned())),
        email: Some(email.to_owned()),
        password: Some(ask_password()?),
        role: Some(Role::Manager),
        ..Person::default()
    };
    people::create(app, restaurant.id, person).await?;
    let kept = if known { " They had an account already and keep its password." } else { "" };
    output::say(format_args!("{email} is now a manager of {}.{kept}", restaurant.name));
    Ok(())
}

fn ask_password() -> Result<String, Failure> {
    let stdin = io::stdin();
    if stdin.is_terminal() {
        let mut err = io::stderr().lock();
        let _ = write!(err, "Password (8 to 72 bytes; it shows while you type): ")
            .and_then(|()| err.flush());
    }
    read_password(stdin.lock())
}

fn read_password(from: impl BufRead) -> Result<String, Failure> {
    let mut line = String::new();
    let read = from.take(LONGEST_LINE).read_line(&mut line);
    read.map_err(|error| Failure::new(format!("standard input: {error}")))?;
    let password = line.trim_end_matches(['\r', '\n']);
    if password.is_empty() {
        let how = "echo PASSWORD | dineqr manager create ...";
        return Err(Failure::new(format!("give the password on standard input: `{how}`")));
    }
    Ok(password.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_password_is_one_line_without_its_end() {
        let read = |text: &str| read_password(text.as_bytes()).ok();
        assert_eq!(read("two words \r\nrest").as_deref(), Some("two words "));
        assert_eq!(read("no line end").as_deref(), Some("no line end"));
        assert_eq!(read(""), None);
        assert_eq!(read("\nlate"), None);
    }
}
