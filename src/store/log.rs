//! The activity log: append-only; what changed, when and by whom.

use rusqlite::{Connection, params};

use crate::domain::time::Instant;
use crate::error::Result;

/// One line of the log.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// When.
    pub at: Instant,
    /// Whose.
    pub contact_id: Option<i64>,
    /// What happened: `promoted`, `merged`, `changed`, ...
    pub kind: &'a str,
    /// Which field.
    pub field: &'a str,
    /// The value before.
    pub old: &'a str,
    /// The value now.
    pub new: &'a str,
    /// A person, a command or `batch N`.
    pub author: &'a str,
    /// The journal entry that it belongs to.
    pub journal_id: Option<i64>,
}

/// Appends a line.
pub fn add(conn: &Connection, entry: &Entry<'_>) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO log (at, contact_id, kind, field, old, new, author, journal_id)
         VALUES (?1, ?2, ?3, nullif(?4, ''), nullif(?5, ''), nullif(?6, ''), ?7, ?8)",
    )?
    .execute(params![
        entry.at.0,
        entry.contact_id,
        entry.kind,
        entry.field,
        entry.old,
        entry.new,
        entry.author,
        entry.journal_id
    ])?;
    Ok(())
}

/// Appends a line for each of a contact's fields whose value is another one now: field, old and new value.
pub fn changed<'a>(
    conn: &Connection,
    contact_id: i64,
    changes: impl IntoIterator<Item = (&'a str, &'a str, &'a str)>,
    author: &str,
    at: Instant,
) -> Result<()> {
    for (field, old, new) in changes.into_iter().filter(|(_, old, new)| old != new) {
        let contact_id = Some(contact_id);
        add(conn, &Entry { at, contact_id, kind: "changed", field, old, new, author, journal_id: None })?;
    }
    Ok(())
}

/// A field that had another value before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// When it changed.
    pub at: Instant,
    /// Which field.
    pub field: String,
    /// The value before; empty = none.
    pub old: String,
}

/// What an author changed of a contact's fields, in the order in which it happened.
pub fn changes(conn: &Connection, contact_id: i64, author: &str) -> Result<Vec<Change>> {
    let mut statement = conn.prepare_cached(
        "SELECT at, field, coalesce(old, '') FROM log
         WHERE contact_id = ?1 AND kind = 'changed' AND author = ?2 AND field IS NOT NULL ORDER BY id",
    )?;
    let changes = statement.query_map((contact_id, author), |row| {
        Ok(Change { at: Instant(row.get(0)?), field: row.get(1)?, old: row.get(2)? })
    });
    Ok(changes?.collect::<Result<_, _>>()?)
}
