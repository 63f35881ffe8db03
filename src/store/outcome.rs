//! Follow-ups that were sent, and what their contacts did after that.

use rusqlite::{Connection, OptionalExtension, params};

use super::{dirty, log};
use crate::domain::deciding::FollowupState;
use crate::domain::deciding::outcome::Since;
use crate::domain::time::{Instant, Span};
use crate::error::Result;

/// A follow-up whose outcome can still change.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct Awaiting {
    pub id: i64,
    pub contact_id: i64,
    pub kind: String,
    pub state: FollowupState,
    pub outcome_at: Option<Instant>,
    pub since: Since,
}

/// The follow-ups without an outcome at `as_of`, and those that were replied to and could still become a conversion when
/// outcomes were last looked for. `conversions` are kinds of events.
pub fn awaiting(
    conn: &Connection,
    as_of: Instant,
    last: Option<Instant>,
    no_reply_after: Span,
    conversions: &[String],
) -> Result<Vec<Awaiting>> {
    let still = last.map_or(i64::MIN, |last| last.0.min(as_of.0) - no_reply_after.0);
    // The condition of the index has to be repeated, or SQLite does not see that it applies.
    let mut rows = conn.prepare(
        "SELECT id, contact_id, kind, state, sent_at, outcome_at FROM followup INDEXED BY followup_awaiting
         WHERE state IN ('sent', 'replied') AND state = 'sent' AND sent_at <= ?1
         UNION ALL
         SELECT id, contact_id, kind, state, sent_at, outcome_at FROM followup INDEXED BY followup_awaiting
         WHERE state IN ('sent', 'replied') AND state = 'replied' AND sent_at > ?2 AND sent_at <= ?1
         ORDER BY id",
    )?;
    let mut message =
        conn.prepare("SELECT min(at) FROM message WHERE contact_id = ?1 AND sender = 0 AND at > ?2 AND at <= ?3")?;
    let mut conversion = conn.prepare(
        "SELECT min(at) FROM (
             SELECT at FROM event WHERE contact_id = ?1 AND at BETWEEN ?2 AND ?3
                 AND kind COLLATE NOCASE IN (SELECT value FROM json_each(?4))
             UNION ALL
             SELECT closed_at FROM deal WHERE contact_id = ?1 AND state = 'won' AND closed_at BETWEEN ?2 AND ?3)",
    )?;
    let conversions = serde_json::to_string(conversions)?;
    let mut found = Vec::new();
    let mut rows = rows.query((as_of.0, still))?;
    while let Some(row) = rows.next()? {
        let (contact_id, sent_at): (i64, i64) = (row.get(1)?, row.get(4)?);
        let at = |row: &rusqlite::Row<'_>| Ok(row.get::<_, Option<i64>>(0)?.map(Instant));
        let message = message.query_row((contact_id, sent_at, as_of.0), at).optional()?.flatten();
        let conversion =
            conversion.query_row(params![contact_id, sent_at, as_of.0, conversions], at).optional()?.flatten();
        found.push(Awaiting {
            id: row.get(0)?,
            contact_id,
            kind: row.get(2)?,
            state: FollowupState::from_name(row.get_ref(3)?.as_str()?).unwrap_or(FollowupState::Sent),
            outcome_at: row.get::<_, Option<i64>>(5)?.map(Instant),
            since: Since { sent_at: Instant(sent_at), message, conversion },
        });
    }
    Ok(found)
}

/// Keeps what became of a follow-up. From its outcome on, not from when it was noticed, time runs until another may open.
pub fn keep(
    conn: &Connection,
    followup: &Awaiting,
    (state, at): (FollowupState, Option<Instant>),
    author: &str,
    now: Instant,
) -> Result<()> {
    conn.prepare_cached(
        "UPDATE followup SET state = ?2, outcome_at = ?3, updated_at = coalesce(?3, sent_at) WHERE id = ?1",
    )?
    .execute((followup.id, state.name(), at.map(|at| at.0)))?;
    let field = format!("follow-up {} {}", followup.id, followup.kind);
    log::changed(conn, followup.contact_id, [(field.as_str(), followup.state.name(), state.name())], author, now)?;
    dirty::mark(conn, followup.contact_id, dirty::Pass::Followups as i64)
}
