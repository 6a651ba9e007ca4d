//! `dineqr config`: the settings.

use clap::Subcommand;

use super::failure::Failure;
use super::{Options, output};
use crate::config::DEFAULT_TOML;

/// The settings of this installation.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Say whether the settings, from file and environment, can be used
    Check,
    /// Print a settings file with every key, its default and what it means
    Default,
}

/// Runs the command.
pub(super) fn run(options: &Options, command: Command) -> Result<(), Failure> {
    match command {
        Command::Check => check(options),
        Command::Default => {
            output::say(DEFAULT_TOML.trim_end());
            Ok(())
        }
    }
}

fn check(options: &Options) -> Result<(), Failure> {
    let config = options.load()?;
    output::say(format_args!(
        "The settings can be used: listening on {}, data in {}.",
        config.http.listen,
        config.data_dir.display()
    ));
    Ok(())
}
