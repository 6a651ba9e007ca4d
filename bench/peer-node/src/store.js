// SQLite as DineQR uses it: WAL, a full sync per commit, a tab is one row with its orders inside, events beside it.
// better-sqlite3 is synchronous, so each order is its own commit; see the README on why the peer does not group.
import { randomUUID } from 'node:crypto';
import Database from 'better-sqlite3';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS tab (id TEXT PRIMARY KEY, version INTEGER NOT NULL, doc TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS event (id INTEGER PRIMARY KEY, tab_id TEXT NOT NULL, type TEXT NOT NULL,
    version INTEGER NOT NULL, at TEXT NOT NULL, data TEXT NOT NULL);
`;

/** The database of the peer. */
export class Store {
  constructor(path) {
    this.db = new Database(path);
    this.db.pragma('journal_mode = WAL');
    this.db.pragma('synchronous = FULL');
    this.db.pragma('foreign_keys = ON');
    this.db.exec(SCHEMA);
    this.select = this.db.prepare('SELECT doc FROM tab WHERE id = ?').pluck();
    this.version = this.db.prepare('SELECT version FROM tab WHERE id = ?').pluck();
    this.insert = this.db.prepare('INSERT INTO tab (id, version, doc) VALUES (?, ?, ?)');
    this.update = this.db.prepare('UPDATE tab SET version = ?, doc = ? WHERE id = ? AND version = ?');
    this.event = this.db.prepare('INSERT INTO event (tab_id, type, version, at, data) VALUES (?, ?, ?, ?, ?)');
    this.commit = this.db.transaction((tab, expectedVersion, events) => {
      const changed = this.update.run(tab.version, JSON.stringify(tab), tab.id, expectedVersion);
      if (changed.changes !== 1) throw new Error('conflict');
      for (const { type, at, data } of events) {
        this.event.run(tab.id, type, tab.version, at, JSON.stringify(data));
      }
    });
  }

  /** Set-up: open tabs, all in one commit. */
  createTabs(count) {
    const tabs = Array.from({ length: count }, (_, index) => emptyTab(index));
    this.db.transaction(() => {
      for (const tab of tabs) this.insert.run(tab.id, tab.version, JSON.stringify(tab));
    })();
    return tabs;
  }

  findTab(id) {
    const doc = this.select.get(id);
    return doc && JSON.parse(doc);
  }

  findVersion(id) {
    return this.version.get(id);
  }

  close() {
    this.db.close();
  }
}

function emptyTab(index) {
  return {
    id: randomUUID(),
    version: 1,
    status: 'open',
    settled: false,
    channel: 'dine_in',
    tables: [{ id: randomUUID(), name: `B${index}`, floor: 'Bench' }],
    guests: [{ id: randomUUID(), name: 'Guest' }],
    orders: [],
    bill: { total: money(0), paid: money(0), balance: money(0) },
    payments: [],
    service_requests: [],
  };
}

/** An amount in minor units as it is written on the wire. */
export function money(amount) {
  return { amount, currency: 'INR' };
}
