//! Everybody as dedupe last compared them, and who has changed since. What is kept holds personal data as contacts do;
//! whoever is forgotten takes all of it along.

use std::io::Read;

use rusqlite::{Connection, MAIN_DB, OptionalExtension};

use super::dirty;
use crate::error::Result;

/// Of how many contacts one at most may have changed, so that what is kept still saves time.
const FEW: usize = 8;

/// The parts that were kept.
pub fn parts(conn: &Connection) -> Result<Vec<Vec<u8>>> {
    let mut statement = conn.prepare("SELECT part FROM folded ORDER BY part")?;
    let parts: Vec<i64> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    // As blobs they are copied once, as values of rows twice.
    let read = |part| -> Result<Vec<u8>> {
        let mut blob = conn.blob_open(MAIN_DB, "folded", "bytes", part, true)?;
        let mut bytes = vec![0; blob.len()];
        blob.read_exact(&mut bytes)?;
        Ok(bytes)
    };
    parts.into_iter().map(read).collect()
}

/// Begins to keep everybody as they are now, instead of what was kept.
pub fn begin(conn: &Connection) -> Result<()> {
    // With a condition: without one even an empty table is written.
    conn.execute("DELETE FROM folded WHERE part >= 0", [])?;
    conn.execute("DELETE FROM refold WHERE contact_id IS NOT NULL", [])?;
    dirty::unmark_folded(conn)
}

/// Keeps a part.
pub fn put(conn: &Connection, part: usize, bytes: &[u8]) -> Result<()> {
    let part = i64::try_from(part)?;
    conn.prepare_cached("INSERT INTO folded (part, bytes) VALUES (?1, ?2)")?.execute((part, bytes))?;
    Ok(())
}

/// The contacts who have changed, come or gone since everybody was kept, by id; `None` where nothing is kept, or where
/// they are so many that it pays to begin anew.
pub fn changed(conn: &Connection) -> Result<Option<Vec<i64>>> {
    let is_kept = conn.query_row("SELECT 1 FROM folded LIMIT 1", [], |_| Ok(())).optional()?.is_some();
    if !is_kept || dirty::is_all_to_fold(conn)? {
        return Ok(None);
    }
    let mut statement = conn.prepare("SELECT contact_id FROM refold ORDER BY contact_id")?;
    let ids: Vec<i64> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    // Counting them would mean to look at each.
    let contacts: Option<i64> = conn.query_row("SELECT max(id) FROM contact", [], |row| row.get(0))?;
    Ok((ids.len() * FEW <= usize::try_from(contacts.unwrap_or_default())?).then_some(ids))
}

/// A contact has changed, come or gone. Where nobody is kept, that is nothing to remember.
pub(super) fn mark(conn: &Connection, contact_id: i64) -> Result<()> {
    conn.prepare_cached("INSERT OR IGNORE INTO refold (contact_id) SELECT ?1 WHERE EXISTS (SELECT 1 FROM folded)")?
        .execute([contact_id])?;
    Ok(())
}

/// Forgets everybody.
pub(super) fn forget(conn: &Connection) -> Result<()> {
    conn.execute("DELETE FROM folded WHERE part >= 0", [])?;
    conn.execute("DELETE FROM refold WHERE contact_id IS NOT NULL", [])?;
    Ok(())
}
