//! The queue of follow-ups.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params};
use rustc_hash::FxHashMap;

use super::filter::{self, Condition};
use crate::domain::deciding::{FollowupKind, FollowupState, Proposal, QueueRow};
use crate::domain::segment::Filter;
use crate::domain::time::Instant;
use crate::error::Result;

/// Rows of the kinds that the scan looks for, of contacts in a range of ids, by contact.
pub fn queues(conn: &Connection, low: i64, high: i64) -> Result<FxHashMap<i64, Vec<QueueRow>>> {
    let mut statement = conn.prepare_cached(
        "SELECT contact_id, id, kind, state, conversation_id, message_id, cause_at, due_at, attempts, updated_at
         FROM followup WHERE contact_id BETWEEN ?1 AND ?2 ORDER BY contact_id, id",
    )?;
    let mut rows = statement.query((low, high))?;
    let mut queues: FxHashMap<i64, Vec<QueueRow>> = FxHashMap::default();
    while let Some(row) = rows.next()? {
        let kind = FollowupKind::from_name(row.get_ref(2)?.as_str()?);
        let state = FollowupState::from_name(row.get_ref(3)?.as_str()?);
        // Rows of triggers (`custom:NAME`) are not the scan's.
        let (Some(kind), Some(state)) = (kind, state) else { continue };
        queues.entry(row.get(0)?).or_default().push(QueueRow {
            id: row.get(1)?,
            kind,
            state,
            conversation_id: row.get(4)?,
            message_id: row.get(5)?,
            cause_at: Instant(row.get(6)?),
            due_at: Instant(row.get(7)?),
            attempts: row.get(8)?,
            updated_at: Instant(row.get(9)?),
        });
    }
    Ok(queues)
}

/// Opens a row on the channel of its conversation, else of the contact's latest one.
pub fn open(
    conn: &Connection,
    contact_id: i64,
    proposal: &Proposal,
    state: FollowupState,
    attempts: u32,
    now: Instant,
) -> Result<()> {
    let channel: Option<String> = conn
        .prepare_cached(
            "SELECT channel FROM conversation WHERE contact_id = ?1 AND (?2 IS NULL OR id = ?2)
             ORDER BY last_message_at DESC, id DESC LIMIT 1",
        )?
        .query_row(params![contact_id, proposal.conversation_id], |row| row.get(0))
        .optional()?
        .flatten();
    conn.prepare_cached(
        "INSERT INTO followup (contact_id, conversation_id, message_id, kind, reason, cause_at, due_at, state, channel,
             attempts, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?11)",
    )?
    .execute(params![
        contact_id,
        proposal.conversation_id,
        proposal.message_id,
        proposal.kind.name(),
        proposal.reason.to_string(),
        proposal.cause_at.0,
        proposal.due_at.0,
        state.name(),
        channel,
        attempts,
        now.0
    ])?;
    Ok(())
}

/// Gives an open row another cause.
pub fn change(conn: &Connection, id: i64, proposal: &Proposal, now: Instant) -> Result<()> {
    conn.prepare_cached(
        "UPDATE followup SET conversation_id = ?2, message_id = ?3, reason = ?4, cause_at = ?5, due_at = ?6,
             updated_at = ?7 WHERE id = ?1",
    )?
    .execute(params![
        id,
        proposal.conversation_id,
        proposal.message_id,
        proposal.reason.to_string(),
        proposal.cause_at.0,
        proposal.due_at.0,
        now.0
    ])?;
    Ok(())
}

/// Puts a row into another state.
pub fn set_state(conn: &Connection, id: i64, state: FollowupState, now: Instant) -> Result<()> {
    conn.prepare_cached("UPDATE followup SET state = ?2, updated_at = ?3 WHERE id = ?1")?.execute(params![
        id,
        state.name(),
        now.0
    ])?;
    Ok(())
}

/// The condition over the view `followups` that lists the open rows, or those of `all` states, of the contacts of a
/// filter; with `due`, those due by then; of these kinds, if any are named.
pub fn condition(
    conn: &Connection,
    filter: &Filter,
    all: bool,
    due: Option<Instant>,
    kinds: &[String],
) -> Result<Condition> {
    let mut condition = filter::condition(conn, filter)?;
    condition.sql = match filter.is_empty() {
        true => "1".to_owned(),
        false => format!("contact_id IN (SELECT id FROM contacts WHERE {})", condition.sql),
    };
    if !all {
        condition.sql.push_str(" AND state IN ('pending', 'approved', 'unconfirmed')");
    }
    if let Some(due) = due {
        condition.sql.push_str(" AND due_at <= ?");
        condition.values.push(Value::Text(due.to_string()));
    }
    if !kinds.is_empty() {
        condition.sql.push_str(&format!(" AND kind IN ({})", vec!["?"; kinds.len()].join(", ")));
        condition.values.extend(kinds.iter().cloned().map(Value::Text));
    }
    Ok(condition)
}

/// The state and the contact of a row.
pub fn find(conn: &Connection, id: i64) -> Result<Option<(FollowupState, i64)>> {
    let found: Option<(String, i64)> = conn
        .prepare_cached("SELECT state, contact_id FROM followup WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(found.and_then(|(state, contact_id)| Some((FollowupState::from_name(&state)?, contact_id))))
}

/// The instants kept at which contacts' queues can next change, of a range of ids.
pub fn next(conn: &Connection, low: i64, high: i64) -> Result<FxHashMap<i64, Instant>> {
    let mut statement =
        conn.prepare_cached("SELECT contact_id, at FROM followup_next WHERE contact_id BETWEEN ?1 AND ?2")?;
    let rows = statement.query_map((low, high), |row| Ok((row.get(0)?, Instant(row.get(1)?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Keeps when a contact's queue can next change with no new data.
pub fn keep_next(conn: &Connection, contact_id: i64, at: Option<Instant>) -> Result<()> {
    match at {
        Some(at) => conn
            .prepare_cached("INSERT OR REPLACE INTO followup_next (contact_id, at) VALUES (?1, ?2)")?
            .execute((contact_id, at.0))?,
        None => conn.prepare_cached("DELETE FROM followup_next WHERE contact_id = ?1")?.execute([contact_id])?,
    };
    Ok(())
}
