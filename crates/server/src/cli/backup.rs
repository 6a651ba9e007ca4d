//! `dineqr backup`: the database in one file, also beside a running server.

use std::path::PathBuf;

use clap::Args;
use dineqr_core::store::StoreError;

use super::failure::Failure;
use super::{Options, output, wiring};
use crate::config::Config;
use crate::store::Place;

/// What `backup` understands.
#[derive(Debug, Args)]
pub(super) struct Backup {
    /// The file to write; it holds secrets, and is for this user alone
    file: PathBuf,
    /// Replace the file if there is one
    #[arg(long)]
    force: bool,
}

/// Runs the command.
pub(super) fn run(options: &Options, Backup { file, force }: &Backup) -> Result<(), Failure> {
    let database = database(&options.load()?)?;
    let name = file.display();
    if !database.exists() {
        let database = database.display();
        return Err(Failure::new(format!(
            "there is no database at {database}; look at --data-dir"
        )));
    }
    dineqr_store_sqlite::back_up(&database, file, *force).map_err(|error| match error {
        StoreError::Duplicate => {
            Failure::new(format!("{name} is there already; --force replaces it"))
        }
        error => Failure::new(format!("{name} was not written: {error}")),
    })?;
    let bytes = file.metadata().map_or(0, |file| file.len());
    output::say(format_args!("Wrote {name} ({bytes} bytes)."));
    Ok(())
}

/// The file that backup and restore are about.
pub(super) fn database(config: &Config) -> Result<PathBuf, Failure> {
    match wiring::place(config)? {
        Place::File(path) => Ok(path),
        Place::Memory => Err(Failure::new("store.uri: a store in memory is gone already")),
        place @ Place::Cluster(_) => Err(Failure::new(format!(
            "{place} is no file: use mongodump and mongorestore, or copy everything into a file and back with \
             `dineqr copy --from URI --to sqlite:PATH`"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cluster_has_tools_of_its_own() {
        let mut config = Config::default();
        config.store.uri = Some("mongodb://u:secret@localhost/dineqr".to_owned());
        let refused = database(&config).expect_err("no file").to_string();
        assert!(refused.contains("mongodump") && refused.contains("dineqr copy"), "{refused}");
        assert!(!refused.contains("secret"), "{refused}");
    }
}
