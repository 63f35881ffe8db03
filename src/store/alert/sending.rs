//! Handing alerts over: one is marked `unconfirmed` before, and what became of it is kept after.

use rusqlite::{Connection, OptionalExtension, params_from_iter};
use serde_json::{Map, Value as Json};

use super::queue;
use crate::domain::time::Instant;
use crate::error::Result;
use crate::store::filter::Condition;
use crate::store::{handing, log};

/// What became of an alert that was handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Became<'a> {
    /// It was taken by the other side.
    Sent,
    /// It was not, for this reason.
    Refused(&'a str),
    /// Nobody knows, for this reason.
    Unknown(&'a str),
    /// Nobody was given it, so all is as before.
    NotTried(Before),
}

/// How it stood with an alert before it was handed over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Before {
    sending: Option<String>,
    sent_at: Option<i64>,
    error: Option<String>,
}

/// An alert that is handed over.
#[derive(Debug)]
pub struct Taken {
    /// What is told of it: `message_id`, `alert`, `contact` and `message`.
    pub object: Map<String, Json>,
    /// How it stood with it.
    pub before: Before,
}

/// The condition over the view `alerts` of those that were not handed over, or in vain; with `unconfirmed` those, too,
/// of which nobody knows.
pub const fn waits(unconfirmed: bool) -> &'static str {
    if unconfirmed { "sending IS NOT 'sent'" } else { "(sending IS NULL OR sending = 'refused')" }
}

/// The alerts of a condition over their view, the oldest first.
pub fn ids(conn: &Connection, condition: &Condition) -> Result<Vec<i64>> {
    let mut statement = conn.prepare(&format!("SELECT id FROM alerts WHERE {} ORDER BY at, id", condition.sql))?;
    let ids = statement.query_map(params_from_iter(&condition.values), |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// Those that wait for a person and of which nobody knows whether handing them over worked.
pub fn unconfirmed(conn: &Connection) -> Result<Vec<i64>> {
    let sql = format!("SELECT id FROM alert WHERE {} AND sending = 'unconfirmed' ORDER BY id", super::UNSETTLED);
    let mut statement = conn.prepare(&sql)?;
    let ids = statement.query_map([], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// Marks an alert as handed over with an outcome that is not known, and gives what is told of it; nothing if it does not
/// wait any more, as another rolo has taken it. `unconfirmed` as in [`waits`].
pub fn take(conn: &Connection, id: i64, unconfirmed: bool, now: Instant) -> Result<Option<Taken>> {
    let find = format!(
        "SELECT sending, sent_at, error, created_at FROM alert WHERE id = ?1 AND state = 'open' AND {}",
        waits(unconfirmed)
    );
    let found = conn.prepare_cached(&find)?.query_row([id], |row| {
        Ok((Before { sending: row.get(0)?, sent_at: row.get(1)?, error: row.get(2)? }, row.get(3)?))
    });
    let (Some((before, created_at)), Some(alert)) = (found.optional()?, queue::find(conn, id)?) else {
        return Ok(None);
    };
    let mut object = Map::new();
    object.insert("message_id".to_owned(), handing::message_id(conn, "alert", id, created_at)?.into());
    object.extend(queue::told(conn, &alert)?);
    set(conn, id, Some("unconfirmed"), Some(now.0), None)?;
    Ok(Some(Taken { object, before }))
}

/// Keeps what became of an alert that was handed over, and tells the log.
pub fn keep(conn: &Connection, id: i64, became: &Became<'_>, author: &str, now: Instant) -> Result<()> {
    let (kind, why) = match became {
        Became::NotTried(before) => {
            return set(conn, id, before.sending.as_deref(), before.sent_at, before.error.as_deref());
        }
        Became::Sent => ("sent", None),
        Became::Refused(why) => ("refused", Some(*why)),
        Became::Unknown(why) => ("unconfirmed", Some(*why)),
    };
    set(conn, id, Some(kind), (kind != "refused").then_some(now.0), why)?;
    let Some(alert) = queue::find(conn, id)? else { return Ok(()) };
    let what = format!("{id} {}", alert.kind);
    let entry = log::Entry {
        at: now,
        contact_id: alert.contact_id,
        kind,
        field: "alert",
        old: "",
        new: &why.map_or_else(|| what.clone(), |why| format!("{what}: {why}")),
        author,
        journal_id: None,
    };
    log::add(conn, &entry)
}

fn set(conn: &Connection, id: i64, sending: Option<&str>, sent_at: Option<i64>, error: Option<&str>) -> Result<()> {
    conn.prepare_cached("UPDATE alert SET sending = ?2, sent_at = ?3, error = ?4 WHERE id = ?1")?
        .execute((id, sending, sent_at, error))?;
    Ok(())
}
