//! Choosing conversations: a [`ConversationFilter`] becomes a condition over the view `conversations`.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension};

use super::filter::{self, Condition, pattern};
use crate::domain::segment::ConversationFilter;
use crate::error::Result;

/// The condition that a filter makes; true for all when the filter is empty.
pub fn condition(conn: &Connection, filter: &ConversationFilter) -> Result<Condition> {
    let mut condition = filter::condition(conn, &filter.owner)?;
    filter::of_owner(&mut condition, "conversations");
    let words = [
        ("state", &filter.state),
        ("link_state", &filter.link_state),
        ("channel", &filter.channel),
        ("agent", &filter.agent),
        ("class", &filter.class),
        ("band", &filter.band),
    ];
    for (column, words) in words {
        condition.one_of(column, words);
    }
    if let Some(since) = &filter.since {
        condition.and("last_message_at >= ?", [Value::Text(since.clone())]);
    }
    if let Some(until) = &filter.until {
        condition.and("started_at < ?", [Value::Text(until.clone())]);
    }
    if !filter.contact_ids.is_empty() {
        let marks = vec!["?"; filter.contact_ids.len()].join(", ");
        condition.and(&format!("contact_id IN ({marks})"), filter.contact_ids.iter().copied().map(Value::Integer));
    }
    if let Some(text) = &filter.search {
        search(&mut condition, text);
    }
    Ok(condition)
}

fn search(condition: &mut Condition, text: &str) {
    const OWN: [&str; 2] = ["agent", "summary"];
    const OWNERS: [&str; 4] = ["name", "email", "phone", "visitor_ids"];
    let like = |column: &str| format!("{column} LIKE ? ESCAPE '\\'");
    let own = OWN.map(like).join(" OR ");
    let owners = OWNERS.map(like).join(" OR ");
    // An address that is not the first is in no column of the view.
    let sql = format!(
        "({own} OR contact_id IN (SELECT id FROM contacts WHERE {owners}
             UNION SELECT id FROM contact WHERE emails LIKE ? ESCAPE '\\'))"
    );
    condition.and(&sql, vec![Value::Text(pattern(text)); OWN.len() + OWNERS.len() + 1]);
}

/// The condition that holds for the conversations of these ids.
pub fn of_ids(ids: &[i64]) -> Result<Condition> {
    let listed = Value::Text(serde_json::to_string(ids)?);
    Ok(Condition { sql: "id IN (SELECT value FROM json_each(?))".to_owned(), values: vec![listed] })
}

/// The ids of a contact's conversations.
pub fn of_contact(conn: &Connection, contact_id: i64) -> Result<Vec<i64>> {
    let mut statement = conn.prepare("SELECT id FROM conversation WHERE contact_id = ?1 ORDER BY id")?;
    let ids = statement.query_map([contact_id], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// Why a conversation is in error.
pub fn link_error(conn: &Connection, id: i64) -> Result<Option<String>> {
    let mut statement = conn.prepare_cached("SELECT link_error FROM conversation WHERE id = ?1")?;
    Ok(statement.query_row([id], |row| row.get(0)).optional()?.flatten())
}
