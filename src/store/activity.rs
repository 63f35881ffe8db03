//! Reading the log: lines that some filters leave, in the order of time. Each filter has an index, so that a log of
//! millions of lines answers at once.

use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

use super::batch;
use crate::domain::time::Instant;
use crate::error::{Error, Result};

/// Columns of the view `activity`.
pub const COLUMNS: [&str; 9] = ["id", "at", "contact_id", "kind", "field", "old", "new", "author", "journal_id"];

/// Which lines of the log are meant. An empty list is no filter.
#[derive(Debug, Clone, Default)]
pub struct Asked<'a> {
    /// Of these contacts, and of commands on them that were taken back.
    pub contacts: &'a [i64],
    /// By these authors.
    pub authors: &'a [String],
    /// By these commands.
    pub commands: &'a [String],
    /// By these imports.
    pub batches: &'a [i64],
    /// Of these kinds.
    pub kinds: &'a [String],
    /// Of these fields.
    pub fields: &'a [String],
    /// From this instant on.
    pub since: Option<Instant>,
    /// Before this instant.
    pub until: Option<Instant>,
    /// How many at most.
    pub limit: Option<u32>,
    /// Whether the oldest come first.
    pub is_oldest_first: bool,
}

/// Gives each line, in the columns of [`COLUMNS`].
pub fn for_each(conn: &Connection, asked: &Asked<'_>, mut run: impl FnMut(&Row<'_>) -> Result<()>) -> Result<()> {
    let (condition, values) = condition(conn, asked)?;
    let order = if asked.is_oldest_first { "ASC" } else { "DESC" };
    let limit = asked.limit.map_or(-1, i64::from);
    let sql = format!(
        "SELECT id, strftime('%Y-%m-%dT%H:%M:%SZ', log.at, 'unixepoch'), contact_id, kind, field, old, new, author,
             journal_id
         FROM log WHERE {condition} ORDER BY log.at {order}, log.id {order} LIMIT {limit}"
    );
    let mut statement = conn.prepare(&sql)?;
    let mut rows = statement.query(params_from_iter(values))?;
    while let Some(row) = rows.next()? {
        run(row)?;
    }
    Ok(())
}

fn condition(conn: &Connection, asked: &Asked<'_>) -> Result<(String, Vec<Value>)> {
    let mut parts = vec!["1".to_owned()];
    let mut values = Vec::new();
    if !asked.contacts.is_empty() {
        let ids = numbers(asked.contacts);
        // The second half is written so that each half has its index.
        parts.push(format!(
            "id IN (SELECT id FROM log WHERE contact_id IN ({ids})
                 UNION SELECT undone.id FROM log AS mine JOIN log AS undone ON undone.journal_id = mine.journal_id
                 WHERE mine.contact_id IN ({ids}) AND mine.journal_id IS NOT NULL AND undone.kind = 'undone')"
        ));
    }
    let words =
        [("author", asked.authors), ("command", asked.commands), ("kind", asked.kinds), ("field", asked.fields)];
    for (column, words) in words.into_iter().filter(|(_, words)| !words.is_empty()) {
        parts.push(format!("{column} IN ({})", vec!["?"; words.len()].join(", ")));
        values.extend(words.iter().cloned().map(Value::Text));
    }
    if !asked.batches.is_empty() {
        let entries = asked.batches.iter().map(|number| entry_of(conn, *number)).collect::<Result<Vec<_>>>()?;
        parts.push(format!("journal_id IN ({})", numbers(&entries)));
    }
    for (sql, bound) in [("log.at >= ?", asked.since), ("log.at < ?", asked.until)] {
        if let Some(at) = bound {
            parts.push(sql.to_owned());
            values.push(Value::Integer(at.0));
        }
    }
    Ok((parts.join(" AND "), values))
}

fn entry_of(conn: &Connection, batch: i64) -> Result<i64> {
    let found = batch::find(conn, batch)?.ok_or_else(|| {
        Error::failed(format!("there is no import {batch}")).hint("`rolo imports list` shows them all")
    })?;
    Ok(found.journal_id)
}

fn numbers(numbers: &[i64]) -> String {
    numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// A contact and all that became part of it, by id: what happened to these is its story, too.
pub fn parts(conn: &Connection, contact_id: i64) -> Result<Vec<i64>> {
    let mut statement = conn.prepare_cached(
        "WITH RECURSIVE part (id) AS (
             SELECT ?1 UNION SELECT merged_id FROM merge JOIN part ON survivor_id = part.id WHERE undone_at IS NULL)
         SELECT id FROM part ORDER BY id",
    )?;
    let ids = statement.query_map([contact_id], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}
