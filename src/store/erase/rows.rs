//! The rows that belong to people who are forgotten.

use rusqlite::Connection;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Gone;
use crate::domain::identity::Hasher;
use crate::error::Result;
use crate::store::hash_index::Entry;
use crate::store::key_index::{CONVERSATIONS, EVENTS, MESSAGES};
use crate::store::{contact, dirty, identity, inferred, setting};

/// Tables whose rows belong to a contact by `contact_id`, with what they are called when they are counted; those without a
/// name are not. Rows go in this order.
const OWNED: [(&str, &str); 10] = [
    ("conversation", "conversations"),
    ("message", "messages"),
    ("event", "events"),
    ("deal", "deals"),
    ("note", "notes"),
    ("followup", "follow-ups"),
    ("alert", "alerts"),
    ("delivery", "deliveries"),
    ("point", ""),
    ("pin", ""),
];

/// Statements that take away what is left: everything of a contact that no other row needs.
const DERIVED: [&str; 16] = [
    "DELETE FROM held WHERE contact_id = ?1",
    "DELETE FROM contact_count WHERE contact_id = ?1",
    "DELETE FROM contact_fact WHERE contact_id = ?1",
    "DELETE FROM stale_fact WHERE contact_id = ?1",
    "DELETE FROM contact_state WHERE contact_id = ?1",
    "DELETE FROM contact_score WHERE contact_id = ?1",
    "DELETE FROM followup_next WHERE contact_id = ?1",
    "DELETE FROM holding WHERE contact_id = ?1",
    "DELETE FROM dirty WHERE contact_id = ?1",
    "DELETE FROM likely WHERE low_id = ?1 OR high_id = ?1",
    "DELETE FROM pair WHERE low_id = ?1 OR high_id = ?1",
    "DELETE FROM verdict WHERE low_id = ?1 OR high_id = ?1",
    "DELETE FROM pair_before WHERE ?1 IN (low_id, high_id, low_now, high_now)",
    "DELETE FROM verdict_before WHERE ?1 IN (low_id, high_id, low_now, high_now)",
    "DELETE FROM merge WHERE survivor_id = ?1 OR merged_id = ?1",
    "DELETE FROM contact WHERE id = ?1",
];

/// Ids of rows by table, and the keys by which imports would know them again.
#[derive(Debug, Default)]
pub(super) struct Owned {
    ids: FxHashMap<&'static str, FxHashSet<i64>>,
    /// Conversations that stay, without an owner.
    pub kept: Vec<i64>,
    /// Keys of conversations, with who had them.
    pub conversation_keys: Vec<(i64, i64)>,
    keys: [Vec<Entry>; 3],
}

impl Owned {
    /// All that belongs to these people.
    pub fn of(conn: &Connection, people: &[i64]) -> Result<Self> {
        let mut owned = Self::default();
        for (table, _) in OWNED.into_iter().chain([("held", "")]) {
            let sql = format!("SELECT id FROM {table} WHERE contact_id = ?1");
            owned.find(conn, table, &sql, people)?;
        }
        for (table, sql) in [
            ("pair", "SELECT id FROM pair WHERE low_id = ?1 OR high_id = ?1"),
            ("pair", "SELECT id FROM pair_before WHERE ?1 IN (low_id, high_id, low_now, high_now)"),
            ("verdict", "SELECT id FROM verdict WHERE low_id = ?1 OR high_id = ?1"),
            ("verdict", "SELECT id FROM verdict_before WHERE ?1 IN (low_id, high_id, low_now, high_now)"),
            ("merge", "SELECT id FROM merge WHERE survivor_id = ?1 OR merged_id = ?1"),
        ] {
            owned.find(conn, table, sql, people)?;
        }
        let conversations: Vec<i64> = owned.of_table("conversation").into_iter().collect();
        owned.find(conn, "alert", "SELECT id FROM alert WHERE conversation_id = ?1", &conversations)?;
        owned.find_keys(conn, people)?;
        Ok(owned)
    }

    fn find(&mut self, conn: &Connection, table: &'static str, sql: &str, values: &[i64]) -> Result<()> {
        let mut find = conn.prepare_cached(sql)?;
        let ids = self.ids.entry(table).or_default();
        for value in values {
            for id in find.query_map([value], |row| row.get(0))? {
                ids.insert(id?);
            }
        }
        Ok(())
    }

    fn find_keys(&mut self, conn: &Connection, people: &[i64]) -> Result<()> {
        let tables = ["conversation", "message", "event"];
        for (table, keys) in tables.iter().zip(&mut self.keys) {
            let sql = format!("SELECT key, id FROM {table} WHERE contact_id = ?1 AND key IS NOT NULL");
            let mut find = conn.prepare_cached(&sql)?;
            for person in people {
                for entry in find.query_map([person], |row| Ok((row.get(0)?, row.get(1)?)))? {
                    let entry: Entry = entry?;
                    keys.push(entry);
                    if *table == "conversation" {
                        self.conversation_keys.push((entry.0, *person));
                    }
                }
            }
        }
        Ok(())
    }

    /// Whether a row is among them.
    pub fn has(&self, table: &str, id: i64) -> bool {
        self.ids.get(table).is_some_and(|ids| ids.contains(&id))
    }

    /// The rows of a table, by id.
    pub fn of_table(&self, table: &str) -> Vec<i64> {
        let mut ids: Vec<i64> = self.ids.get(table).into_iter().flatten().copied().collect();
        ids.sort_unstable();
        ids
    }

    /// Whether amounts of money may be among them.
    pub fn has_money(&self) -> bool {
        ["event", "deal"].iter().any(|table| self.ids.get(table).is_some_and(|ids| !ids.is_empty()))
    }

    /// Conversations and their messages stay, without the person.
    pub fn keep_conversations(&mut self) -> (Vec<i64>, Vec<i64>) {
        self.kept = self.of_table("conversation");
        let messages = self.of_table("message");
        self.ids.remove("conversation");
        self.ids.remove("message");
        (self.kept.clone(), messages)
    }

    /// Counts what goes.
    pub fn count(&self, gone: &mut Gone) {
        for (table, what) in OWNED.into_iter().filter(|(_, what)| !what.is_empty()) {
            gone.count(what, self.ids.get(table).map_or(0, FxHashSet::len));
        }
    }
}

/// An id is never given twice, also when the row that had it is gone.
pub(super) fn keep_next_ids(conn: &Connection) -> Result<()> {
    for table in ["contact", "conversation", "message", "event", "deal", "note"] {
        setting::keep_next_id(conn, table, setting::next_id(conn, table)?)?;
    }
    Ok(())
}

/// Takes the rows of people away, and what leads to them.
pub(super) fn delete(conn: &Connection, people: &[i64], owned: &Owned) -> Result<()> {
    let hasher = setting::hasher(conn)?;
    let [conversations, messages, events] = owned.keys.clone();
    for (index, keys) in [(CONVERSATIONS, conversations), (MESSAGES, messages), (EVENTS, events)] {
        index.change(conn, keys, Vec::new())?;
    }
    forget_identities(conn, people, &hasher)?;
    for id in owned.of_table("conversation") {
        for sql in [
            "DELETE FROM conversation_state WHERE conversation_id = ?1",
            "DELETE FROM dirty_conversation WHERE conversation_id = ?1",
        ] {
            conn.prepare_cached(sql)?.execute([id])?;
        }
    }
    for (table, _) in OWNED {
        let mut delete = conn.prepare_cached(&format!("DELETE FROM {table} WHERE id = ?1"))?;
        for id in owned.of_table(table) {
            delete.execute([id])?;
        }
    }
    // This marks whoever it matters to, some of whom may go as well.
    people.iter().try_for_each(|person| inferred::drop_of(conn, *person))?;
    for person in people {
        for sql in DERIVED {
            conn.prepare_cached(sql)?.execute([person])?;
        }
    }
    Ok(())
}

fn forget_identities(conn: &Connection, people: &[i64], hasher: &Hasher) -> Result<()> {
    let mut entries = Vec::new();
    for id in people {
        if let Some(contact) = contact::get(conn, *id)? {
            entries.extend(hasher.contact(&contact).into_iter().map(|key| (key, *id)));
        }
    }
    identity::IDENTITIES.change(conn, entries, Vec::new())
}

/// Gives the rows of conversations that stay new keys, so that no import finds them again, and lets them be decided anew.
pub(super) fn rename(conn: &Connection, messages: &[i64], conversations: &[i64]) -> Result<()> {
    let hasher = setting::hasher(conn)?;
    let mut set = conn.prepare_cached("UPDATE message SET key = ?2 WHERE id = ?1")?;
    let mut added = Vec::with_capacity(messages.len());
    for id in messages {
        let key = hasher.parts("masked", &[&id.to_le_bytes()]);
        set.execute((id, key))?;
        added.push((key, *id));
    }
    MESSAGES.change(conn, Vec::new(), added)?;
    for id in conversations {
        conn.prepare_cached("DELETE FROM conversation_state WHERE conversation_id = ?1")?.execute([id])?;
        dirty::mark_conversation(conn, *id)?;
    }
    Ok(())
}
