//! Deals as an import finds and compares them, and as automation looks at them.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row};
use rustc_hash::FxHashMap;

use super::journal::Columns;
use super::log;
use super::{company, record};
use crate::domain::deciding::DealState;
use crate::domain::deciding::pipeline::{Conversion, Deal, is_conversion};
use crate::domain::deciding::rules::EventRules;
use crate::domain::normalize::list;
use crate::domain::time::Instant;
use crate::error::Result;

/// The columns that an import compares.
pub const COLUMNS: [&str; 17] = [
    "title",
    "stage",
    "amount",
    "currency",
    "state",
    "expected_close",
    "created_at",
    "closed_at",
    "contact_id",
    "company_id",
    "metadata",
    "updated_at",
    "past_stages",
    "lost_reason",
    "reopened_at",
    "won_event",
    "won_event_at",
];

/// The columns whose changes the log tells.
const TOLD: [&str; 10] = [
    "title",
    "stage",
    "amount",
    "currency",
    "state",
    "expected_close",
    "contact_id",
    "company_id",
    "closed_at",
    "lost_reason",
];

/// The deal with this key: its id and its columns.
pub fn by_key(conn: &Connection, key: i64) -> Result<Option<(i64, Columns)>> {
    record::find(conn, "deal", &COLUMNS, "key = ?1", &[Value::Integer(key)])
}

/// A deal's columns as they stand.
pub fn read(conn: &Connection, id: i64) -> Result<Option<Columns>> {
    Ok(record::find(conn, "deal", &COLUMNS, "id = ?1", &[Value::Integer(id)])?.map(|(_, columns)| columns))
}

/// The fields of a deal that a person set, joined with `;`.
pub fn held(conn: &Connection, id: i64) -> Result<String> {
    let mut find = conn.prepare_cached("SELECT held FROM deal WHERE id = ?1")?;
    Ok(find.query_row([id], |row| row.get::<_, Option<String>>(0)).optional()?.flatten().unwrap_or_default())
}

/// The columns that a held field keeps.
pub fn columns_of(field: &str) -> &'static [&'static str] {
    match field {
        "title" => &["title"],
        "stage" => &["stage"],
        "amount" => &["amount"],
        "currency" => &["currency"],
        "expected_close" => &["expected_close"],
        "contact" => &["contact_id"],
        "company" => &["company_id"],
        "state" => &["state", "closed_at", "lost_reason", "won_event", "won_event_at"],
        _ => &[],
    }
}

/// Where a column stands among those of a deal.
pub fn place(columns: &Columns, name: &str) -> usize {
    columns.iter().position(|(column, _)| *column == name).expect("callers name columns that they read")
}

/// Notes among the columns of a deal the stage that it left, if it did.
pub fn keep_left_stage(old: &Columns, new: &mut Columns) {
    let stage = place(old, "stage");
    let (Value::Text(left), true) = (&old[stage].1, old[stage] != new[stage]) else { return };
    let past = place(new, "past_stages");
    let known = if let Value::Text(known) = &new[past].1 { known.as_str() } else { "" };
    new[past].1 = Value::Text(list::union(known, &left.replace(';', ",")));
}

/// Appends a line to the log for each column of a deal that is another now.
pub fn log_changes(conn: &Connection, id: i64, old: &Columns, new: &Columns, by: &log::Entry<'_>) -> Result<()> {
    for ((name, before), (_, after)) in old.iter().zip(new) {
        // When it was closed goes without saying where that was just now.
        let is_told = *name != "closed_at" || *after != Value::Integer(by.at.0) && *after != Value::Null;
        if before == after || !TOLD.contains(name) || !is_told {
            continue;
        }
        let field = format!("deal {id} {}", name.trim_end_matches("_id"));
        let (old, new) = (shown(conn, name, before)?, shown(conn, name, after)?);
        log::add(conn, &log::Entry { kind: "changed", field: &field, old: &old, new: &new, ..*by })?;
    }
    Ok(())
}

/// A value as people read it.
fn shown(conn: &Connection, column: &str, value: &Value) -> Result<String> {
    Ok(match (column, value) {
        ("amount", Value::Integer(amount)) => amount_text(*amount),
        ("expected_close" | "closed_at", Value::Integer(at)) => Instant(*at).to_string(),
        ("company_id", Value::Integer(id)) => company::name(conn, *id)?.unwrap_or_else(|| id.to_string()),
        (_, Value::Integer(number)) => number.to_string(),
        (_, Value::Text(text)) => text.clone(),
        _ => String::new(),
    })
}

/// An amount as it is typed: 1200, 99.5.
fn amount_text(amount: i64) -> String {
    let sign = if amount < 0 { "-" } else { "" };
    let (units, rest) = (amount.unsigned_abs() / 1_000_000, amount.unsigned_abs() % 1_000_000);
    let text = format!("{sign}{units}.{rest:06}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The deals of contacts in a range of ids, by contact, in the order of their ids.
pub fn of_range(conn: &Connection, low: i64, high: i64) -> Result<FxHashMap<i64, Vec<Deal>>> {
    let mut find = conn.prepare_cached(&format!("{DEAL} WHERE contact_id BETWEEN ?1 AND ?2 ORDER BY id"))?;
    let mut rows = find.query((low, high))?;
    let mut deals: FxHashMap<i64, Vec<Deal>> = FxHashMap::default();
    while let Some(row) = rows.next()? {
        deals.entry(row.get("contact_id")?).or_default().push(deal(row)?);
    }
    Ok(deals)
}

const DEAL: &str = "SELECT deal.*, is_stale, stale_at FROM deal LEFT JOIN deal_state ON deal_id = deal.id";

fn deal(row: &Row<'_>) -> Result<Deal> {
    let instant = |name| -> rusqlite::Result<Option<Instant>> { Ok(row.get::<_, Option<i64>>(name)?.map(Instant)) };
    let won_event: Option<String> = row.get("won_event")?;
    Ok(Deal {
        id: row.get("id")?,
        state: DealState::from_name(row.get_ref("state")?.as_str()?).unwrap_or(DealState::Open),
        amount: row.get("amount")?,
        currency: row.get::<_, Option<String>>("currency")?.unwrap_or_default(),
        created_at: Instant(row.get("created_at")?),
        updated_at: Instant(row.get("updated_at")?),
        closed_at: instant("closed_at")?,
        reopened_at: instant("reopened_at")?,
        won_event: won_event.zip(instant("won_event_at")?),
        stale: row.get::<_, Option<bool>>("is_stale")?.zip(instant("stale_at")?),
    })
}

/// The conversions of a contact from one instant to another, by time, then id.
pub fn conversions(
    conn: &Connection,
    contact_id: i64,
    (from, until): (Instant, Instant),
    rules: &EventRules,
) -> Result<Vec<Conversion>> {
    let mut find = conn.prepare_cached(
        "SELECT kind, at, amount, currency FROM event WHERE contact_id = ?1 AND at BETWEEN ?2 AND ?3 ORDER BY at, id",
    )?;
    let read = |row: &Row<'_>| {
        Ok(Conversion {
            kind: row.get(0)?,
            at: Instant(row.get(1)?),
            amount: row.get(2)?,
            currency: row.get::<_, Option<String>>(3)?.unwrap_or_default(),
        })
    };
    let found: Vec<Conversion> = find.query_map((contact_id, from.0, until.0), read)?.collect::<Result<_, _>>()?;
    Ok(found.into_iter().filter(|event| is_conversion(rules, &event.kind)).collect())
}

/// Keeps when a deal becomes stale; `None` when it is not open. Whether it has, [`settle_marks`] finds.
pub fn mark(conn: &Connection, id: i64, stale: Option<(bool, Instant)>) -> Result<()> {
    match stale {
        Some((is_stale, stale_at)) => conn
            .prepare_cached(
                "INSERT INTO deal_state (deal_id, is_stale, stale_at) VALUES (?1, 0, ?2)
                 ON CONFLICT (deal_id) DO UPDATE SET stale_at = excluded.stale_at, is_stale = is_stale AND ?3",
            )?
            .execute((id, stale_at.0, is_stale))?,
        None => conn.prepare_cached("DELETE FROM deal_state WHERE deal_id = ?1")?.execute([id])?,
    };
    Ok(())
}

/// Marks the deals that have become stale by `as_of`, and unmarks those that are not yet; `after` is how long without
/// activity, in seconds, for those of nobody. Gives how many became stale.
pub fn settle_marks(conn: &Connection, as_of: Instant, after: i64) -> Result<usize> {
    conn.prepare_cached(
        "INSERT INTO deal_state (deal_id, is_stale, stale_at)
         SELECT id, 0, max(created_at, updated_at) + ?1 FROM deal LEFT JOIN deal_state ON deal_id = id
         WHERE contact_id IS NULL AND state = 'open' AND stale_at IS NOT max(created_at, updated_at) + ?1
         ON CONFLICT (deal_id) DO UPDATE SET stale_at = excluded.stale_at, is_stale = 0",
    )?
    .execute([after])?;
    conn.prepare_cached(
        "DELETE FROM deal_state WHERE deal_id IN (SELECT id FROM deal WHERE contact_id IS NULL AND state <> 'open')",
    )?
    .execute([])?;
    conn.prepare_cached("UPDATE deal_state SET is_stale = 0 WHERE is_stale = 1 AND stale_at > ?1")?
        .execute([as_of.0])?;
    Ok(conn
        .prepare_cached("UPDATE deal_state SET is_stale = 1 WHERE is_stale = 0 AND stale_at <= ?1")?
        .execute([as_of.0])?)
}
