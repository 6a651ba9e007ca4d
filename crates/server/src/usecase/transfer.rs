//! Moving house: everything from one store into another, of any kind.
//!
//! A note in the target says how far it has come, so that a move that was cut off goes on where it was, and no server
//! starts on half of the data. At the end both stores are read and compared.

use std::collections::BTreeMap;

use dineqr_core::store::{Collection, Fingerprint, Store, StoreError};
use serde::{Deserialize, Serialize};

/// Records that are read and written together.
const BATCH: usize = 500;

/// A move from one store to another, neither of which anybody else uses meanwhile.
pub struct Move<'a> {
    /// What is copied.
    pub from: &'a dyn Store,
    /// The same name for the same source, whenever it is asked: only that one is resumed.
    pub source: &'a str,
    /// Where it goes.
    pub to: &'a dyn Store,
    /// Whether what the target holds goes first.
    pub replace: bool,
}

/// What is being done, told after every batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// An earlier attempt had copied so many records of all collections.
    Resumes(u64),
    /// So many records of a collection are in the target.
    Copied(Collection, u64),
    /// So many records of a collection were read again on both sides.
    Compared(Collection, u64),
}

/// What a store comes to, in the order of [`Collection::ALL`].
pub type Inventory = Vec<(Collection, Fingerprint)>;

/// Why nothing, or not everything, was moved.
#[derive(Debug, thiserror::Error)]
pub enum MoveError {
    /// The source failed.
    #[error("reading: {0}")]
    Source(#[source] StoreError),
    /// The target failed.
    #[error("writing: {0}")]
    Target(#[source] StoreError),
    /// The source is itself the target of a copy that was not finished.
    #[error("the source is not whole: a copy into it was not finished")]
    SourceUnfinished,
    /// The target holds something.
    #[error("the target is not empty: it holds {}", .0.as_str())]
    NotEmpty(Collection),
    /// The target holds a part of another source.
    #[error("the target holds a part of {0}, whose copy was not finished")]
    OtherSource(String),
    /// A record came or went, or changed, in the source while it was copied.
    #[error("the source changed while it was copied: {}, {} records then and {} now",
        collection.as_str(), copied.count, now.count)]
    Changed {
        /// Where.
        collection: Collection,
        /// What was copied.
        copied: Fingerprint,
        /// What is there.
        now: Fingerprint,
    },
    /// The target does not hold what the source does.
    #[error("source and target differ: {}, {} records and {}",
        collection.as_str(), from.count, to.count)]
    Different {
        /// Where.
        collection: Collection,
        /// What the source holds.
        from: Fingerprint,
        /// What the target holds.
        to: Fingerprint,
    },
}

type Result<T> = std::result::Result<T, MoveError>;

/// What stands in the target until it is whole.
#[derive(Debug, Serialize, Deserialize)]
struct Note {
    source: String,
    stage: Stage,
    copied: BTreeMap<Collection, Fingerprint>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Stage {
    /// What was there goes.
    Clearing,
    /// Everything before this place was copied.
    Copying { collection: Collection, from: Option<String> },
    /// Everything was copied.
    Comparing,
}

impl Stage {
    /// The beginning of the collection after `done`, or what comes after the last.
    fn after(done: Option<Collection>) -> Self {
        let mut rest = Collection::ALL.into_iter().filter(|collection| Some(*collection) > done);
        match rest.next() {
            Some(collection) => Self::Copying { collection, from: None },
            None => Self::Comparing,
        }
    }
}

/// Copies everything and compares both stores; answers what each of them comes to.
///
/// # Errors
/// [`MoveError`]. The note stays then: the same move can be made again and goes on.
pub async fn run(moving: Move<'_>, progress: &mut dyn FnMut(Progress)) -> Result<Inventory> {
    if moving.from.unfinished_transfer().await.map_err(MoveError::Source)?.is_some() {
        return Err(MoveError::SourceUnfinished);
    }
    let mut note = moving.begin(progress).await?;
    loop {
        match note.stage.clone() {
            Stage::Clearing => {
                moving.to.clear().await.map_err(MoveError::Target)?;
                note.stage = Stage::after(None);
                moving.write(&note).await?;
            }
            Stage::Copying { collection, from } => {
                moving.copy_batch(&mut note, collection, from.as_deref()).await?;
                progress(Progress::Copied(collection, note.so_far(collection).count));
            }
            Stage::Comparing => break,
        }
    }
    let inventory = moving.compare(&note, progress).await?;
    moving.to.note_transfer(None).await.map_err(MoveError::Target)?;
    Ok(inventory)
}

impl Move<'_> {
    /// Decides where to begin, and notes it before anything is written.
    async fn begin(&self, progress: &mut dyn FnMut(Progress)) -> Result<Note> {
        let fresh = |stage| Note { source: self.source.to_owned(), stage, copied: BTreeMap::new() };
        let unfinished = self.to.unfinished_transfer().await.map_err(MoveError::Target)?;
        let note = match unfinished {
            _ if self.replace => fresh(Stage::Clearing),
            Some(text) => {
                let note = self.resume(&text)?;
                progress(Progress::Resumes(note.copied.values().map(|sum| sum.count).sum()));
                note
            }
            None => {
                self.check_empty().await?;
                fresh(Stage::after(None))
            }
        };
        self.write(&note).await?;
        Ok(note)
    }

    fn resume(&self, text: &str) -> Result<Note> {
        let note: Note = serde_json::from_str(text).map_err(|error| {
            MoveError::Target(StoreError::Other(format!("its note is not readable: {error}")))
        })?;
        if note.source == self.source { Ok(note) } else { Err(MoveError::OtherSource(note.source)) }
    }

    async fn check_empty(&self) -> Result<()> {
        for collection in Collection::ALL {
            let first = self.to.records(collection, None, 1).await.map_err(MoveError::Target)?;
            if !first.records.is_empty() {
                return Err(MoveError::NotEmpty(collection));
            }
        }
        Ok(())
    }

    async fn write(&self, note: &Note) -> Result<()> {
        let text = serde_json::to_string(note)
            .map_err(|error| MoveError::Target(StoreError::Other(error.to_string())))?;
        self.to.note_transfer(Some(&text)).await.map_err(MoveError::Target)
    }

    /// What was written and not noted is written again after a crash, which changes nothing.
    async fn copy_batch(
        &self,
        note: &mut Note,
        collection: Collection,
        from: Option<&str>,
    ) -> Result<()> {
        let batch = self.from.records(collection, from, BATCH).await.map_err(MoveError::Source)?;
        self.to.put_records(collection, &batch.records).await.map_err(MoveError::Target)?;
        let copied = note.copied.entry(collection).or_default();
        batch.records.iter().for_each(|record| copied.add(record));
        note.stage = match batch.next {
            None => Stage::after(Some(collection)),
            from => Stage::Copying { collection, from },
        };
        self.write(note).await
    }

    /// Reads both stores again: neither what was written nor what was noted is taken for what is there.
    async fn compare(&self, note: &Note, progress: &mut dyn FnMut(Progress)) -> Result<Inventory> {
        let mut inventory = Vec::new();
        for collection in Collection::ALL {
            let told = |done| progress(Progress::Compared(collection, done));
            let (from, to) =
                tokio::try_join!(self.source_now(collection, told), self.target_now(collection))?;
            let copied = note.so_far(collection);
            if copied != from {
                return Err(MoveError::Changed { collection, copied, now: from });
            }
            if from != to {
                return Err(MoveError::Different { collection, from, to });
            }
            inventory.push((collection, from));
        }
        Ok(inventory)
    }

    async fn source_now(
        &self,
        collection: Collection,
        told: impl FnMut(u64),
    ) -> Result<Fingerprint> {
        fingerprint(self.from, collection, told).await.map_err(MoveError::Source)
    }

    async fn target_now(&self, collection: Collection) -> Result<Fingerprint> {
        fingerprint(self.to, collection, |_| ()).await.map_err(MoveError::Target)
    }
}

impl Note {
    fn so_far(&self, collection: Collection) -> Fingerprint {
        self.copied.get(&collection).copied().unwrap_or_default()
    }
}

async fn fingerprint(
    store: &dyn Store,
    collection: Collection,
    mut told: impl FnMut(u64),
) -> std::result::Result<Fingerprint, StoreError> {
    let (mut fingerprint, mut from) = (Fingerprint::default(), None);
    loop {
        let batch = store.records(collection, from.as_deref(), BATCH).await?;
        batch.records.iter().for_each(|record| fingerprint.add(record));
        told(fingerprint.count);
        match batch.next {
            None => return Ok(fingerprint),
            next => from = next,
        }
    }
}

#[cfg(test)]
mod tests;
