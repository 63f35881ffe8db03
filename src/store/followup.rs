//! The queue of follow-ups.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};
use rustc_hash::FxHashMap;

use super::filter::{self, Condition};
use crate::domain::deciding::{FollowupKind, FollowupState, Proposal, QueueRow};
use crate::domain::segment::Filter;
use crate::domain::time::Instant;
use crate::error::Result;

/// A row as the scan finds it.
#[derive(Debug, Clone)]
pub struct Queued {
    /// What steps are decided by.
    pub row: QueueRow,
    /// Its kind in full, such as `custom:NAME`.
    pub kind: String,
    /// Why it was opened.
    pub reason: String,
    /// By which channel it goes.
    pub channel: Option<String>,
    /// What is to be said.
    pub text: Option<String>,
    /// Whether a person wrote the text.
    pub is_edited: bool,
    /// Whether a person chose the channel.
    pub channel_held: bool,
}

/// Rows of contacts in a range of ids, by contact, each contact's by id.
pub fn queues(conn: &Connection, low: i64, high: i64) -> Result<FxHashMap<i64, Vec<Queued>>> {
    let mut statement = conn.prepare_cached(
        "SELECT contact_id, id, kind, state, conversation_id, message_id, cause_at, due_at, attempts, updated_at,
             due_held, reason, channel, text, is_edited, channel_held
         FROM followup WHERE contact_id BETWEEN ?1 AND ?2 ORDER BY contact_id, id",
    )?;
    let mut rows = statement.query((low, high))?;
    let mut queues: FxHashMap<i64, Vec<Queued>> = FxHashMap::default();
    while let Some(row) = rows.next()? {
        let name: String = row.get(2)?;
        let kind = FollowupKind::from_name(name.split(':').next().unwrap_or_default());
        let state = FollowupState::from_name(row.get_ref(3)?.as_str()?);
        let (Some(kind), Some(state)) = (kind, state) else { continue };
        let queued = QueueRow {
            id: row.get(1)?,
            kind,
            state,
            conversation_id: row.get(4)?,
            message_id: row.get(5)?,
            cause_at: Instant(row.get(6)?),
            due_at: Instant(row.get(7)?),
            attempts: row.get(8)?,
            updated_at: Instant(row.get(9)?),
            due_held: row.get(10)?,
        };
        queues.entry(row.get(0)?).or_default().push(Queued {
            row: queued,
            kind: name,
            reason: row.get(11)?,
            channel: row.get(12)?,
            text: row.get(13)?,
            is_edited: row.get(14)?,
            channel_held: row.get(15)?,
        });
    }
    Ok(queues)
}

/// The channel of a conversation, else of the contact's latest one.
pub fn channel(conn: &Connection, contact_id: i64, conversation_id: Option<i64>) -> Result<Option<String>> {
    let mut find = conn.prepare_cached(
        "SELECT channel FROM conversation WHERE contact_id = ?1 AND (?2 IS NULL OR id = ?2)
         ORDER BY last_message_at DESC, id DESC LIMIT 1",
    )?;
    Ok(find.query_row((contact_id, conversation_id), |row| row.get(0)).optional()?.flatten())
}

/// What a row says besides its cause.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct Wording {
    pub reason: String,
    pub channel: Option<String>,
    pub text: Option<String>,
}

/// Opens a row.
pub fn open(
    conn: &Connection,
    contact_id: i64,
    kind: &str,
    proposal: &Proposal,
    wording: &Wording,
    (state, attempts): (FollowupState, u32),
    now: Instant,
) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO followup (contact_id, conversation_id, message_id, kind, reason, cause_at, due_at, state, channel,
             text, attempts, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?12)",
    )?
    .execute(params![
        contact_id,
        proposal.conversation_id,
        proposal.message_id,
        kind,
        wording.reason,
        proposal.cause_at.0,
        proposal.due_at.0,
        state.name(),
        wording.channel,
        wording.text,
        attempts,
        now.0
    ])?;
    Ok(())
}

/// Gives an open row another cause. What a person said of it stays, and so does the text of one that was approved.
pub fn change(conn: &Connection, id: i64, proposal: &Proposal, wording: &Wording, now: Instant) -> Result<()> {
    conn.prepare_cached(
        "UPDATE followup SET conversation_id = ?2, message_id = ?3, reason = ?4, cause_at = ?5,
             due_at = iif(due_held, due_at, ?6), updated_at = ?7, channel = iif(channel_held, channel, ?8),
             text = iif(is_edited OR state <> 'pending', text, ?9) WHERE id = ?1",
    )?
    .execute(params![
        id,
        proposal.conversation_id,
        proposal.message_id,
        wording.reason,
        proposal.cause_at.0,
        proposal.due_at.0,
        now.0,
        wording.channel,
        wording.text
    ])?;
    Ok(())
}

/// Gives a row that waits for a person the wording that it would have if it was opened now.
pub fn reword(conn: &Connection, id: i64, wording: &Wording) -> Result<()> {
    conn.prepare_cached("UPDATE followup SET reason = ?2, channel = ?3, text = ?4 WHERE id = ?1")?.execute(params![
        id,
        wording.reason,
        wording.channel,
        wording.text
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

/// The numbers of the rows for which a condition over the view `followups` holds, by due time.
pub fn ids(conn: &Connection, condition: &Condition) -> Result<Vec<i64>> {
    let mut find = conn.prepare(&format!("SELECT id FROM followups WHERE {} ORDER BY due_at, id", condition.sql))?;
    let ids = find.query_map(params_from_iter(&condition.values), |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// The first contacts for whom a follow-up of a kind is open, by due time.
pub fn contacts_of_kind(conn: &Connection, kind: &str, most: usize) -> Result<Vec<i64>> {
    let mut find = conn.prepare_cached(
        "SELECT contact_id FROM followup WHERE kind = ?1 AND state IN ('pending', 'approved', 'unconfirmed')
         ORDER BY due_at, id LIMIT ?2",
    )?;
    let ids = find.query_map((kind, i64::try_from(most).unwrap_or(i64::MAX)), |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// What a text of a contact is made for.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct Example {
    pub reason: String,
    pub due_at: Instant,
    pub conversation_id: Option<i64>,
    pub message_id: Option<i64>,
}

impl Example {
    /// One without a cause.
    pub fn at(now: Instant) -> Self {
        Self { reason: String::new(), due_at: now, conversation_id: None, message_id: None }
    }
}

/// The open follow-up of a contact and kind.
pub fn example(conn: &Connection, contact_id: i64, kind: &str) -> Result<Option<Example>> {
    let mut find = conn.prepare_cached(
        "SELECT reason, due_at, conversation_id, message_id FROM followup
         WHERE contact_id = ?1 AND kind = ?2 AND state IN ('pending', 'approved', 'unconfirmed')",
    )?;
    let found = find.query_row((contact_id, kind), |row| {
        let due_at = Instant(row.get(1)?);
        Ok(Example { reason: row.get(0)?, due_at, conversation_id: row.get(2)?, message_id: row.get(3)? })
    });
    Ok(found.optional()?)
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
