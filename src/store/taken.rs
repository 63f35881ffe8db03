//! Rows of contacts that were taken in before, by a keyed hash of their content.

use rusqlite::Connection;

use super::hash_index::{Entry, HashIndex, Loaded, pays_to_load};
use super::setting;
use crate::error::Result;

/// The hash of every row that was taken in, with the journal entry that did.
const TAKEN_ROWS: HashIndex = HashIndex { table: "taken_row" };

/// Knows which rows were taken in before, and takes note of new ones.
#[derive(Debug)]
pub struct TakenRows {
    /// All of them, when that is cheaper than looking each row up.
    loaded: Option<Loaded>,
    added: Vec<i64>,
}

impl TakenRows {
    /// Opens the set for a file of about `expected` rows.
    pub fn open(conn: &Connection, expected: u64) -> Result<Self> {
        let contacts = setting::next_id(conn, "contact")?.cast_unsigned();
        let is_loaded = pays_to_load(contacts, expected);
        let loaded = is_loaded.then(|| TAKEN_ROWS.load(conn)).transpose()?;
        Ok(Self { loaded, added: Vec::new() })
    }

    /// Whether this row was taken in by an earlier import.
    pub fn contains(&self, conn: &Connection, hash: i64) -> Result<bool> {
        Ok(match &self.loaded {
            Some(loaded) => loaded.numbers(hash).next().is_some(),
            None => !TAKEN_ROWS.numbers(conn, hash)?.is_empty(),
        })
    }

    /// Notes that a row was taken in now.
    pub fn add(&mut self, hash: i64) {
        self.added.push(hash);
    }

    /// Writes what was noted.
    pub fn store(&mut self, conn: &Connection, journal_id: i64) -> Result<()> {
        let added: Vec<Entry> = std::mem::take(&mut self.added).into_iter().map(|hash| (hash, journal_id)).collect();
        TAKEN_ROWS.change(conn, Vec::new(), added)
    }
}

/// Forgets the rows that a journal entry took in.
pub fn forget(conn: &Connection, journal_id: i64) -> Result<()> {
    TAKEN_ROWS.retain(conn, |number| number != journal_id)
}
