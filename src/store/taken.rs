//! Rows of contacts and companies that were taken in before, by keyed hashes of what they say. What files of a name said
//! last of somebody is no news when they say it again, so that files that disagree do not undo each other night after
//! night, and a file that comes again is not even typed.
//!
//! The index holds two kinds of entries: of each row that stands, its content with the journal entry that took it in;
//! and of whom rows are about, the beginnings of the contents that stand, by which these are found when others come.

use rusqlite::Connection;

use super::hash_index::{Entry, HashIndex, Known, pays_to_load};
use super::setting;
use crate::error::Result;

const TAKEN_ROWS: HashIndex = HashIndex { table: "taken_row" };

/// Knows which rows were taken in before, and takes note of new ones.
#[derive(Debug)]
pub struct TakenRows {
    /// What stands, when that is cheaper than looking each row up.
    known: Known,
    added: Vec<Said>,
}

/// What a row of a file says: two hashes, made when the row is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    /// Of all that it says, under its header, the file's name and the options it was read with.
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
        Ok(Self { known: loaded.into(), added: Vec::new() })
    }

    /// What was taken in before, for another thread to ask.
    pub fn known(&self) -> Known {
        self.known.clone()
    }

    /// Whether this is what files of this name said last of whom the row is about. A value that comes back after
    /// another is news.
    pub fn is_known(&self, conn: &Connection, said: Said) -> Result<bool> {
        match self.known.loaded() {
            Some(_) => Ok(self.known.has(said.content)),
            None => Ok(!TAKEN_ROWS.numbers(conn, said.content)?.is_empty()),
        }
    }

    /// Notes that a row was taken in now.
    pub fn add(&mut self, said: Said) {
        self.added.push(said);
    }

    /// Writes what was noted, in place of what was said before of the same.
    pub fn store(&mut self, conn: &Connection, journal_id: i64) -> Result<()> {
        let added = std::mem::take(&mut self.added);
        let mut removed: Vec<Entry> = Vec::new();
        for said in &added {
            for beginning in self.beginnings(conn, said.subject)? {
                removed.push((said.subject, beginning));
                removed.extend(match self.known.loaded() {
                    Some(loaded) => loaded.beginning_with(beginning),
                    None => TAKEN_ROWS.beginning_with(conn, beginning)?,
                });
            }
        }
        self.known = Known::default();
        let entries = added
            .iter()
            .flat_map(|said| [(said.content, journal_id), (said.subject, HashIndex::beginning_of(said.content))]);
        TAKEN_ROWS.change(conn, removed, entries.collect())
    }

    /// The beginnings of what was said before.
    fn beginnings(&self, conn: &Connection, subject: i64) -> Result<Vec<i64>> {
        match self.known.loaded() {
            Some(loaded) => Ok(loaded.numbers(subject).collect()),
            None => TAKEN_ROWS.numbers(conn, subject),
        }
    }
}

/// Forgets the rows that a journal entry took in. When contacts go with it, all are forgotten: rows of other files may
/// have been about them.
pub fn forget(conn: &Connection, journal_id: i64) -> Result<()> {
    let sql = "SELECT EXISTS (SELECT 1 FROM created WHERE journal_id = ?1 AND row_table = 'contact')";
    if conn.query_row(sql, [journal_id], |row| row.get(0))? {
        conn.execute("DELETE FROM taken_row", [])?;
        return Ok(());
    }
    TAKEN_ROWS.retain(conn, |number| number != journal_id)
}
