//! Dropping old entries of the journal, so that they can no longer be undone. What stays: merges (the id of a contact
//! that became part of another still leads there), batches, and the log.

use rusqlite::Connection;

use super::{setting, taken};
use crate::domain::time::Instant;
use crate::error::Result;

/// What was dropped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Dropped {
    /// Entries of the journal.
    pub entries: u64,
    /// Rows that they kept as they were before.
    pub changes: u64,
    /// Entries that are left.
    pub left: u64,
}

/// Where the first entry stands that was never dropped.
const FIRST_KEPT: &str = "first_kept_entry";

/// Drops the entries from before an instant. Entries go in their order, up to the first one that is younger: an undo
/// asks what later entries did, so that nothing may be missing behind an entry that stays.
pub fn journal(conn: &Connection, before: Instant) -> Result<Dropped> {
    let first_kept: i64 = conn.query_row(
        "SELECT coalesce((SELECT min(id) FROM journal WHERE at >= ?1), (SELECT max(id) + 1 FROM journal), 0)",
        [before.0],
        |row| row.get(0),
    )?;
    // Rows of entries that were undone are not known again, even once the journal says no more that they were.
    taken::settle_before(conn)?;
    let mut dropped = Dropped::default();
    for table in ["change", "created", "taken_before"] {
        let sql = format!("DELETE FROM {table} WHERE journal_id < ?1");
        let rows = conn.execute(&sql, [first_kept])? as u64;
        dropped.changes += if table == "change" { rows } else { 0 };
    }
    dropped.entries = conn.execute("DELETE FROM journal WHERE id < ?1", [first_kept])? as u64;
    dropped.left = conn.query_row("SELECT count(*) FROM journal", [], |row| row.get::<_, i64>(0))?.cast_unsigned();
    if dropped.entries > 0 {
        setting::set(conn, FIRST_KEPT, first_kept)?;
    }
    Ok(dropped)
}

/// Whether an entry of this number was dropped.
pub fn was_dropped(conn: &Connection, entry: i64) -> Result<bool> {
    Ok((1..setting::get::<i64>(conn, FIRST_KEPT)?.unwrap_or(0)).contains(&entry))
}

/// Bytes inside the file that nothing uses.
pub fn free_bytes(conn: &Connection) -> Result<i64> {
    let pragma = |name: &str| conn.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0));
    Ok(pragma("freelist_count")? * pragma("page_size")?)
}

/// Gives the room that is free to the disk.
pub fn compact(conn: &Connection) -> Result<()> {
    conn.execute_batch("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)")?;
    Ok(())
}
