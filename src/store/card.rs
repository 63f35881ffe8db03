//! All about one contact that matters day to day, as `contacts show` tells it.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Params, Row};
use serde::Serialize;
use serde_json::{Map, Value};

use super::inferred;
use crate::domain::time::Instant;
use crate::error::{Error, Result};

/// So many of the latest notes and conversations are told.
pub const LATEST: u32 = 5;

/// A contact with what hangs on it.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the names are the keys")]
pub struct Card {
    /// The columns of the view `contacts`.
    pub contact: Map<String, Value>,
    pub emails: Vec<String>,
    pub phones: Vec<String>,
    pub pins: Vec<Pin>,
    /// Fields, and items of lists, that imports leave alone.
    pub held: Vec<Held>,
    /// Fields whose value is inferred from what the visitor said.
    pub inferred: Vec<&'static str>,
    /// Fields that count for completeness and are empty.
    pub missing: Vec<&'static str>,
    pub notes: Vec<Note>,
    pub followups: Vec<Followup>,
    pub alerts: Vec<Alert>,
    pub conversations: Vec<Conversation>,
    /// The open ones first, then the latest.
    pub deals: Vec<Deal>,
    /// How many notes there are in all.
    pub note_count: i64,
}

/// A value that a person set for good.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct Pin {
    pub field: String,
    pub value: String,
    pub at: String,
    pub author: Option<String>,
}

/// What imports leave alone.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct Held {
    pub field: String,
    /// What was removed from a list; empty where the whole field is held.
    pub item: String,
}

/// A note.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct Note {
    pub at: String,
    pub author: Option<String>,
    pub text: String,
}

/// An open follow-up.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct Followup {
    pub id: i64,
    pub kind: String,
    pub state: String,
    pub due_at: String,
    pub reason: String,
}

/// An open alert.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct Alert {
    pub id: i64,
    pub kind: String,
    pub at: String,
    pub reason: String,
    pub taken_by: Option<String>,
}

/// A deal.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct Deal {
    pub id: i64,
    pub title: String,
    pub state: String,
    pub stage: Option<String>,
    /// In units of the currency.
    pub amount: Option<f64>,
    pub currency: Option<String>,
    pub stale: bool,
}

/// A conversation with its last line.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct Conversation {
    pub id: i64,
    pub channel: Option<String>,
    pub state: String,
    pub last_message_at: Option<String>,
    pub message_count: i64,
    pub score: Option<i64>,
    pub band: Option<String>,
    pub summary: Option<String>,
    pub last_sender: Option<String>,
    pub last_text: Option<String>,
}

/// The card of a contact that is there. What is missing for completeness is the caller's to say.
pub fn of(conn: &Connection, id: i64) -> Result<Card> {
    let lists: [String; 2] =
        conn.query_row("SELECT coalesce(emails, ''), coalesce(phones, '') FROM contact WHERE id = ?1", [id], |row| {
            Ok([row.get(0)?, row.get(1)?])
        })?;
    let [emails, phones] =
        lists.map(|list| list.split(';').filter(|item| !item.is_empty()).map(str::to_owned).collect());
    Ok(Card {
        contact: view_row(conn, id)?,
        emails,
        phones,
        pins: pins(conn, id)?,
        held: rows(conn, "SELECT field, value FROM held WHERE contact_id = ?1 ORDER BY field, value", [id], |row| {
            Ok(Held { field: row.get(0)?, item: row.get(1)? })
        })?,
        inferred: inferred_fields(conn, id)?,
        missing: Vec::new(),
        notes: notes(conn, id)?,
        followups: followups(conn, id)?,
        alerts: alerts(conn, id)?,
        conversations: conversations(conn, id)?,
        deals: deals(conn, id)?,
        note_count: conn.query_row("SELECT count(*) FROM note WHERE contact_id = ?1", [id], |row| row.get(0))?,
    })
}

fn rows<T>(
    conn: &Connection,
    sql: &str,
    values: impl Params,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>> {
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map(values, read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The row of the view, its metadata as an object.
fn view_row(conn: &Connection, id: i64) -> Result<Map<String, Value>> {
    let row = values(conn, id, &["*"])?;
    row.ok_or_else(|| Error::failed(format!("there is no contact {id}")).into())
}

/// These columns of a contact's row in the view, as a template meets them: with metadata as an object. Names of columns
/// are code, never data.
pub fn values(conn: &Connection, id: i64, columns: &[&'static str]) -> Result<Option<Map<String, Value>>> {
    let columns = if columns.is_empty() { "id".to_owned() } else { columns.join(", ") };
    let mut statement = conn.prepare_cached(&format!("SELECT {columns} FROM contacts WHERE id = ?1"))?;
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let row = statement.query_row([id], |row| {
        names.iter().enumerate().map(|(i, name)| Ok((name.clone(), json(name, row.get_ref(i)?)))).collect()
    });
    Ok(row.optional()?)
}

/// A value of a view's column.
pub(super) fn json(column: &str, value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null | ValueRef::Blob(_) => Value::Null,
        ValueRef::Integer(flag) if matches!(column, "vip" | "at_risk" | "do_not_contact" | "stale") => {
            Value::from(flag != 0)
        }
        ValueRef::Integer(number) => Value::from(number),
        ValueRef::Real(number) => Value::from(number),
        ValueRef::Text(bytes) => {
            let text = String::from_utf8_lossy(bytes);
            let parsed = if column == "metadata" { serde_json::from_str(&text).ok() } else { None };
            parsed.unwrap_or_else(|| Value::from(text))
        }
    }
}

fn pins(conn: &Connection, id: i64) -> Result<Vec<Pin>> {
    rows(conn, "SELECT field, value, at, author FROM pin WHERE contact_id = ?1 ORDER BY field", [id], |row| {
        Ok(Pin { field: row.get(0)?, value: row.get(1)?, at: Instant(row.get(2)?).to_string(), author: row.get(3)? })
    })
}

fn inferred_fields(conn: &Connection, id: i64) -> Result<Vec<&'static str>> {
    const FIELDS: [&str; 9] =
        ["name", "email", "phone", "company", "job_title", "address", "website", "needs", "interests"];
    if inferred::of(conn, id)?.is_none() {
        return Ok(Vec::new());
    }
    let sql = FIELDS.map(|field| match field {
        "email" => "c.emails IS NULL AND i.email IS NOT NULL".to_owned(),
        "phone" => "c.phones IS NULL AND i.phone IS NOT NULL".to_owned(),
        "company" => "c.company_id IS NULL AND i.company IS NOT NULL".to_owned(),
        "name" => "coalesce(c.name, c.first_name, c.last_name) IS NULL AND i.name IS NOT NULL".to_owned(),
        field => format!("c.{field} IS NULL AND i.{field} IS NOT NULL"),
    });
    let sql = format!(
        "SELECT {} FROM contact AS c JOIN inferred AS i ON i.contact_id = c.id WHERE c.id = ?1",
        sql.join(", ")
    );
    let shown = |row: &Row<'_>| -> rusqlite::Result<Vec<&'static str>> {
        let mut shown = Vec::new();
        for (i, field) in FIELDS.iter().enumerate() {
            if row.get(i)? {
                shown.push(*field);
            }
        }
        Ok(shown)
    };
    Ok(conn.prepare_cached(&sql)?.query_row([id], shown)?)
}

fn notes(conn: &Connection, id: i64) -> Result<Vec<Note>> {
    let sql = "SELECT at, author, text FROM note WHERE contact_id = ?1 ORDER BY at DESC, id DESC LIMIT ?2";
    rows(conn, sql, (id, LATEST), |row| {
        Ok(Note { at: Instant(row.get(0)?).to_string(), author: row.get(1)?, text: row.get(2)? })
    })
}

fn followups(conn: &Connection, id: i64) -> Result<Vec<Followup>> {
    let sql = "SELECT id, kind, state, due_at, reason FROM followup
               WHERE contact_id = ?1 AND state IN ('pending', 'approved', 'unconfirmed') ORDER BY due_at, id";
    rows(conn, sql, [id], |row| {
        Ok(Followup {
            id: row.get(0)?,
            kind: row.get(1)?,
            state: row.get(2)?,
            due_at: Instant(row.get(3)?).to_string(),
            reason: row.get(4)?,
        })
    })
}

fn alerts(conn: &Connection, id: i64) -> Result<Vec<Alert>> {
    let sql = "SELECT id, kind, at, reason, taken_by FROM alert
               WHERE contact_id = ?1 AND state IN ('open', 'taken') ORDER BY at, id";
    rows(conn, sql, [id], |row| {
        Ok(Alert {
            id: row.get(0)?,
            kind: row.get(1)?,
            at: Instant(row.get(2)?).to_string(),
            reason: row.get(3)?,
            taken_by: row.get(4)?,
        })
    })
}

fn deals(conn: &Connection, id: i64) -> Result<Vec<Deal>> {
    let sql = "SELECT id, title, state, stage, amount, currency, stale FROM deals
               WHERE contact_id = ?1 ORDER BY state <> 'open', created_at DESC, id DESC LIMIT ?2";
    rows(conn, sql, (id, LATEST), |row| {
        Ok(Deal {
            id: row.get(0)?,
            title: row.get(1)?,
            state: row.get(2)?,
            stage: row.get(3)?,
            amount: row.get(4)?,
            currency: row.get(5)?,
            stale: row.get(6)?,
        })
    })
}

/// The latest conversations, the latest first.
fn conversations(conn: &Connection, id: i64) -> Result<Vec<Conversation>> {
    let sql = "WITH latest AS MATERIALIZED (
                   SELECT id FROM conversation WHERE contact_id = ?1 ORDER BY last_message_at DESC, id DESC LIMIT ?2),
               last AS (SELECT latest.id AS id, (
                   SELECT id FROM message WHERE contact_id = ?1 AND conversation_id = latest.id
                   ORDER BY at DESC, id DESC LIMIT 1) AS message_id FROM latest)
               SELECT c.id, c.channel, c.state, c.last_message_at, c.message_count, c.score, c.band, c.summary,
                   messages.sender, messages.text
               FROM last JOIN conversations AS c ON c.id = last.id LEFT JOIN messages ON messages.id = last.message_id
               ORDER BY c.last_message_at DESC, c.id DESC";
    rows(conn, sql, (id, LATEST), |row| {
        Ok(Conversation {
            id: row.get(0)?,
            channel: row.get(1)?,
            state: row.get(2)?,
            last_message_at: row.get(3)?,
            message_count: row.get(4)?,
            score: row.get(5)?,
            band: row.get(6)?,
            summary: row.get(7)?,
            last_sender: row.get(8)?,
            last_text: row.get(9)?,
        })
    })
}
