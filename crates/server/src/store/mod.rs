//! Where a store is, and opening it: the one module that knows every kind of store there is.
//!
//! To add a kind: 1. its variant in [`Place`] and its scheme in [`Place::parse`]; 2. its arm in [`Place::open`].

mod claim;

use std::fmt;
use std::fs::DirBuilder;
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dineqr_core::id::IdSource as _;
use dineqr_core::store::{SharedStore, StoreError};
use dineqr_store_mongo::MongoStore;
use dineqr_store_sqlite::SqliteStore;

use crate::config::Config;
use crate::system::SystemRandom;

pub use claim::Claim;

/// The database's file where `store.uri` names none.
const DATABASE: &str = "dineqr.db";

/// Where a store is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In memory: gone at the end.
    Memory,
    /// One SQLite file.
    File(PathBuf),
    /// A MongoDB database: its whole URI, with what signs in to it.
    Cluster(String),
}

/// Who else may use a store while it is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Company {
    /// A server too: for commands that read, or edit restaurants, people and menus.
    Server,
    /// No server: for one that is alone, and for what must not see tabs change.
    Nobody,
    /// Servers of this name alone: for those that share their short-lived state.
    Nodes(String),
}

/// A store that was opened.
pub struct Opened {
    /// The store.
    pub store: SharedStore,
    /// The right to serve it, where that has to be renewed.
    pub claim: Option<Claim>,
}

impl Opened {
    fn unclaimed(store: SharedStore) -> Self {
        Self { store, claim: None }
    }
}

impl Place {
    /// Reads a URI: `sqlite:PATH`, `sqlite::memory:`, `mongodb://...` or `mongodb+srv://...`.
    ///
    /// # Errors
    /// What is expected, in words, when it is none of these.
    pub fn parse(uri: &str) -> Result<Self, &'static str> {
        match uri.split_once(':') {
            Some(("sqlite", ":memory:")) => Ok(Self::Memory),
            Some(("sqlite", path)) if !path.is_empty() => Ok(Self::File(PathBuf::from(path))),
            Some(("mongodb" | "mongodb+srv", rest)) if rest.starts_with("//") => {
                Ok(Self::Cluster(uri.to_owned()))
            }
            _ => Err("sqlite:PATH or mongodb://HOST/NAME is expected"),
        }
    }

    /// The place that the settings name.
    ///
    /// # Errors
    /// As [`Place::parse`]; settings that were checked have none.
    pub fn of(config: &Config) -> Result<Self, &'static str> {
        match &config.store.uri {
            Some(uri) => Self::parse(uri),
            None => Ok(Self::File(config.data_dir.join(DATABASE))),
        }
    }

    /// Opens the store; a file that is not there is made, with its directory.
    ///
    /// # Errors
    /// `Unavailable` when it cannot be opened or others use it that must not; `Other` when a newer program wrote it.
    pub async fn open(&self, company: Company) -> Result<Opened, StoreError> {
        match self {
            Self::Memory => Ok(Opened::unclaimed(Arc::new(SqliteStore::in_memory()?))),
            Self::File(path) => {
                make_directory(path)?;
                let store = SqliteStore::open(path)?;
                if company != Company::Server {
                    store.claim_tabs().await?;
                }
                Ok(Opened::unclaimed(Arc::new(store)))
            }
            Self::Cluster(uri) => {
                let store = Arc::new(MongoStore::open(uri).await?);
                let holder = match company {
                    Company::Server => return Ok(Opened::unclaimed(store)),
                    Company::Nobody => format!("{:032x}", SystemRandom.random()),
                    Company::Nodes(name) => format!("nodes of {name}"),
                };
                let claim = Claim::take(store.clone(), holder).await?;
                Ok(Opened { store, claim: Some(claim) })
            }
        }
    }

    /// The same place by one name, wherever it is asked from, without anything secret.
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => {
                let path = path.canonicalize().or_else(|_| std::path::absolute(path));
                format!("sqlite:{}", path.unwrap_or_default().display())
            }
            place => place.to_string(),
        }
    }

    /// Whether both are one store, however they are written.
    pub fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::File(a), Self::File(b)) => inode(a).is_some_and(|a| inode(b) == Some(a)),
            _ => self.name() == other.name(),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Memory => f.write_str("sqlite::memory:"),
            Self::File(path) => write!(f, "sqlite:{}", path.display()),
            Self::Cluster(uri) => f.write_str(&without_secrets(uri)),
        }
    }
}

/// Scheme, hosts and name of a URI: users, passwords and options are left out.
fn without_secrets(uri: &str) -> String {
    let (scheme, rest) = uri.split_once("://").unwrap_or(("", uri));
    let rest = rest.split('?').next().unwrap_or_default();
    let (authority, name) = rest.split_once('/').unwrap_or((rest, ""));
    let hosts = authority.rsplit('@').next().unwrap_or_default();
    format!("{scheme}://{hosts}/{name}")
}

fn inode(path: &Path) -> Option<(u64, u64)> {
    path.metadata().ok().map(|file| (file.dev(), file.ino()))
}

/// Makes the directory of a database; it holds secrets, so it is for this user alone.
pub fn make_directory(database: &Path) -> Result<(), StoreError> {
    let Some(directory) = database.parent().filter(|path| !path.as_os_str().is_empty()) else {
        return Ok(());
    };
    DirBuilder::new().recursive(true).mode(0o700).create(directory).map_err(|error| {
        let directory = directory.display();
        StoreError::Unavailable(format!("{directory} cannot be made ({error})"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_place_is_read() {
        assert_eq!(Place::parse("sqlite::memory:"), Ok(Place::Memory));
        assert_eq!(Place::parse("sqlite:a/b.db"), Ok(Place::File(PathBuf::from("a/b.db"))));
        for uri in ["mongodb://localhost/dineqr", "mongodb+srv://u:p@db.example.com/dineqr"] {
            assert_eq!(Place::parse(uri), Ok(Place::Cluster(uri.to_owned())));
        }
        for uri in ["", "sqlite:", "dineqr.db", "postgres://localhost/dineqr", "mongodb:dineqr"] {
            assert!(Place::parse(uri).is_err(), "{uri}");
        }
    }

    #[test]
    fn a_place_is_named_without_secrets() {
        for (uri, name) in [
            ("mongodb://localhost/dineqr", "mongodb://localhost/dineqr"),
            ("mongodb://u:p%40@a:1,b:2/dineqr?tls=true&password=x", "mongodb://a:1,b:2/dineqr"),
            ("mongodb+srv://u:p@db.example.com", "mongodb+srv://db.example.com/"),
            ("sqlite:/srv/dineqr.db", "sqlite:/srv/dineqr.db"),
        ] {
            assert_eq!(Place::parse(uri).expect("a place").to_string(), name);
        }
    }

    #[test]
    fn a_file_is_the_same_however_it_is_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let (file, link) = (folder.path().join("a.db"), folder.path().join("b.db"));
        std::fs::write(&file, "").expect("written");
        std::fs::hard_link(&file, &link).expect("linked");
        let (file, link) = (Place::File(file), Place::File(link));
        assert!(file.is(&link));
        assert!(!file.is(&Place::File(folder.path().join("c.db"))));
        let cluster = |uri: &str| Place::parse(uri).expect("a place");
        assert!(cluster("mongodb://a/b").is(&cluster("mongodb://u:p@a/b?tls=true")));
        assert!(!cluster("mongodb://a/b").is(&cluster("mongodb://a/c")));
    }
}
