//! Broadcasts by name and what became of them contact by contact, as an import finds and compares them.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension};

use super::journal::Columns;
use super::{identity, record};
use crate::domain::identity::Key;
use crate::domain::time::Instant;
use crate::error::Result;

/// The columns that an import compares.
pub const COLUMNS: [&str; 3] = ["state", "at", "metadata"];

/// The id of the broadcast of this name.
pub fn broadcast(conn: &Connection, name: &str) -> Result<Option<i64>> {
    let mut statement = conn.prepare_cached("SELECT id FROM broadcast WHERE name = ?1")?;
    Ok(statement.query_row([name], |row| row.get(0)).optional()?)
}

/// Creates a broadcast that another system sent; its text and whom it was meant for are not known.
pub fn create_broadcast(conn: &Connection, name: &str, now: Instant) -> Result<i64> {
    conn.prepare_cached(
        "INSERT INTO broadcast (name, filter, text, state, created_at) VALUES (?1, '{}', '', 'sent', ?2)",
    )?
    .execute((name, now.0))?;
    Ok(conn.last_insert_rowid())
}

/// Who of the holders of a receipt's identities the broadcast of a name goes to, if it is one.
pub fn addressee(conn: &Connection, name: &str, keys: &[Key]) -> Result<Option<i64>> {
    let mut find = conn.prepare_cached(
        "SELECT 1 FROM delivery JOIN broadcast ON broadcast.id = broadcast_id WHERE name = ?1 AND contact_id = ?2",
    )?;
    let mut found = None;
    for key in keys {
        for holder in identity::holders(conn, key.hash)? {
            if found != Some(holder) && find.exists((name, holder))? && found.replace(holder).is_some() {
                return Ok(None);
            }
        }
    }
    Ok(found)
}

/// What became of a broadcast to a contact: the row's id and its columns.
pub fn find(conn: &Connection, broadcast_id: i64, contact_id: i64) -> Result<Option<(i64, Columns)>> {
    let values = [Value::Integer(broadcast_id), Value::Integer(contact_id)];
    record::find(conn, "delivery", &COLUMNS, "broadcast_id = ?1 AND contact_id = ?2", &values)
}
