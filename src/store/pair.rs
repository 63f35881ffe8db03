//! Pairs that imports noticed (`pair`) and what a person said of pairs (`verdict`). Both are about the contacts that they
//! name, and when one of these is merged, about its survivor: the row as it was goes to `pair_before` or `verdict_before`
//! and one that names the survivor stands in for it. So what a person said of a pair holds whoever is merged, and when a
//! merge is undone, in whatever order, the rows are found from those that were there before.

use rusqlite::{Connection, params};

use super::contact;
use super::journal::Journal;
use crate::error::Result;

/// A row of either table.
#[derive(Debug)]
struct Row {
    id: i64,
    low: i64,
    high: i64,
    /// The reason or the verdict.
    word: String,
    at: Option<i64>,
}

/// The statements of one of the tables.
struct Sql {
    /// Takes the rows of a contact: id, low_id, high_id, word, at, is_moved.
    take: &'static str,
    /// Takes the rows as they were of which a contact is the survivor.
    take_before: &'static str,
    /// Puts a row in: id, low_id, high_id, word, at, is_moved.
    put: &'static str,
    /// Keeps a row as it was: id, low_id, high_id, word, at, and of whom it speaks now.
    put_before: &'static str,
}

const PAIR: Sql = Sql {
    take: "DELETE FROM pair WHERE low_id = ?1 OR high_id = ?1 RETURNING id, low_id, high_id, reason, NULL, is_moved",
    take_before: "DELETE FROM pair_before WHERE low_now = ?1 OR high_now = ?1
         RETURNING id, low_id, high_id, reason, NULL, 0",
    put: "INSERT OR IGNORE INTO pair (id, low_id, high_id, reason, is_moved) VALUES (?1, ?2, ?3, ?4, ?6)",
    put_before: "INSERT INTO pair_before (id, low_id, high_id, reason, low_now, high_now)
         VALUES (?1, ?2, ?3, ?4, ?6, ?7)",
};

const VERDICT: Sql = Sql {
    take: "DELETE FROM verdict WHERE low_id = ?1 OR high_id = ?1 RETURNING id, low_id, high_id, verdict, at, is_moved",
    take_before: "DELETE FROM verdict_before WHERE low_now = ?1 OR high_now = ?1
         RETURNING id, low_id, high_id, verdict, at, 0",
    put: "INSERT OR IGNORE INTO verdict (id, low_id, high_id, verdict, at, is_moved) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    put_before: "INSERT INTO verdict_before (id, low_id, high_id, verdict, at, low_now, high_now)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
};

/// Notes a pair for dedupe.
pub fn note(conn: &Connection, journal: Journal, a: i64, b: i64, reason: &str) -> Result<()> {
    let added = conn
        .prepare_cached("INSERT OR IGNORE INTO pair (low_id, high_id, reason) VALUES (?1, ?2, ?3)")?
        .execute(params![a.min(b), a.max(b), reason])?;
    if added > 0 {
        journal.inserted(conn, "pair", conn.last_insert_rowid())?;
    }
    Ok(())
}

/// Takes a pair that was noted away again, whatever became of its contacts since.
pub(super) fn forget(conn: &Connection, id: i64) -> Result<()> {
    for sql in ["DELETE FROM pair WHERE id = ?1", "DELETE FROM pair_before WHERE id = ?1"] {
        conn.prepare_cached(sql)?.execute([id])?;
    }
    Ok(())
}

/// Takes what a person said of a pair away again, whatever became of its contacts since.
pub(super) fn forget_verdict(conn: &Connection, id: i64) -> Result<()> {
    for sql in ["DELETE FROM verdict WHERE id = ?1", "DELETE FROM verdict_before WHERE id = ?1"] {
        conn.prepare_cached(sql)?.execute([id])?;
    }
    Ok(())
}

/// Makes the rows of `lost` and `survivor` speak of who these are now, after a merge.
pub(super) fn pass_on(conn: &Connection, survivor: i64, lost: i64) -> Result<()> {
    for sql in [PAIR, VERDICT] {
        let mut rows = Vec::new();
        sql.collect(conn, lost, &mut rows)?;
        if !rows.is_empty() {
            sql.collect(conn, survivor, &mut rows)?;
            sql.settle(conn, rows)?;
        }
    }
    Ok(())
}

/// Makes the rows of `lost` and `survivor` speak of who these are now, after the undo of a merge.
pub(super) fn take_back(conn: &Connection, survivor: i64, lost: i64) -> Result<()> {
    for sql in [PAIR, VERDICT] {
        let mut rows = Vec::new();
        sql.collect(conn, lost, &mut rows)?;
        sql.collect(conn, survivor, &mut rows)?;
        sql.settle(conn, rows)?;
    }
    Ok(())
}

impl Sql {
    /// Takes the rows of a contact out, as they were before any merge.
    fn collect(&self, conn: &Connection, id: i64, rows: &mut Vec<Row>) -> Result<()> {
        for sql in [self.take, self.take_before] {
            let mut statement = conn.prepare_cached(sql)?;
            let mut found = statement.query([id])?;
            while let Some(row) = found.next()? {
                let is_moved: bool = row.get(5)?;
                if !is_moved {
                    let (low, high) = (row.get(1)?, row.get(2)?);
                    rows.push(Row { id: row.get(0)?, low, high, word: row.get(3)?, at: row.get(4)? });
                }
            }
        }
        Ok(())
    }

    /// Puts rows where they belong now. Of two about one pair, that two are different wins, then what was said of the
    /// very two.
    fn settle(&self, conn: &Connection, rows: Vec<Row>) -> Result<()> {
        let mut settled = Vec::with_capacity(rows.len());
        for row in rows {
            let now = |id| -> Result<i64> { Ok(contact::resolve(conn, id)?.unwrap_or(id)) };
            let (a, b) = (now(row.low)?, now(row.high)?);
            let now = (a.min(b), a.max(b));
            settled.push((row.word != "different", now != (row.low, row.high), row.id, now, row));
        }
        settled.sort_unstable_by_key(|(is_same, is_moved, id, ..)| (*is_same, *is_moved, *id));
        for (_, is_moved, _, (low, high), row) in settled {
            let id = (!is_moved).then_some(row.id);
            let stands = low != high
                && conn.prepare_cached(self.put)?.execute(params![id, low, high, row.word, row.at, is_moved])? > 0;
            if is_moved || !stands {
                conn.prepare_cached(self.put_before)?
                    .execute(params![row.id, row.low, row.high, row.word, row.at, low, high])?;
            }
        }
        Ok(())
    }
}
