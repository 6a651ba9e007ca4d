-- Counts up with every time the draft is replaced, so that an edit of both menus overwrites nobody else's.
ALTER TABLE menus ADD COLUMN draft_version INTEGER NOT NULL DEFAULT 0;
