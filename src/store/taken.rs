//! Rows of contacts that were taken in before, by a keyed hash of their content.

use rusqlite::Connection;
use rustc_hash::FxHashSet;

use crate::error::Result;

/// Knows which rows were taken in before, and takes note of new ones.
#[derive(Debug)]
pub struct TakenRows {
    known: FxHashSet<i64>,
    is_loaded: bool,
    added: Vec<i64>,
}

impl TakenRows {
    /// Opens the set for about `expected` rows; loaded whole when that is cheaper than looking each row up.
    pub fn open(conn: &Connection, expected: u64) -> Result<Self> {
        let rows: i64 = conn.query_row("SELECT count(*) FROM taken_row", [], |row| row.get(0))?;
        let is_loaded = expected.saturating_mul(30) > rows.cast_unsigned();
        let mut known = FxHashSet::default();
        if is_loaded {
            let mut statement = conn.prepare("SELECT key FROM taken_row")?;
            let keys = statement.query_map([], |row| row.get::<_, i64>(0))?;
            known = keys.collect::<Result<_, _>>()?;
        }
        Ok(Self { known, is_loaded, added: Vec::new() })
    }

    /// Whether this row was taken in by an earlier import.
    pub fn contains(&self, conn: &Connection, key: i64) -> Result<bool> {
        if self.is_loaded {
            return Ok(self.known.contains(&key));
        }
        let mut statement = conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM taken_row WHERE key = ?1)")?;
        Ok(statement.query_row([key], |row| row.get(0))?)
    }

    /// Notes that a row was taken in now.
    pub fn add(&mut self, key: i64) {
        self.added.push(key);
    }

    /// Writes what was noted, in the order of keys.
    pub fn store(&mut self, conn: &Connection, journal_id: i64) -> Result<()> {
        let mut added = std::mem::take(&mut self.added);
        added.sort_unstable();
        let mut insert = conn.prepare_cached("INSERT OR REPLACE INTO taken_row (key, journal_id) VALUES (?1, ?2)")?;
        for key in added {
            insert.execute((key, journal_id))?;
        }
        Ok(())
    }
}

/// Forgets the rows that a journal entry took in.
pub fn forget(conn: &Connection, journal_id: i64) -> Result<()> {
    conn.execute("DELETE FROM taken_row WHERE journal_id = ?1", [journal_id])?;
    Ok(())
}
