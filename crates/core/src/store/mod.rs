//! What the program keeps, as traits. Two crates implement them; one contract suite (`contract`) holds for both.
//!
//! To add a method: 1. name it here, in create-read-update-delete order, with what it promises; 2. write the
//! contract test; 3. fill it in every adapter, in the file and the place of the same name.

mod accounts;
#[cfg(feature = "contract")]
pub mod contract;
mod events;
mod keys;
mod menus;
mod messages;
mod restaurants;
mod service;
mod sessions;
mod stock;
mod tables;
mod tabs;
mod transfer;

use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;

pub use accounts::Accounts;
pub use events::Events;
pub use keys::Keys;
pub use menus::{BothMenus, Menus};
pub use messages::{Message, MessageChannel, Messages};
pub use restaurants::Restaurants;
pub use service::{HelpRequest, HelpRequests};
pub use sessions::Sessions;
pub use stock::Stocks;
pub use tables::Tables;
pub use tabs::{Changed, Commit, TabPlace, Tabs};
pub use transfer::{Batch, Collection, Fingerprint, Record, Transfer};

use crate::id::{DishId, VariantId};

/// Why the store did not do it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// Somebody else wrote first: load again and decide again.
    #[error("somebody else wrote first")]
    Conflict,
    /// There already is one.
    #[error("there already is one")]
    Duplicate,
    /// Not enough portions are left.
    #[error("sold out")]
    SoldOut {
        /// Of this dish.
        dish_id: DishId,
        /// Of this variant.
        variant_id: Option<VariantId>,
    },
    /// The back end does not answer; trying later may help.
    #[error("the store is unavailable: {0}")]
    Unavailable(String),
    /// Anything else; the text is for the log.
    #[error("the store failed: {0}")]
    Other(String),
}

/// What a store's method answers.
pub type Result<T> = std::result::Result<T, StoreError>;

/// How much the store has written since it was opened, for measuring.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Written {
    /// Transactions that reached the disk.
    pub transactions: u64,
    /// Commits of tabs within them.
    pub commits: u64,
}

/// Everything the program keeps.
#[async_trait]
pub trait Store:
    Accounts
    + Events
    + HelpRequests
    + Keys
    + Menus
    + Messages
    + Restaurants
    + Sessions
    + Stocks
    + Tables
    + Tabs
    + Transfer
    + Send
    + Sync
{
    /// Answers once the back end does.
    async fn ping(&self) -> Result<()>;

    /// How much was written so far.
    fn written(&self) -> Written;

    /// Writes everything, as it is at one moment, into a file on this machine for this user alone, beside whoever reads
    /// and writes. The file is there whole or not at all. `Duplicate` when something has that name and is not to be
    /// replaced, `Unavailable` when it cannot be written. A store that is no file itself has tools of its own for this
    /// and answers `Other`, as it does here.
    async fn back_up(&self, to: &Path, replace: bool) -> Result<()> {
        let _ = (to, replace);
        Err(StoreError::Other("this kind of store is backed up by its own tools".to_owned()))
    }
}

/// The store as the program passes it around.
pub type SharedStore = Arc<dyn Store>;
