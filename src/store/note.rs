//! Notes as an import finds and compares them: one of the same contact, text and time is the same note.

use rusqlite::Connection;
use rusqlite::types::Value;

use super::journal::Columns;
use super::record;
use crate::domain::time::Instant;
use crate::error::Result;

/// The columns that an import compares.
pub const COLUMNS: [&str; 2] = ["author", "metadata"];

/// The note of a contact with this text and time: its id and its columns. A row without a time means a note of any.
pub fn find(conn: &Connection, contact_id: i64, text: &str, at: Option<Instant>) -> Result<Option<(i64, Columns)>> {
    let at = at.map_or(Value::Null, |at| Value::Integer(at.0));
    let condition = "contact_id = ?1 AND text = ?2 AND at = coalesce(?3, at)";
    record::find(conn, "note", &COLUMNS, condition, &[Value::Integer(contact_id), Value::Text(text.to_owned()), at])
}
