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
