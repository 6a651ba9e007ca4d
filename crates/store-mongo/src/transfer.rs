//! Everything in the database, record by record.
