-- How far a copy into this database has come; no row when there is none, or it is finished.
CREATE TABLE transfer (
    only INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
    note TEXT NOT NULL
) STRICT;
