//! `dineqr menu`: a restaurant's menu from a file.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::Subcommand;
use dineqr_core::event::Actor;

use super::failure::Failure;
use super::{Options, one_shot, output};
use crate::app::App;
use crate::usecase::{Error, menu};

/// The menu of a restaurant.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Replace a menu by a CSV file and publish it; a running server shows it within a second
    #[command(after_help = "Columns: category,name,price_inr,diet and optionally variant,station,\
        tax_class,description. UTF-8.\nA file with a mistake is refused as a whole and the old menu stays.")]
    Import {
        /// The file
        file: PathBuf,
        /// The restaurant's slug
        #[arg(long, value_name = "SLUG")]
        restaurant: String,
    },
}

/// Runs the command.
pub(super) fn run(options: &Options, command: Command) -> Result<(), Failure> {
    let Command::Import { file, restaurant } = command;
    one_shot::with_app(options, async |app| import(&app, &file, &restaurant).await)
}

async fn import(app: &App, file: &Path, slug: &str) -> Result<(), Failure> {
    let restaurant = one_shot::restaurant(app, slug).await?;
    let bytes = read(file, app.config.http.import_limit)?;
    let refused = |error: Error| {
        let text = format_args!("{} was refused, the old menu stays", file.display());
        Failure::from(error).under(text)
    };
    let menu = menu::read(app, restaurant.id, &bytes).await.map_err(refused)?;
    let menu = menu::save_draft(app, restaurant.id, menu).await.map_err(refused)?;
    let version = menu::publish(app, restaurant.id, Actor::System).await?;
    output::say(format_args!(
        "Published version {version} of {}: {} dishes in {} categories.",
        restaurant.name,
        menu.dishes().count(),
        menu.categories.len()
    ));
    Ok(())
}

/// The file's bytes, at most `limit`.
fn read(file: &Path, limit: usize) -> Result<Vec<u8>, Failure> {
    let fail = |what: &dyn std::fmt::Display| {
        Failure::new(format!("{} cannot be imported: {what}", file.display()))
    };
    let mut bytes = Vec::new();
    let open = File::open(file).map_err(|error| fail(&error))?;
    open.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(|error| fail(&error))?;
    if bytes.len() > limit {
        return Err(fail(&format_args!("more than {limit} bytes (http.import_limit)")));
    }
    Ok(bytes)
}
