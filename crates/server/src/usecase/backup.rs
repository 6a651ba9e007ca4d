//! Backups that the server makes by itself: files in a folder, the newest few.

use std::fmt::Display;
use std::path::{Path, PathBuf};

use dineqr_core::store::StoreError;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use tokio::fs;

use super::Result;
use crate::app::App;

/// How a backup is called: by the minute it was made in, UTC.
const NAME: &str = "dineqr-%Y-%m-%dT%H%MZ.db";
/// The end of a name whose backup was not finished.
const PARTIAL: &str = ".partial";

/// Makes a backup if the settings want one and the newest is old enough; then deletes the oldest beyond those that are
/// kept. Says whether it made one.
///
/// # Errors
/// The store's, and `Unavailable` when the folder cannot be read or written. No file is left of a backup that failed.
pub async fn run_if_due(app: &App) -> Result<bool> {
    let settings = &app.config.backup;
    let Some(every) = settings.every() else { return Ok(false) };
    let folder = settings.folder(&app.config.data_dir);
    let found = Found::read(&folder).await?;
    let newest = found.whole.last().map_or(Timestamp::MIN, |(made, _)| *made);
    if app.now().duration_since(newest) < every {
        return Ok(false);
    }
    // One server works on a file, and one job in it: what is there was left by a crash.
    delete(&found.partial).await?;
    make_folder(&folder).await?;
    app.store.back_up(&folder.join(name_at(app.now())), false).await?;
    let kept = usize::try_from(settings.keep).unwrap_or(usize::MAX);
    let found: Vec<_> =
        Found::read(&folder).await?.whole.into_iter().map(|(_, path)| path).collect();
    delete(&found[..found.len().saturating_sub(kept)]).await?;
    Ok(true)
}

/// The backups in a folder, the oldest first, and what is left of some that were cut off.
#[derive(Default)]
struct Found {
    whole: Vec<(Timestamp, PathBuf)>,
    partial: Vec<PathBuf>,
}

impl Found {
    /// A folder that is not there has none.
    async fn read(folder: &Path) -> Result<Self> {
        let mut found = Self::default();
        let mut files = match fs::read_dir(folder).await {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(found),
            files => files.map_err(|error| unavailable(folder, &error))?,
        };
        while let Some(file) =
            files.next_entry().await.map_err(|error| unavailable(folder, &error))?
        {
            found.enter(&file);
        }
        found.whole.sort();
        Ok(found)
    }

    /// What has no name of ours is nobody's business.
    fn enter(&mut self, file: &fs::DirEntry) {
        let name = file.file_name();
        let Some(name) = name.to_str() else { return };
        if let Some(made) = made_at(name) {
            self.whole.push((made, file.path()));
        } else if name.strip_suffix(PARTIAL).and_then(made_at).is_some() {
            self.partial.push(file.path());
        }
    }
}

fn name_at(now: Timestamp) -> String {
    now.strftime(NAME).to_string()
}

/// When the backup of that name was made, if it is one.
fn made_at(name: &str) -> Option<Timestamp> {
    let made = TimeZone::UTC.to_timestamp(DateTime::strptime(NAME, name).ok()?).ok()?;
    (name_at(made) == name).then_some(made)
}

async fn make_folder(folder: &Path) -> Result<()> {
    let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).await;
    Ok(made.map_err(|error| unavailable(folder, &error))?)
}

async fn delete(files: &[PathBuf]) -> Result<()> {
    for path in files {
        fs::remove_file(path).await.map_err(|error| unavailable(path, &error))?;
    }
    Ok(())
}

fn unavailable(path: &Path, error: &dyn Display) -> StoreError {
    StoreError::Unavailable(format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_when_it_was_made() {
        let made = made_at("dineqr-2026-11-24T0300Z.db").expect("a backup");
        assert_eq!(made.to_string(), "2026-11-24T03:00:00Z");
        assert_eq!(name_at(made), "dineqr-2026-11-24T0300Z.db");
        for name in [
            "dineqr.db",
            "dineqr-2026-11-24T0300Z.db.partial",
            "dineqr-2026-11-31T0300Z.db",
            "dineqr-2026-11-24T300Z.db",
            "dineqr-before-the-festival.db",
            "my-dineqr-2026-11-24T0300Z.db",
        ] {
            assert_eq!(made_at(name), None, "{name}");
        }
    }
}
