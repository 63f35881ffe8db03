//! Alerts on their way in: what was raised before, and what is raised now. [`queue`] works them off, [`sending`] hands them
//! over, [`rules`] asks the conditions of rules.

pub mod queue;
pub mod rules;
pub mod sending;

use rusqlite::{Connection, Row, params};
use rustc_hash::FxHashMap;

use crate::domain::deciding::AlertCause;
use crate::domain::deciding::alert::{Before, Change, Standing};
use crate::domain::time::Instant;
use crate::error::Result;

/// The condition of alerts whose contact, conversation or message is gone. What an alert does not name is not gone, though
/// no row of an empty table has its number.
pub(super) const OF_NOTHING: &str = "(contact_id IS NOT NULL AND contact_id NOT IN (SELECT id FROM contact))
     OR (conversation_id IS NOT NULL AND conversation_id NOT IN (SELECT id FROM conversation))
     OR (message_id IS NOT NULL AND message_id NOT IN (SELECT id FROM message))";

/// States in which an alert waits for a person, as they stand in SQL.
pub(super) const UNSETTLED: &str = "state IN ('open', 'taken')";

/// The alerts that conversations of contacts in a range of ids raised, looked up when they are first asked for.
#[derive(Debug)]
pub struct Raised<'c> {
    conn: &'c Connection,
    /// Whose; nobody's where there is none.
    range: Option<(i64, i64)>,
    alerts: Option<FxHashMap<(i64, String), Standing>>,
}

impl<'c> Raised<'c> {
    /// Those of the contacts from `low` to `high`.
    pub const fn new(conn: &'c Connection, low: i64, high: i64) -> Self {
        Self { conn, range: Some((low, high)), alerts: None }
    }

    /// Those of conversations that no contact owns.
    pub const fn of_nobody(conn: &'c Connection) -> Self {
        Self { conn, range: None, alerts: None }
    }

    /// How it stands with those of a conversation and kind, if there are any.
    pub fn standing(&mut self, conversation_id: i64, kind: &str) -> Result<Option<Standing>> {
        let alerts = match &mut self.alerts {
            Some(alerts) => alerts,
            none => none.insert(Self::read(self.conn, self.range)?),
        };
        Ok(alerts.get(&(conversation_id, kind.to_owned())).copied())
    }

    fn read(conn: &Connection, range: Option<(i64, i64)>) -> Result<FxHashMap<(i64, String), Standing>> {
        let whose = if range.is_some() { "contact_id BETWEEN ?1 AND ?2" } else { "contact_id IS NULL" };
        let sql = format!(
            "SELECT conversation_id, kind, max({UNSETTLED}), coalesce(max(resolved_at), 0)
             FROM alert INDEXED BY alert_by_contact WHERE {whose} AND conversation_id IS NOT NULL GROUP BY conversation_id, kind"
        );
        let mut statement = conn.prepare_cached(&sql)?;
        let read = |row: &Row<'_>| {
            let settled = Standing::SettledAt(Instant(row.get(3)?));
            let standing = if row.get(2)? { Standing::Unsettled } else { settled };
            Ok(((row.get(0)?, row.get(1)?), standing))
        };
        let rows = match range {
            Some(range) => statement.query_map(range, read)?,
            None => statement.query_map([], read)?,
        };
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// How it stands with alerts about contacts as a whole, by contact and kind.
pub type OfContacts = FxHashMap<(i64, String), Before>;

/// How it stands with the alerts about contacts of a range of ids.
pub fn of_contacts(conn: &Connection, low: i64, high: i64) -> Result<OfContacts> {
    let mut statement = conn.prepare_cached(&before_sql("alert_by_contact", "contact_id BETWEEN ?1 AND ?2"))?;
    let rows = statement.query_map((low, high), before)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How it stands with the alerts of one kind about contacts.
fn of_kind(conn: &Connection, kind: &str) -> Result<OfContacts> {
    let mut statement = conn.prepare(&before_sql("alert_by_conversation", "kind = ?1"))?;
    let rows = statement.query_map([kind], before)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The index is named, since SQLite takes "of no conversation" for the narrower question and would go through all alerts
/// about contacts to find those of one.
fn before_sql(index: &str, which: &str) -> String {
    format!(
        "SELECT contact_id, kind, max({UNSETTLED}), max(ended_at IS NULL) FROM alert INDEXED BY {index}
         WHERE {which} AND contact_id IS NOT NULL AND conversation_id IS NULL GROUP BY contact_id, kind"
    )
}

fn before(row: &Row<'_>) -> rusqlite::Result<((i64, String), Before)> {
    Ok(((row.get(0)?, row.get(1)?), Before { is_unsettled: row.get(2)?, is_running: row.get(3)? }))
}

/// Raises an alert that a message is the cause of. The conversations of people who were deleted for good raise none.
pub fn raise(conn: &Connection, contact_id: Option<i64>, cause: &AlertCause, reason: &str, now: Instant) -> Result<()> {
    const ERASED: &str = "SELECT 1 FROM conversation WHERE id = ?1 AND link_state = 'erased'";
    if contact_id.is_none() && conn.prepare_cached(ERASED)?.exists([cause.conversation_id])? {
        return Ok(());
    }
    conn.prepare_cached(
        "INSERT INTO alert (contact_id, conversation_id, message_id, kind, reason, at, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        contact_id,
        cause.conversation_id,
        cause.message_id,
        cause.kind,
        reason,
        cause.at.0,
        now.0
    ])?;
    Ok(())
}

/// Stores what there is to do about a cause in a contact as a whole.
pub fn change(
    conn: &Connection,
    contact_id: i64,
    kind: &str,
    change: Change,
    reason: &str,
    now: Instant,
) -> Result<()> {
    match change {
        Change::Raise => conn
            .prepare_cached("INSERT INTO alert (contact_id, kind, reason, at, created_at) VALUES (?1, ?2, ?3, ?4, ?4)")?
            .execute(params![contact_id, kind, reason, now.0])?,
        Change::End => conn
            .prepare_cached(
                "UPDATE alert SET ended_at = ?3
                 WHERE contact_id = ?1 AND kind = ?2 AND conversation_id IS NULL AND ended_at IS NULL",
            )?
            .execute(params![contact_id, kind, now.0])?,
        Change::Resume => conn
            .prepare_cached(&format!(
                "UPDATE alert SET ended_at = NULL
                 WHERE contact_id = ?1 AND kind = ?2 AND conversation_id IS NULL AND {UNSETTLED}"
            ))?
            .execute(params![contact_id, kind])?,
    };
    Ok(())
}

/// How many alerts wait for a person.
pub fn unsettled_count(conn: &Connection) -> Result<i64> {
    Ok(conn.query_row(&format!("SELECT count(*) FROM alert WHERE {UNSETTLED}"), [], |row| row.get(0))?)
}
