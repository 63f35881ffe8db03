//! Merging two contacts: the survivor keeps its values and gets what it lacks; everything that hangs on the other
//! moves over; values that lose stay as metadata. All of it is journaled, so that it can be undone.

use rusqlite::types::Value;
use rusqlite::{Connection, params};
use serde_json::{Map, Value as Json};

use super::journal::Journal;
use super::{bulk, contact, log};
use crate::domain::contact::{Column, Contact, Rule};
use crate::domain::identity::Hasher;
use crate::domain::normalize::list;
use crate::domain::time::Instant;
use crate::error::{Error, Result};

/// What a merge did.
#[derive(Debug)]
pub struct Merged {
    /// Keys of the identities that moved to the survivor.
    pub moved_keys: Vec<i64>,
}

/// Tables whose rows belong to a contact by `contact_id`. Messages follow their conversation.
const OWNED: [&str; 6] = ["conversation", "event", "deal", "note", "point", "alert"];

/// Why two contacts are merged, and when.
#[derive(Debug, Clone, Copy)]
pub struct Cause<'a> {
    /// The word for it.
    pub reason: &'a str,
    /// How sure it is, in percent.
    pub confidence: u8,
    /// The instant of the merge.
    pub now: Instant,
    /// Tables whose rows the caller moves itself.
    pub moved_later: &'a [bulk::Table],
}

/// Merges `loser` into `survivor`. The caller keeps the identity directory current; rows of the table `identity` move
/// here. Messages are moved by the caller.
pub fn merge(
    conn: &Connection,
    journal: Journal,
    hasher: &Hasher,
    survivor: i64,
    loser: i64,
    cause: Cause<'_>,
) -> Result<Merged> {
    let load = |id| -> Result<Contact> {
        contact::get(conn, id)?.ok_or_else(|| Error::fault(format!("contact {id} is not there to be merged")).into())
    };
    let (old, lost) = (load(survivor)?, load(loser)?);
    let mut new = combine(&old, &lost);
    new.updated_at = Some(cause.now);
    let is_moved_later = |table: &str| cause.moved_later.iter().any(|later| later.name() == table);
    for table in OWNED.into_iter().filter(|table| !is_moved_later(table)) {
        move_rows(conn, journal, table, loser, survivor)?;
    }
    move_unless_there(conn, journal, "pin", "mine.field = other.field", loser, survivor)?;
    move_unless_there(conn, journal, "held", "mine.field = other.field AND mine.value = other.value", loser, survivor)?;
    move_unless_there(conn, journal, "delivery", "mine.broadcast_id = other.broadcast_id", loser, survivor)?;
    move_unless_there(conn, journal, "followup", OPEN_ONCE, loser, survivor)?;
    forget_pairs(conn, journal, survivor, loser)?;
    journal.deleting(conn, "contact", loser)?;
    for table in ["contact_state", "contact_score", "contact_count", "followup_next", "dirty"] {
        conn.prepare_cached(&format!("DELETE FROM {table} WHERE contact_id = ?1"))?.execute([loser])?;
    }
    contact::delete(conn, loser)?;
    journal.changed(conn, "contact", survivor, &contact::columns(&old), &contact::columns(&new))?;
    contact::update(conn, &new)?;
    let moved_keys = hasher.contact(&lost);
    super::identity::replace(conn, loser, &moved_keys, &[])?;
    super::identity::replace(conn, survivor, &[], &moved_keys)?;
    record(conn, journal, survivor, &lost, cause)?;
    Ok(Merged { moved_keys })
}

/// An open follow-up of a kind is there only once a contact.
const OPEN_ONCE: &str = "mine.kind = other.kind AND mine.state IN ('pending', 'approved', 'unconfirmed') \
     AND other.state IN ('pending', 'approved', 'unconfirmed')";

/// The survivor with all that the other knew besides.
fn combine(survivor: &Contact, lost: &Contact) -> Contact {
    let mut new = survivor.clone();
    let mut losing: Map<String, Json> = Map::new();
    for column in Column::ALL {
        let (mine, other) = (survivor.text(*column), lost.text(*column));
        if other.is_empty() || mine == other {
            continue;
        }
        let text = match column.rule() {
            _ if mine.is_empty() => other.to_owned(),
            Rule::Add | Rule::Front => list::union(mine, other),
            Rule::Object => union_objects(mine, other),
            Rule::One | Rule::First => {
                losing.insert(format!("other_{}", column.name()), Json::from(other));
                continue;
            }
        };
        new.texts.set(*column, &text);
    }
    if !losing.is_empty() {
        let extra = Json::Object(losing).to_string();
        let metadata = union_objects(new.text(Column::Metadata), &extra);
        new.texts.set(Column::Metadata, &metadata);
    }
    new.company_id = survivor.company_id.or(lost.company_id);
    new.do_not_contact |= lost.do_not_contact;
    new.opt_out_seen = survivor.opt_out_seen.or(lost.opt_out_seen);
    new.points = match (survivor.points, lost.points) {
        (Some(a), Some(b)) => Some(a.saturating_add(b)),
        (a, b) => a.or(b),
    };
    let earliest = |a: Option<Instant>, b: Option<Instant>| a.into_iter().chain(b).min();
    new.first_seen = earliest(survivor.first_seen, lost.first_seen);
    new.created_at = earliest(survivor.created_at, lost.created_at);
    new.last_active = survivor.last_active.max(lost.last_active);
    new
}

/// Joins two JSON objects; where both have a key, the first one's value stays and the other's goes under a new key.
fn union_objects(first: &str, second: &str) -> String {
    let parse = |text| serde_json::from_str::<Map<String, Json>>(text).unwrap_or_default();
    let mut object = parse(first);
    for (key, value) in parse(second) {
        let mut name = key.clone();
        let mut n = 2;
        while object.get(&name).is_some_and(|there| *there != value) {
            name = format!("{key} {n}");
            n += 1;
        }
        object.insert(name, value);
    }
    Json::Object(object).to_string()
}

fn move_rows(conn: &Connection, journal: Journal, table: &str, from: i64, to: i64) -> Result<()> {
    let ids: Vec<i64> = conn
        .prepare_cached(&format!("SELECT id FROM {table} WHERE contact_id = ?1 ORDER BY id"))?
        .query_map([from], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for id in ids {
        journal.set(conn, table, id, "contact_id", Value::Integer(to))?;
    }
    Ok(())
}

/// Moves rows of which a contact has only one of a kind; the survivor's stays.
fn move_unless_there(conn: &Connection, journal: Journal, table: &str, same: &str, from: i64, to: i64) -> Result<()> {
    let sql = format!(
        "SELECT id FROM {table} AS other WHERE contact_id = ?1 AND EXISTS (SELECT 1 FROM {table} AS mine WHERE mine.contact_id = ?2 AND {same})"
    );
    let taken: Vec<i64> =
        conn.prepare_cached(&sql)?.query_map((from, to), |row| row.get(0))?.collect::<Result<_, _>>()?;
    for id in taken {
        journal.deleting(conn, table, id)?;
        conn.prepare_cached(&format!("DELETE FROM {table} WHERE id = ?1"))?.execute([id])?;
    }
    move_rows(conn, journal, table, from, to)
}

/// Pairs of the one that is gone now speak of the survivor.
fn forget_pairs(conn: &Connection, journal: Journal, survivor: i64, loser: i64) -> Result<()> {
    let pairs: Vec<(i64, i64, i64, String)> = conn
        .prepare_cached("SELECT id, low_id, high_id, reason FROM pair WHERE low_id = ?1 OR high_id = ?1 ORDER BY id")?
        .query_map([loser], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
        .collect::<Result<_, _>>()?;
    for (id, low, high, reason) in pairs {
        journal.deleting(conn, "pair", id)?;
        conn.prepare_cached("DELETE FROM pair WHERE id = ?1")?.execute([id])?;
        let other = if low == loser { high } else { low };
        if other != survivor {
            note_pair(conn, journal, survivor, other, &reason)?;
        }
    }
    Ok(())
}

/// Notes a pair for dedupe.
pub fn note_pair(conn: &Connection, journal: Journal, a: i64, b: i64, reason: &str) -> Result<()> {
    let added = conn
        .prepare_cached("INSERT OR IGNORE INTO pair (low_id, high_id, reason) VALUES (?1, ?2, ?3)")?
        .execute(params![a.min(b), a.max(b), reason])?;
    if added > 0 {
        journal.inserted(conn, "pair", conn.last_insert_rowid())?;
    }
    Ok(())
}

fn record(conn: &Connection, journal: Journal, survivor: i64, lost: &Contact, cause: Cause<'_>) -> Result<()> {
    let Cause { reason, confidence, now, .. } = cause;
    conn.prepare_cached(
        "INSERT INTO merge (journal_id, survivor_id, merged_id, reason, confidence, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![journal.id, survivor, lost.id, reason, confidence, now.0])?;
    let old = lost.id.to_string();
    let new = survivor.to_string();
    let entry = log::Entry {
        at: now,
        contact_id: Some(survivor),
        kind: "merged",
        field: "id",
        old: &old,
        new: &new,
        author: reason,
        journal_id: Some(journal.id),
    };
    log::add(conn, &entry)
}
