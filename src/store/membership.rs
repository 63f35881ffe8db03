//! Who is in saved segments, as it was last recorded, and who entered and left since it was first recorded. Both are told
//! by contacts' ids as they were then: those that are merged or deleted later stay as they stood, and whoever asks
//! follows them to their survivors. The record only goes forwards: a look back at an earlier instant adds nothing.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, params};
use rustc_hash::FxHashMap;

use super::contact;
use crate::domain::time::Instant;
use crate::error::Result;

/// Contacts of one row.
const ROW_CONTACTS: i64 = 4_096;
/// Bytes of one row.
const ROW_BYTES: usize = 512;

/// Whether there is anything to bring up to date: a saved segment, or what was recorded of one that is gone.
pub fn is_kept(conn: &Connection) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM segment) OR EXISTS (SELECT 1 FROM membership_since)";
    Ok(conn.query_row(sql, [], |row| row.get(0))?)
}

/// Forgets segments that are gone.
pub fn drop_of_nobody(conn: &Connection) -> Result<()> {
    for table in ["membership", "membership_change", "membership_since"] {
        conn.execute(&format!("DELETE FROM {table} WHERE segment_id NOT IN (SELECT id FROM segment)"), [])?;
    }
    Ok(())
}

/// Records who is in a segment at `now`: `members` by id. Only what changed is written.
pub fn record(conn: &Connection, segment_id: i64, members: &[i64], now: Instant) -> Result<()> {
    let Some(since) = since(conn, segment_id)? else {
        conn.execute("INSERT INTO membership_since (segment_id, since) VALUES (?1, ?2)", (segment_id, now.0))?;
        return write(conn, segment_id, &BTreeMap::new(), members);
    };
    let last: Option<i64> = conn
        .prepare_cached("SELECT max(at) FROM membership_change WHERE segment_id = ?1")?
        .query_row([segment_id], |row| row.get(0))?;
    if now < since || last.is_some_and(|last| last > now.0) {
        return Ok(());
    }
    let rows = rows(conn, segment_id)?;
    let recorded = ids(&rows);
    let (mut kept, mut entered, mut left) = (Vec::with_capacity(members.len()), Vec::new(), Vec::new());
    for (id, was, is) in side_by_side(&recorded, members) {
        // Who is gone did not leave.
        let stays = is || (was && !contact::exists(conn, id)?);
        if stays {
            kept.push(id);
        }
        if was != stays {
            if stays { entered.push(id) } else { left.push(id) }
        }
    }
    if entered.is_empty() && left.is_empty() {
        return Ok(());
    }
    if since != now {
        for (ids, is_in) in [(entered, true), (left, false)] {
            ids.into_iter().try_for_each(|id| note(conn, segment_id, id, is_in, now))?;
        }
    }
    write(conn, segment_id, &rows, &kept)
}

/// Notes that a contact entered or left. Who comes and goes in one instant did neither.
fn note(conn: &Connection, segment_id: i64, contact_id: i64, entered: bool, now: Instant) -> Result<()> {
    let removed = conn
        .prepare_cached("DELETE FROM membership_change WHERE segment_id = ?1 AND at = ?2 AND contact_id = ?3")?
        .execute(params![segment_id, now.0, contact_id])?;
    if removed == 0 {
        conn.prepare_cached(
            "INSERT INTO membership_change (segment_id, at, contact_id, entered) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![segment_id, now.0, contact_id, entered])?;
    }
    Ok(())
}

/// When a segment's members were first recorded, if they were.
pub fn since(conn: &Connection, segment_id: i64) -> Result<Option<Instant>> {
    let mut find = conn.prepare_cached("SELECT since FROM membership_since WHERE segment_id = ?1")?;
    Ok(find.query_row([segment_id], |row| row.get(0).map(Instant)).optional()?)
}

/// Who was in a segment at an instant at which that was recorded, by the ids of that time.
pub fn at(conn: &Connection, segment_id: i64, time: Instant) -> Result<Vec<i64>> {
    let mut now: BTreeMap<i64, bool> = ids(&rows(conn, segment_id)?).into_iter().map(|id| (id, true)).collect();
    let mut statement = conn.prepare(
        "SELECT contact_id, entered FROM membership_change WHERE segment_id = ?1 AND at > ?2 ORDER BY at DESC",
    )?;
    let mut changes = statement.query((segment_id, time.0))?;
    while let Some(change) = changes.next()? {
        now.insert(change.get(0)?, !change.get::<_, bool>(1)?);
    }
    Ok(now.into_iter().filter(|(_, is_in)| *is_in).map(|(id, _)| id).collect())
}

/// When contacts last entered (`true`) or left (`false`) a segment after an instant, by the ids of that time.
pub fn changes(conn: &Connection, segment_id: i64, after: Instant) -> Result<FxHashMap<(i64, bool), Instant>> {
    let mut statement = conn.prepare(
        "SELECT contact_id, entered, max(at) FROM membership_change WHERE segment_id = ?1 AND at > ?2
         GROUP BY contact_id, entered",
    )?;
    let changes =
        statement.query_map((segment_id, after.0), |row| Ok(((row.get(0)?, row.get(1)?), Instant(row.get(2)?))))?;
    Ok(changes.collect::<Result<_, _>>()?)
}

/// The ids of two ordered lists in order, each with whether it is in the first and in the second.
fn side_by_side<'a>(first: &'a [i64], second: &'a [i64]) -> impl Iterator<Item = (i64, bool, bool)> + 'a {
    let (mut first, mut second) = (first.iter().copied().peekable(), second.iter().copied().peekable());
    std::iter::from_fn(move || {
        let id = match (first.peek(), second.peek()) {
            (None, None) => return None,
            (Some(a), Some(b)) => *a.min(b),
            (Some(id), None) | (None, Some(id)) => *id,
        };
        Some((id, first.next_if_eq(&id).is_some(), second.next_if_eq(&id).is_some()))
    })
}

type Rows = BTreeMap<i64, Vec<u8>>;

fn rows(conn: &Connection, segment_id: i64) -> Result<Rows> {
    let mut statement = conn.prepare_cached("SELECT bucket, bits FROM membership WHERE segment_id = ?1")?;
    let rows = statement.query_map([segment_id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn ids(rows: &Rows) -> Vec<i64> {
    let mut ids = Vec::new();
    for (bucket, bits) in rows {
        for (byte, bits) in (0_i64..).zip(bits).filter(|(_, bits)| **bits != 0) {
            ids.extend((0..8).filter(|bit| bits >> bit & 1 == 1).map(|bit| bucket * ROW_CONTACTS + byte * 8 + bit));
        }
    }
    ids
}

/// Writes the rows in which these ids differ from those that are there.
fn write(conn: &Connection, segment_id: i64, old: &Rows, ids: &[i64]) -> Result<()> {
    let mut new = Rows::new();
    for id in ids {
        let bits = new.entry(id.div_euclid(ROW_CONTACTS)).or_insert_with(|| vec![0; ROW_BYTES]);
        let place = usize::try_from(id.rem_euclid(ROW_CONTACTS)).unwrap_or_default();
        bits[place / 8] |= 1 << (place % 8);
    }
    let mut put =
        conn.prepare_cached("INSERT OR REPLACE INTO membership (segment_id, bucket, bits) VALUES (?1, ?2, ?3)")?;
    for (bucket, bits) in new.iter().filter(|(bucket, bits)| old.get(bucket) != Some(bits)) {
        put.execute(params![segment_id, bucket, bits])?;
    }
    for bucket in old.keys().filter(|bucket| !new.contains_key(bucket)) {
        conn.prepare_cached("DELETE FROM membership WHERE segment_id = ?1 AND bucket = ?2")?
            .execute((segment_id, bucket))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_lists_are_walked_side_by_side() {
        let met: Vec<_> = side_by_side(&[1, 3, 9], &[2, 3]).collect();
        assert_eq!(met, [(1, true, false), (2, false, true), (3, true, true), (9, true, false)]);
    }

    #[test]
    fn what_is_written_is_read_again_and_only_rows_that_differ_are_written() {
        let conn = Connection::open_in_memory().expect("memory");
        let sql = "CREATE TABLE membership (segment_id, bucket, bits, PRIMARY KEY (segment_id, bucket))";
        conn.execute(sql, []).expect("a table");
        let first = [1, 7, 8, 4_095, 4_096, 1_000_000];
        write(&conn, 5, &Rows::new(), &first).expect("written");
        let stored = rows(&conn, 5).expect("rows");
        assert_eq!((ids(&stored).as_slice(), stored.len()), (&first[..], 3));
        let before = conn.total_changes();
        write(&conn, 5, &stored, &[1, 7, 8, 4_095, 4_097]).expect("written");
        assert_eq!(conn.total_changes() - before, 2, "one row is other now, and one is gone");
        assert_eq!(ids(&rows(&conn, 5).expect("rows")), [1, 7, 8, 4_095, 4_097]);
    }
}
