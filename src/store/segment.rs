//! Saved segments: names for filters.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params};

use super::journal::Journal;
use crate::domain::segment::{Filter, Segments};
use crate::domain::time::Instant;
use crate::error::{Error, Result};

/// A saved segment.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct Segment {
    pub id: i64,
    pub name: String,
    pub filter: Filter,
    pub created_at: Instant,
    pub updated_at: Instant,
}

/// All saved segments by name.
pub fn all(conn: &Connection) -> Result<Vec<Segment>> {
    let mut statement = conn.prepare("SELECT id, name, filter, created_at, updated_at FROM segment ORDER BY name")?;
    let rows = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?, row.get(3)?, row.get(4)?)))?;
    let mut segments = Vec::new();
    for row in rows {
        let (id, name, filter, created_at, updated_at): (i64, String, String, i64, i64) = row?;
        let filter = serde_json::from_str(&filter).map_err(|error| {
            Error::failed(format!("the filter of the segment `{name}` cannot be read: {error}"))
                .hint(format!("save it anew: rolo segments save {name} … --replace"))
        })?;
        segments.push(Segment { id, name, filter, created_at: Instant(created_at), updated_at: Instant(updated_at) });
    }
    Ok(segments)
}

/// The filters of all saved segments.
pub fn filters(conn: &Connection) -> Result<Segments> {
    Ok(all(conn)?.into_iter().map(|segment| (segment.name, segment.filter)).collect())
}

/// The id of the saved segment of a name.
pub fn find(conn: &Connection, name: &str) -> Result<Option<i64>> {
    let mut find = conn.prepare_cached("SELECT id FROM segment WHERE name = ?1")?;
    Ok(find.query_row([name], |row| row.get(0)).optional()?)
}

/// The filter of a saved segment, if it can be read.
pub fn filter_of(conn: &Connection, id: i64) -> Result<Option<Filter>> {
    let filter: String =
        conn.prepare_cached("SELECT filter FROM segment WHERE id = ?1")?.query_row([id], |row| row.get(0))?;
    Ok(serde_json::from_str(&filter).ok())
}

/// Saves a segment under a name that is free.
pub fn create(conn: &Connection, journal: Journal, name: &str, filter: &Filter, now: Instant) -> Result<()> {
    conn.prepare_cached("INSERT INTO segment (name, filter, created_at, updated_at) VALUES (?1, ?2, ?3, ?3)")?
        .execute(params![name, serde_json::to_string(filter)?, now.0])?;
    journal.inserted(conn, "segment", conn.last_insert_rowid())
}

/// Gives a saved segment another filter; says whether it is another one.
pub fn replace(conn: &Connection, journal: Journal, id: i64, filter: &Filter, now: Instant) -> Result<bool> {
    let is_other = journal.set(conn, "segment", id, "filter", Value::Text(serde_json::to_string(filter)?))?;
    if is_other {
        journal.set(conn, "segment", id, "updated_at", Value::Integer(now.0))?;
    }
    Ok(is_other)
}

/// Deletes a saved segment.
pub fn delete(conn: &Connection, journal: Journal, id: i64) -> Result<()> {
    journal.deleting(conn, "segment", id)?;
    conn.prepare_cached("DELETE FROM segment WHERE id = ?1")?.execute([id])?;
    Ok(())
}

/// What uses a segment: other segments, and broadcasts that are still to be sent.
pub fn users(conn: &Connection, name: &str) -> Result<Vec<String>> {
    let mut statement = conn.prepare_cached(
        "SELECT 'segment ' || name FROM segment
             WHERE EXISTS (SELECT 1 FROM json_each(filter, '$.segment') AS used WHERE used.value = ?1)
         UNION ALL
         SELECT 'broadcast ' || name FROM broadcast
             WHERE state <> 'sent' AND json_valid(filter)
                 AND EXISTS (SELECT 1 FROM json_each(filter, '$.segment') AS used WHERE used.value = ?1)
         ORDER BY 1",
    )?;
    let users = statement.query_map([name], |row| row.get(0))?;
    Ok(users.collect::<Result<_, _>>()?)
}

/// Takes a saved segment away unless something uses it; else says that it stays, and why.
pub(super) fn forget(conn: &Connection, id: i64) -> Result<Option<String>> {
    let mut find = conn.prepare_cached("SELECT name FROM segment WHERE id = ?1")?;
    let Some(name) = find.query_row([id], |row| row.get::<_, String>(0)).optional()? else { return Ok(None) };
    let users = users(conn, &name)?;
    if users.is_empty() {
        conn.execute("DELETE FROM segment WHERE id = ?1", [id])?;
        return Ok(None);
    }
    Ok(Some(format!("the segment {name} stays: it is used by {}", users.join(", "))))
}
