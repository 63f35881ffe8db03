//! Filling an empty table: its index over contacts, or over companies where it is that of contacts, is taken away first
//! and made at the end, since rows that are sorted in together cost a fifth of what they cost one by one. Until then its
//! rows cannot be found by contact, or by company.

use rusqlite::Connection;

use super::{migrate, sort, thread};
use crate::error::{Error, Result};

/// Rows from which on it pays.
const FEWEST_ROWS: u64 = 20_000;

/// A table of rows that belong to contacts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the tables")]
pub enum Table {
    Conversation,
    Message,
    Event,
}

impl Table {
    /// The table's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Conversation => "conversation",
            Self::Message => "message",
            Self::Event => "event",
        }
    }

    /// The name of its index over contacts.
    const fn index(self) -> &'static str {
        match self {
            Self::Conversation => "conversation_by_contact",
            Self::Message => "message_by_contact",
            Self::Event => "event_by_contact",
        }
    }

    /// Takes the index away if the table is empty and about so many rows will come; says whether it did.
    pub fn begin(self, conn: &Connection, rows: u64) -> Result<bool> {
        begin(conn, self.name(), self.index(), rows)
    }

    /// Makes the index again, as the schema has it.
    pub fn end(self, conn: &Connection) -> Result<()> {
        end(conn, self.index())
    }

    /// Gives all rows of a contact to another.
    pub fn move_rows(self, conn: &Connection, from: i64, to: i64) -> Result<()> {
        conn.prepare_cached(&format!("UPDATE {} SET contact_id = ?2 WHERE contact_id = ?1", self.name()))?
            .execute((from, to))?;
        Ok(())
    }
}

/// The index of contacts over their companies.
const BY_COMPANY: &str = "contact_by_company";

/// The same as [`Table::begin`] for contacts.
pub fn begin_contacts(conn: &Connection, rows: u64) -> Result<bool> {
    begin(conn, "contact", BY_COMPANY, rows)
}

/// The same as [`Table::end`] for contacts.
pub fn end_contacts(conn: &Connection) -> Result<()> {
    end(conn, BY_COMPANY)
}

fn begin(conn: &Connection, table: &'static str, index: &str, rows: u64) -> Result<bool> {
    let is_bulk = rows > FEWEST_ROWS && thread::is_empty(conn, table)?;
    if is_bulk {
        conn.execute_batch(&format!("DROP INDEX {index}"))?;
    }
    Ok(is_bulk)
}

fn end(conn: &Connection, index: &str) -> Result<()> {
    let index = migrate::schema()?.into_iter().find(|part| part.name == index);
    let index = index.ok_or_else(|| Error::fault("the schema lacks an index that was taken away"))?;
    sort(conn, &index.sql)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::migrate::MIGRATIONS;

    #[test]
    fn an_index_that_was_taken_away_comes_back_as_the_schema_has_it() {
        let conn = Connection::open_in_memory().expect("memory");
        MIGRATIONS.iter().for_each(|migration| conn.execute_batch(migration).expect("schema"));
        let index = |name: &str| -> Option<String> {
            conn.query_row("SELECT sql FROM sqlite_schema WHERE name = ?1", [name], |row| row.get(0)).ok()
        };
        for table in [Table::Conversation, Table::Message, Table::Event] {
            let name = table.index();
            let before = index(name).expect("the schema has it");
            assert!(!table.begin(&conn, FEWEST_ROWS).expect("begin") && index(name).is_some());
            assert!(table.begin(&conn, FEWEST_ROWS + 1).expect("begin") && index(name).is_none());
            table.end(&conn).expect("end");
            assert_eq!(index(name).expect("it is back"), before);
        }
        let before = index(BY_COMPANY).expect("the schema has it");
        assert!(begin_contacts(&conn, FEWEST_ROWS + 1).expect("begin") && index(BY_COMPANY).is_none());
        end_contacts(&conn).expect("end");
        assert_eq!(index(BY_COMPANY).expect("it is back"), before);
    }
}
