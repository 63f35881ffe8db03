//! `FIELD=VALUE` of deals on the command line; nothing behind `=` empties the field.

use rusqlite::Connection;
use rusqlite::types::Value;

use super::{find_company, stage_of};
use crate::commands::{Context, find_contact};
use crate::domain::normalize::{amount, value};
use crate::domain::suggest;
use crate::domain::time::Instant;
use crate::error::{Error, Result};

/// The fields that a person can set.
pub(super) const FIELDS: [&str; 7] = ["title", "stage", "amount", "currency", "expected_close", "contact", "company"];

/// What a person says of a deal: the field, and the column with its value.
pub(super) struct Change {
    pub(super) field: &'static str,
    pub(super) column: &'static str,
    pub(super) value: Value,
}

/// Reads assignments. An amount may name its currency.
pub(super) fn read(conn: &Connection, words: &[&str], context: &Context) -> Result<Vec<Change>> {
    let mut changes = Vec::new();
    for word in words {
        let part = word.split_once('=').filter(|(name, _)| !name.trim().is_empty());
        let (name, text) = part.ok_or_else(|| {
            Error::usage(format!("`{word}` is no FIELD=VALUE"))
                .hint("write a field and its value, such as amount=1200, and the numbers of deals last")
        })?;
        let field = field(name.trim())?;
        one(conn, field, text.trim(), context, &mut changes)?;
    }
    Ok(changes)
}

fn one(conn: &Connection, field: &'static str, text: &str, context: &Context, changes: &mut Vec<Change>) -> Result<()> {
    let mut set = |field, column, value| changes.push(Change { field, column, value });
    let is_empty = text.is_empty();
    match field {
        "title" if is_empty => return Err(Error::usage("a deal has a title, so that it cannot be emptied").into()),
        "title" => set(field, "title", Value::Text(value::text(text).into_owned())),
        "contact" if is_empty => set(field, "contact_id", Value::Null),
        "contact" => set(field, "contact_id", Value::Integer(find_contact(conn, text)?)),
        "company" if is_empty => set(field, "company_id", Value::Null),
        "company" => set(field, "company_id", Value::Integer(find_company(conn, text)?)),
        _ if is_empty => set(field, field, Value::Null),
        "stage" => set(field, "stage", Value::Text(stage_of(conn, text, context)?)),
        "amount" => {
            let (amount, currency) = read_amount(text)?;
            set(field, "amount", Value::Integer(amount));
            if let Some(currency) = currency {
                set("currency", "currency", Value::Text(currency));
            }
        }
        "currency" => set(field, "currency", Value::Text(read_currency(text)?)),
        _ => set(field, "expected_close", Value::Integer(read_time(text)?.0)),
    }
    Ok(())
}

/// An amount in millionths, and the currency that it names.
pub(super) fn read_amount(text: &str) -> Result<(i64, Option<String>)> {
    let wrong = || Error::usage(format!("`{text}` is no amount")).hint("write a number, such as 1200 or 1,200.50");
    amount::amount(text).ok_or_else(|| wrong().into())
}

/// A currency's code.
pub(super) fn read_currency(text: &str) -> Result<String> {
    let wrong = || Error::usage(format!("`{text}` is no currency")).hint("write its code, such as EUR or PHP");
    amount::currency(text).ok_or_else(|| wrong().into())
}

fn read_time(text: &str) -> Result<Instant> {
    let wrong = || {
        Error::usage(format!("expected_close: `{text}` is no time"))
            .hint("write a time like 2026-11-22T10:15:00Z or a date like 2026-11-22")
    };
    Instant::parse(text).ok_or_else(|| wrong().into())
}

/// The field of a name that a person can set.
fn field(name: &str) -> Result<&'static str> {
    let known = name.to_lowercase().replace([' ', '-'], "_");
    if let Some(field) = FIELDS.into_iter().find(|field| *field == known) {
        return Ok(field);
    }
    let hint = match known.as_str() {
        "state" | "status" => "a deal is closed by `rolo deals won` or `rolo deals lost`".to_owned(),
        _ => match suggest::nearest(&known, FIELDS, |_, _, _| None) {
            Some(near) => format!("did you mean {near}?"),
            None => format!("fields are {}", FIELDS.join(", ")),
        },
    };
    Err(Error::usage(format!("there is no field `{name}` to set")).hint(hint).into())
}
