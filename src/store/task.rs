//! Follow-ups of the kind `task`, which automation opens.

use rusqlite::{Connection, OptionalExtension, params};

use crate::domain::deciding::FollowupState;
use crate::domain::deciding::task::{Task, TaskCause};
use crate::domain::time::Instant;
use crate::error::Result;

/// The tasks of a contact.
pub fn of(conn: &Connection, contact_id: i64) -> Result<Vec<Task>> {
    let mut find = conn.prepare_cached(
        "SELECT conversation_id, state, updated_at FROM followup WHERE contact_id = ?1 AND kind = 'task' ORDER BY id",
    )?;
    let tasks = find.query_map([contact_id], |row| {
        let state = FollowupState::from_name(row.get_ref(1)?.as_str()?);
        let is_open = state.is_some_and(FollowupState::is_open);
        Ok(Task { conversation_id: row.get(0)?, is_open, updated_at: Instant(row.get(2)?) })
    })?;
    Ok(tasks.collect::<Result<_, _>>()?)
}

/// Opens a task, on the channel of its conversation.
pub fn open(
    conn: &Connection,
    contact_id: i64,
    cause: &TaskCause,
    state: FollowupState,
    due_at: Instant,
    now: Instant,
) -> Result<()> {
    let channel: Option<String> = conn
        .prepare_cached("SELECT channel FROM conversation WHERE id = ?1")?
        .query_row([cause.conversation_id], |row| row.get(0))
        .optional()?
        .flatten();
    let reason = match cause.times {
        1 => "the bot ran out of answers".to_owned(),
        times => format!("the bot ran out of answers {times} times"),
    };
    conn.prepare_cached(
        "INSERT INTO followup (contact_id, conversation_id, message_id, kind, reason, cause_at, due_at, state, channel,
             attempts, created_at, updated_at)
         VALUES (?1, ?2, ?3, 'task', ?4, ?5, ?6, ?7, ?8, 1, ?9, ?9)",
    )?
    .execute(params![
        contact_id,
        cause.conversation_id,
        cause.message_id,
        reason,
        cause.at.0,
        due_at.0,
        state.name(),
        channel,
        now.0
    ])?;
    Ok(())
}
