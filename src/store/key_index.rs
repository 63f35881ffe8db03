//! Rows that imports know again by a key: the hash of their scope and id, or of what they say. While a file comes in,
//! its own rows are known, too; they are written to the index when it ends.

use rusqlite::Connection;

use super::hash_index::{HashIndex, Known, pays_to_load};
use super::ordered_table::OrderedTable;
use super::setting;
use crate::error::Result;

/// Conversations by their keys.
pub const CONVERSATIONS: HashIndex = HashIndex { table: "conversation_key" };
/// Messages by their keys.
pub const MESSAGES: HashIndex = HashIndex { table: "message_key" };
/// Events by their keys.
pub const EVENTS: HashIndex = HashIndex { table: "event_key" };

/// The rows of a table by their keys, as an import sees them.
#[derive(Debug)]
pub struct KeyIndex {
    index: HashIndex,
    /// What was stored before, when the file is large enough to read all of it.
    known: Known,
    added: OrderedTable,
}

impl KeyIndex {
    /// Opens the index of a table for about `expected` look-ups. When the table is filled, as many rows are new.
    pub fn open(
        conn: &Connection,
        index: HashIndex,
        table: &'static str,
        expected: u64,
        is_filled: bool,
    ) -> Result<Self> {
        let rows = setting::next_id(conn, table)?.cast_unsigned();
        let loaded = pays_to_load(rows, expected).then(|| index.load(conn)).transpose()?;
        let room = if is_filled { usize::try_from(expected)? } else { 0 };
        Ok(Self { index, known: loaded.into(), added: OrderedTable::with_room_for(room) })
    }

    /// What was stored before, for another thread to ask.
    pub fn known(&self) -> Known {
        self.known.clone()
    }

    /// The row of a key.
    pub fn find(&self, conn: &Connection, key: i64) -> Result<Option<i64>> {
        if let Some(id) = self.added.get(key) {
            return Ok(Some(id));
        }
        Ok(match self.known.loaded() {
            Some(loaded) => loaded.numbers(key).next(),
            None => self.index.numbers(conn, key)?.first().copied(),
        })
    }

    /// Brings keys that will be looked up closer, all at once.
    pub fn approach(&self, keys: impl Iterator<Item = i64>) {
        self.added.approach(keys);
    }

    /// Adds a row, which must not be there yet.
    pub fn add(&mut self, key: i64, id: i64) {
        self.added.insert(key, id);
    }

    /// Writes what was added.
    pub fn store(&mut self, conn: &Connection) -> Result<()> {
        self.known = Known::default();
        let added = std::mem::take(&mut self.added);
        self.index.add_in_order(conn, added.count(), added.iter())
    }
}
