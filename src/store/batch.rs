//! Batches: what each import of a file brought, and what the journal tells of it.

use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::{Map, Value as Json};

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

/// One import of one file.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct Line {
    pub batch: i64,
    pub journal_id: i64,
    pub at: Instant,
    pub file: String,
    pub kind: String,
    pub preset: Option<String>,
    pub counts: Counts,
    pub undone_at: Option<Instant>,
    /// Whether the journal has an entry: one that changed nothing left none.
    pub is_in_journal: bool,
}

const SELECT: &str = "SELECT batch.id, journal_id, batch.at, file, kind, preset, read, created, updated, unchanged, \
    rejected, conflicts, contacts_created, conversations_created, \
    coalesce(undone_at, (SELECT max(log.at) FROM log WHERE log.journal_id = batch.journal_id AND log.kind = 'undone')), \
    journal.id IS NOT NULL \
    FROM batch LEFT JOIN journal ON journal.id = journal_id";

fn line(row: &Row<'_>) -> rusqlite::Result<Line> {
    let number = |i| row.get::<_, i64>(i).map(i64::cast_unsigned);
    Ok(Line {
        batch: row.get(0)?,
        journal_id: row.get(1)?,
        at: Instant(row.get(2)?),
        file: row.get(3)?,
        kind: row.get(4)?,
        preset: row.get(5)?,
        counts: Counts {
            read: number(6)?,
            created: number(7)?,
            updated: number(8)?,
            unchanged: number(9)?,
            rejected: number(10)?,
            conflicts: number(11)?,
            contacts_created: number(12)?,
            conversations_created: number(13)?,
        },
        undone_at: row.get::<_, Option<i64>>(14)?.map(Instant),
        is_in_journal: row.get(15)?,
    })
}

/// All imports, the newest first.
pub fn all(conn: &Connection) -> Result<Vec<Line>> {
    let mut statement = conn.prepare(&format!("{SELECT} ORDER BY batch.id DESC"))?;
    let lines = statement.query_map([], line)?;
    Ok(lines.collect::<Result<_, _>>()?)
}

/// The import of this number.
pub fn find(conn: &Connection, number: i64) -> Result<Option<Line>> {
    let mut statement = conn.prepare(&format!("{SELECT} WHERE batch.id = ?1"))?;
    Ok(statement.query_row([number], line).optional()?)
}

/// One thing that an entry of the journal did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What it did it to: `contact`, `deal`, `message` ...
    pub what: String,
    /// `created`, `changed` or `removed`.
    pub change: &'static str,
    /// The row; `None` where several are counted.
    pub id: Option<i64>,
    /// What the row is called now.
    pub name: Option<String>,
    /// The columns that changed, joined with `;`.
    pub columns: Option<String>,
    /// How many rows.
    pub count: i64,
}

/// What an entry of the journal did: what it created in line first, then the rest in the order in which it happened.
pub fn changes(conn: &Connection, journal_id: i64, mut run: impl FnMut(&Change) -> Result<()>) -> Result<()> {
    let mut ranges =
        conn.prepare("SELECT row_table, first_id, last_id FROM created WHERE journal_id = ?1 ORDER BY row_table")?;
    let mut rows = ranges.query([journal_id])?;
    while let Some(row) = rows.next()? {
        let (table, first, last): (String, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        if table == "message" || table == "event" {
            let count = last - first + 1;
            run(&Change { what: table, change: "created", id: None, name: None, columns: None, count })?;
            continue;
        }
        for id in first..=last {
            let name = name(conn, &table, id)?;
            let what = table.clone();
            run(&Change { what, change: "created", id: Some(id), name, columns: None, count: 1 })?;
        }
    }
    let mut changed =
        conn.prepare("SELECT row_table, row_id, before, after FROM change WHERE journal_id = ?1 ORDER BY id")?;
    let mut rows = changed.query([journal_id])?;
    while let Some(row) = rows.next()? {
        let (table, id): (String, i64) = (row.get(0)?, row.get(1)?);
        let (before, after): (Option<String>, Option<String>) = (row.get(2)?, row.get(3)?);
        let change = match (&before, &after) {
            (None, _) => "created",
            (_, None) => "removed",
            _ => "changed",
        };
        let columns = if change == "changed" { after.as_deref().and_then(column_names) } else { None };
        let name = name(conn, &table, id)?.or_else(|| before.as_deref().and_then(name_before));
        run(&Change { what: table, change, id: Some(id), name, columns, count: 1 })?;
    }
    Ok(())
}

fn column_names(after: &str) -> Option<String> {
    let object: Map<String, Json> = serde_json::from_str(after).ok()?;
    let names: Vec<&str> = object.keys().map(String::as_str).filter(|name| *name != "updated_at").collect();
    Some(names.join(";"))
}

fn name_before(before: &str) -> Option<String> {
    let object: Map<String, Json> = serde_json::from_str(before).ok()?;
    ["name", "emails", "title"].iter().find_map(|key| object.get(*key)?.as_str().map(str::to_owned))
}

/// What a row is called now; `None` when it is gone or of a kind that has no name.
fn name(conn: &Connection, table: &str, id: i64) -> Result<Option<String>> {
    let sql = match table {
        "contact" => {
            "SELECT coalesce(name, emails, phones, user_id, visitor_ids, external_ids) FROM contact WHERE id = ?1"
        }
        "company" => "SELECT name FROM company WHERE id = ?1",
        "broadcast" => "SELECT name FROM broadcast WHERE id = ?1",
        "deal" => "SELECT title FROM deal WHERE id = ?1",
        "conversation" => "SELECT external_id FROM conversation WHERE id = ?1",
        _ => return Ok(None),
    };
    let mut statement = conn.prepare_cached(sql)?;
    Ok(statement.query_row([id], |row| row.get(0)).optional()?.flatten())
}
