//! SQLite's own checks: the file and its indexes, and rows that point to rows that are not there.

use rusqlite::{Connection, ErrorCode};

use super::{Fault, Found};
use crate::error::Result;

/// What faults of the file go by.
pub(super) const NAME: &str = "file";
/// How many checks these are.
pub(super) const NUMBER: usize = 2;

/// Faults of the file, of its indexes, and of foreign keys.
pub(super) fn faults(conn: &Connection) -> Result<Vec<Fault>> {
    let (mut damage, mut indexes) = (Found::default(), Found::default());
    for line in integrity(conn)? {
        let is_of_index = line.contains("from index") || line.contains("in index");
        if is_of_index { indexes.add(line) } else { damage.add(line) }
    }
    let mut faults = Vec::new();
    let mut add = |check, what, found: Found, is_mendable| {
        let Found { count, examples } = found;
        faults.extend((count > 0).then_some(Fault { check, what, count, examples, is_mendable }));
    };
    add(NAME, "the file is damaged", damage, false);
    add(NAME, "an index of SQLite's does not fit its table", indexes, true);
    add("foreign_keys", "a row belongs to a row that is not there", foreign_keys(conn)?, false);
    Ok(faults)
}

/// What SQLite says of the file; nothing when all is well. A file that is damaged badly may not even let it finish.
fn integrity(conn: &Connection) -> Result<Vec<String>> {
    let read = || -> rusqlite::Result<Vec<String>> {
        let mut statement = conn.prepare("PRAGMA integrity_check(100)")?;
        let lines = statement.query_map([], |row| row.get::<_, String>(0))?;
        lines.filter(|line| line.as_deref() != Ok("ok")).collect()
    };
    match read() {
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt) => Ok(vec![error.to_string()]),
        lines => Ok(lines?),
    }
}

fn foreign_keys(conn: &Connection) -> Result<Found> {
    let mut found = Found::default();
    let mut statement = conn.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (table, id, parent): (String, Option<i64>, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        found.add(format!("{table} {} lacks its {parent}", id.unwrap_or_default()));
    }
    Ok(found)
}
