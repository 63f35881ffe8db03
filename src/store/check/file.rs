//! SQLite's own checks: the file and its indexes, and rows that point to rows that are not there; and whether the file holds
//! the tables, indexes and views that rolo made, and in their cells what belongs there.

use rusqlite::{Connection, ErrorCode, OptionalExtension};

use super::{Fault, Found};
use crate::error::Result;
use crate::store::migrate;

/// What faults of the file go by.
pub(super) const NAME: &str = "file";
/// What faults of the schema go by.
pub(super) const SCHEMA: &str = "schema";
/// How many checks these are.
pub(super) const NUMBER: usize = 4;

/// Faults of the file, of its indexes, and of foreign keys.
pub(super) fn faults(conn: &Connection) -> Result<Vec<Fault>> {
    let (mut damage, mut indexes) = (Found::default(), Found::default());
    for line in integrity(conn)? {
        let is_of_index = line.contains("from index") || line.contains("in index");
        if is_of_index { indexes.add(line) } else { damage.add(line) }
    }
    let is_damaged = damage.count > 0;
    let mut faults = Vec::new();
    faults.extend(fault(NAME, "the file is damaged", damage, false));
    faults.extend(fault(NAME, "an index of SQLite's does not fit its table", indexes, true));
    if is_damaged {
        return Ok(faults);
    }
    let parts = |types: &[&str]| schema(conn, types);
    faults.extend(fault(SCHEMA, "an index or a view is not there or another one", parts(&["index", "view"])?, true));
    faults.extend(fault(SCHEMA, "a table is not there or another one", parts(&["table"])?, false));
    if faults.iter().all(|fault| fault.check != SCHEMA) {
        faults.extend(fault(NAME, "a cell holds what its column cannot", cells(conn)?, false));
        faults.extend(fault("foreign_keys", "a row belongs to a row that is not there", foreign_keys(conn)?, false));
    }
    Ok(faults)
}

fn fault(check: &'static str, what: &'static str, found: Found, is_mendable: bool) -> Option<Fault> {
    let Found { count, examples } = found;
    (count > 0).then_some(Fault { check, what, count, examples, is_mendable })
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

/// Parts of the schema that are not as rolo makes them. What somebody added is theirs.
fn schema(conn: &Connection, types: &[&str]) -> Result<Found> {
    let mut found = Found::default();
    let mut find = conn.prepare("SELECT sql FROM sqlite_schema WHERE type = ?1 AND name = ?2")?;
    for part in migrate::schema()?.iter().filter(|part| types.contains(&part.kind.as_str())) {
        let there: Option<String> = find.query_row((&part.kind, &part.name), |row| row.get(0)).optional()?;
        if there.as_ref() != Some(&part.sql) {
            found.add(&part.name);
        }
    }
    Ok(found)
}

/// Makes the indexes and views anew that are not as rolo makes them.
pub(super) fn mend_schema(conn: &Connection) -> Result<()> {
    let mut find = conn.prepare("SELECT sql FROM sqlite_schema WHERE type = ?1 AND name = ?2")?;
    for part in migrate::schema()?.iter().filter(|part| part.kind != "table") {
        let there: Option<String> = find.query_row((&part.kind, &part.name), |row| row.get(0)).optional()?;
        if there.as_ref() != Some(&part.sql) {
            conn.execute_batch(&format!("DROP {} IF EXISTS \"{}\"; {}", part.kind, part.name, part.sql))?;
        }
    }
    Ok(())
}

/// Cells of another type than their column's, which SQLite takes but rolo cannot read.
fn cells(conn: &Connection) -> Result<Found> {
    let mut found = Found::default();
    for part in migrate::schema()?.iter().filter(|part| part.kind == "table") {
        let mut columns = conn.prepare("SELECT name, type FROM pragma_table_info(?1)")?;
        let columns: Vec<(String, String)> =
            columns.query_map([&part.name], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
        let odd = columns.iter().filter_map(|(name, kind)| {
            let fits = match kind.as_str() {
                "TEXT" => "'text', 'null'",
                "INTEGER" => "'integer', 'null'",
                "REAL" => "'real', 'integer', 'null'",
                "BLOB" => "'blob', 'null'",
                _ => return None,
            };
            Some(format!("WHEN typeof(\"{name}\") NOT IN ({fits}) THEN '{name}'"))
        });
        let odd: Vec<String> = odd.collect();
        if odd.is_empty() || part.sql.contains("WITHOUT ROWID") {
            continue;
        }
        let sql = format!(
            "SELECT id, odd FROM (SELECT rowid AS id, CASE {} END AS odd FROM {}) WHERE odd IS NOT NULL",
            odd.join(" "),
            part.name
        );
        let mut statement = conn.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            found.add(format!("{} of {} {}", row.get::<_, String>(1)?, part.name, row.get::<_, i64>(0)?));
        }
    }
    Ok(found)
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
