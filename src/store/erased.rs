//! Keyed hashes of the identities and conversations of people who were deleted for good and whom no import may bring
//! back.

use rusqlite::{Connection, OptionalExtension};
use rustc_hash::FxHashSet;

use crate::error::Result;

/// All of them.
pub fn keys(conn: &Connection) -> Result<FxHashSet<i64>> {
    let mut statement = conn.prepare_cached("SELECT key FROM erased")?;
    let keys = statement.query_map([], |row| row.get(0))?;
    Ok(keys.collect::<Result<_, _>>()?)
}

/// The id that the person had whose identity this is.
pub fn holder(conn: &Connection, key: i64) -> Result<Option<i64>> {
    let mut statement = conn.prepare_cached("SELECT contact_id FROM erased WHERE key = ?1")?;
    Ok(statement.query_row([key], |row| row.get(0)).optional()?)
}

/// Whether anything is kept of the person who had this id.
pub fn is_blocked(conn: &Connection, contact_id: i64) -> Result<bool> {
    let mut statement = conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM erased WHERE contact_id = ?1)")?;
    Ok(statement.query_row([contact_id], |row| row.get(0))?)
}

/// Forgets what was kept of the person who had this id; gives how many hashes that were.
pub(super) fn forget(conn: &Connection, contact_id: i64) -> Result<u64> {
    Ok(conn.prepare_cached("DELETE FROM erased WHERE contact_id = ?1")?.execute([contact_id])? as u64)
}
