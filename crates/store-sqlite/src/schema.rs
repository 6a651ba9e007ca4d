//! Numbered migrations. To change the schema: add the next file to `migrations/` and to the list here; never touch
//! one that was released.

use dineqr_core::store::StoreError;
use rusqlite::{Connection, TransactionBehavior};

use crate::document::int;
use crate::failure::Outcome;

const MIGRATIONS: [&str; 4] = [
    include_str!("../migrations/0001_init.sql"),
    include_str!("../migrations/0002_transfer.sql"),
    include_str!("../migrations/0003_tabs_by_opening.sql"),
    include_str!("../migrations/0004_draft_version.sql"),
];

/// Brings a database to the newest schema, in one transaction.
///
/// # Errors
/// When a newer program wrote it: this one would not understand what it holds.
pub(crate) fn migrate(connection: &mut Connection) -> Outcome<()> {
    if version(connection)? == MIGRATIONS.len() {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = version(&transaction)?;
    let missing = MIGRATIONS.get(found..).ok_or_else(|| newer(found))?;
    for migration in missing {
        transaction.execute_batch(migration)?;
    }
    transaction.pragma_update(None, "user_version", int(MIGRATIONS.len()))?;
    Ok(transaction.commit()?)
}

/// Checks that a database is one of this program's, of this version or an older one.
///
/// # Errors
/// `Other`, in words, when it is not.
pub(crate) fn check(connection: &Connection) -> Outcome<()> {
    let sql = "SELECT count(*) FROM sqlite_master \
         WHERE type = 'table' AND name IN ('restaurants', 'tabs', 'events', 'keys')";
    let tables: i64 = connection.query_row(sql, [], |row| row.get(0))?;
    match version(connection)? {
        _ if tables < 4 => Err(StoreError::Other("it holds no data of DineQR".to_owned()).into()),
        found if found > MIGRATIONS.len() => Err(newer(found).into()),
        _ => Ok(()),
    }
}

fn newer(found: usize) -> StoreError {
    StoreError::Other(format!(
        "the data was written by a newer program (schema {found}, this program knows {})",
        MIGRATIONS.len()
    ))
}

fn version(connection: &Connection) -> rusqlite::Result<usize> {
    // Nobody but `migrate` sets it; a negative one is nothing this program knows.
    connection
        .pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0))
        .map(|found| usize::try_from(found).unwrap_or(usize::MAX))
}
