//! Guests' tabs as bytes. All phones of a table ask for the same tab after each event; it is written out once.

use std::collections::HashMap;

use bytes::Bytes;
use dineqr_core::id::TabId;
use dineqr_core::tab::Tab;
use parking_lot::Mutex;

use super::Audience;
use super::tab::TabOut;

/// Tabs held at once. At a few kilobytes each this bounds the memory at about 10 MB.
const MOST: usize = 2_048;

/// The newest version of each tab, as guests see it.
#[derive(Debug, Default)]
pub struct TabBodies(Mutex<HashMap<TabId, (u64, Bytes)>>);

impl TabBodies {
    /// The tab as guests see it, in JSON. What guests see depends on nothing but the tab, so a version is written once.
    pub fn for_guests(&self, tab: &Tab) -> Bytes {
        let known = self.0.lock().get(&tab.id).cloned();
        if let Some((_, body)) = known.filter(|(version, _)| *version == tab.version) {
            return body;
        }
        // Plain structs of strings and numbers can always be written.
        let json = serde_json::to_vec(&TabOut::new(tab, Audience::Guests)).unwrap_or_default();
        let body = Bytes::from(json);
        let mut bodies = self.0.lock();
        if bodies.len() >= MOST {
            bodies.clear();
        }
        bodies.insert(tab.id, (tab.version, body.clone()));
        body
    }
}
