//! `dineqr copy`: everything from one store into another, to move house or to keep a copy of another kind.

use clap::Args;
use dineqr_core::store::StoreError;

use super::failure::Failure;
use super::progress::Lines;
use super::{one_shot, output};
use crate::store::{Company, Place};
use crate::usecase::transfer::{self, Inventory, Move, MoveError};

/// What `copy` understands.
#[derive(Debug, Args)]
#[command(
    after_help = "A URI is sqlite:PATH or mongodb://.../NAME. Stop the server first. A copy that was cut off \
    goes on when\nthe same command is run again. At the end both stores are read and compared."
)]
pub(super) struct Copy {
    /// What is copied; it stays as it is
    #[arg(long, value_name = "URI")]
    from: String,
    /// Where it goes; it must be empty
    #[arg(long, value_name = "URI")]
    to: String,
    /// Delete what the target holds first
    #[arg(long)]
    replace: bool,
}

/// Runs the command.
pub(super) fn run(args: &Copy) -> Result<(), Failure> {
    let (from, to) = (read_place("--from", &args.from)?, read_place("--to", &args.to)?);
    if let Place::File(path) = &from
        && !path.is_file()
    {
        return Err(Failure::new(format!("--from: there is no database at {}", path.display())));
    }
    if from.is(&to) {
        return Err(Failure::new("--from, --to: they are the same store"));
    }
    let inventory = one_shot::block_on(copy(&from, &to, args.replace))?;
    print_inventory(&inventory);
    Ok(())
}

fn read_place(flag: &str, uri: &str) -> Result<Place, Failure> {
    match Place::parse(uri) {
        Ok(Place::Memory) => {
            Err(Failure::new(format!("{flag}: a store in memory is gone already")))
        }
        Ok(place) => Ok(place),
        Err(expected) => Err(Failure::new(format!("{flag}: {expected}"))),
    }
}

async fn copy(from: &Place, to: &Place, replace: bool) -> Result<Inventory, Failure> {
    let open = async |flag: &str, place: &Place| {
        let opened = place.open(Company::Nobody).await;
        opened.map_err(|error| Failure::new(format!("{flag}: {place}: {error}")))
    };
    let (source, target) = (open("--from", from).await?, open("--to", to).await?);
    let name = from.name();
    let moving = Move { from: &*source.store, source: &name, to: &*target.store, replace };
    let mut lines = Lines::new();
    let moved = transfer::run(moving, &mut |progress| lines.show(progress)).await;
    lines.end();
    for claim in [source.claim, target.claim].into_iter().flatten() {
        claim.release().await;
    }
    moved.map_err(|error| advised(&error))
}

/// The error with what to do about it.
fn advised(error: &MoveError) -> Failure {
    let advice = match error {
        MoveError::SourceUnfinished => "finish that copy first",
        MoveError::NotEmpty(_) => "--replace deletes what it holds",
        MoveError::OtherSource(_) => {
            "copy from there again to finish it, or delete what the target holds with --replace"
        }
        // A name or a number that was given anew in the source since an earlier attempt.
        MoveError::Target(StoreError::Duplicate)
        | MoveError::Changed { .. }
        | MoveError::Different { .. } => {
            "see that nothing uses either store, and start over with --replace"
        }
        MoveError::Source(_) | MoveError::Target(_) => "run the same command again to go on",
    };
    Failure::new(format!("{error}; {advice}"))
}

/// One line per collection. The fingerprint is the same wherever the same records are.
fn print_inventory(inventory: &Inventory) {
    output::say(format_args!("{:<14} {:>10}  fingerprint", "collection", "records"));
    for (collection, all) in inventory {
        let (name, count, sum) = (collection.as_str(), all.count, all.sum[0]);
        output::say(format_args!("{name:<14} {count:>10}  {sum:016x}"));
    }
}
