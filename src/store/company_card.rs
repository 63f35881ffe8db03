//! A company with its contacts, its deals and its open conversations, as `companies show` tells it.

use rusqlite::Connection;
use serde::Serialize;
use serde_json::{Map, Value};

use super::{card, company};
use crate::error::{Error, Result};

/// Values by column.
pub type Fields = Map<String, Value>;
/// Rows of a kind.
pub type Rows = Vec<Fields>;

/// A company with what hangs on it.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the names are the keys")]
pub struct CompanyCard {
    /// The columns of the view `companies`.
    pub company: Fields,
    pub other_names: Vec<String>,
    pub external_ids: Vec<String>,
    /// Fields that imports leave alone.
    pub held: Vec<String>,
    pub contacts: Rows,
    pub deals: Rows,
    /// Those that are open, the newest first.
    pub conversations: Rows,
}

/// The card of a company that is there.
pub fn of(conn: &Connection, id: i64) -> Result<CompanyCard> {
    let known = company::get(conn, id)?.ok_or_else(|| Error::failed(format!("there is no company {id}")))?;
    let list = |text: Option<String>| -> Vec<String> {
        text.unwrap_or_default().split(';').filter(|item| !item.is_empty()).map(str::to_owned).collect()
    };
    let row = rows(conn, "SELECT * FROM companies WHERE id = ?1", id)?.pop().unwrap_or_default();
    Ok(CompanyCard {
        company: row,
        other_names: list(known.other_names),
        external_ids: list(known.external_ids),
        held: company::held(conn, id)?,
        contacts: rows(
            conn,
            "SELECT id, name, job_title, email, phone, status, score, grade, last_active FROM contacts
             WHERE id IN (SELECT id FROM contact WHERE company_id = ?1) ORDER BY score DESC, id",
            id,
        )?,
        deals: rows(
            conn,
            "SELECT id, title, state, stage, amount, currency, expected_close, contact_id FROM deals
             WHERE company_id = ?1
                 OR (company_id IS NULL AND contact_id IN (SELECT id FROM contact WHERE company_id = ?1))
             ORDER BY state <> 'open', created_at DESC, id",
            id,
        )?,
        conversations: rows(
            conn,
            "SELECT id, contact_id, (SELECT name FROM contacts WHERE contacts.id = contact_id) AS contact, channel,
                 last_message_at, summary
             FROM conversations
             WHERE state = 'open' AND contact_id IN (SELECT id FROM contact WHERE company_id = ?1)
             ORDER BY last_message_at DESC, id",
            id,
        )?,
    })
}

fn rows(conn: &Connection, sql: &str, id: i64) -> Result<Rows> {
    let mut statement = conn.prepare(sql)?;
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let rows = statement.query_map([id], |row| {
        names.iter().enumerate().map(|(i, name)| Ok((name.clone(), card::json(name, row.get_ref(i)?)))).collect()
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
