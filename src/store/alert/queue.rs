//! The queue of alerts: listed, taken, resolved and dismissed by hand.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension};
use serde_json::{Map, Value as Json};

use crate::domain::deciding::AlertState;
use crate::domain::segment::Filter;
use crate::domain::time::Instant;
use crate::error::Result;
use crate::store::filter::{self, Condition};
use crate::store::link::Hand;
use crate::store::{card, dirty, log};

/// Which alerts are listed.
#[derive(Debug, Clone, Default)]
pub struct Which {
    /// Of these states; none = those that wait for a person.
    pub states: Vec<String>,
    /// Of these kinds; none = all.
    pub kinds: Vec<String>,
    /// Taken by these people; none = by anybody or nobody.
    pub taken_by: Vec<String>,
}

/// The condition over the view `alerts` that lists some of the contacts of a filter; without a filter those of
/// conversations that no contact owns are among them.
pub fn condition(conn: &Connection, contacts: &Filter, which: &Which) -> Result<Condition> {
    let mut condition = filter::condition(conn, contacts)?;
    condition.sql = match contacts.is_empty() {
        true => "1".to_owned(),
        false => format!("contact_id IN (SELECT id FROM contacts WHERE {})", condition.sql),
    };
    if which.states.is_empty() {
        condition.and(super::UNSETTLED, []);
    }
    condition.one_of("state", &which.states);
    condition.one_of("kind", &which.kinds);
    condition.one_of("taken_by", &which.taken_by);
    Ok(condition)
}

/// An alert as far as it is worked on.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct Alert {
    pub id: i64,
    pub contact_id: Option<i64>,
    pub conversation_id: Option<i64>,
    pub message_id: Option<i64>,
    pub kind: String,
    pub state: AlertState,
    pub taken_by: Option<String>,
    pub taken_at: Option<Instant>,
}

/// The alert of this number.
pub fn find(conn: &Connection, id: i64) -> Result<Option<Alert>> {
    let mut statement = conn.prepare_cached(
        "SELECT contact_id, conversation_id, message_id, kind, state, taken_by, taken_at FROM alert WHERE id = ?1",
    )?;
    let found = statement.query_row([id], |row| {
        Ok(Alert {
            id,
            contact_id: row.get(0)?,
            conversation_id: row.get(1)?,
            message_id: row.get(2)?,
            kind: row.get(3)?,
            state: AlertState::from_name(row.get_ref(4)?.as_str()?).unwrap_or(AlertState::Open),
            taken_by: row.get(5)?,
            taken_at: row.get::<_, Option<i64>>(6)?.map(Instant),
        })
    });
    Ok(found.optional()?)
}

/// Notes that somebody is on an alert.
pub fn take(conn: &Connection, alert: &Alert, hand: Hand<'_>) -> Result<()> {
    let Hand { journal, author, now } = hand;
    for (column, value) in [
        ("state", Value::Text(AlertState::Taken.name().to_owned())),
        ("taken_by", Value::Text(author.to_owned())),
        ("taken_at", Value::Integer(now.0)),
    ] {
        journal.set(conn, "alert", alert.id, column, value)?;
    }
    note(conn, alert, AlertState::Taken, hand)
}

/// Resolves or dismisses an alert; a note says how.
pub fn settle(conn: &Connection, alert: &Alert, state: AlertState, words: Option<&str>, hand: Hand<'_>) -> Result<()> {
    let Hand { journal, now, .. } = hand;
    journal.set(conn, "alert", alert.id, "state", Value::Text(state.name().to_owned()))?;
    journal.set(conn, "alert", alert.id, "resolved_at", Value::Integer(now.0))?;
    if let Some(words) = words {
        journal.set(conn, "alert", alert.id, "note", Value::Text(words.to_owned()))?;
    }
    note(conn, alert, state, hand)
}

/// Tells the log, and has whose alert it is decided again.
fn note(conn: &Connection, alert: &Alert, new: AlertState, hand: Hand<'_>) -> Result<()> {
    let Hand { journal, author, now } = hand;
    let entry = log::Entry {
        at: now,
        contact_id: alert.contact_id,
        kind: "changed",
        field: &format!("alert {} {}", alert.id, alert.kind),
        old: alert.state.name(),
        new: new.name(),
        author,
        journal_id: Some(journal.id),
    };
    log::add(conn, &entry)?;
    match (alert.contact_id, alert.conversation_id) {
        (Some(contact), _) => dirty::mark(conn, contact, dirty::ALL_PASSES),
        (None, Some(conversation)) => dirty::mark_conversation(conn, conversation),
        (None, None) => Ok(()),
    }
}

/// The kinds of which there ever was an alert.
pub fn kinds(conn: &Connection) -> Result<Vec<String>> {
    let mut statement = conn.prepare("SELECT DISTINCT kind FROM alert ORDER BY kind")?;
    let kinds = statement.query_map([], |row| row.get(0))?;
    Ok(kinds.collect::<Result<_, _>>()?)
}

/// What there is to know of an alert: `alert`, `contact` and `message`, each with columns of its view, or null.
pub fn told(conn: &Connection, alert: &Alert) -> Result<Map<String, Json>> {
    const CONTACT: &str = "SELECT id, lifecycle, name, email, phone, company, status, stage, intent, score, grade, vip,
        at_risk, do_not_contact FROM contacts WHERE id = ?1";
    const MESSAGE: &str = "SELECT id, conversation_id, sender, sent_at, text, cues FROM messages WHERE id = ?1";
    let mut told = Map::new();
    for (name, sql, id) in [
        ("alert", "SELECT * FROM alerts WHERE id = ?1", Some(alert.id)),
        ("contact", CONTACT, alert.contact_id),
        ("message", MESSAGE, alert.message_id),
    ] {
        told.insert(name.to_owned(), object(conn, sql, id)?);
    }
    Ok(told)
}

fn object(conn: &Connection, sql: &str, id: Option<i64>) -> Result<Json> {
    let mut statement = conn.prepare_cached(sql)?;
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let row = statement.query_row([id], |row| {
        names.iter().enumerate().map(|(i, name)| Ok((name.clone(), card::json(name, row.get_ref(i)?)))).collect()
    });
    Ok(row.optional()?.map_or(Json::Null, Json::Object))
}
