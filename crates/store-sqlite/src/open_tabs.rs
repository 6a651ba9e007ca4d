//! What is kept in memory of the open tabs: which there are and who sits where, completely; the tabs themselves as
//! far as there is room. Only committed states ever come in.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use dineqr_core::id::{RestaurantId, TabId, TableId};
use dineqr_core::tab::Tab;
use parking_lot::RwLock;
use rusqlite::Connection;

use crate::connection::Statements;
use crate::document::nanos;
use crate::failure::Outcome;
use crate::recent::Recent;

/// Tabs kept whole; at 10 kB each they take 20 MB.
const WHOLE: usize = 2048;

/// The open tabs of all restaurants.
pub(crate) struct OpenTabs(RwLock<Inner>);

struct Inner {
    open: HashMap<TabId, Sketch>,
    // By restaurant, oldest first.
    lists: HashMap<RestaurantId, BTreeSet<(i64, TabId)>>,
    seats: HashMap<TableId, TabId>,
    whole: Recent<TabId, Arc<Tab>>,
}

/// What is known of every open tab.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Sketch {
    restaurant: RestaurantId,
    version: u64,
    opened_at: i64,
    tables: Vec<TableId>,
}

impl Sketch {
    fn of(tab: &Tab) -> Self {
        Self {
            restaurant: tab.restaurant_id,
            version: tab.version,
            opened_at: nanos(tab.opened_at),
            tables: tab.occupied().collect(),
        }
    }
}

impl OpenTabs {
    /// Reads which tabs are open, without reading the tabs.
    pub(crate) fn load(connection: &Connection) -> Outcome<Self> {
        let mut inner = Inner {
            open: HashMap::new(),
            lists: HashMap::new(),
            seats: HashMap::new(),
            whole: Recent::new(WHOLE),
        };
        let mut tables: HashMap<TabId, Vec<TableId>> = HashMap::new();
        let seats = connection.all("SELECT tab_id, table_id FROM seats", [], |row| {
            Ok((TabId::from_bytes(row.get(0)?), TableId::from_bytes(row.get(1)?)))
        })?;
        for (tab, table) in seats {
            tables.entry(tab).or_default().push(table);
        }
        let sql = "SELECT id, restaurant_id, version, opened_at FROM tabs WHERE status = 'open'";
        let open = connection.all(sql, [], |row| {
            let restaurant = RestaurantId::from_bytes(row.get(1)?);
            let version = row.get::<_, i64>(2)?.unsigned_abs();
            Ok((TabId::from_bytes(row.get(0)?), restaurant, version, row.get(3)?))
        })?;
        for (id, restaurant, version, opened_at) in open {
            let tables = tables.remove(&id).unwrap_or_default();
            inner.enter(id, Sketch { restaurant, version, opened_at, tables });
        }
        Ok(Self(RwLock::new(inner)))
    }

    /// Becomes what was loaded anew. `loaded` is not to be used any more.
    pub(crate) fn become_as(&self, loaded: &Self) {
        std::mem::swap(&mut *self.0.write(), &mut *loaded.0.write());
    }

    /// Takes in what was just committed, in this order.
    pub(crate) fn committed(&self, tabs: &[Arc<Tab>]) {
        let mut inner = self.0.write();
        for tab in tabs {
            inner.committed(tab);
        }
    }

    /// Keeps a tab that was read from the database, unless it was changed since.
    pub(crate) fn offer(&self, tab: &Arc<Tab>) {
        let mut inner = self.0.write();
        if inner.open.get(&tab.id).is_some_and(|sketch| sketch.version == tab.version) {
            inner.whole.insert(tab.id, Arc::clone(tab));
        }
    }

    /// The open tab of that id, if it is kept whole.
    pub(crate) fn tab(&self, id: TabId) -> Option<Arc<Tab>> {
        self.0.read().whole.get(&id).cloned()
    }

    /// The id of the open tab at a table.
    pub(crate) fn at(&self, table: TableId) -> Option<TabId> {
        self.0.read().seats.get(&table).copied()
    }

    /// All open tabs of a restaurant, oldest first; the tab itself where it is kept whole.
    pub(crate) fn list(&self, restaurant: RestaurantId) -> Vec<(TabId, Option<Arc<Tab>>)> {
        let inner = self.0.read();
        let ids = inner.lists.get(&restaurant).into_iter().flatten();
        ids.map(|(_, id)| (*id, inner.whole.get(id).cloned())).collect()
    }

    /// Ids and versions of all open tabs of a restaurant, oldest first.
    pub(crate) fn versions(&self, restaurant: RestaurantId) -> Vec<(TabId, u64)> {
        let inner = self.0.read();
        let ids = inner.lists.get(&restaurant).into_iter().flatten();
        ids.filter_map(|(_, id)| Some((*id, inner.open.get(id)?.version))).collect()
    }
}

impl Inner {
    fn committed(&mut self, tab: &Arc<Tab>) {
        let sketch = Sketch::of(tab);
        match self.open.get_mut(&tab.id) {
            Some(known) if tab.is_open() && known.tables == sketch.tables => {
                known.version = sketch.version;
            }
            _ => {
                self.leave(tab.id);
                if tab.is_open() {
                    self.enter(tab.id, sketch);
                }
            }
        }
        if tab.is_open() {
            self.whole.insert(tab.id, Arc::clone(tab));
        } else {
            self.whole.remove(&tab.id);
        }
    }

    fn enter(&mut self, id: TabId, sketch: Sketch) {
        self.lists.entry(sketch.restaurant).or_default().insert((sketch.opened_at, id));
        self.seats.extend(sketch.tables.iter().map(|table| (*table, id)));
        self.open.insert(id, sketch);
    }

    fn leave(&mut self, id: TabId) {
        let Some(sketch) = self.open.remove(&id) else { return };
        if let Some(list) = self.lists.get_mut(&sketch.restaurant) {
            list.remove(&(sketch.opened_at, id));
        }
        for table in sketch.tables {
            if self.seats.get(&table) == Some(&id) {
                self.seats.remove(&table);
            }
        }
    }
}
