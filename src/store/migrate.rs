//! Migrations: append-only, numbered by `user_version`, each in one transaction. The views are dropped and made anew
//! after the last one, so they always show the present schema.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::Context;
use rusqlite::{Connection, TransactionBehavior};

use super::{filter, open, setting};
use crate::domain::cue::Cue;
use crate::domain::deciding::inferring::Trait;
use crate::domain::deciding::{Band, Class, Grade, Intent, SentimentLevel, Stage, Status};
use crate::domain::time::Instant;
use crate::error::Result;

const MIGRATIONS: &[&str] = &[include_str!("migrations/001_start.sql")];
const VIEWS: &str = include_str!("views.sql");

/// The schema version that this rolo writes.
pub const VERSION: i32 = MIGRATIONS.len() as i32;

/// Brings the database to [`VERSION`]. An empty file gets its owner's mark first, in a commit of its own and before
/// WAL mode, so that a file whose creation was cut short is still known as ours.
pub(super) fn run(conn: &mut Connection, path: &Path) -> Result<()> {
    let version = |conn: &Connection| conn.pragma_query_value(None, "user_version", |row| row.get::<_, i32>(0));
    if conn.pragma_query_value(None, "application_id", |row| row.get::<_, i32>(0))? != open::APPLICATION_ID {
        conn.pragma_update(None, "page_size", 8192)?;
        conn.pragma_update(None, "application_id", open::APPLICATION_ID)?;
    }
    let mode: String = conn.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    debug_assert_eq!(mode, "wal");
    let found = version(conn)?;
    if found > VERSION {
        return Err(open::newer(path, found).into());
    }
    if found == VERSION {
        return Ok(());
    }
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = version(&transaction)?;
    for (migration, number) in MIGRATIONS.iter().zip(1..).skip(usize::try_from(found).unwrap_or(0)) {
        transaction
            .execute_batch(migration)
            .with_context(|| format!("cannot migrate the schema to version {number}"))?;
    }
    if found < VERSION {
        if found == 0 {
            setting::create_secret(&transaction)?;
        }
        make_views(&transaction)?;
        transaction.pragma_update(None, "user_version", VERSION)?;
    }
    transaction.commit()?;
    Ok(())
}

fn make_views(conn: &Connection) -> Result<()> {
    let old: Vec<String> = conn
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'view'")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for name in old {
        conn.execute_batch(&format!("DROP VIEW \"{name}\""))?;
    }
    conn.execute_batch(&with_names(VIEWS))?;
    Ok(())
}

/// A table, index or view.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// `table`, `index` or `view`.
    pub(super) kind: String,
    pub(super) name: String,
    /// What makes it.
    pub(super) sql: String,
}

/// An empty database in memory with the present schema, which can answer `as_of()`.
pub(super) fn in_memory() -> Result<Connection> {
    let conn = Connection::open_in_memory()?;
    for migration in MIGRATIONS {
        conn.execute_batch(migration)?;
    }
    make_views(&conn)?;
    filter::answer_as_of(&conn, Instant(0))?;
    Ok(conn)
}

/// The tables, indexes and views of the present schema, as SQLite keeps them.
pub(super) fn schema() -> Result<Vec<Part>> {
    let conn = in_memory()?;
    let mut statement = conn.prepare(
        "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%' ORDER BY rowid",
    )?;
    let parts = statement.query_map([], |row| Ok(Part { kind: row.get(0)?, name: row.get(1)?, sql: row.get(2)? }))?;
    Ok(parts.collect::<Result<_, _>>()?)
}

/// What the public view of this name selects.
pub(super) fn view(name: &str) -> String {
    let (_, from) = VIEWS.split_once(&format!("CREATE VIEW {name} AS\n")).unwrap_or_default();
    with_names(from.split_once(";\n\n").map_or(from, |(body, _)| body))
}

/// Puts the words of stored numbers where the views say `{word column}`.
fn with_names(views: &str) -> String {
    let mut sql = String::with_capacity(2 * views.len());
    let mut rest = views;
    while let Some((before, after)) = rest.split_once('{') {
        let (place, after) = after.split_once('}').unwrap_or((after, ""));
        let (word, column) = place.split_once(' ').unwrap_or((place, ""));
        sql.push_str(before);
        sql.push_str(&match word {
            "status" => names(column, Status::ALL.iter().map(|w| (w.code(), w.name()))),
            "stage" => names(column, Stage::ALL.iter().map(|w| (w.code(), w.name()))),
            "intent" => names(column, Intent::ALL.iter().map(|w| (w.code(), w.name()))),
            "sentiment_level" => names(column, SentimentLevel::ALL.iter().map(|w| (w.code(), w.name()))),
            "grade" => names(column, Grade::ALL.iter().map(|w| (w.code(), w.name()))),
            "class" => names(column, Class::ALL.iter().map(|w| (w.code(), w.name()))),
            "band" => names(column, Band::ALL.iter().map(|w| (w.code(), w.name()))),
            "TRAITS" => bit_names("s.traits", Trait::ALL.iter().map(|one| (1_u32 << *one as u32, one.name()))),
            _ => bit_names("cues", Cue::ALL.iter().map(|cue| (1_u32 << *cue as u32, cue.name()))),
        });
        rest = after;
    }
    sql + rest
}

fn names(column: &str, words: impl Iterator<Item = (i64, &'static str)>) -> String {
    let mut sql = format!("CASE {column}");
    for (code, name) in words {
        let _ = write!(sql, " WHEN {code} THEN '{name}'");
    }
    sql + " END"
}

/// SQL that turns the bits of a column into their names, each followed by `;`.
fn bit_names(column: &str, words: impl Iterator<Item = (u32, &'static str)>) -> String {
    let mut sql = String::from("''");
    for (bit, name) in words {
        let _ = write!(sql, " || iif({column} & {bit}, '{name};', '')");
    }
    sql
}
