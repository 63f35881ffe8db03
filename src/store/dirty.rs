//! What a pass has still to look at. Whatever writes to a contact's facts marks it in the same transaction; each pass
//! takes its own marks away. When most contacts are marked, one mark for all stands in for them.

use rusqlite::Connection;

use super::{folded, setting};
use crate::domain::time::Instant;
use crate::error::Result;

/// A pass over contacts; the numbers are bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(i64)]
pub enum Pass {
    /// `classify`.
    Classify = 1,
    /// `score`.
    Score = 2,
    /// `followups scan`.
    Followups = 4,
}

/// The bit of contacts whose packed facts are out of date (see [`facts`](super::facts)); these marks stand apart, since
/// only a pass over everybody takes them away.
const FACTS: i64 = 8;
/// The bit of contacts who are not as they were when dedupe last folded everybody (see [`folded`]); these marks stand
/// apart, too.
const FOLDED: i64 = 16;
/// All passes, for contacts whose facts have changed: what was packed and folded of them is out of date, too.
pub const ALL_PASSES: i64 = PASSES | FACTS | FOLDED;
const PASSES: i64 = 7;

/// Contacts that are marked in one way.
#[derive(Debug, Default)]
pub struct Marked {
    /// Whether everybody is.
    pub is_all: bool,
    /// Otherwise these, by id.
    ids: Vec<i64>,
}

impl Marked {
    /// Everybody.
    pub const ALL: Self = Self { is_all: true, ids: Vec::new() };

    /// Contacts whose packed facts are not what the tables say.
    pub fn stale(conn: &Connection) -> Result<Self> {
        let is_all = setting::get::<i64>(conn, "dirty_all")?.unwrap_or(0) & FACTS != 0;
        Ok(Self { is_all, ids: ids_of(conn, "SELECT contact_id FROM stale_fact WHERE contact_id > ?1", i64::MIN)? })
    }

    /// Contacts that a pass has to look at because of new data.
    pub fn for_pass(conn: &Connection, pass: Pass) -> Result<Self> {
        let ids = ids_of(conn, "SELECT contact_id FROM dirty WHERE passes & ?1 ORDER BY contact_id", pass as i64)?;
        Ok(Self { is_all: is_all(conn, pass)?, ids })
    }

    /// Whether a contact is among them.
    pub fn holds(&self, contact_id: i64) -> bool {
        self.is_all || self.ids.binary_search(&contact_id).is_ok()
    }

    /// Those in a range of ids.
    pub fn within(&self, low: i64, high: i64) -> &[i64] {
        let place = |id: i64| self.ids.partition_point(|other| *other < id);
        &self.ids[place(low)..place(high + 1)]
    }
}

/// A contact's facts have changed, in a way that decides nothing anew.
pub fn mark_stale(conn: &Connection, contact_id: i64) -> Result<()> {
    conn.prepare_cached("INSERT OR IGNORE INTO stale_fact (contact_id) VALUES (?1)")?.execute([contact_id])?;
    Ok(())
}

/// Everybody's facts were packed anew.
pub fn clear_stale(conn: &Connection) -> Result<()> {
    conn.execute("DELETE FROM stale_fact", [])?;
    unmark_all(conn, FACTS)
}

/// Marks a contact for some passes.
pub fn mark(conn: &Connection, contact_id: i64, passes: i64) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO dirty (contact_id, passes) VALUES (?1, ?2)
         ON CONFLICT (contact_id) DO UPDATE SET passes = passes | excluded.passes
         WHERE passes | excluded.passes <> passes",
    )?
    .execute((contact_id, passes & PASSES))?;
    if passes & FACTS != 0 {
        mark_stale(conn, contact_id)?;
    }
    if passes & FOLDED != 0 {
        folded::mark(conn, contact_id)?;
    }
    Ok(())
}

/// Whether every contact may have changed since everybody was folded.
pub(super) fn is_all_to_fold(conn: &Connection) -> Result<bool> {
    Ok(setting::get::<i64>(conn, "dirty_all")?.unwrap_or(0) & FOLDED != 0)
}

/// Everybody was folded.
pub(super) fn unmark_folded(conn: &Connection) -> Result<()> {
    unmark_all(conn, FOLDED)
}

/// Marks many contacts; one mark for all when they are a large part.
pub fn mark_many(conn: &Connection, contact_ids: &[i64], passes: i64) -> Result<()> {
    if contact_ids.len() > 1_000 {
        let contacts: i64 = conn.query_row("SELECT count(*) FROM contact", [], |row| row.get(0))?;
        if i64::try_from(contact_ids.len()).unwrap_or(i64::MAX) * 4 > contacts {
            return mark_all(conn, passes);
        }
    }
    contact_ids.iter().try_for_each(|id| mark(conn, *id, passes))
}

/// Marks every contact.
pub fn mark_all(conn: &Connection, passes: i64) -> Result<()> {
    let all = setting::get::<i64>(conn, "dirty_all")?.unwrap_or(0);
    setting::set(conn, "dirty_all", all | passes)
}

fn unmark_all(conn: &Connection, passes: i64) -> Result<()> {
    let all = setting::get::<i64>(conn, "dirty_all")?.unwrap_or(0);
    if all & passes == 0 { Ok(()) } else { setting::set(conn, "dirty_all", all & !passes) }
}

/// Whether every contact is marked for a pass.
pub fn is_all(conn: &Connection, pass: Pass) -> Result<bool> {
    Ok(setting::get::<i64>(conn, "dirty_all")?.unwrap_or(0) & pass as i64 != 0)
}

/// Contacts that are marked for a pass one by one, or whose outcome can have changed by time alone, by id.
pub fn due(conn: &Connection, pass: Pass, as_of: Instant) -> Result<Vec<i64>> {
    let mut ids = ids_of(conn, "SELECT contact_id FROM dirty WHERE passes & ?1", pass as i64)?;
    // Each by its index: asked for in order of ids, SQLite would walk through the whole table.
    let ran_out = match pass {
        Pass::Classify => {
            "SELECT contact_id FROM contact_state INDEXED BY contact_state_by_valid_until WHERE valid_until <= ?1"
        }
        Pass::Score => {
            "SELECT contact_id FROM contact_score INDEXED BY contact_score_by_valid_until WHERE valid_until <= ?1"
        }
        Pass::Followups => "SELECT contact_id FROM followup_next INDEXED BY followup_next_by_time WHERE at <= ?1",
    };
    ids.extend(ids_of(conn, ran_out, as_of.0)?);
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

fn ids_of(conn: &Connection, sql: &str, value: i64) -> Result<Vec<i64>> {
    let mut statement = conn.prepare(sql)?;
    let ids = statement.query_map([value], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// How many contacts are marked for a pass one by one.
pub fn count(conn: &Connection, pass: Pass) -> Result<u64> {
    let count: i64 = conn.query_row("SELECT count(*) FROM dirty WHERE passes & ?1", [pass as i64], |row| row.get(0))?;
    Ok(count.cast_unsigned())
}

/// Marks a conversation that no contact owns for `classify`.
pub fn mark_conversation(conn: &Connection, id: i64) -> Result<()> {
    conn.prepare_cached("INSERT OR IGNORE INTO dirty_conversation (conversation_id) VALUES (?1)")?.execute([id])?;
    Ok(())
}

/// The conversations that no contact owns and that are marked, by id.
pub fn marked_conversations(conn: &Connection) -> Result<Vec<i64>> {
    let mut statement = conn.prepare("SELECT conversation_id FROM dirty_conversation ORDER BY conversation_id")?;
    let ids = statement.query_map([], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// Takes the mark of a conversation away.
pub fn unmark_conversation(conn: &Connection, id: i64) -> Result<()> {
    conn.prepare_cached("DELETE FROM dirty_conversation WHERE conversation_id = ?1")?.execute([id])?;
    Ok(())
}

/// Takes all marks of a pass away.
pub fn clear(conn: &Connection, pass: Pass) -> Result<()> {
    let bit = pass as i64;
    conn.execute("DELETE FROM dirty WHERE passes = ?1", [bit])?;
    conn.execute("UPDATE dirty SET passes = passes & ~?1 WHERE passes & ?1", [bit])?;
    unmark_all(conn, bit)
}

/// Takes the marks of conversations away, except where a message is still to come at `as_of`: the next pass looks at
/// these again. `all` says that all of them were looked at, marked or not.
pub fn clear_conversations(conn: &Connection, all: bool, as_of: Instant) -> Result<()> {
    const UNDER_WAY: &str = "SELECT id FROM conversation WHERE contact_id IS NULL AND last_message_at > ?1";
    // With a condition: without one even an empty table is written.
    conn.execute(&format!("DELETE FROM dirty_conversation WHERE conversation_id NOT IN ({UNDER_WAY})"), [as_of.0])?;
    if all {
        conn.execute(&format!("INSERT OR IGNORE INTO dirty_conversation {UNDER_WAY}"), [as_of.0])?;
    }
    Ok(())
}
