//! Everybody as dedupe last compared them, and who has changed since. What is kept holds personal data as contacts do;
//! whoever is forgotten takes all of it along.

use std::io::Read;

use rusqlite::blob::Blob;
use rusqlite::{Connection, MAIN_DB, OptionalExtension};

use super::dirty;
use crate::error::Result;

/// Of how many contacts one at most may have changed, so that what is kept still saves time.
const FEW: usize = 8;

/// Bytes of a part that stand in one row.
const PIECE: usize = 16 << 20;
/// Rows that a part can take.
const PIECES: i64 = 1 << 16;

/// The parts that were kept.
pub fn parts(conn: &Connection) -> Result<Vec<Vec<u8>>> {
    let mut statement = conn.prepare("SELECT piece FROM folded ORDER BY piece")?;
    let pieces: Vec<i64> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut parts = Vec::new();
    for part in pieces.chunk_by(|a, b| a / PIECES == b / PIECES) {
        // As blobs they are copied once, as values of rows twice.
        let blobs = part.iter().map(|piece| conn.blob_open(MAIN_DB, "folded", "bytes", *piece, true));
        let blobs: Vec<Blob<'_>> = blobs.collect::<Result<_, _>>()?;
        let mut bytes = vec![0; blobs.iter().map(Blob::len).sum()];
        let mut rest = bytes.as_mut_slice();
        for mut blob in blobs {
            let (piece, behind) = rest.split_at_mut(blob.len());
            blob.read_exact(piece)?;
            rest = behind;
        }
        parts.push(bytes);
    }
    Ok(parts)
}

/// Begins to keep everybody as they are now, instead of what was kept.
pub fn begin(conn: &Connection) -> Result<()> {
    // With a condition: without one even an empty table is written.
    conn.execute("DELETE FROM folded WHERE piece >= 0", [])?;
    conn.execute("DELETE FROM refold WHERE contact_id IS NOT NULL", [])?;
    dirty::unmark_folded(conn)
}

/// Keeps a part.
pub fn put(conn: &Connection, part: usize, bytes: &[u8]) -> Result<()> {
    let first = i64::try_from(part)? * PIECES;
    let mut insert = conn.prepare_cached("INSERT INTO folded (piece, bytes) VALUES (?1, ?2)")?;
    bytes.chunks(PIECE).zip(first..).try_for_each(|(bytes, piece)| Ok(insert.execute((piece, bytes)).map(|_| ())?))
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
    conn.execute("DELETE FROM folded WHERE piece >= 0", [])?;
    conn.execute("DELETE FROM refold WHERE contact_id IS NOT NULL", [])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::patience;

    #[test]
    fn a_part_of_any_length_comes_back() {
        let conn = Connection::open_in_memory().expect("memory");
        patience::bound_values(&conn).expect("a limit");
        conn.execute_batch(include_str!("migrations/004_folded.sql")).expect("tables");
        let parts = [0, 1, PIECE, PIECE + 1, 5 * PIECE].map(|len| vec![7; len.max(1)]);
        for (part, bytes) in parts.iter().enumerate() {
            put(&conn, part, bytes).expect("room");
        }
        assert!(super::parts(&conn).expect("parts") == parts);
    }
}
