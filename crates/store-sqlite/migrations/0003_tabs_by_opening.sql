-- What reports and lists of past tabs are read by. None of its columns ever changes.
CREATE INDEX tabs_by_opening ON tabs (restaurant_id, opened_at, id);
