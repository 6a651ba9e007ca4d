-- Ids are 16 bytes; times are nanoseconds since 1970, UTC; `doc` is the thing itself as JSON. The other columns
-- are what is looked up, ordered or kept unique by.

CREATE TABLE restaurants (
    id BLOB NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    doc TEXT NOT NULL
) STRICT;

CREATE TABLE accounts (
    id BLOB NOT NULL PRIMARY KEY,
    email TEXT UNIQUE,
    doc TEXT NOT NULL
) STRICT;

CREATE TABLE memberships (
    account_id BLOB NOT NULL REFERENCES accounts (id),
    restaurant_id BLOB NOT NULL,
    staff_id TEXT,
    doc TEXT NOT NULL,
    PRIMARY KEY (account_id, restaurant_id),
    UNIQUE (restaurant_id, staff_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
    id BLOB NOT NULL PRIMARY KEY,
    restaurant_id BLOB NOT NULL,
    account_id BLOB,
    expires_at INTEGER NOT NULL,
    doc TEXT NOT NULL
) STRICT;
CREATE INDEX sessions_by_account ON sessions (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE menus (
    restaurant_id BLOB NOT NULL PRIMARY KEY,
    draft TEXT,
    version INTEGER NOT NULL DEFAULT 0,
    published TEXT
) STRICT;

-- An empty `variant_id` is the dish itself. Portions are null where they are not counted.
CREATE TABLE stock (
    restaurant_id BLOB NOT NULL,
    dish_id BLOB NOT NULL,
    variant_id BLOB NOT NULL,
    sold_out INTEGER NOT NULL,
    portions INTEGER CHECK (portions >= 0),
    until INTEGER,
    PRIMARY KEY (restaurant_id, dish_id, variant_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE tables (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    restaurant_id BLOB NOT NULL,
    name TEXT NOT NULL,
    floor TEXT NOT NULL,
    doc TEXT NOT NULL,
    UNIQUE (restaurant_id, name)
) STRICT;

-- `doc` stands last, so that the other columns are read without it.
CREATE TABLE tabs (
    id BLOB NOT NULL PRIMARY KEY,
    restaurant_id BLOB NOT NULL,
    version INTEGER NOT NULL,
    status TEXT NOT NULL,
    closes_at INTEGER,
    opened_at INTEGER NOT NULL,
    doc TEXT NOT NULL
) STRICT;
CREATE INDEX tabs_open ON tabs (restaurant_id, opened_at) WHERE status = 'open';
CREATE INDEX tabs_to_close ON tabs (closes_at) WHERE closes_at IS NOT NULL;

-- Who sits where; a table is held by one open tab.
CREATE TABLE seats (
    table_id BLOB NOT NULL PRIMARY KEY,
    tab_id BLOB NOT NULL REFERENCES tabs (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX seats_by_tab ON seats (tab_id);

CREATE TABLE order_numbers (
    restaurant_id BLOB NOT NULL,
    business_day TEXT NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (restaurant_id, business_day)
) STRICT, WITHOUT ROWID;

-- All that happened, in the order it was committed. What was not handed on yet also stands in the outbox: a small
-- table beside this one costs each commit less than an index on it.
CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    doc TEXT NOT NULL
) STRICT;
CREATE TABLE outbox (
    event_id BLOB NOT NULL PRIMARY KEY,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE help_requests (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    restaurant_id BLOB NOT NULL,
    table_id BLOB NOT NULL,
    open INTEGER NOT NULL,
    at INTEGER NOT NULL,
    doc TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX help_requests_open ON help_requests (restaurant_id, table_id) WHERE open = 1;

CREATE TABLE messages (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL,
    doc TEXT NOT NULL
) STRICT;

CREATE TABLE keys (
    name TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
