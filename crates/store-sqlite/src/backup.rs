//! Copies of a database in one file, made beside whoever reads and writes it.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use dineqr_core::store::{Result, StoreError};
use rusqlite::{Connection, OpenFlags};

use crate::connection::Statements;
use crate::failure::{Outcome, other};

/// Writes a database, as it is at one moment, into a file for this user alone. The file is there whole or not at all,
/// and on the disk. Whoever writes the database meanwhile does not wait. Blocks.
///
/// `VACUUM INTO` reads one snapshot, however long it takes; the page-wise copy of SQLite's would begin anew with every
/// commit. It also leaves out what was deleted, and the file needs no log beside it. 470 MB took 1.2 s; of 1,551 commits
/// meanwhile half took less than 0.6 ms (0.4 ms before) and the longest 0.16 s.
///
/// # Errors
/// `Duplicate` when something has that name and is not to be replaced; `Unavailable` when it cannot be written or the
/// database not read.
pub fn back_up(database: &Path, to: &Path, replace: bool) -> Result<()> {
    let taken = || if !replace && to.exists() { Err(StoreError::Duplicate) } else { Ok(()) };
    taken()?;
    let unfinished = Unfinished::create(suffixed(to, ".partial"))?;
    snapshot(database, &unfinished.path)?;
    taken()?;
    unfinished.become_file(to)
}

fn snapshot(database: &Path, to: &Path) -> Result<()> {
    let to = to.to_str().ok_or_else(|| other("its name is not UTF-8"))?;
    let copy = || -> Outcome<()> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(database, flags)?;
        connection.execute_batch("PRAGMA busy_timeout = 5000;")?;
        connection.run("VACUUM INTO ?", [to])?;
        Ok(())
    };
    copy().map_err(StoreError::from)
}

/// A file that is gone when it is dropped before it was finished.
pub(crate) struct Unfinished {
    pub(crate) path: PathBuf,
    file: File,
    finished: bool,
}

impl Unfinished {
    /// Makes an empty file for this user alone.
    pub(crate) fn create(path: PathBuf) -> Result<Self> {
        let options = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path);
        match options {
            Ok(file) => Ok(Self { path, file, finished: false }),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                let path = path.display();
                let text = "is there: another backup is being written, or one was cut off";
                Err(StoreError::Unavailable(format!("{path} {text}; delete it then")))
            }
            Err(error) => Err(unavailable(&path, &error)),
        }
    }

    /// Takes in what another file holds, and nothing of who may read that.
    pub(crate) fn fill(&mut self, from: &Path) -> Result<()> {
        let copied = File::open(from).and_then(|mut from| io::copy(&mut from, &mut self.file));
        copied.map(drop).map_err(|error| unavailable(from, &error))
    }

    /// Gives it its name, on the disk, in the place of whatever has it.
    pub(crate) fn become_file(mut self, to: &Path) -> Result<()> {
        let named = self.file.sync_all().and_then(|()| fs::rename(&self.path, to));
        named.map_err(|error| unavailable(to, &error))?;
        self.finished = true;
        sync_directory(to).map_err(|error| unavailable(to, &error))
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if !self.finished {
            // What remains of it when this fails too has a name that says so.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Brings the names in the directory of a file to the disk.
pub(crate) fn sync_directory(of: &Path) -> io::Result<()> {
    let directory = of.parent().filter(|path| !path.as_os_str().is_empty());
    File::open(directory.unwrap_or(Path::new(".")))?.sync_all()
}

/// A path with something at its end.
pub(crate) fn suffixed(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

pub(crate) fn unavailable(path: &Path, error: &io::Error) -> StoreError {
    StoreError::Unavailable(format!("{}: {error}", path.display()))
}
