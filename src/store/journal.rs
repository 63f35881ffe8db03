//! The journal: what one command changed, enough to undo it. Rows created in line are kept as a range of ids, every
//! other change as the columns that changed, before and after. [`super::replay`] plays it backwards.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Map, Value as Json};

use super::erase;
use super::prune;
use crate::domain::time::Instant;
use crate::error::{Error, Result};

/// Tables whose rows the journal keeps.
pub(super) const TABLES: [&str; 18] = [
    "contact",
    "company",
    "conversation",
    "message",
    "event",
    "deal",
    "note",
    "point",
    "pin",
    "held",
    "pair",
    "verdict",
    "merge",
    "followup",
    "alert",
    "broadcast",
    "delivery",
    "segment",
];

/// Columns of a row with their values.
pub type Columns = Vec<(&'static str, Value)>;

/// An open journal entry of one command.
#[derive(Debug, Clone, Copy)]
pub struct Journal {
    /// The entry's number, as `undo` takes it.
    pub id: i64,
}

/// A value as the journal keeps it.
pub(super) fn json(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Integer(number) => Json::from(*number),
        Value::Real(number) => Json::from(*number),
        Value::Text(text) => Json::from(text.as_str()),
        Value::Blob(bytes) => Json::from(bytes.as_slice()),
    }
}

fn object(columns: &[(&str, Value)]) -> String {
    Json::Object(columns.iter().map(|(name, value)| ((*name).to_owned(), json(value))).collect()).to_string()
}

impl Journal {
    /// Opens an entry. A blank author is nobody but the command.
    pub fn open(conn: &Connection, command: &str, author: &str, now: Instant) -> Result<Self> {
        conn.prepare_cached("INSERT INTO journal (command, author, at) VALUES (?1, nullif(?2, ''), ?3)")?
            .execute(params![command, author, now.0])?;
        Ok(Self { id: conn.last_insert_rowid() })
    }

    /// Notes that a row changed; only the columns that differ are kept. Nothing is noted when none does.
    pub fn changed(&self, conn: &Connection, table: &str, id: i64, before: &Columns, after: &Columns) -> Result<bool> {
        let differs = |i: &usize| before[*i].1 != after[*i].1;
        let changed: Vec<usize> = (0..before.len()).filter(differs).collect();
        if changed.is_empty() {
            return Ok(false);
        }
        let pick = |columns: &Columns| object(&changed.iter().map(|i| columns[*i].clone()).collect::<Vec<_>>());
        self.note(conn, table, id, Some(&pick(before)), Some(&pick(after)))?;
        Ok(true)
    }

    /// Notes that a row is about to be deleted, with all its columns as they stand.
    pub fn deleting(&self, conn: &Connection, table: &str, id: i64) -> Result<()> {
        let row = read_row(conn, table, id)?;
        self.note(conn, table, id, Some(&Json::Object(row).to_string()), None)
    }

    /// Notes that a row was created out of line.
    pub fn inserted(&self, conn: &Connection, table: &str, id: i64) -> Result<()> {
        self.note(conn, table, id, None, Some("{}"))
    }

    /// Notes that the rows `first..=last` of a table were created.
    pub fn created(&self, conn: &Connection, table: &str, first: i64, last: i64) -> Result<()> {
        if last >= first {
            conn.prepare_cached(
                "INSERT INTO created (journal_id, row_table, first_id, last_id) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![self.id, table, first, last])?;
        }
        Ok(())
    }

    /// Changes one column of a row and notes it. The column's name is code, never data.
    pub fn set(&self, conn: &Connection, table: &str, id: i64, column: &'static str, new: Value) -> Result<bool> {
        let old: Value = conn
            .prepare_cached(&format!("SELECT {column} FROM {table} WHERE rowid = ?1"))?
            .query_row([id], |row| row.get(0))?;
        if old == new {
            return Ok(false);
        }
        conn.prepare_cached(&format!("UPDATE {table} SET {column} = ?2 WHERE rowid = ?1"))?
            .execute(params![id, new])?;
        self.changed(conn, table, id, &vec![(column, old)], &vec![(column, new)])
    }

    fn note(&self, conn: &Connection, table: &str, id: i64, before: Option<&str>, after: Option<&str>) -> Result<()> {
        debug_assert!(TABLES.contains(&table));
        conn.prepare_cached(
            "INSERT INTO change (journal_id, row_table, row_id, before, after) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![self.id, table, id, before, after])?;
        Ok(())
    }

    /// Closes the entry with its summary, or removes it when nothing was changed.
    pub fn close(self, conn: &Connection, summary: &str) -> Result<()> {
        if self.is_empty(conn)? {
            conn.execute("DELETE FROM journal WHERE id = ?1", [self.id])?;
            // What rows took the place of comes back with an undo, and there is none.
            conn.execute("DELETE FROM taken_before WHERE journal_id = ?1", [self.id])?;
            return Ok(());
        }
        conn.prepare_cached("UPDATE journal SET summary = ?2 WHERE id = ?1")?.execute(params![self.id, summary])?;
        Ok(())
    }

    /// Closes an entry that cannot be undone, and of which nothing is noted therefore.
    pub fn seal(self, conn: &Connection, summary: &str) -> Result<()> {
        conn.prepare_cached("UPDATE journal SET summary = ?2 WHERE id = ?1")?.execute(params![self.id, summary])?;
        Ok(())
    }

    /// Whether anything was noted.
    pub fn is_empty(&self, conn: &Connection) -> Result<bool> {
        Ok(conn.query_row(
            "SELECT NOT EXISTS (SELECT 1 FROM change WHERE journal_id = ?1)
                AND NOT EXISTS (SELECT 1 FROM created WHERE journal_id = ?1)",
            [self.id],
            |row| row.get(0),
        )?)
    }
}

/// Removes a change from the journal and gives the columns as they were before it.
pub fn forget_change(conn: &Connection, change_id: i64) -> Result<Vec<(String, Value)>> {
    let before: String = conn
        .prepare_cached("DELETE FROM change WHERE id = ?1 RETURNING before")?
        .query_row([change_id], |row| row.get(0))?;
    let before: Map<String, Json> = serde_json::from_str(&before)?;
    Ok(before.into_iter().map(|(name, old)| (name, super::replay::value(&old))).collect())
}

fn read_row(conn: &Connection, table: &str, id: i64) -> Result<Map<String, Json>> {
    let mut statement = conn.prepare_cached(&format!("SELECT * FROM {table} WHERE rowid = ?1"))?;
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let row = statement.query_row([id], |row| {
        names.iter().enumerate().map(|(i, name)| Ok((name.clone(), json(&row.get(i)?)))).collect()
    })?;
    Ok(row)
}

/// What an entry of the journal is called, such as `import of people.csv`, if it can still be undone.
pub fn find(conn: &Connection, id: i64) -> Result<String> {
    let undone_at: Option<Option<i64>> =
        conn.query_row("SELECT undone_at FROM journal WHERE id = ?1", [id], |row| row.get(0)).optional()?;
    match undone_at {
        None if prune::was_dropped(conn, id)? => {
            Err(Error::failed(format!("entry {id} can no longer be undone: `rolo prune` dropped it from the journal"))
                .hint("`rolo undo --list` shows what can be undone")
                .into())
        }
        None => Err(Error::failed(format!("the journal has no entry {id}")).hint("`rolo undo --list` shows it").into()),
        Some(Some(at)) => Err(Error::failed(format!("entry {id} was already undone at {}", Instant(at))).into()),
        Some(None) => {
            let command = command(conn, id)?;
            if command.split(" by ").next() == Some(erase::COMMAND) {
                return Err(Error::failed(format!(
                    "entry {id} ({command}) cannot be undone: what it deleted is gone for good"
                ))
                .hint("an earlier entry can be named: `rolo undo --list` shows them, `rolo undo ENTRY` takes it back")
                .into());
            }
            Ok(command)
        }
    }
}

/// How many changes and created rows of an entry are gone with people who were deleted for good.
pub fn erased(conn: &Connection, id: i64) -> Result<u64> {
    let count: i64 =
        conn.prepare_cached("SELECT erased FROM journal WHERE id = ?1")?.query_row([id], |row| row.get(0))?;
    Ok(count.cast_unsigned())
}

/// What an entry is called: its command with the file or the author.
pub fn command(conn: &Connection, id: i64) -> Result<String> {
    let sql = "SELECT coalesce(command || iif(command = 'import', ' of ', ' by ') || author, command)
               FROM journal WHERE id = ?1";
    Ok(conn.query_row(sql, [id], |row| row.get(0))?)
}

/// Marks an entry as undone.
pub fn mark_undone(conn: &Connection, id: i64, now: Instant) -> Result<()> {
    conn.execute("UPDATE journal SET undone_at = ?2 WHERE id = ?1", (id, now.0))?;
    Ok(())
}

/// A line of the journal.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct Line {
    pub id: i64,
    pub at: Instant,
    pub command: String,
    pub author: String,
    /// The rows of a file, who became part of whom, or what else was done.
    pub what: Option<String>,
    pub undone_at: Option<Instant>,
}

/// The journal, the newest entry first.
pub fn entries(conn: &Connection) -> Result<Vec<Line>> {
    let mut statement = conn.prepare(
        "SELECT id, at, command, coalesce(author, ''), undone_at, coalesce(
             (SELECT read || ' ' || kind FROM batch WHERE batch.journal_id = journal.id LIMIT 1),
             (SELECT coalesce(gone.before ->> '$.name', gone.before ->> '$.emails', 'contact')
                  || ' (' || merged_id || ') into '
                  || coalesce(contact.name, contact.emails, 'contact') || ' (' || survivor_id || ')'
              FROM merge
              LEFT JOIN change AS gone ON gone.journal_id = merge.journal_id AND gone.row_table = 'contact'
                  AND gone.row_id = merged_id AND gone.after IS NULL
              LEFT JOIN contact ON contact.id = survivor_id
              WHERE merge.journal_id = journal.id LIMIT 1),
             iif(command IN ('import', 'merge'), NULL, summary))
         FROM journal ORDER BY id DESC",
    )?;
    let lines = statement.query_map([], |row| {
        Ok(Line {
            id: row.get(0)?,
            at: Instant(row.get(1)?),
            command: row.get(2)?,
            author: row.get(3)?,
            what: row.get(5)?,
            undone_at: row.get::<_, Option<i64>>(4)?.map(Instant),
        })
    })?;
    Ok(lines.collect::<Result<_, _>>()?)
}

/// The number that the next entry will have.
pub fn next_id(conn: &Connection) -> Result<i64> {
    Ok(conn.query_row("SELECT coalesce(max(id), 0) + 1 FROM journal", [], |row| row.get(0))?)
}

/// Says that the entries from `first` on are of one command, which `undo` takes back as one.
pub fn join(conn: &Connection, first: i64) -> Result<()> {
    conn.execute("UPDATE journal SET run = ?1 WHERE id >= ?1", [first])?;
    Ok(())
}

/// The entries of the last command of which one still stands, the newest first.
pub fn last_run(conn: &Connection) -> Result<Vec<i64>> {
    let mut statement = conn.prepare_cached(
        "SELECT id FROM journal WHERE undone_at IS NULL
             AND run = (SELECT run FROM journal WHERE undone_at IS NULL ORDER BY id DESC LIMIT 1)
         ORDER BY id DESC",
    )?;
    let ids = statement.query_map([], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}
