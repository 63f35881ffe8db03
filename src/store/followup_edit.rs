//! Follow-ups as people change them: kept in the journal, told in the log, and looked at again by the passes.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params};

use super::link::Hand;
use super::{dirty, log};
use crate::domain::deciding::FollowupState;
use crate::domain::time::Instant;
use crate::error::Result;

/// A follow-up as far as it is worked on.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct Followup {
    pub id: i64,
    pub contact_id: i64,
    pub kind: String,
    pub state: FollowupState,
    pub due_at: Instant,
    pub channel: Option<String>,
    pub text: Option<String>,
}

/// The follow-up of this number.
pub fn find(conn: &Connection, id: i64) -> Result<Option<Followup>> {
    let mut find =
        conn.prepare_cached("SELECT contact_id, kind, state, due_at, channel, text FROM followup WHERE id = ?1")?;
    let found = find.query_row([id], |row| {
        Ok(Followup {
            id,
            contact_id: row.get(0)?,
            kind: row.get(1)?,
            state: FollowupState::from_name(row.get_ref(2)?.as_str()?).unwrap_or(FollowupState::Pending),
            due_at: Instant(row.get(3)?),
            channel: row.get(4)?,
            text: row.get(5)?,
        })
    });
    Ok(found.optional()?)
}

/// The open follow-up of a contact and kind.
pub fn open_of(conn: &Connection, contact_id: i64, kind: &str) -> Result<Option<i64>> {
    let mut find = conn.prepare_cached(
        "SELECT id FROM followup
         WHERE contact_id = ?1 AND kind = ?2 AND state IN ('pending', 'approved', 'unconfirmed')",
    )?;
    Ok(find.query_row((contact_id, kind), |row| row.get(0)).optional()?)
}

/// Changes columns of a follow-up. Names of columns are code, never data. Says whether any is another now.
pub fn set(conn: &Connection, id: i64, columns: Vec<(&'static str, Value)>, hand: Hand<'_>) -> Result<bool> {
    let mut is_changed = false;
    for (column, value) in columns {
        is_changed |= hand.journal.set(conn, "followup", id, column, value)?;
    }
    if is_changed {
        hand.journal.set(conn, "followup", id, "updated_at", Value::Integer(hand.now.0))?;
    }
    Ok(is_changed)
}

/// Puts a follow-up into a state, with what else that changes.
pub fn put(
    conn: &Connection,
    followup: &Followup,
    state: FollowupState,
    mut columns: Vec<(&'static str, Value)>,
    hand: Hand<'_>,
) -> Result<()> {
    columns.push(("state", Value::Text(state.name().to_owned())));
    set(conn, followup.id, columns, hand)?;
    told(conn, followup, "", followup.state.name(), state.name(), hand)
}

/// Tells the log of a change, and has its contact looked at again. `field` is what changed; the state, if empty.
pub fn told(conn: &Connection, followup: &Followup, field: &str, old: &str, new: &str, hand: Hand<'_>) -> Result<()> {
    let Followup { id, kind, .. } = followup;
    let field = format!("follow-up {id} {kind} {field}");
    let entry = log::Entry {
        at: hand.now,
        contact_id: Some(followup.contact_id),
        kind: "changed",
        field: field.trim_end(),
        old,
        new,
        author: hand.author,
        journal_id: Some(hand.journal.id),
    };
    log::add(conn, &entry)?;
    dirty::mark(conn, followup.contact_id, dirty::ALL_PASSES)
}

/// What a person wants to be done later.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct Scheduled<'a> {
    pub contact_id: i64,
    pub due_at: Instant,
    pub channel: Option<&'a str>,
    pub text: Option<&'a str>,
    pub note: Option<&'a str>,
}

/// Opens a scheduled follow-up: approved where it says what is to be sent, else a reminder; gives its number.
pub fn schedule(conn: &Connection, scheduled: &Scheduled<'_>, hand: Hand<'_>) -> Result<Followup> {
    let Scheduled { contact_id, due_at, channel, text, note } = *scheduled;
    let state = if text.is_some() { FollowupState::Approved } else { FollowupState::Pending };
    conn.prepare_cached(
        "INSERT INTO followup (contact_id, kind, reason, cause_at, due_at, state, channel, text, note, is_edited,
             due_held, channel_held, attempts, created_at, updated_at)
         VALUES (?1, 'scheduled', ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1, 1, 1, 1, ?3, ?3)",
    )?
    .execute(params![
        contact_id,
        note.unwrap_or("set by hand"),
        hand.now.0,
        due_at.0,
        state.name(),
        channel,
        text,
        note
    ])?;
    let id = conn.last_insert_rowid();
    hand.journal.inserted(conn, "followup", id)?;
    let followup = Followup {
        id,
        contact_id,
        kind: "scheduled".to_owned(),
        state,
        due_at,
        channel: channel.map(str::to_owned),
        text: text.map(str::to_owned),
    };
    told(conn, &followup, "", "", state.name(), hand)?;
    Ok(followup)
}
