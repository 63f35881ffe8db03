//! Follow-ups as people look at them: a row with all that is kept of it, what shows its cause, and what was done about it.

use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};

use super::filter::Condition;
use crate::domain::cue::Sender;
use crate::domain::deciding::words::Intent;
use crate::domain::deciding::{FollowupKind, FollowupState};
use crate::domain::time::Instant;
use crate::error::Result;

/// A follow-up with all that is kept of it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct Followup {
    pub id: i64,
    pub contact_id: i64,
    pub conversation_id: Option<i64>,
    pub message_id: Option<i64>,
    /// As it is stored, such as `custom:NAME`.
    pub kind: String,
    pub reason: String,
    pub cause_at: Instant,
    pub due_at: Instant,
    pub state: FollowupState,
    pub channel: Option<String>,
    pub text: Option<String>,
    pub attempts: u32,
    pub created_at: Instant,
    pub updated_at: Instant,
    pub sent_at: Option<Instant>,
    pub is_edited: bool,
    pub note: Option<String>,
    pub refusals: u32,
    pub error: Option<String>,
    pub outcome_at: Option<Instant>,
}

impl Followup {
    /// Its kind without the name of a trigger.
    pub fn kind(&self) -> FollowupKind {
        FollowupKind::from_name(&self.kind).unwrap_or(FollowupKind::Custom)
    }
}

/// The follow-up of this number.
pub fn find(conn: &Connection, id: i64) -> Result<Option<Followup>> {
    let mut statement = conn.prepare_cached(
        "SELECT contact_id, conversation_id, message_id, kind, reason, cause_at, due_at, state, channel, text, attempts,
             created_at, updated_at, sent_at, is_edited, note, refusals, error, outcome_at
         FROM followup WHERE id = ?1",
    )?;
    let instant =
        |row: &Row<'_>, i| -> rusqlite::Result<Option<Instant>> { Ok(row.get::<_, Option<i64>>(i)?.map(Instant)) };
    let found = statement.query_row([id], |row| {
        Ok(Followup {
            id,
            contact_id: row.get(0)?,
            conversation_id: row.get(1)?,
            message_id: row.get(2)?,
            kind: row.get(3)?,
            reason: row.get(4)?,
            cause_at: Instant(row.get(5)?),
            due_at: Instant(row.get(6)?),
            state: FollowupState::from_name(row.get_ref(7)?.as_str()?).unwrap_or(FollowupState::Pending),
            channel: row.get(8)?,
            text: row.get(9)?,
            attempts: row.get(10)?,
            created_at: Instant(row.get(11)?),
            updated_at: Instant(row.get(12)?),
            sent_at: instant(row, 13)?,
            is_edited: row.get(14)?,
            note: row.get(15)?,
            refusals: row.get(16)?,
            error: row.get(17)?,
            outcome_at: instant(row, 18)?,
        })
    });
    Ok(found.optional()?)
}

/// The numbers of the rows of a condition over the view `followups`, the first due first.
pub fn ids(conn: &Connection, condition: &Condition) -> Result<Vec<i64>> {
    let mut statement =
        conn.prepare(&format!("SELECT id FROM followups WHERE {} ORDER BY due_at, id", condition.sql))?;
    let ids = statement.query_map(params_from_iter(&condition.values), |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// The intent of a contact as it counts: that which a person pinned, else the decided one.
pub fn intent(conn: &Connection, contact_id: i64) -> Result<Option<Intent>> {
    let mut statement = conn.prepare_cached("SELECT intent FROM contacts WHERE id = ?1")?;
    let intent: Option<Option<String>> = statement.query_row([contact_id], |row| row.get(0)).optional()?;
    Ok(intent.flatten().and_then(|name| Intent::from_name(&name)))
}

/// Whether a contact is not to be contacted.
pub fn opted_out(conn: &Connection, contact_id: i64) -> Result<bool> {
    let mut statement = conn.prepare_cached("SELECT do_not_contact FROM contact WHERE id = ?1")?;
    Ok(statement.query_row([contact_id], |row| row.get(0)).optional()?.unwrap_or(false))
}

/// The latest conversation of a contact up to an instant, with its channel.
pub fn latest_conversation(
    conn: &Connection,
    contact_id: i64,
    as_of: Instant,
) -> Result<Option<(i64, Option<String>)>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, channel FROM conversation WHERE contact_id = ?1
         ORDER BY last_message_at > ?2, last_message_at DESC, id DESC LIMIT 1",
    )?;
    Ok(statement.query_row((contact_id, as_of.0), |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}

/// The last message of the visitor in a conversation of a contact, up to an instant.
pub fn last_of_visitor(
    conn: &Connection,
    contact_id: i64,
    conversation_id: i64,
    as_of: Instant,
) -> Result<Option<i64>> {
    let mut statement = conn.prepare_cached(
        "SELECT id FROM message WHERE contact_id = ?1 AND conversation_id = ?2 AND sender = ?3 AND at <= ?4
         ORDER BY at DESC, id DESC LIMIT 1",
    )?;
    let values = params![contact_id, conversation_id, Sender::Visitor as i64, as_of.0];
    Ok(statement.query_row(values, |row| row.get(0)).optional()?)
}

/// What was done about a follow-up.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Deed {
    /// When.
    pub at: Instant,
    /// What: `text`, or nothing where it is the state.
    pub what: String,
    /// The value before.
    pub old: String,
    /// The value since.
    pub new: String,
    /// By whom.
    pub author: String,
    /// Whether it was taken back.
    pub is_undone: bool,
}

/// What the log tells of a follow-up, in the order in which it happened.
pub fn history(conn: &Connection, about: &Followup) -> Result<Vec<Deed>> {
    let field = format!("follow-up {} {}", about.id, about.kind);
    let mut statement = conn.prepare_cached(
        "SELECT log.at, ltrim(substr(coalesce(field, ''), length(?2) + 1)), coalesce(old, ''), coalesce(new, ''),
             log.author, coalesce(journal.undone_at, 0) > 0
         FROM log LEFT JOIN journal ON journal.id = log.journal_id AND log.kind = 'changed'
         WHERE log.contact_id IN (SELECT ?1 UNION SELECT merged_id FROM merge WHERE survivor_id = ?1)
             AND log.kind = 'changed' AND (field = ?2 OR substr(field, 1, length(?2) + 1) = ?2 || ' ')
         UNION ALL
         SELECT at, '', '', kind || coalesce(': ' || new, ''), author, 0 FROM log
         WHERE contact_id IN (SELECT ?1 UNION SELECT merged_id FROM merge WHERE survivor_id = ?1)
             AND field = 'followup' AND substr(new, 1, length(?3)) = ?3
         ORDER BY 1",
    )?;
    let sent = format!("{} {} ", about.id, about.kind);
    let deeds = statement.query_map(params![about.contact_id, field, sent], |row| {
        Ok(Deed {
            at: Instant(row.get(0)?),
            what: row.get(1)?,
            old: row.get(2)?,
            new: row.get(3)?,
            author: row.get(4)?,
            is_undone: row.get(5)?,
        })
    })?;
    Ok(deeds.collect::<Result<_, _>>()?)
}
