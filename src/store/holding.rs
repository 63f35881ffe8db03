//! Triggers of the configuration: for whom their conditions hold, and since when. They are asked of everybody by each
//! scan, which keeps only what is another answer than before.

use rusqlite::Connection;
use rustc_hash::FxHashMap;

use super::configured;
use crate::domain::deciding::rules::Trigger;
use crate::domain::time::Instant;
use crate::error::{Error, Result};

/// A contact for whom the condition of a trigger began to hold, or ceased to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// Whose.
    pub contact_id: i64,
    /// The trigger's name.
    pub trigger: String,
    /// Since when it holds; `None` = no longer.
    pub since: Option<Instant>,
}

/// Since when which triggers hold, by contact.
pub type Holdings = FxHashMap<i64, Vec<(String, Instant)>>;

/// Sees that the conditions of triggers can be asked.
pub fn check(triggers: &[Trigger]) -> Result<()> {
    let named = |trigger: &'_ Trigger| format!("the follow-up trigger `{}`", trigger.name);
    configured::check(triggers.iter().map(|trigger| (named(trigger), trigger.condition.as_str())))
}

/// The triggers that are kept to hold, of contacts in a range of ids.
pub fn of_range(conn: &Connection, low: i64, high: i64) -> Result<Holdings> {
    let mut statement = conn.prepare_cached(
        "SELECT contact_id, trigger, since FROM holding WHERE contact_id BETWEEN ?1 AND ?2 ORDER BY contact_id, trigger",
    )?;
    let mut rows = statement.query((low, high))?;
    let mut holdings = Holdings::default();
    while let Some(row) = rows.next()? {
        holdings.entry(row.get(0)?).or_default().push((row.get(1)?, Instant(row.get(2)?)));
    }
    Ok(holdings)
}

/// Asks the conditions of triggers, which were checked, of the contacts in a range of ids: gives what is another answer
/// than the one that is kept, by contact and name. `conn` answers `as_of()`.
pub fn turns(conn: &Connection, triggers: &[Trigger], (low, high): (i64, i64), as_of: Instant) -> Result<Vec<Turn>> {
    let mut kept: FxHashMap<(i64, String), Instant> = FxHashMap::default();
    for (contact_id, held) in of_range(conn, low, high)? {
        kept.extend(held.into_iter().map(|(trigger, since)| ((contact_id, trigger), since)));
    }
    let mut turns = Vec::new();
    if !triggers.is_empty() {
        let mut statement = conn.prepare_cached(&question(triggers))?;
        let mut rows = statement.query((low, high))?;
        while let Some(row) = rows.next().map_err(|error| culprit(conn, triggers, (low, high), error))? {
            let contact_id: i64 = row.get(0)?;
            for (i, trigger) in triggers.iter().enumerate() {
                if !row.get::<_, bool>(i + 1)? {
                    continue;
                }
                // What began after `as_of` does not exist.
                let since = kept.remove(&(contact_id, trigger.name.clone())).filter(|since| *since <= as_of);
                if since.is_none() {
                    turns.push(Turn { contact_id, trigger: trigger.name.clone(), since: Some(as_of) });
                }
            }
        }
    }
    turns.extend(kept.into_keys().map(|(contact_id, trigger)| Turn { contact_id, trigger, since: None }));
    turns.sort_unstable_by(|a, b| (a.contact_id, &a.trigger).cmp(&(b.contact_id, &b.trigger)));
    Ok(turns)
}

/// One walk over the view for all triggers.
fn question(triggers: &[Trigger]) -> String {
    let conditions: Vec<String> = triggers.iter().map(|trigger| format!("(\n{}\n)", trigger.condition)).collect();
    let columns: String = conditions.iter().map(|condition| format!(", {condition} IS TRUE")).collect();
    let any = conditions.join(" OR ");
    format!("SELECT id{columns} FROM contacts WHERE id BETWEEN ?1 AND ?2 AND ({any})")
}

/// The error that names the trigger whose condition cannot be asked of somebody.
fn culprit(conn: &Connection, triggers: &[Trigger], (low, high): (i64, i64), error: rusqlite::Error) -> anyhow::Error {
    for Trigger { name, condition, .. } in triggers {
        let sql = format!("SELECT count(*) FROM contacts WHERE id BETWEEN ?1 AND ?2 AND (\n{condition}\n)");
        if let Err(error) = conn.query_row(&sql, (low, high), |row| row.get::<_, i64>(0)) {
            return Error::failed(format!("the follow-up trigger `{name}` fails: where `{condition}`: {error}"))
                .hint("mend the condition in rolo.toml; for metadata, json_valid(metadata) AND … goes first")
                .into();
        }
    }
    error.into()
}

/// Whether nothing is kept.
pub fn is_empty(conn: &Connection) -> Result<bool> {
    Ok(conn.query_row("SELECT NOT EXISTS (SELECT 1 FROM holding)", [], |row| row.get(0))?)
}

/// Keeps what turned.
pub fn keep(conn: &Connection, turns: &[Turn]) -> Result<()> {
    let mut put = conn.prepare("INSERT OR REPLACE INTO holding (contact_id, trigger, since) VALUES (?1, ?2, ?3)")?;
    let mut drop = conn.prepare("DELETE FROM holding WHERE contact_id = ?1 AND trigger = ?2")?;
    for Turn { contact_id, trigger, since } in turns {
        match since {
            Some(since) => put.execute((contact_id, trigger, since.0))?,
            None => drop.execute((contact_id, trigger))?,
        };
    }
    Ok(())
}
