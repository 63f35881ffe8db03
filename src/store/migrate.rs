//! Migrations: append-only, numbered by `user_version`, all that are due in one transaction. The views are dropped and made
//! anew after the last one, so they always show the present schema. A database that holds anything is copied first
//! (see `before.rs`). What was released is never edited: `fixtures/schemas` holds a database of each such version.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context;
use rusqlite::{Connection, TransactionBehavior};

use super::{before, filter, open, setting};
use crate::domain::cue::Cue;
use crate::domain::deciding::inferring::Trait;
use crate::domain::deciding::{Band, Class, Grade, Intent, SentimentLevel, Stage, Status};
use crate::domain::time::Instant;
use crate::error::{Error, Result};

/// What makes each schema version out of the one before.
pub(super) const MIGRATIONS: &[&str] = &[
    include_str!("migrations/001_start.sql"),
    include_str!("migrations/002_contact_by_company.sql"),
    include_str!("migrations/003_leaning.sql"),
    include_str!("migrations/004_folded.sql"),
];
const VIEWS: &str = include_str!("views.sql");

/// The schema version that this rolo writes.
pub const VERSION: i32 = MIGRATIONS.len() as i32;

/// What was done to a database of an older version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migrated {
    /// The schema version that it had.
    pub from: i32,
    /// The copy of what it was before.
    pub copy: Option<PathBuf>,
}

/// Brings the database to [`VERSION`]. An empty file gets its owner's mark first, in a commit of its own and before
/// WAL mode, so that a file whose creation was cut short is still known as ours. Of another that `is_kept` a copy is
/// made before.
pub(super) fn run(conn: &mut Connection, path: &Path, is_kept: bool) -> Result<Option<Migrated>> {
    if conn.pragma_query_value(None, "application_id", |row| row.get::<_, i32>(0))? != open::APPLICATION_ID {
        conn.pragma_update(None, "page_size", 8192)?;
        conn.pragma_update(None, "application_id", open::APPLICATION_ID)?;
    }
    let mode: String = conn.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    debug_assert_eq!(mode, "wal");
    if version(conn)? == VERSION {
        return Ok(None);
    }
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Whoever held the lock before may have done it.
    let from = version(&transaction)?;
    if from > VERSION {
        return Err(open::newer(path, from).into());
    }
    if from == VERSION {
        return Ok(None);
    }
    let copy = if from > 0 && is_kept { Some(before::keep(path, (from, VERSION))?) } else { None };
    let outcome = bring_up(&transaction, from).and_then(|()| Ok(transaction.commit()?));
    if let (Err(_), Some(copy)) = (&outcome, &copy)
        && version(conn).is_ok_and(|now| now == from)
    {
        before::discard(copy);
    }
    outcome?;
    Ok((from > 0).then_some(Migrated { from, copy }))
}

/// The schema version that a database has.
pub(super) fn version(conn: &Connection) -> Result<i32> {
    Ok(conn.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

fn bring_up(conn: &Connection, from: i32) -> Result<()> {
    for (migration, number) in MIGRATIONS.iter().zip(1..).skip(usize::try_from(from).unwrap_or(0)) {
        conn.execute_batch(migration).with_context(|| {
            Error::failed(format!("cannot bring the database to schema version {number}")).hint(
                "nothing was changed, and the rolo that wrote it still reads it; `rolo check` there looks for faults",
            )
        })?;
    }
    if from == 0 {
        setting::create_secret(conn)?;
    }
    make_views(conn)?;
    Ok(conn.pragma_update(None, "user_version", VERSION)?)
}

/// Makes rolo's own views anew. Views that somebody added are theirs.
fn make_views(conn: &Connection) -> Result<()> {
    for (_, after) in VIEWS.match_indices("CREATE VIEW ").map(|(at, start)| VIEWS.split_at(at + start.len())) {
        let name = after.split_whitespace().next().unwrap_or_default();
        conn.execute_batch(&format!("DROP VIEW IF EXISTS \"{name}\""))?;
    }
    Ok(conn.execute_batch(&with_names(VIEWS))?)
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
