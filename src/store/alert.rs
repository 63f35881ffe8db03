//! Alerts: raised once per conversation and kind.

use rusqlite::{Connection, params};
use rustc_hash::FxHashSet;

use crate::domain::deciding::AlertCause;
use crate::domain::time::Instant;
use crate::error::Result;

/// The alerts that were raised for contacts in a range of ids, looked up when they are first asked for.
#[derive(Debug)]
pub struct Raised<'c> {
    conn: &'c Connection,
    range: (i64, i64),
    alerts: Option<FxHashSet<(i64, String)>>,
}

impl<'c> Raised<'c> {
    /// Those of the contacts from `low` to `high`.
    pub const fn new(conn: &'c Connection, low: i64, high: i64) -> Self {
        Self { conn, range: (low, high), alerts: None }
    }

    /// The alerts by conversation and kind; those without a conversation stand under the contact's id, negative.
    pub fn get(&mut self) -> Result<&FxHashSet<(i64, String)>> {
        if self.alerts.is_none() {
            let mut statement = self.conn.prepare_cached(
                "SELECT coalesce(conversation_id, -contact_id), kind FROM alert WHERE contact_id BETWEEN ?1 AND ?2",
            )?;
            let rows = statement.query_map(self.range, |row| Ok((row.get(0)?, row.get(1)?)))?;
            self.alerts = Some(rows.collect::<Result<_, _>>()?);
        }
        Ok(self.alerts.get_or_insert_default())
    }
}

/// Raises an alert that a message is the cause of.
pub fn raise(conn: &Connection, contact_id: Option<i64>, cause: &AlertCause, now: Instant) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO alert (contact_id, conversation_id, message_id, kind, reason, at, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        contact_id,
        cause.conversation_id,
        cause.message_id,
        cause.kind,
        reason(&cause.kind),
        cause.at.0,
        now.0
    ])?;
    Ok(())
}

/// Raises an alert about a contact as a whole.
pub fn raise_for_contact(conn: &Connection, contact_id: i64, kind: &str, reason: &str, now: Instant) -> Result<()> {
    conn.prepare_cached("INSERT INTO alert (contact_id, kind, reason, at, created_at) VALUES (?1, ?2, ?3, ?4, ?4)")?
        .execute(params![contact_id, kind, reason, now.0])?;
    Ok(())
}

fn reason(kind: &str) -> &str {
    match kind {
        "frustration" => "the visitor is frustrated",
        "human_request" => "the visitor asks for a person",
        "cannot_answer" => "the bot ran out of answers",
        rule => rule,
    }
}
