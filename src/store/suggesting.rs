//! What suggestions read besides facts: texts of messages, and the names that must not stand in a suggestion.

use rusqlite::{Connection, Statement};

use crate::error::Result;

/// Shows the names of all contacts, and of the agents that conversations name.
pub fn names(conn: &Connection, mut show: impl FnMut(&str)) -> Result<()> {
    let queries = [
        "SELECT name FROM contact WHERE name IS NOT NULL",
        "SELECT first_name FROM contact WHERE first_name IS NOT NULL",
        "SELECT last_name FROM contact WHERE last_name IS NOT NULL",
        "SELECT DISTINCT agent FROM conversation WHERE agent IS NOT NULL",
    ];
    for sql in queries {
        let mut statement = conn.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            show(row.get_ref(0)?.as_str()?);
        }
    }
    Ok(())
}

/// Reads texts of messages over one connection.
#[derive(Debug)]
pub struct TextReader<'c>(Statement<'c>);

impl<'c> TextReader<'c> {
    /// One over this connection.
    pub fn new(conn: &'c Connection) -> Result<Self> {
        Ok(Self(conn.prepare("SELECT text FROM message WHERE id = ?1")?))
    }

    /// Shows the text of a message, if it is there.
    pub fn read(&mut self, id: i64, show: &mut dyn FnMut(&str)) -> Result<()> {
        let mut rows = self.0.query([id])?;
        if let Some(row) = rows.next()? {
            show(row.get_ref(0)?.as_str()?);
        }
        Ok(())
    }
}
