//! Where dedupe finds pairs to compare, and the numbers of its runs.

use rusqlite::{Connection, OptionalExtension};

use crate::error::Result;

/// Holders of one identity beyond which it says nothing about a person.
const MOST_HOLDERS: usize = 50;

fn ids(conn: &Connection, sql: &str, value: i64) -> Result<Vec<i64>> {
    let mut statement = conn.prepare_cached(sql)?;
    let ids = statement.query_map([value], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// Contacts that share an identity, each group by id, the groups by their first.
pub fn shared_keys(conn: &Connection) -> Result<Vec<Vec<i64>>> {
    let mut groups = super::identity::shared(conn, MOST_HOLDERS)?;
    groups.sort_unstable_by_key(|(key, ids)| (ids[0], *key));
    Ok(groups.into_iter().map(|(_, ids)| ids).collect())
}

/// Pairs that one row of an import named by identities that are unique.
pub fn identity_conflicts(conn: &Connection) -> Result<Vec<(i64, i64)>> {
    let mut statement = conn.prepare_cached(
        "SELECT low_id, high_id FROM pair WHERE reason = 'identity_conflict' ORDER BY low_id, high_id",
    )?;
    let pairs = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(pairs.collect::<Result<_, _>>()?)
}

/// Pairs that wait for a person: what imports noticed, what is likely, and who said to have what the other has, of contacts that are there, and of which nobody
/// has said anything.
const UNDECIDED: &str = "FROM (SELECT low_id, high_id FROM pair UNION SELECT low_id, high_id FROM likely
         UNION SELECT min(contact_id, other_id), max(contact_id, other_id) FROM hint) AS noted
     WHERE EXISTS (SELECT 1 FROM contact WHERE id = low_id) AND EXISTS (SELECT 1 FROM contact WHERE id = high_id)
       AND NOT EXISTS (SELECT 1 FROM verdict WHERE verdict.low_id = noted.low_id AND verdict.high_id = noted.high_id)";

/// How many pairs wait for a person.
pub fn undecided(conn: &Connection) -> Result<u64> {
    let count: i64 = conn.query_row(&format!("SELECT count(*) {UNDECIDED}"), [], |row| row.get(0))?;
    Ok(count.cast_unsigned())
}

/// A pair that waits for a person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Noted {
    /// The contact with the lower id.
    pub low: i64,
    /// The other one.
    pub high: i64,
    /// Whether an import noticed it.
    pub is_of_import: bool,
    /// How likely it was, 0 to 1, if an earlier run found it.
    pub likely: Option<f32>,
}

/// Pairs that wait for a person, in order; of some of them the contacts may be gone.
pub fn noted(conn: &Connection) -> Result<Vec<Noted>> {
    let mut statement = conn.prepare(
        "SELECT low_id, high_id, max(is_of_import), max(probability)
         FROM (SELECT low_id, high_id, 1 AS is_of_import, NULL AS probability FROM pair
               UNION ALL SELECT min(contact_id, other_id), max(contact_id, other_id), 1, NULL FROM hint
               UNION ALL SELECT low_id, high_id, 0, probability FROM likely) AS noted
         WHERE NOT EXISTS
             (SELECT 1 FROM verdict WHERE verdict.low_id = noted.low_id AND verdict.high_id = noted.high_id)
         GROUP BY low_id, high_id ORDER BY low_id, high_id",
    )?;
    let pairs = statement.query_map([], |row| {
        let likely = row.get::<_, Option<f64>>(3)?.map(|likely| likely as f32);
        Ok(Noted { low: row.get(0)?, high: row.get(1)?, is_of_import: row.get(2)?, likely })
    })?;
    Ok(pairs.collect::<Result<_, _>>()?)
}

/// Whether a person said that two contacts are different.
pub fn is_different(conn: &Connection, a: i64, b: i64) -> Result<bool> {
    let mut statement = conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM verdict WHERE low_id = ?1 AND high_id = ?2 AND verdict = 'different')",
    )?;
    Ok(statement.query_row((a.min(b), a.max(b)), |row| row.get(0))?)
}

/// The number of a new run.
pub fn next_run(conn: &Connection) -> Result<i64> {
    Ok(conn.query_row("SELECT coalesce(max(run), 0) + 1 FROM merge", [], |row| row.get(0))?)
}

/// Says which run the merge of a journal entry belongs to.
pub fn set_run(conn: &Connection, journal_id: i64, run: i64) -> Result<()> {
    conn.prepare_cached("UPDATE merge SET run = ?2 WHERE journal_id = ?1")?.execute((journal_id, run))?;
    Ok(())
}

/// The last run of which a merge still stands.
pub fn last_run(conn: &Connection) -> Result<Option<i64>> {
    let run = conn.query_row("SELECT max(run) FROM merge WHERE undone_at IS NULL", [], |row| row.get(0)).optional()?;
    Ok(run.flatten())
}

/// The journal entries of a run's merges that still stand, the last one first.
pub fn entries_of_run(conn: &Connection, run: i64) -> Result<Vec<i64>> {
    ids(conn, "SELECT journal_id FROM merge WHERE run = ?1 AND undone_at IS NULL ORDER BY id DESC", run)
}

/// The journal entry of a merge that still stands.
pub fn entries_of_merge(conn: &Connection, merge: i64) -> Result<Vec<i64>> {
    ids(conn, "SELECT journal_id FROM merge WHERE id = ?1 AND undone_at IS NULL", merge)
}
