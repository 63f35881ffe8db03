//! Single values: the database's secret, counters, and what each pass last went by.

use rusqlite::types::{FromSql, ToSql};
use rusqlite::{Connection, OptionalExtension};

use crate::domain::identity::Hasher;
use crate::error::{Error, Result};

/// The value of a setting, or `None` when it was never set.
pub fn get<T: FromSql>(conn: &Connection, key: &str) -> Result<Option<T>> {
    let mut statement = conn.prepare_cached("SELECT value FROM setting WHERE key = ?1")?;
    Ok(statement.query_row([key], |row| row.get(0)).optional()?)
}

/// Sets a setting; the same value again writes nothing.
pub fn set(conn: &Connection, key: &str, value: impl ToSql) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO setting (key, value) VALUES (?1, ?2)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE value IS NOT excluded.value",
    )?
    .execute((key, value))?;
    Ok(())
}

/// Forgets a setting.
pub fn remove(conn: &Connection, key: &str) -> Result<()> {
    conn.prepare_cached("DELETE FROM setting WHERE key = ?1")?.execute([key])?;
    Ok(())
}

/// Makes the database's secret, which keys its hashes.
pub(super) fn create_secret(conn: &Connection) -> Result<()> {
    let mut secret = [0_u8; 16];
    getrandom::fill(&mut secret).map_err(|e| Error::failed(format!("the system gives no random bytes: {e}")))?;
    set(conn, "secret", &secret[..])
}

/// The hasher of identities with the database's secret.
pub fn hasher(conn: &Connection) -> Result<Hasher> {
    let secret: Option<[u8; 16]> = get(conn, "secret")?;
    Ok(Hasher::new(secret.ok_or_else(|| Error::fault("the database has no secret"))?))
}

/// The next free id of a table. Ids are never given twice, not even after a row is deleted, so the counter is kept
/// apart from the rows.
pub fn next_id(conn: &Connection, table: &'static str) -> Result<i64> {
    let kept: Option<i64> = get(conn, &format!("next_{table}_id"))?;
    let highest: Option<i64> = conn.query_row(&format!("SELECT max(id) FROM {table}"), [], |row| row.get(0))?;
    Ok(kept.unwrap_or(1).max(highest.unwrap_or(0) + 1))
}

/// Keeps the next free id of a table.
pub fn keep_next_id(conn: &Connection, table: &'static str, next: i64) -> Result<()> {
    set(conn, &format!("next_{table}_id"), next)
}

/// The small number that stands for a version of the reader on its messages.
pub fn reader_id(conn: &Connection, version: u64) -> Result<i64> {
    if let Some(id) = known_reader_id(conn, version)? {
        return Ok(id);
    }
    let id = get::<i64>(conn, "readers")?.unwrap_or(0) + 1;
    set(conn, "readers", id)?;
    set(conn, &reader_key(version), id)?;
    Ok(id)
}

/// The same, or `None` when no message was read by that version.
pub fn known_reader_id(conn: &Connection, version: u64) -> Result<Option<i64>> {
    get(conn, &reader_key(version))
}

fn reader_key(version: u64) -> String {
    format!("reader_{version:016x}")
}
