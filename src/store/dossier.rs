//! Everything that the database holds about one contact, table by table, as JSON.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};
use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::{Map, Value};

use super::filter;
use crate::domain::segment::Filter;
use crate::domain::time::Instant;
use crate::error::Result;

/// Columns that hold instants, where they hold whole numbers.
const TIMES: [&str; 23] = [
    "at",
    "created_at",
    "updated_at",
    "due_at",
    "due",
    "sent_at",
    "started_at",
    "last_message_at",
    "last_visitor_at",
    "first_seen",
    "last_active",
    "closed_at",
    "expected_close",
    "cause_at",
    "resolved_at",
    "taken_at",
    "ended_at",
    "begun_at",
    "outcome_at",
    "undone_at",
    "known_at",
    "valid_until",
    "reopened_at",
];
/// Columns that hold JSON.
const NESTED: [&str; 4] = ["metadata", "said", "before", "after"];
/// Columns that hold yes or no.
const FLAGS: [&str; 7] = ["vip", "at_risk", "do_not_contact", "opt_out_seen", "opted_out", "is_moved", "stale"];
/// Columns by which only rolo knows rows again.
const INTERNAL: [&str; 6] = ["key", "via", "print", "reader", "keywords", "summary_print"];

/// What hangs on a contact: the name in the dossier, and the query. `{parts}` stands for the contact and those that
/// became part of it, `{self}` for the contact.
const SECTIONS: [(&str, &str); 17] = [
    ("held", "SELECT * FROM held WHERE contact_id IN ({parts}) ORDER BY id"),
    ("pins", "SELECT * FROM pin WHERE contact_id IN ({parts}) ORDER BY id"),
    ("points", "SELECT * FROM point WHERE contact_id IN ({parts}) ORDER BY id"),
    ("notes", "SELECT * FROM note WHERE contact_id IN ({parts}) ORDER BY at, id"),
    (
        "events",
        "SELECT events.*, scope, external_id, metadata FROM events JOIN event USING (id)
         WHERE event.contact_id IN ({parts}) ORDER BY event.at, id",
    ),
    (
        "deals",
        "SELECT deals.*, scope, metadata, held, reopened_at, won_event FROM deals JOIN deal USING (id)
         WHERE deal.contact_id IN ({parts}) ORDER BY id",
    ),
    ("inferred", "SELECT * FROM inferred WHERE contact_id IN ({parts})"),
    ("hints", "SELECT * FROM hint WHERE contact_id IN ({parts}) OR other_id IN ({parts})"),
    ("followups", "SELECT * FROM followup WHERE contact_id IN ({parts}) ORDER BY id"),
    ("alerts", "SELECT * FROM alert WHERE contact_id IN ({parts}) ORDER BY id"),
    (
        "deliveries",
        "SELECT delivery.*, broadcast.name AS broadcast, broadcast.channel, broadcast.subject, broadcast.text, broadcast.media,
             broadcast.filter FROM delivery JOIN broadcast ON broadcast.id = broadcast_id
         WHERE contact_id IN ({parts}) ORDER BY delivery.id",
    ),
    ("merges", "SELECT * FROM merge WHERE survivor_id IN ({parts}) OR merged_id IN ({parts}) ORDER BY id"),
    ("pairs", "SELECT * FROM pair WHERE low_id IN ({parts}) OR high_id IN ({parts}) ORDER BY id"),
    ("likely", "SELECT * FROM likely WHERE low_id IN ({parts}) OR high_id IN ({parts}) ORDER BY low_id, high_id"),
    ("verdicts", "SELECT * FROM verdict WHERE low_id IN ({parts}) OR high_id IN ({parts}) ORDER BY id"),
    (
        "earlier_pairs",
        "SELECT id, low_id, high_id, reason AS what, NULL AS at FROM pair_before
         WHERE low_id IN ({parts}) OR high_id IN ({parts}) OR low_now IN ({parts}) OR high_now IN ({parts})
         UNION ALL SELECT id, low_id, high_id, verdict, at FROM verdict_before
         WHERE low_id IN ({parts}) OR high_id IN ({parts}) OR low_now IN ({parts}) OR high_now IN ({parts})",
    ),
    (
        "activity",
        "SELECT * FROM log WHERE contact_id IN ({parts}) OR (kind = 'undone'
             AND journal_id IN (SELECT journal_id FROM log WHERE contact_id IN ({parts}))) ORDER BY at, id",
    ),
];

const CONVERSATIONS: &str = "SELECT conversations.*, scope, link_error, link_held, state_held, metadata,
        conversation.summary AS written_summary, s.summary AS derived_summary
    FROM conversation JOIN conversations USING (id)
    LEFT JOIN conversation_state AS s ON s.conversation_id = conversation.id
    WHERE conversation.contact_id IN ({parts}) ORDER BY conversation.started_at, id";
const MESSAGES: &str = "SELECT messages.*, due, metadata, said FROM message JOIN messages USING (id)
    WHERE message.contact_id IN ({parts}) ORDER BY message.conversation_id, message.at, id";

/// Tables whose rows belong to a contact, with the query for their ids.
const OWNED: [&str; 11] =
    ["conversation", "message", "event", "deal", "note", "point", "pin", "held", "followup", "alert", "delivery"];

type Object = Map<String, Value>;

/// Everything about a contact (`parts` are it and those that became part of it).
pub fn of(conn: &Connection, contact_id: i64, parts: &[i64]) -> Result<Object> {
    let list = parts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let get = |sql: &str| rows(conn, &sql.replace("{parts}", &list).replace("{self}", &contact_id.to_string()));
    let mut dossier = Object::new();
    let first = |found: Vec<Object>| found.into_iter().next().map_or(Value::Null, Value::Object);
    dossier.insert("contact".to_owned(), first(get("SELECT * FROM contacts WHERE id = {self}")?));
    dossier.insert("stored".to_owned(), first(get("SELECT * FROM contact WHERE id = {self}")?));
    let company = "SELECT * FROM company WHERE id = (SELECT company_id FROM contact WHERE id = {self})";
    dossier.insert("company".to_owned(), first(get(company)?));
    dossier.insert("conversations".to_owned(), conversations(get(CONVERSATIONS)?, get(MESSAGES)?));
    for (name, sql) in SECTIONS {
        dossier.insert(name.to_owned(), get(sql)?.into());
    }
    dossier.insert("segments".to_owned(), segments(conn, contact_id)?.into());
    let owned = owned(conn, parts, &list)?;
    let (changes, mut entries) = changes(conn, parts, &owned)?;
    entries.extend(entries_that_created(conn, &owned)?);
    dossier.insert("journal".to_owned(), changes.into());
    dossier.insert("imports".to_owned(), imports(conn, &entries)?.into());
    Ok(dossier)
}

/// Each conversation with its messages.
fn conversations(conversations: Vec<Object>, messages: Vec<Object>) -> Value {
    let mut of: FxHashMap<i64, Vec<Value>> = FxHashMap::default();
    for mut message in messages {
        let id = message.shift_remove("conversation_id").and_then(|id| id.as_i64()).unwrap_or_default();
        of.entry(id).or_default().push(Value::Object(message));
    }
    let whole = conversations.into_iter().map(|mut conversation| {
        let id = conversation.get("id").and_then(Value::as_i64).unwrap_or_default();
        conversation.insert("messages".to_owned(), of.remove(&id).unwrap_or_default().into());
        Value::Object(conversation)
    });
    whole.collect::<Vec<_>>().into()
}

/// The saved segments that a contact is in.
fn segments(conn: &Connection, contact_id: i64) -> Result<Vec<String>> {
    let mut find = conn.prepare("SELECT name FROM segment ORDER BY name")?;
    let names: Vec<String> = find.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut mine = Vec::new();
    for name in names {
        let filter = Filter { segment: vec![name.clone()], ..Filter::default() };
        let condition = filter::condition(conn, &filter)?;
        let sql = format!("SELECT 1 FROM contacts WHERE id = {contact_id} AND ({})", condition.sql);
        if conn.prepare(&sql)?.exists(rusqlite::params_from_iter(&condition.values))? {
            mine.push(name);
        }
    }
    Ok(mine)
}

/// The ids of rows that belong to a contact, by table, in order.
fn owned(conn: &Connection, parts: &[i64], list: &str) -> Result<FxHashMap<&'static str, Vec<i64>>> {
    let mut owned = FxHashMap::default();
    owned.insert("contact", parts.to_vec());
    for table in OWNED {
        let mut find = conn.prepare(&format!("SELECT id FROM {table} WHERE contact_id IN ({list}) ORDER BY id"))?;
        owned.insert(table, find.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?);
    }
    Ok(owned)
}

/// What the journal keeps of a contact and of its rows, and the entries that it stands in. A row that was deleted or
/// that belongs to somebody else by now is known by whose it was.
fn changes(
    conn: &Connection,
    parts: &[i64],
    owned: &FxHashMap<&'static str, Vec<i64>>,
) -> Result<(Vec<Object>, FxHashSet<i64>)> {
    let mut statement = conn.prepare(
        "SELECT change.id, change.journal_id, journal.command, journal.at, journal.author, row_table, row_id, before,
             after
         FROM change LEFT JOIN journal ON journal.id = journal_id ORDER BY change.id",
    )?;
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let mut rows = statement.query([])?;
    let (mut changes, mut entries) = (Vec::new(), FxHashSet::default());
    while let Some(row) = rows.next()? {
        let (table, id) = (row.get_ref("row_table")?.as_str()?, row.get("row_id")?);
        let is_owned = owned.get(table).is_some_and(|ids| ids.binary_search(&id).is_ok());
        let was_owned = || -> Result<bool> {
            for side in ["before", "after"] {
                let text = row.get_ref(side)?.as_str_or_null()?.unwrap_or_default();
                if text.contains("\"contact_id\":") {
                    let columns: Object = serde_json::from_str(text)?;
                    let owner = columns.get("contact_id").and_then(Value::as_i64);
                    if owner.is_some_and(|owner| parts.contains(&owner)) {
                        return Ok(true);
                    }
                }
            }
            Ok(false)
        };
        if is_owned || was_owned()? {
            entries.insert(row.get("journal_id")?);
            changes.push(object(row, &names)?);
        }
    }
    Ok((changes, entries))
}

/// The entries of the journal that created rows of a contact.
fn entries_that_created(conn: &Connection, owned: &FxHashMap<&'static str, Vec<i64>>) -> Result<Vec<i64>> {
    let mut entries = Vec::new();
    let mut statement = conn.prepare("SELECT journal_id, row_table, first_id, last_id FROM created")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (first, last): (i64, i64) = (row.get(2)?, row.get(3)?);
        let ids = owned.get(row.get_ref(1)?.as_str()?).map(Vec::as_slice).unwrap_or_default();
        let next = ids.get(ids.partition_point(|id| *id < first));
        if next.is_some_and(|id| *id <= last) {
            entries.push(row.get(0)?);
        }
    }
    Ok(entries)
}

/// The imports by which rows came or were changed.
fn imports(conn: &Connection, entries: &FxHashSet<i64>) -> Result<Vec<Object>> {
    let mut imports = rows(conn, "SELECT id AS batch, journal_id, file, kind, preset, at FROM batch ORDER BY id")?;
    imports.retain(|batch| batch.get("journal_id").and_then(Value::as_i64).is_some_and(|id| entries.contains(&id)));
    Ok(imports)
}

fn rows(conn: &Connection, sql: &str) -> Result<Vec<Object>> {
    let mut statement = conn.prepare(sql)?;
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let mut rows = statement.query([])?;
    let mut objects = Vec::new();
    while let Some(row) = rows.next()? {
        objects.push(object(row, &names)?);
    }
    Ok(objects)
}

fn object(row: &Row<'_>, names: &[String]) -> Result<Object> {
    let mut object = Object::new();
    for (i, name) in names.iter().enumerate().filter(|(_, name)| !INTERNAL.contains(&name.as_str())) {
        object.insert(name.clone(), value(name, row.get_ref(i)?)?);
    }
    Ok(object)
}

fn value(name: &str, value: ValueRef<'_>) -> Result<Value> {
    Ok(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(at) if TIMES.contains(&name) => Instant(at).to_string().into(),
        ValueRef::Integer(flag) if FLAGS.contains(&name) => (flag != 0).into(),
        ValueRef::Integer(number) => number.into(),
        ValueRef::Real(number) => number.into(),
        ValueRef::Text(bytes) => {
            let text = String::from_utf8_lossy(bytes);
            let nested = NESTED.contains(&name).then(|| serde_json::from_str(&text).ok()).flatten();
            nested.unwrap_or_else(|| text.into_owned().into())
        }
        ValueRef::Blob(bytes) => format!("{} bytes", bytes.len()).into(),
    })
}
