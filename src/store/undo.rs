//! Undoing one journal entry: changes are played backwards, created rows leave unless something later depends on
//! them, and messages and events follow the identity that they came by. Derived rows never stand in the way: whoever
//! was touched is decided again.

use rusqlite::{Connection, OptionalExtension, params};
use rustc_hash::{FxHashMap, FxHashSet};

use super::replay::{self, Later, Undone};
use super::state::GradeCounts;
use super::unmerge;
use super::{
    alert, contact, counts, dirty, identity, inferred, journal, key_index, link, log, membership, setting, taken,
    thread, won_back,
};
use crate::domain::identity::Hasher;
use crate::domain::normalize::name;
use crate::domain::time::Instant;
use crate::error::Result;

/// Undoes journal entries in this order, the newest first; `by` is whom the log names. What is derived of their rows is
/// brought up to date once.
pub fn undo_all(conn: &Connection, ids: &[i64], now: Instant, by: &str, money: &counts::Money) -> Result<Vec<Undone>> {
    let mut later = Later::new(ids);
    let mut touched = Touched { hasher: setting::hasher(conn)?, ids: FxHashSet::default(), keys: FxHashMap::default() };
    let mut all: Vec<Undone> = Vec::with_capacity(ids.len());
    for id in ids {
        all.push(undo_entry(conn, *id, now, &mut later, &mut touched)?);
        log_undone(conn, *id, now, by)?;
    }
    touched.restore_identities(conn)?;
    let taken_back = won_back::take_back(conn, &touched.ids, by, now)?;
    if let Some(last) = all.last_mut() {
        last.restored += taken_back;
    }
    let mut touched: Vec<i64> = touched.ids.into_iter().collect();
    touched.sort_unstable();
    // What looks at everybody is done only where it can matter, so that a small change is taken back at once.
    if touches(conn, ids, &["event", "deal"], "1")? {
        counts::recount_currencies(conn)?;
    }
    counts::refresh(conn, &touched, money)?;
    let concerned = inferred::mark_concerned(conn, &touched)?;
    if touches(conn, ids, &["contact", "conversation", "message"], "before IS NULL OR after IS NULL")? {
        drop_derived_of_nobody(conn)?;
    }
    membership::drop_of_nobody(conn)?;
    // What was inferred from a message that is gone is gone with it.
    inferred::refresh(conn, &touched)?;
    inferred::refresh(conn, &concerned)?;
    touched.retain(|id| contact::exists(conn, *id).unwrap_or(false));
    dirty::mark_many(conn, &touched, dirty::ALL_PASSES)?;
    Ok(all)
}

fn undo_entry(conn: &Connection, id: i64, now: Instant, later: &mut Later, touched: &mut Touched) -> Result<Undone> {
    journal::find(conn, id)?;
    let merged = unmerge::merges_of(conn, id)?;
    for merge in &merged {
        merge.refuse_if_built_on(conn)?;
    }
    let mut here = FxHashSet::default();
    for id in touched_before(conn, id)? {
        touched.remember(conn, id)?;
        here.insert(id);
    }
    let mut threads = changed_threads(conn, id)?;
    note_owners(conn, id, &mut here)?;
    let mut undone = replay::undo_changes(conn, id, later)?;
    let erased = journal::erased(conn, id)?;
    if erased > 0 {
        let rows = if erased == 1 { "1 change" } else { &format!("{erased} changes") };
        undone.kept.push(format!("{rows} of contacts that were deleted for good cannot be taken back"));
    }
    here.extend(undone.contact_ids.iter().copied());
    note_owners(conn, id, &mut here)?;
    // Conversations that went back to whom they belonged take their messages along before anything is removed.
    follow_conversations(conn, &here)?;
    threads.extend(remove_created(conn, id, &mut undone, &mut here)?);
    remove_companies(conn, id, &mut undone)?;
    conn.prepare_cached("UPDATE merge SET undone_at = ?2 WHERE journal_id = ?1")?.execute((id, now.0))?;
    for merge in &merged {
        merge.take_back(conn, &touched.hasher, &mut undone)?;
        undone.kept.extend(replay::changed_since(conn, merge.survivor, id, later)?);
        here.extend([merge.survivor, merge.lost]);
    }
    follow_conversations(conn, &here)?;
    for id in changed_conversations(conn, id)? {
        link::follow(conn, id)?;
    }
    touched.ids.extend(here);
    for id in threads {
        thread::recount(conn, id)?;
    }
    if takes_rows(conn, id)? {
        taken::forget(conn, id)?;
    }
    journal::mark_undone(conn, id, now)?;
    Ok(undone)
}

fn log_undone(conn: &Connection, id: i64, now: Instant, by: &str) -> Result<()> {
    let entry = log::Entry {
        at: now,
        contact_id: None,
        kind: "undone",
        field: "",
        old: &journal::command(conn, id)?,
        new: "",
        author: by,
        journal_id: Some(id),
    };
    log::add(conn, &entry)
}

/// Contacts that entries touch.
struct Touched {
    hasher: Hasher,
    ids: FxHashSet<i64>,
    /// The identities of those whose rows are changed, as they were before that.
    keys: FxHashMap<i64, Vec<i64>>,
}

impl Touched {
    /// Remembers a contact's identities before its row is changed for the first time.
    fn remember(&mut self, conn: &Connection, id: i64) -> Result<()> {
        self.ids.insert(id);
        if !self.keys.contains_key(&id) {
            let keys = contact::get(conn, id)?.map(|found| self.hasher.contact(&found)).unwrap_or_default();
            self.keys.insert(id, keys);
        }
        Ok(())
    }

    fn restore_identities(&self, conn: &Connection) -> Result<()> {
        let removed = self.keys.iter().flat_map(|(id, keys)| keys.iter().map(move |key| (*key, *id))).collect();
        let mut added = Vec::new();
        for id in &self.ids {
            let keys = contact::get(conn, *id)?.map(|found| self.hasher.contact(&found)).unwrap_or_default();
            added.extend(keys.into_iter().map(|key| (key, *id)));
        }
        identity::IDENTITIES.change(conn, removed, added)
    }
}

/// Whether entries created rows of these tables, or changed some of them in a way that the condition asks for.
fn touches(conn: &Connection, entries: &[i64], tables: &[&str], condition: &str) -> Result<bool> {
    let names = tables.iter().map(|table| format!("'{table}'")).collect::<Vec<_>>().join(", ");
    let mut find = conn.prepare_cached(&format!(
        "SELECT EXISTS (SELECT 1 FROM created WHERE journal_id = ?1 AND row_table IN ({names}))
             OR EXISTS (SELECT 1 FROM change WHERE journal_id = ?1 AND row_table IN ({names}) AND ({condition}))"
    ))?;
    for entry in entries {
        if find.query_row([entry], |row| row.get(0))? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether an entry took rows of files in, or created contacts that rows may be about.
fn takes_rows(conn: &Connection, id: i64) -> Result<bool> {
    let mut find = conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM batch WHERE journal_id = ?1)
             OR EXISTS (SELECT 1 FROM created WHERE journal_id = ?1 AND row_table = 'contact')",
    )?;
    Ok(find.query_row([id], |row| row.get(0))?)
}

fn touched_before(conn: &Connection, id: i64) -> Result<Vec<i64>> {
    let mut statement =
        conn.prepare_cached("SELECT DISTINCT row_id FROM change WHERE journal_id = ?1 AND row_table = 'contact'")?;
    let ids = statement.query_map([id], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// Notes whose conversations, messages, events and the like the entry changed.
fn note_owners(conn: &Connection, id: i64, touched: &mut FxHashSet<i64>) -> Result<()> {
    const OWNED: [&str; 11] =
        ["conversation", "message", "event", "deal", "note", "point", "pin", "held", "delivery", "alert", "followup"];
    let mut tables = conn.prepare_cached("SELECT DISTINCT row_table FROM change WHERE journal_id = ?1")?;
    let changed: Vec<String> = tables.query_map([id], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for table in OWNED.into_iter().filter(|table| changed.iter().any(|other| other == table)) {
        let mut owners = conn.prepare_cached(&format!(
            "SELECT DISTINCT mine.contact_id FROM change JOIN {table} AS mine ON mine.id = change.row_id
             WHERE journal_id = ?1 AND row_table = '{table}' AND mine.contact_id IS NOT NULL"
        ))?;
        let ids = owners.query_map([id], |row| row.get::<_, i64>(0))?;
        for owner in ids {
            touched.insert(owner?);
        }
    }
    if !changed.iter().any(|table| table == "company") {
        return Ok(());
    }
    // The name of a company is a fact of its contacts.
    let mut members = conn.prepare_cached(
        "SELECT contact.id FROM contact WHERE company_id IN
             (SELECT row_id FROM change WHERE journal_id = ?1 AND row_table = 'company' AND before IS NOT NULL)",
    )?;
    let ids = members.query_map([id], |row| row.get::<_, i64>(0))?;
    for member in ids {
        touched.insert(member?);
    }
    Ok(())
}

/// The conversations that are changed themselves or of which a message is.
fn changed_threads(conn: &Connection, id: i64) -> Result<FxHashSet<i64>> {
    let mut statement = conn.prepare_cached(
        "SELECT row_id FROM change WHERE journal_id = ?1 AND row_table = 'conversation'
         UNION
         SELECT conversation_id FROM change JOIN message ON message.id = row_id
         WHERE journal_id = ?1 AND row_table = 'message'",
    )?;
    let ids = statement.query_map([id], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// The conversations that the entry gave to another contact.
fn changed_conversations(conn: &Connection, id: i64) -> Result<Vec<i64>> {
    let mut statement = conn.prepare_cached(
        "SELECT DISTINCT row_id FROM change WHERE journal_id = ?1 AND row_table = 'conversation'
             AND json_type(before, '$.contact_id') IS NOT NULL",
    )?;
    let ids = statement.query_map([id], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// Messages belong to whom their conversation belongs.
fn follow_conversations(conn: &Connection, touched: &FxHashSet<i64>) -> Result<()> {
    let mut strays = conn.prepare_cached(
        "SELECT m.id, c.contact_id FROM message AS m JOIN conversation AS c ON c.id = m.conversation_id
         WHERE m.contact_id = ?1 AND c.contact_id IS NOT m.contact_id",
    )?;
    let mut follow = conn.prepare_cached("UPDATE message SET contact_id = ?2 WHERE id = ?1")?;
    for id in touched {
        let ids: Vec<(i64, Option<i64>)> =
            strays.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
        for (message_id, contact_id) in ids {
            follow.execute((message_id, contact_id))?;
        }
    }
    Ok(())
}

/// Rows that the entry created leave, in the order in which they depend on each other. Gives the conversations that
/// messages left.
fn remove_created(
    conn: &Connection,
    id: i64,
    undone: &mut Undone,
    touched: &mut FxHashSet<i64>,
) -> Result<FxHashSet<i64>> {
    let mut threads = FxHashSet::default();
    for table in ["message", "event", "deal", "note", "conversation", "contact"] {
        let range: Option<(i64, i64)> = conn
            .prepare_cached("SELECT min(first_id), max(last_id) FROM created WHERE journal_id = ?1 AND row_table = ?2")?
            .query_row(params![id, table], |row| Ok(row.get::<_, Option<i64>>(0)?.zip(row.get(1)?)))?;
        let Some((first, last)) = range else { continue };
        let owner = if table == "contact" { "id" } else { "contact_id" };
        let mut owners = conn.prepare(&format!(
            "SELECT DISTINCT {owner} FROM {table} WHERE id BETWEEN ?1 AND ?2 AND {owner} IS NOT NULL"
        ))?;
        let mut rows = owners.query((first, last))?;
        while let Some(row) = rows.next()? {
            touched.insert(row.get(0)?);
        }
        let kept = kept_condition(table, id);
        if table == "conversation" || table == "contact" {
            let mut statement = conn.prepare(&format!(
                "SELECT id, {} FROM {table} AS mine WHERE id BETWEEN ?1 AND ?2 AND ({kept})",
                label(table)
            ))?;
            let mut rows = statement.query((first, last))?;
            while let Some(row) = rows.next()? {
                let (row_id, label): (i64, Option<String>) = (row.get(0)?, row.get(1)?);
                let label = label.unwrap_or_default();
                undone
                    .kept
                    .push(format!("{table} {row_id} {} stays: something later belongs to it", name::clean(&label)));
            }
        }
        if table == "conversation" {
            conn.execute(
                &format!(
                    "DELETE FROM conversation_state WHERE conversation_id IN
                        (SELECT id FROM conversation AS mine WHERE id BETWEEN ?1 AND ?2 AND NOT ({kept}))"
                ),
                (first, last),
            )?;
        }
        if table == "message" {
            threads = conversations_of(conn, first, last)?;
        }
        let removed = conn.execute(
            &format!("DELETE FROM {table} AS mine WHERE id BETWEEN ?1 AND ?2 AND NOT ({kept})"),
            (first, last),
        )?;
        undone.restored += removed as u64;
        forget_keys(conn, table, first, last)?;
    }
    Ok(threads)
}

/// Rows of a range that are gone are not known again by their keys.
fn forget_keys(conn: &Connection, table: &str, first: i64, last: i64) -> Result<()> {
    let index = match table {
        "conversation" => key_index::CONVERSATIONS,
        "message" => key_index::MESSAGES,
        "event" => key_index::EVENTS,
        _ => return Ok(()),
    };
    let mut left = conn.prepare(&format!("SELECT id FROM {table} WHERE id BETWEEN ?1 AND ?2"))?;
    let left: FxHashSet<i64> = left.query_map((first, last), |row| row.get(0))?.collect::<Result<_, _>>()?;
    index.retain(conn, |id| !(first..=last).contains(&id) || left.contains(&id))
}

/// Companies that the entry created leave unless a contact or a deal names them.
fn remove_companies(conn: &Connection, entry: i64, undone: &mut Undone) -> Result<()> {
    if undone.company_ids.is_empty() {
        return Ok(());
    }
    let mut named = conn.prepare(
        "SELECT company_id FROM contact WHERE company_id IS NOT NULL
         UNION SELECT company_id FROM deal WHERE company_id IS NOT NULL
         -- What later entries would restore.
         UNION SELECT json_extract(before, '$.company_id') FROM change JOIN journal ON journal.id = journal_id
             WHERE row_table IN ('contact', 'deal') AND journal_id > ?1 AND undone_at IS NULL AND before IS NOT NULL",
    )?;
    let named: FxHashSet<i64> = named
        .query_map([entry], |row| row.get::<_, Option<i64>>(0))?
        .filter_map(Result::transpose)
        .collect::<Result<_, _>>()?;
    let mut remove = conn.prepare("DELETE FROM company WHERE id = ?1")?;
    let mut name = conn.prepare("SELECT name FROM company WHERE id = ?1")?;
    for id in std::mem::take(&mut undone.company_ids) {
        if !named.contains(&id) {
            undone.restored += remove.execute([id])? as u64;
        } else if let Some(name) = name.query_row([id], |row| row.get::<_, String>(0)).optional()? {
            undone.kept.push(format!("company {id} {name} stays: something later belongs to it"));
        }
    }
    Ok(())
}

fn label(table: &str) -> &'static str {
    if table == "contact" { "name" } else { "external_id" }
}

/// The conversations that messages of a range of ids belong to, whoever owns them.
fn conversations_of(conn: &Connection, first: i64, last: i64) -> Result<FxHashSet<i64>> {
    let mut statement = conn.prepare("SELECT DISTINCT conversation_id FROM message WHERE id BETWEEN ?1 AND ?2")?;
    let ids = statement.query_map((first, last), |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// What keeps a row that the entry `id` created, `mine`: rows of later commands that need it, or that changed it.
fn kept_condition(table: &str, id: i64) -> String {
    let needs = |tables: &[&str]| {
        let exists = |table: &&str| format!("EXISTS (SELECT 1 FROM {table} WHERE {table}.contact_id = mine.id)");
        tables.iter().map(exists).collect::<Vec<_>>().join(" OR ")
    };
    match table {
        "conversation" => "EXISTS (SELECT 1 FROM message
             WHERE message.contact_id IS mine.contact_id AND message.conversation_id = mine.id)"
            .to_owned(),
        "contact" => format!(
            "{} OR mine.id IN (SELECT row_id FROM change JOIN journal ON journal.id = journal_id
                 WHERE row_table = 'contact' AND journal_id > {id} AND undone_at IS NULL)",
            needs(&["conversation", "event", "deal", "note", "delivery", "pin", "point"])
        ),
        _ => "0".to_owned(),
    }
}

/// Derived rows and queues of contacts that are gone, and alerts whose message or conversation is.
fn drop_derived_of_nobody(conn: &Connection) -> Result<()> {
    for table in
        ["contact_fact", "stale_fact", "contact_state", "contact_score", "contact_count", "followup_next", "dirty"]
    {
        conn.execute(&format!("DELETE FROM {table} WHERE contact_id NOT IN (SELECT id FROM contact)"), [])?;
    }
    inferred::drop_of_nobody(conn)?;
    GradeCounts::forget(conn)?;
    let ids = contact::ids(conn)?;
    identity::IDENTITIES.retain(conn, |id| ids.contains(&id))?;
    conn.execute("DELETE FROM dirty_conversation WHERE conversation_id NOT IN (SELECT id FROM conversation)", [])?;
    conn.execute(&format!("DELETE FROM alert WHERE {}", alert::OF_NOTHING), [])?;
    Ok(())
}
