//! The command line of `dineqr`: one file per sub-command.
//!
//! Exit codes: 0 done, 1 refused or failed (with a line on standard error that says what to do), 2 usage.
//!
//! To add a command: 1. a file with its `Args` and a `run` that answers `Result<(), Failure>`; 2. its variant in
//! [`Command`] and its arm in [`run`]; 3. its line in the README.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

mod announce;
mod backup;
mod config;
mod copy;
mod failure;
mod health;
mod manager;
mod menu;
mod one_shot;
mod openapi;
mod output;
mod progress;
mod restaurant;
mod restore;
mod serve;
mod signals;
mod wiring;

use failure::Failure;

/// Self-hosted QR ordering for restaurants.
#[derive(Debug, Parser)]
#[command(name = "dineqr", version, arg_required_else_help = true)]
pub struct Cli {
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    command: Command,
}

/// What every command understands.
#[derive(Debug, Clone, Args)]
struct Options {
    /// Where the database and the pictures are kept [default: ./data]
    #[arg(long, global = true, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// A settings file; `dineqr config default` prints one to start from
    #[arg(long, global = true, value_name = "FILE", env = "DINEQR_CONFIG")]
    config: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the server
    Serve {
        /// Serve a made-up restaurant, with codes shown instead of sent: to look around, not for guests
        #[arg(long)]
        demo: bool,
        /// Address and port [default: 127.0.0.1:8080]
        #[arg(long, value_name = "ADDR")]
        listen: Option<SocketAddr>,
    },
    /// Say whether the server of these settings answers; exit code 0 if it does
    Health {
        /// Where it was told to listen, if not by the settings
        #[arg(long, value_name = "ADDR")]
        listen: Option<SocketAddr>,
    },
    /// Restaurants of this installation
    #[command(subcommand)]
    Restaurant(restaurant::Command),
    /// Managers of a restaurant
    #[command(subcommand)]
    Manager(manager::Command),
    /// The menu of a restaurant
    #[command(subcommand)]
    Menu(menu::Command),
    /// Write the database into one file; a server may run
    Backup(backup::Backup),
    /// Put a backup in the place of the database; no server may run
    Restore(restore::Restore),
    /// Copy everything from one store into another
    Copy(copy::Copy),
    /// The settings of this installation
    #[command(subcommand)]
    Config(config::Command),
    /// Print the description of the API (OpenAPI 3.1, JSON)
    Openapi,
}

/// Reads the command line, does what it says, and answers the exit code.
pub fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            output::complain(&failure);
            ExitCode::FAILURE
        }
    }
}

fn run(Cli { options, command }: Cli) -> Result<(), Failure> {
    match command {
        Command::Serve { demo, listen } => serve::run(&options, demo, listen),
        Command::Health { listen } => health::run(&options, listen),
        Command::Restaurant(command) => restaurant::run(&options, command),
        Command::Manager(command) => manager::run(&options, command),
        Command::Menu(command) => menu::run(&options, command),
        Command::Backup(backup) => backup::run(&options, &backup),
        Command::Restore(restore) => restore::run(&options, &restore),
        Command::Copy(copy) => copy::run(&copy),
        Command::Config(command) => config::run(&options, command),
        Command::Openapi => openapi::run(),
    }
}

impl Options {
    /// The settings, with what the command line says on top.
    fn load(&self) -> Result<crate::config::Config, Failure> {
        let mut config = crate::config::Config::load(self.config.as_deref())?;
        if let Some(data_dir) = &self.data_dir {
            config.data_dir.clone_from(data_dir);
        }
        Ok(config)
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;
    use clap::error::ErrorKind;

    use super::*;

    fn parse(line: &str) -> Result<Cli, ErrorKind> {
        Cli::try_parse_from(line.split(' ')).map_err(|error| error.kind())
    }

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_documented_form_is_understood() {
        for line in [
            "dineqr serve",
            "dineqr serve --demo --listen 127.0.0.1:0 --data-dir /tmp/d --config dineqr.toml",
            "dineqr health",
            "dineqr health --listen 127.0.0.1:9000 --config dineqr.toml",
            "dineqr restaurant create --slug spice-route --name Spice",
            "dineqr manager create --restaurant spice-route --email asha@example.com",
            "dineqr manager create --restaurant spice-route --email a@example.com --name Asha",
            "dineqr menu import menu.csv --restaurant spice-route",
            "dineqr --data-dir /tmp/d menu import menu.csv --restaurant spice-route",
            "dineqr copy --from sqlite:a.db --to sqlite:b.db --replace",
            "dineqr backup monday.db --force",
            "dineqr restore monday.db --force --data-dir /tmp/d",
            "dineqr config check",
            "dineqr config default",
            "dineqr openapi",
        ] {
            assert!(parse(line).is_ok(), "{line}");
        }
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for line in [
            "dineqr fly",
            "dineqr serve --listen here",
            "dineqr health --listen here",
            "dineqr restaurant create --slug a",
            "dineqr menu import --restaurant a",
            "dineqr copy --from sqlite:a.db",
            "dineqr backup",
            "dineqr restore",
        ] {
            assert!(parse(line).is_err(), "{line}");
        }
    }
}
