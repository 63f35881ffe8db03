//! Rows of companies, deals, notes and deliveries column by column: an import compares what a file says with what is
//! stored and writes what differs. Names of tables and columns are code, never data.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};

use super::journal::{Columns, Journal};
use crate::error::Result;

/// These columns of a row that is found by a condition with `?1`, `?2` ..., after its id.
pub fn find(
    conn: &Connection,
    table: &str,
    columns: &[&'static str],
    condition: &str,
    values: &[Value],
) -> Result<Option<(i64, Columns)>> {
    let sql = format!("SELECT id, {} FROM {table} WHERE {condition} ORDER BY id LIMIT 1", columns.join(", "));
    let mut statement = conn.prepare_cached(&sql)?;
    let row = statement.query_row(params_from_iter(values), |row| {
        let cells = columns.iter().enumerate().map(|(i, name)| Ok((*name, row.get(i + 1)?)));
        Ok((row.get(0)?, cells.collect::<rusqlite::Result<_>>()?))
    });
    Ok(row.optional()?)
}

/// Inserts a row of these columns and gives its id.
pub fn insert(conn: &Connection, table: &str, columns: &Columns) -> Result<i64> {
    let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    let marks = vec!["?"; names.len()].join(", ");
    let sql = format!("INSERT INTO {table} ({}) VALUES ({marks})", names.join(", "));
    conn.prepare_cached(&sql)?.execute(params_from_iter(columns.iter().map(|(_, value)| value)))?;
    Ok(conn.last_insert_rowid())
}

/// Writes the columns in which `new` differs from `old`, and notes them; says whether any does.
pub fn update(conn: &Connection, journal: Journal, table: &str, id: i64, old: &Columns, new: &Columns) -> Result<bool> {
    if !journal.changed(conn, table, id, old, new)? {
        return Ok(false);
    }
    for ((name, before), (_, after)) in old.iter().zip(new) {
        if before != after {
            let sql = format!("UPDATE {table} SET {name} = ?2 WHERE id = ?1");
            conn.prepare_cached(&sql)?.execute((id, after))?;
        }
    }
    Ok(true)
}
