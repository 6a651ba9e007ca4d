//! `dineqr restaurant`: the operator creates restaurants.

use clap::Subcommand;

use super::failure::Failure;
use super::{Options, one_shot, output};
use crate::usecase;

/// Restaurants of this installation.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Create a restaurant with the default settings
    Create {
        /// Its name in links: 2 to 40 of a-z, 0-9 and -
        #[arg(long)]
        slug: String,
        /// Its name for people
        #[arg(long)]
        name: String,
    },
}

/// Runs the command.
pub(super) fn run(options: &Options, command: Command) -> Result<(), Failure> {
    let Command::Create { slug, name } = command;
    let restaurant = one_shot::with_app(options, async |app| {
        Ok(usecase::restaurant::create(&app, &slug, &name).await?)
    })?;
    output::say(format_args!("Created {} ({}).", restaurant.name, restaurant.slug));
    output::say(format_args!(
        "Next: dineqr manager create --restaurant {} --email THEIR-ADDRESS",
        restaurant.slug
    ));
    Ok(())
}
