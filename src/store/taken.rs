//! Rows of contacts and companies that were taken in before, by keyed hashes of what they say and of whom they are
//! about. A file that says what files of its name said last is no news, so that files that disagree do not undo each
//! other night after night.

use rusqlite::Connection;

use super::hash_index::{HashIndex, Loaded, pays_to_load};
use super::setting;
use crate::error::Result;

/// The hashes of every row that was taken in, with the journal entry that did.
const TAKEN_ROWS: HashIndex = HashIndex { table: "taken_row" };

/// Knows which rows were taken in before, and takes note of new ones.
#[derive(Debug)]
pub struct TakenRows {
    /// All of them, when that is cheaper than looking each row up.
    loaded: Option<Loaded>,
    added: Vec<Said>,
}

/// What a row of a file says: two hashes, made when the row is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Said {
    /// Of all that it says, under its header and the options it was read with.
    pub content: i64,
    /// Of the file's name and whom the row is about.
    pub subject: i64,
}

impl TakenRows {
    /// Opens the set for a file of about `expected` rows.
    pub fn open(conn: &Connection, expected: u64) -> Result<Self> {
        let contacts = setting::next_id(conn, "contact")?.cast_unsigned();
        let is_loaded = pays_to_load(contacts, expected);
        let loaded = is_loaded.then(|| TAKEN_ROWS.load(conn)).transpose()?;
        Ok(Self { loaded, added: Vec::new() })
    }

    /// Whether this is what files of this name said last of whom the row is about. A value that comes back after
    /// another is news.
    pub fn is_known(&self, conn: &Connection, said: Said) -> Result<bool> {
        let Some(taken_by) = self.last(conn, said.content)? else { return Ok(false) };
        Ok(self.last(conn, said.subject)? == Some(taken_by))
    }

    /// The last journal entry that took in what a hash stands for.
    fn last(&self, conn: &Connection, hash: i64) -> Result<Option<i64>> {
        Ok(match &self.loaded {
            Some(loaded) => loaded.numbers(hash).last(),
            None => TAKEN_ROWS.numbers(conn, hash)?.last().copied(),
        })
    }

    /// Notes that a row was taken in now.
    pub fn add(&mut self, said: Said) {
        self.added.push(said);
    }

    /// Writes what was noted.
    pub fn store(&mut self, conn: &Connection, journal_id: i64) -> Result<()> {
        self.loaded = None;
        let added = std::mem::take(&mut self.added);
        let entries = added.iter().flat_map(|said| [said.content, said.subject]).map(|hash| (hash, journal_id));
        TAKEN_ROWS.change(conn, Vec::new(), entries.collect())
    }
}

/// Forgets the rows that a journal entry took in.
pub fn forget(conn: &Connection, journal_id: i64) -> Result<()> {
    TAKEN_ROWS.retain(conn, |number| number != journal_id)
}
