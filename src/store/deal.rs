//! Deals as an import finds and compares them.

use rusqlite::Connection;
use rusqlite::types::Value;

use super::journal::Columns;
use super::record;
use crate::error::Result;

/// The columns that an import compares.
pub const COLUMNS: [&str; 12] = [
    "title",
    "stage",
    "amount",
    "currency",
    "state",
    "expected_close",
    "created_at",
    "closed_at",
    "contact_id",
    "company_id",
    "metadata",
    "updated_at",
];

/// The deal with this key: its id and its columns.
pub fn by_key(conn: &Connection, key: i64) -> Result<Option<(i64, Columns)>> {
    record::find(conn, "deal", &COLUMNS, "key = ?1", &[Value::Integer(key)])
}
