//! Batches: what each import of a file brought.

use rusqlite::{Connection, params};

use crate::domain::time::Instant;
use crate::error::Result;

/// How the rows of a file fared.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct Counts {
    pub read: u64,
    pub created: u64,
    pub updated: u64,
    pub unchanged: u64,
    pub rejected: u64,
    pub conflicts: u64,
    pub contacts_created: u64,
    pub conversations_created: u64,
}

/// Writes a batch down and gives its number.
pub fn add(
    conn: &Connection,
    journal_id: i64,
    file: &str,
    kind: &str,
    preset: Option<&str>,
    counts: &Counts,
    now: Instant,
) -> Result<i64> {
    let number = |n: u64| n.cast_signed();
    conn.execute(
        "INSERT INTO batch (journal_id, file, kind, preset, at, read, created, updated, unchanged, rejected,
             conflicts, contacts_created, conversations_created)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        params![
            journal_id,
            file,
            kind,
            preset,
            now.0,
            number(counts.read),
            number(counts.created),
            number(counts.updated),
            number(counts.unchanged),
            number(counts.rejected),
            number(counts.conflicts),
            number(counts.contacts_created),
            number(counts.conversations_created)
        ],
    )?;
    Ok(conn.last_insert_rowid())
}
