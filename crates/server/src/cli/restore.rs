//! `dineqr restore`: a backup in the place of the database.

use std::path::PathBuf;

use clap::Args;
use dineqr_store_sqlite::RestoreError;

use super::failure::Failure;
use super::{Options, backup, output};
use crate::store::make_directory;

/// What `restore` understands.
#[derive(Debug, Args)]
#[command(
    after_help = "Stop the server first. The backup is checked before anything changes, and the database that \
    was there\nis kept beside the new one."
)]
pub(super) struct Restore {
    /// The backup
    file: PathBuf,
    /// Replace the database if there is one
    #[arg(long)]
    force: bool,
}

/// Runs the command.
pub(super) fn run(options: &Options, Restore { file, force }: &Restore) -> Result<(), Failure> {
    let database = backup::database(&options.load()?)?;
    if !file.is_file() {
        return Err(Failure::new(format!("{} is no file", file.display())));
    }
    make_directory(&database).map_err(|error| Failure::new(error.to_string()))?;
    let restored = dineqr_store_sqlite::restore(file, &database, *force);
    let (file, database) = (file.display(), database.display());
    let kept = restored.map_err(|error| match error {
        RestoreError::Exists => Failure::new(format!(
            "there is a database at {database} already; --force replaces it and keeps it beside the new one"
        )),
        RestoreError::InUse(why) => Failure::new(format!("{database}: {why}; stop the server first")),
        RestoreError::Unfit(why) => Failure::new(format!("{file} cannot be restored: {why}")),
        RestoreError::Failed(error) => Failure::new(error.to_string()),
    })?;
    output::say(format_args!("Restored {file} to {database}."));
    if let Some(kept) = kept {
        output::say(format_args!("What was there is kept as {}.", kept.display()));
    }
    Ok(())
}
