//! Broadcasts: what is said to whom, the audience as it was fixed, and what became of each message.

use std::collections::BTreeMap;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::journal::Journal;
use crate::domain::broadcast::BroadcastState;
use crate::domain::segment::Filter;
use crate::domain::suggest;
use crate::domain::time::Instant;
use crate::error::{Error, Result};

/// A broadcast as it is stored.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct Broadcast {
    pub id: i64,
    pub name: String,
    pub filter: Filter,
    /// `None` of one that another system sent.
    pub channel: Option<String>,
    pub subject: Option<String>,
    /// The template that texts are made from.
    pub text: String,
    pub media: Vec<String>,
    pub state: BroadcastState,
    pub scheduled_at: Option<Instant>,
    pub created_at: Instant,
    pub begun_at: Option<Instant>,
    pub ended_at: Option<Instant>,
}

/// What a person writes of a broadcast.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct Draft<'a> {
    pub name: &'a str,
    pub filter: &'a Filter,
    pub channel: &'a str,
    pub subject: Option<&'a str>,
    pub text: &'a str,
    pub media: &'a [String],
    pub scheduled_at: Option<Instant>,
}

const COLUMNS: &str =
    "id, name, filter, channel, subject, text, media, state, scheduled_at, created_at, begun_at, ended_at";

/// All broadcasts in the order in which they were created.
pub fn all(conn: &Connection) -> Result<Vec<Broadcast>> {
    let mut statement = conn.prepare(&format!("SELECT {COLUMNS} FROM broadcast ORDER BY created_at, id"))?;
    let mut rows = statement.query([])?;
    let mut broadcasts = Vec::new();
    while let Some(row) = rows.next()? {
        broadcasts.push(read(row)?);
    }
    Ok(broadcasts)
}

/// The broadcast of a name, if there is one.
pub fn find(conn: &Connection, name: &str) -> Result<Option<Broadcast>> {
    let mut statement = conn.prepare_cached(&format!("SELECT {COLUMNS} FROM broadcast WHERE name = ?1"))?;
    let mut rows = statement.query([name])?;
    rows.next()?.map(read).transpose()
}

/// The broadcast of a name; where there is none, an error that names one alike.
pub fn known(conn: &Connection, name: &str) -> Result<Broadcast> {
    if let Some(broadcast) = find(conn, name)? {
        return Ok(broadcast);
    }
    let all = all(conn)?;
    let hint = match suggest::nearest(name, all.iter().map(|one| one.name.as_str()), |_, _, _| None) {
        Some(near) => format!("did you mean {near}?"),
        None => "`rolo broadcasts list` shows them".to_owned(),
    };
    Err(Error::failed(format!("there is no broadcast `{name}`")).hint(hint).into())
}

fn read(row: &Row<'_>) -> Result<Broadcast> {
    let (name, filter, state): (String, String, String) = (row.get(1)?, row.get(2)?, row.get(7)?);
    let fault = |what: &str| Error::failed(format!("the {what} of the broadcast `{name}` cannot be read"));
    let media: Option<String> = row.get(6)?;
    let instant = |column| row.get::<_, Option<i64>>(column).map(|at| at.map(Instant));
    Ok(Broadcast {
        id: row.get(0)?,
        filter: serde_json::from_str(&filter).map_err(|_| fault("filter"))?,
        channel: row.get(3)?,
        subject: row.get(4)?,
        text: row.get(5)?,
        media: media.map_or_else(|| Ok(Vec::new()), |list| serde_json::from_str(&list)).map_err(|_| fault("media"))?,
        state: BroadcastState::from_name(&state).ok_or_else(|| fault("state"))?,
        scheduled_at: instant(8)?,
        created_at: Instant(row.get(9)?),
        begun_at: instant(10)?,
        ended_at: instant(11)?,
        name,
    })
}

/// Writes down a broadcast under a name that is free.
pub fn create(conn: &Connection, journal: Journal, draft: &Draft<'_>, now: Instant) -> Result<()> {
    let mut columns = columns(draft)?;
    columns.extend([("name", text(Some(draft.name))), ("created_at", Value::Integer(now.0))]);
    let id = super::record::insert(conn, "broadcast", &columns)?;
    journal.inserted(conn, "broadcast", id)
}

/// Writes a broadcast anew that nobody got yet; says whether it is another one now.
pub fn replace(conn: &Connection, journal: Journal, id: i64, draft: &Draft<'_>) -> Result<bool> {
    let mut is_other = false;
    for (column, value) in columns(draft)? {
        is_other |= journal.set(conn, "broadcast", id, column, value)?;
    }
    Ok(is_other)
}

fn columns(draft: &Draft<'_>) -> Result<Vec<(&'static str, Value)>> {
    let media = if draft.media.is_empty() { None } else { Some(serde_json::to_string(draft.media)?) };
    Ok(vec![
        ("filter", Value::Text(serde_json::to_string(draft.filter)?)),
        ("channel", text(Some(draft.channel))),
        ("subject", text(draft.subject)),
        ("text", text(Some(draft.text))),
        ("media", text(media.as_deref())),
        ("scheduled_at", draft.scheduled_at.map_or(Value::Null, |at| Value::Integer(at.0))),
        ("state", text(Some(BroadcastState::Draft.name()))),
    ])
}

fn text(value: Option<&str>) -> Value {
    value.map_or(Value::Null, |text| Value::Text(text.to_owned()))
}

/// Puts a broadcast into another state by hand; says whether it is another one.
pub fn change_state(conn: &Connection, journal: Journal, id: i64, state: BroadcastState) -> Result<bool> {
    journal.set(conn, "broadcast", id, "state", text(Some(state.name())))
}

/// How many of a broadcast's deliveries are in which state.
pub fn states(conn: &Connection, id: i64) -> Result<BTreeMap<String, i64>> {
    let mut statement =
        conn.prepare_cached("SELECT state, count(*) FROM delivery WHERE broadcast_id = ?1 GROUP BY state")?;
    let states = statement.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(states.collect::<Result<_, _>>()?)
}

/// Why deliveries of a broadcast were refused or skipped, with how many, the most frequent first.
pub fn errors(conn: &Connection, id: i64) -> Result<Vec<(String, i64)>> {
    let mut statement = conn.prepare_cached(
        "SELECT error, count(*) FROM delivery WHERE broadcast_id = ?1 AND error IS NOT NULL
         GROUP BY error ORDER BY count(*) DESC, error LIMIT 5",
    )?;
    let errors = statement.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(errors.collect::<Result<_, _>>()?)
}

/// Fixes the audience of a broadcast: from now on it goes to these contacts and to nobody else.
pub fn begin(conn: &Connection, id: i64, contact_ids: &[i64], now: Instant) -> Result<()> {
    let mut insert =
        conn.prepare("INSERT OR IGNORE INTO delivery (broadcast_id, contact_id, state) VALUES (?1, ?2, 'pending')")?;
    for contact_id in contact_ids {
        insert.execute((id, contact_id))?;
    }
    conn.execute("UPDATE broadcast SET state = 'sending', begun_at = ?2 WHERE id = ?1", (id, now.0))?;
    Ok(())
}

/// Lets deliveries be handed over again, or says of those whose outcome is not known that they were sent; only those to
/// these contacts, if any are named. Gives how many there were.
pub fn settle(
    conn: &Connection,
    journal: Journal,
    id: i64,
    contact_ids: Option<&[i64]>,
    settled: Settled,
    now: Instant,
) -> Result<i64> {
    let from = match settled {
        Settled::Sent => "state = 'unconfirmed'",
        Settled::Again => "state IN ('unconfirmed', 'failed')",
    };
    let sql = format!("SELECT id, contact_id FROM delivery WHERE broadcast_id = ?1 AND {from} ORDER BY id");
    let rows: Vec<(i64, i64)> =
        conn.prepare(&sql)?.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    let mut count = 0;
    for (delivery, _) in rows.iter().filter(|(_, contact)| contact_ids.is_none_or(|ids| ids.contains(contact))) {
        let columns = match settled {
            Settled::Sent => vec![("state", text(Some("sent"))), ("at", Value::Integer(now.0))],
            Settled::Again => vec![
                ("state", text(Some("pending"))),
                ("sent_at", Value::Null),
                ("at", Value::Null),
                ("refusals", Value::Integer(0)),
                ("error", Value::Null),
            ],
        };
        for (column, value) in columns {
            journal.set(conn, "delivery", *delivery, column, value)?;
        }
        count += 1;
    }
    if settled == Settled::Again && count > 0 {
        change_state(conn, journal, id, BroadcastState::Sending)?;
    }
    Ok(count)
}

/// How a person settles messages whose outcome is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// They were sent.
    Sent,
    /// They are to be sent again.
    Again,
}

/// One delivery for a list.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct Delivery {
    pub contact_id: i64,
    pub name: Option<String>,
    pub state: String,
    pub at: Option<Instant>,
    pub sent_at: Option<Instant>,
    pub refusals: i64,
    pub error: Option<String>,
}

/// The deliveries of a broadcast in the order of contacts, of these states, if any are named.
pub fn deliveries(
    conn: &Connection,
    id: i64,
    states: &[String],
    mut run: impl FnMut(Delivery) -> Result<()>,
) -> Result<()> {
    let mut statement = conn.prepare(
        "SELECT d.contact_id, c.name, d.state, d.at, d.sent_at, d.refusals, d.error
         FROM delivery AS d LEFT JOIN contacts AS c ON c.id = d.contact_id
         WHERE d.broadcast_id = ?1 AND (?2 = '[]' OR d.state IN (SELECT value FROM json_each(?2)))
         ORDER BY d.contact_id",
    )?;
    let mut rows = statement.query(params![id, serde_json::to_string(states)?])?;
    while let Some(row) = rows.next()? {
        let instant = |column| row.get::<_, Option<i64>>(column).map(|at| at.map(Instant));
        run(Delivery {
            contact_id: row.get(0)?,
            name: row.get(1)?,
            state: row.get(2)?,
            at: instant(3)?,
            sent_at: instant(4)?,
            refusals: row.get(5)?,
            error: row.get(6)?,
        })?;
    }
    Ok(())
}

/// So often a message is handed over in vain.
const REFUSALS_MAX: u32 = 3;

/// The deliveries of a broadcast that wait to be handed over, in the order of contacts.
pub fn waiting(conn: &Connection, id: i64) -> Result<Vec<i64>> {
    ids(conn, "SELECT id FROM delivery WHERE broadcast_id = ?1 AND state = 'pending' ORDER BY contact_id", id)
}

/// The contacts to whom a message of a broadcast was handed over with an outcome that is not known.
pub fn unconfirmed(conn: &Connection, id: i64) -> Result<Vec<i64>> {
    let sql = "SELECT contact_id FROM delivery WHERE broadcast_id = ?1 AND state = 'unconfirmed' ORDER BY contact_id";
    ids(conn, sql, id)
}

fn ids(conn: &Connection, sql: &str, id: i64) -> Result<Vec<i64>> {
    let mut statement = conn.prepare_cached(sql)?;
    let ids = statement.query_map([id], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// Whom a delivery is for, while it waits.
pub fn recipient(conn: &Connection, delivery: i64) -> Result<Option<i64>> {
    let mut statement = conn.prepare_cached("SELECT contact_id FROM delivery WHERE id = ?1 AND state = 'pending'")?;
    Ok(statement.query_row([delivery], |row| row.get(0)).optional()?)
}

/// Takes a delivery out that can no longer be made.
pub fn skip(conn: &Connection, delivery: i64, why: &str) -> Result<()> {
    conn.prepare_cached("UPDATE delivery SET state = 'skipped', error = ?2 WHERE id = ?1 AND state = 'pending'")?
        .execute((delivery, why))?;
    Ok(())
}

/// Marks a delivery as handed over with an outcome that is not known; says whether it was still waiting, and its
/// broadcast going on.
pub fn take(conn: &Connection, delivery: i64, now: Instant) -> Result<bool> {
    let taken = conn
        .prepare_cached(
            "UPDATE delivery SET state = 'unconfirmed', sent_at = ?2, at = ?2, error = NULL
             WHERE id = ?1 AND state = 'pending'
                 AND EXISTS (SELECT 1 FROM broadcast WHERE broadcast.id = broadcast_id AND broadcast.state = 'sending')",
        )?
        .execute((delivery, now.0))?;
    Ok(taken > 0)
}

/// Marks a delivery that was taken as sent.
pub fn confirm(conn: &Connection, delivery: i64, now: Instant) -> Result<()> {
    conn.prepare_cached("UPDATE delivery SET state = 'sent', at = ?2 WHERE id = ?1 AND state = 'unconfirmed'")?
        .execute((delivery, now.0))?;
    Ok(())
}

/// Marks a delivery that was taken as refused: it waits again, or the third time has failed. Says whether it has.
pub fn refuse(conn: &Connection, delivery: i64, why: &str, now: Instant) -> Result<bool> {
    conn.prepare_cached(
        "UPDATE delivery SET state = iif(refusals + 1 >= ?3, 'failed', 'pending'), refusals = refusals + 1,
             sent_at = NULL, at = iif(refusals + 1 >= ?3, ?4, NULL), error = ?2
         WHERE id = ?1 AND state = 'unconfirmed'",
    )?
    .execute(params![delivery, why, REFUSALS_MAX, now.0])?;
    let sql = "SELECT state = 'failed' FROM delivery WHERE id = ?1";
    Ok(conn.prepare_cached(sql)?.query_row([delivery], |row| row.get(0)).optional()?.unwrap_or_default())
}

/// Keeps why it is not known what became of a delivery that was taken.
pub fn doubt(conn: &Connection, delivery: i64, why: &str) -> Result<()> {
    conn.prepare_cached("UPDATE delivery SET error = ?2 WHERE id = ?1 AND state = 'unconfirmed'")?
        .execute((delivery, why))?;
    Ok(())
}

/// Lets a delivery that was taken wait as before: nobody was given it.
pub fn put_back(conn: &Connection, delivery: i64) -> Result<()> {
    conn.prepare_cached(
        "UPDATE delivery SET state = 'pending', sent_at = NULL, at = NULL WHERE id = ?1 AND state = 'unconfirmed'",
    )?
    .execute([delivery])?;
    Ok(())
}

/// Ends a broadcast of which nothing waits any more.
pub fn end(conn: &Connection, id: i64, now: Instant) -> Result<()> {
    conn.execute(
        "UPDATE broadcast SET state = 'sent', ended_at = ?2
         WHERE id = ?1 AND state = 'sending'
             AND NOT EXISTS (SELECT 1 FROM delivery WHERE broadcast_id = ?1 AND state = 'pending')",
        (id, now.0),
    )?;
    Ok(())
}
