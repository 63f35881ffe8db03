//! Merging two contacts: everything that hangs on the one moves to the other, the survivor, whose values are chosen by
//! the rules of [`survivor`]; what loses stays. All of it is journaled, so that it can be undone.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params};
use rustc_hash::FxHashMap;

use super::hash_index::Entry;
use super::identity::IDENTITIES;
use super::journal::Journal;
use super::state::GradeCounts;
use super::{bulk, company, contact, folded, inferred, log, pair};
use crate::domain::contact::Contact;
use crate::domain::identity::Hasher;
use crate::domain::matching::survivor::{self, Side};
use crate::domain::time::Instant;
use crate::error::{Error, Result};

/// What a merge did.
#[derive(Debug)]
pub struct Merged {
    /// Keys of the identities that the merged contact had.
    pub moved_keys: Vec<i64>,
}

/// Tables whose rows belong to a contact by `contact_id`, each with the statements that find and move them. Messages
/// follow their conversation.
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

/// Identities that merges move, to be written together: a run of merges then writes each bucket of the index once.
#[derive(Debug, Default)]
pub struct Moves(FxHashMap<Entry, bool>);

impl Moves {
    /// What a contact held goes to another as far as that holds it now: of two user_ids only one can stay.
    fn add(&mut self, keys: &[i64], from: i64, to: i64, held_now: &[i64]) {
        for key in keys {
            self.0.insert((*key, from), false);
            if held_now.contains(key) {
                self.0.insert((*key, to), true);
            }
        }
    }

    /// Writes what has moved.
    pub fn store(self, conn: &Connection) -> Result<()> {
        let (added, removed): (Vec<_>, Vec<_>) = self.0.into_iter().partition(|(_, is_there)| *is_there);
        let entries = |moves: Vec<(Entry, bool)>| moves.into_iter().map(|(entry, _)| entry).collect();
        IDENTITIES.change(conn, entries(removed), entries(added))
    }
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
    let mut moves = Moves::default();
    let merged = merge_of_many(conn, journal, hasher, survivor, loser, cause, &mut moves)?;
    moves.store(conn)?;
    Ok(merged)
}

/// The same as one merge of many: the caller stores the moves of all of them at the end.
pub fn merge_of_many(
    conn: &Connection,
    journal: Journal,
    hasher: &Hasher,
    survivor: i64,
    loser: i64,
    cause: Cause<'_>,
    moves: &mut Moves,
) -> Result<Merged> {
    let load = |id| -> Result<Contact> {
        contact::get(conn, id)?.ok_or_else(|| Error::fault(format!("contact {id} is not there to be merged")).into())
    };
    let (old, lost) = (load(survivor)?, load(loser)?);
    let (held, lost_held) = (contact::held(conn, survivor)?, contact::held(conn, loser)?);
    let side = |contact, held| -> Result<Side<'_>> { Ok(Side { contact, held, known_at: known_at(conn, contact)? }) };
    let sides = (side(&old, &held)?, side(&lost, &lost_held)?);
    let mut new = survivor::combine(&sides.0, &sides.1);
    keep_company(conn, &old, &lost, &mut new)?;
    new.updated_at = Some(cause.now);
    close_doubled_alerts(conn, journal, loser, survivor, cause.now)?;
    for table in OWNED.iter().filter(|table| !cause.moved_later.iter().any(|later| later.name() == **table)) {
        move_rows(conn, journal, table, loser, survivor)?;
    }
    let losing_pins = drop_older_pins(conn, journal, loser, survivor)?;
    survivor::keep_apart(&mut new, losing_pins.iter().map(|(field, value)| (field.as_str(), value.as_str())));
    move_rows(conn, journal, "pin", loser, survivor)?;
    move_held(conn, journal, loser, survivor)?;
    move_deliveries(conn, journal, loser, survivor)?;
    close_doubled_followups(conn, journal, loser, survivor, cause.now)?;
    move_rows(conn, journal, "followup", loser, survivor)?;
    journal.deleting(conn, "contact", loser)?;
    drop_derived(conn, loser)?;
    contact::delete(conn, loser)?;
    journal.changed(conn, "contact", survivor, &contact::columns(&old), &contact::columns(&new))?;
    contact::update(conn, &new)?;
    let moved_keys = hasher.contact(&lost);
    moves.add(&moved_keys, loser, survivor, &hasher.contact(&new));
    let known_at = sides.0.known_at.max(sides.1.known_at);
    record(conn, journal, &new, &lost, known_at, cause)?;
    pair::pass_on(conn, survivor, loser)?;
    Ok(Merged { moved_keys })
}

/// When what is known of a contact was last updated. A merge updates its row as well, but brings nothing new.
fn known_at(conn: &Connection, contact: &Contact) -> Result<Option<Instant>> {
    let mut find = conn.prepare_cached(
        "SELECT known_at FROM merge WHERE survivor_id = ?1 AND at = ?2 AND undone_at IS NULL ORDER BY id DESC LIMIT 1",
    )?;
    let before: Option<Option<i64>> =
        find.query_row((contact.id, contact.updated_at.map(|at| at.0)), |row| row.get(0)).optional()?;
    Ok(before.map_or(contact.updated_at, |at| at.map(Instant)))
}

/// Keeps the name of the company that lost.
fn keep_company(conn: &Connection, old: &Contact, lost: &Contact, new: &mut Contact) -> Result<()> {
    let losing = [old.company_id, lost.company_id].into_iter().flatten().find(|id| Some(*id) != new.company_id);
    if let Some(name) = losing.map(|id| company::name(conn, id)).transpose()?.flatten() {
        survivor::keep_apart(new, [("company", name.as_str())].into_iter());
    }
    Ok(())
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

fn remove_row(conn: &Connection, journal: Journal, table: &str, id: i64) -> Result<()> {
    journal.deleting(conn, table, id)?;
    conn.prepare_cached(&format!("DELETE FROM {table} WHERE id = ?1"))?.execute([id])?;
    Ok(())
}

/// Where both have a pin of a field, the one that was set last stays. Gives fields and values of the others.
fn drop_older_pins(conn: &Connection, journal: Journal, from: i64, to: i64) -> Result<Vec<(String, String)>> {
    let mut find = conn.prepare_cached(
        "SELECT iif(other.at > mine.at, mine.id, other.id), mine.field, iif(other.at > mine.at, mine.value, other.value),
             mine.value = other.value
         FROM pin AS other JOIN pin AS mine ON mine.contact_id = ?2 AND mine.field = other.field
         WHERE other.contact_id = ?1 ORDER BY mine.field",
    )?;
    let doubled: Vec<(i64, String, String, bool)> = find
        .query_map((from, to), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
        .collect::<Result<_, _>>()?;
    let mut losing = Vec::new();
    for (id, field, value, is_same) in doubled {
        remove_row(conn, journal, "pin", id)?;
        losing.extend((!is_same).then_some((field, value)));
    }
    Ok(losing)
}

/// What is held on both is held once.
fn move_held(conn: &Connection, journal: Journal, from: i64, to: i64) -> Result<()> {
    let mut find = conn.prepare_cached(
        "SELECT other.id FROM held AS other JOIN held AS mine
             ON mine.contact_id = ?2 AND mine.field = other.field AND mine.value = other.value
         WHERE other.contact_id = ?1 ORDER BY other.id",
    )?;
    let doubled: Vec<i64> = find.query_map((from, to), |row| row.get(0))?.collect::<Result<_, _>>()?;
    doubled.into_iter().try_for_each(|id| remove_row(conn, journal, "held", id))?;
    move_rows(conn, journal, "held", from, to)
}

/// A broadcast reaches a contact once: of two deliveries the survivor's stays and tells of the other.
fn move_deliveries(conn: &Connection, journal: Journal, from: i64, to: i64) -> Result<()> {
    let mut find = conn.prepare_cached(
        "SELECT other.id, other.state, other.at, mine.id, coalesce(mine.metadata, ''), coalesce(other.metadata, '')
         FROM delivery AS other JOIN delivery AS mine ON mine.contact_id = ?2 AND mine.broadcast_id = other.broadcast_id
         WHERE other.contact_id = ?1 ORDER BY other.id",
    )?;
    let mut rows = find.query((from, to))?;
    let mut doubled: Vec<(i64, i64, String)> = Vec::new();
    while let Some(row) = rows.next()? {
        let (state, at): (String, Option<i64>) = (row.get(1)?, row.get(2)?);
        let metadata = survivor::union_objects(&row.get::<_, String>(4)?, &row.get::<_, String>(5)?);
        let at = at.map(|at| Instant(at).to_string()).unwrap_or_default();
        let losing = [("state", state.as_str()), ("at", at.as_str())].into_iter().filter(|(_, text)| !text.is_empty());
        doubled.push((row.get(0)?, row.get(3)?, survivor::with_losing(&metadata, losing)));
    }
    for (id, mine, metadata) in doubled {
        journal.set(conn, "delivery", mine, "metadata", Value::Text(metadata))?;
        remove_row(conn, journal, "delivery", id)?;
    }
    move_rows(conn, journal, "delivery", from, to)
}

/// A follow-up of a kind is open only once a contact: of two the one that came further stays open, then the one that is
/// due first, then the survivor's. The other is resolved.
fn close_doubled_followups(conn: &Connection, journal: Journal, from: i64, to: i64, now: Instant) -> Result<()> {
    let mut find = conn.prepare_cached(
        "SELECT iif((instr('unconfirmed approved pending', other.state), other.due_at)
                  < (instr('unconfirmed approved pending', mine.state), mine.due_at), mine.id, other.id)
         FROM followup AS other JOIN followup AS mine ON mine.contact_id = ?2 AND mine.kind = other.kind
             AND mine.state IN ('pending', 'approved', 'unconfirmed')
         WHERE other.contact_id = ?1 AND other.state IN ('pending', 'approved', 'unconfirmed') ORDER BY other.id",
    )?;
    let closed: Vec<i64> = find.query_map((from, to), |row| row.get(0))?.collect::<Result<_, _>>()?;
    for id in closed {
        journal.set(conn, "followup", id, "updated_at", Value::Integer(now.0))?;
        journal.set(conn, "followup", id, "state", Value::Text("resolved".to_owned()))?;
    }
    Ok(())
}

/// An alert about a contact as a whole waits only once: of two the one that somebody is on stays, then the survivor's.
fn close_doubled_alerts(conn: &Connection, journal: Journal, from: i64, to: i64, now: Instant) -> Result<()> {
    let mut find = conn.prepare_cached(
        "SELECT iif(other.state = 'taken' AND mine.state = 'open', mine.id, other.id)
         FROM alert AS other JOIN alert AS mine ON mine.contact_id = ?2 AND mine.kind = other.kind
             AND mine.conversation_id IS NULL AND mine.state IN ('open', 'taken')
         WHERE other.contact_id = ?1 AND other.conversation_id IS NULL AND other.state IN ('open', 'taken')
         ORDER BY other.id",
    )?;
    let closed: Vec<i64> = find.query_map((from, to), |row| row.get(0))?.collect::<Result<_, _>>()?;
    for id in closed {
        journal.set(conn, "alert", id, "resolved_at", Value::Integer(now.0))?;
        journal.set(conn, "alert", id, "state", Value::Text("resolved".to_owned()))?;
    }
    Ok(())
}

/// Removes what was derived of a contact.
fn drop_derived(conn: &Connection, id: i64) -> Result<()> {
    for sql in [
        "DELETE FROM contact_fact WHERE contact_id = ?1",
        "DELETE FROM stale_fact WHERE contact_id = ?1",
        "DELETE FROM contact_state WHERE contact_id = ?1",
        "DELETE FROM contact_score WHERE contact_id = ?1",
        "DELETE FROM contact_count WHERE contact_id = ?1",
        "DELETE FROM followup_next WHERE contact_id = ?1",
        "DELETE FROM holding WHERE contact_id = ?1",
        "DELETE FROM dirty WHERE contact_id = ?1",
    ] {
        conn.prepare_cached(sql)?.execute([id])?;
    }
    inferred::drop_of(conn, id)?;
    folded::mark(conn, id)?;
    GradeCounts::forget(conn)
}

fn record(
    conn: &Connection,
    journal: Journal,
    survivor: &Contact,
    lost: &Contact,
    known_at: Option<Instant>,
    cause: Cause<'_>,
) -> Result<()> {
    let Cause { reason, confidence, now, .. } = cause;
    conn.prepare_cached(
        "INSERT INTO merge (journal_id, survivor_id, merged_id, reason, confidence, at, known_at, opted_out)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        journal.id,
        survivor.id,
        lost.id,
        reason,
        confidence,
        now.0,
        known_at.map(|at| at.0),
        survivor.do_not_contact
    ])?;
    let old = lost.id.to_string();
    let new = survivor.id.to_string();
    let entry = log::Entry {
        at: now,
        contact_id: Some(survivor.id),
        kind: "merged",
        field: "id",
        old: &old,
        new: &new,
        author: &log::author(conn, journal.id)?,
        journal_id: Some(journal.id),
    };
    log::add(conn, &entry)
}
