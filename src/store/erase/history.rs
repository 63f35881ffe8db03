//! What the journal holds of people: the rows that it would bring back, and the identities that they had. Of entries that
//! are undone nothing is needed any more, and what belongs to nobody that is there goes as well: it may be theirs.

use rusqlite::Connection;
use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::{Map, Value as Json};

use super::rows::Owned;
use crate::domain::identity::{Hasher, Kind};
use crate::error::Result;
use crate::store::contact;
use crate::store::journal::TABLES;

/// What people were called before, by id.
#[derive(Debug, Default)]
pub(super) struct Known {
    identities: FxHashMap<i64, Vec<(Kind, String)>>,
    texts: FxHashMap<i64, Vec<(&'static str, String)>>,
    /// Of whom somebody is part.
    survivors: FxHashMap<i64, i64>,
    /// The same by whom they are part of, themselves among them.
    members: FxHashMap<i64, Vec<i64>>,
}

/// What goes from the journal.
#[derive(Debug, Default)]
pub(super) struct History {
    people: FxHashSet<i64>,
    /// Changes that go, with their entries.
    changes: Vec<(i64, i64)>,
    /// Entries that are undone and touched them: all of their changes go.
    undone: FxHashSet<i64>,
    /// Entries that the people's own lines of the log name.
    logged: FxHashSet<i64>,
}

impl History {
    /// Looks through the journal.
    pub fn read(conn: &Connection, people: &[i64], owned: &Owned) -> Result<Self> {
        let mut history = Self { people: people.iter().copied().collect(), ..Self::default() };
        history.find_contacts(conn)?;
        history.find_rows(conn, owned)?;
        history.find_logged(conn)?;
        let undone = ids(conn, "SELECT id FROM journal WHERE undone_at IS NOT NULL", [])?;
        let touched = history.changes.iter().map(|(_, entry)| *entry).chain(merges_of(conn, people)?);
        history.undone = touched.filter(|entry| undone.contains(entry)).collect();
        Ok(history)
    }

    /// Changes of their own rows, and of those of contacts of whom nothing is left.
    fn find_contacts(&mut self, conn: &Connection) -> Result<()> {
        let mut nobody: FxHashMap<i64, bool> = FxHashMap::default();
        let mut find = conn.prepare("SELECT id, journal_id, row_id FROM change WHERE row_table = 'contact'")?;
        let mut rows = find.query([])?;
        while let Some(row) = rows.next()? {
            let (id, entry, contact_id): (i64, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let is_theirs = self.people.contains(&contact_id) || {
                match nobody.get(&contact_id) {
                    Some(is_nobody) => *is_nobody,
                    None => {
                        let is_nobody = contact::resolve(conn, contact_id)?.is_none();
                        nobody.insert(contact_id, is_nobody);
                        is_nobody
                    }
                }
            };
            self.changes.extend(is_theirs.then_some((id, entry)));
        }
        Ok(())
    }

    /// Changes of rows that are or were theirs, and of rows that are gone and that no change brings back.
    fn find_rows(&mut self, conn: &Connection, owned: &Owned) -> Result<()> {
        let mut find = conn.prepare(
            "SELECT id, journal_id, row_table, row_id, before IS NOT NULL AND after IS NOT NULL,
                 before ->> '$.contact_id', after ->> '$.contact_id', before ->> '$.low_id', before ->> '$.high_id',
                 before ->> '$.survivor_id', before ->> '$.merged_id', after
             FROM change WHERE row_table <> 'contact'",
        )?;
        let mut rows = find.query([])?;
        let mut partial: FxHashMap<String, Vec<(i64, i64, i64)>> = FxHashMap::default();
        let mut returning: FxHashSet<(String, i64)> = FxHashSet::default();
        while let Some(row) = rows.next()? {
            let (id, entry, table, row_id): (i64, i64, String, i64) =
                (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            let mut is_theirs = owned.has(&table, row_id);
            for column in 5..11 {
                let named: Option<i64> = row.get(column)?;
                is_theirs |= named.is_some_and(|named| self.people.contains(&named));
            }
            if is_theirs {
                self.changes.push((id, entry));
            } else if row.get::<_, Option<String>>(11)?.is_none() {
                returning.insert((table, row_id));
            } else if row.get(4)? {
                partial.entry(table).or_default().push((id, entry, row_id));
            }
        }
        for table in TABLES.into_iter().filter(|table| !matches!(*table, "contact" | "company")) {
            let Some(found) = partial.get(table) else { continue };
            let mut is_there = conn.prepare_cached(&format!("SELECT EXISTS (SELECT 1 FROM {table} WHERE id = ?1)"))?;
            for (id, entry, row_id) in found {
                let is_kept = returning.contains(&(table.to_owned(), *row_id))
                    || is_there.query_row([row_id], |row| row.get(0))?;
                self.changes.extend((!is_kept).then_some((*id, *entry)));
            }
        }
        Ok(())
    }

    /// How many rows that entries created are deleted now.
    fn created(&self, conn: &Connection, owned: &Owned) -> Result<FxHashMap<i64, u64>> {
        let mut created: FxHashMap<i64, u64> = FxHashMap::default();
        let mut people: Vec<i64> = self.people.iter().copied().collect();
        people.sort_unstable();
        let mut find = conn.prepare("SELECT journal_id, row_table, first_id, last_id FROM created")?;
        let mut rows = find.query([])?;
        while let Some(row) = rows.next()? {
            let (entry, table, first, last): (i64, String, i64, i64) =
                (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            let ids = if table == "contact" { people.clone() } else { owned.of_table(&table) };
            let count = ids.partition_point(|id| *id <= last) - ids.partition_point(|id| *id < first);
            if count > 0 {
                *created.entry(entry).or_default() += count as u64;
            }
        }
        Ok(created)
    }

    fn find_logged(&mut self, conn: &Connection) -> Result<()> {
        for person in &self.people {
            let sql = "SELECT DISTINCT journal_id FROM log WHERE contact_id = ?1 AND journal_id IS NOT NULL";
            self.logged.extend(ids(conn, sql, [person])?);
        }
        Ok(())
    }

    /// What the people are and were known by.
    pub fn identities(&self, conn: &Connection, ids: &[i64]) -> Result<Known> {
        let mut known = Known::default();
        let mut find =
            conn.prepare_cached("SELECT row_id, before, after FROM change WHERE id = ?1 AND row_table = 'contact'")?;
        for (change, _) in &self.changes {
            let mut rows = find.query([change])?;
            let Some(row) = rows.next()? else { continue };
            let id: i64 = row.get(0)?;
            if self.people.contains(&id) {
                for column in [1, 2] {
                    known.read(id, row.get::<_, Option<String>>(column)?.as_deref())?;
                }
            }
        }
        for id in &self.people {
            if let Some(contact) = contact::get(conn, *id)? {
                known.identities.entry(*id).or_default().extend(
                    crate::domain::identity::identities(&contact.texts).map(|(kind, value)| (kind, value.to_owned())),
                );
            }
            let survivor = contact::resolve(conn, *id)?.filter(|survivor| ids.contains(survivor)).unwrap_or(*id);
            known.survivors.insert(*id, survivor);
            known.members.entry(survivor).or_default().push(*id);
        }
        Ok(known)
    }

    /// Takes it out of the journal; gives how many changes went, and which entries told of the people. `owned` is what is
    /// deleted.
    pub fn forget(&self, conn: &Connection, owned: &Owned) -> Result<(usize, FxHashSet<i64>)> {
        let mut gone = self.created(conn, owned)?;
        let mut delete = conn.prepare_cached("DELETE FROM change WHERE id = ?1")?;
        for (id, entry) in &self.changes {
            delete.execute([id])?;
            *gone.entry(*entry).or_default() += 1;
        }
        for entry in &self.undone {
            conn.prepare_cached("DELETE FROM change WHERE journal_id = ?1")?.execute([entry])?;
        }
        self.clean_survivors(conn)?;
        // What a command was about stands in its summary, unless that only counts.
        let mut note = conn.prepare_cached(
            "UPDATE journal SET erased = erased + ?2, summary = CASE WHEN command IN ('import', 'contacts note',
                 'contacts points', 'contacts release', 'contacts unpin')
                 THEN summary END
             WHERE id = ?1",
        )?;
        let entries: FxHashSet<i64> = gone.keys().chain(&self.logged).chain(&self.undone).copied().collect();
        for entry in &entries {
            note.execute((entry, gone.get(entry).copied().unwrap_or(0).cast_signed()))?;
        }
        Ok((self.changes.len(), entries))
    }

    /// While somebody else was one with them, the log of that contact told of both.
    fn clean_survivors(&self, conn: &Connection) -> Result<()> {
        let mut clean = conn.prepare_cached(
            "UPDATE log SET old = NULL, new = NULL WHERE kind <> 'merged' AND (old IS NOT NULL OR new IS NOT NULL)
                 AND contact_id IN (SELECT survivor_id FROM merge WHERE merged_id = ?1 AND undone_at IS NOT NULL)
                 AND at >= (SELECT min(at) FROM merge WHERE merged_id = ?1 AND survivor_id = log.contact_id)",
        )?;
        for person in &self.people {
            clean.execute([person])?;
        }
        Ok(())
    }
}

impl Known {
    /// Takes note of what a change says of a contact.
    fn read(&mut self, id: i64, columns: Option<&str>) -> Result<()> {
        let Some(columns) = columns else { return Ok(()) };
        let columns: Map<String, Json> = serde_json::from_str(columns)?;
        let text = |name: &str| columns.get(name).and_then(Json::as_str).unwrap_or_default().to_owned();
        for kind in Kind::ALL {
            let values = text(kind.column().name());
            let values = values.split(';').filter(|value| !value.is_empty());
            self.identities.entry(id).or_default().extend(values.map(|value| (kind, value.to_owned())));
        }
        for name in ["name", "first_name", "last_name", "address"] {
            self.texts.entry(id).or_default().push((name, text(name)));
        }
        Ok(())
    }

    /// Whoever somebody is part of, or the same.
    pub fn survivor(&self, id: i64) -> i64 {
        self.survivors.get(&id).copied().unwrap_or(id)
    }

    /// The identities of a person and of who became part of them.
    pub fn of(&self, id: i64) -> Vec<(Kind, String)> {
        let members = self.members.get(&id).into_iter().flatten();
        let mut all: Vec<(Kind, String)> =
            members.filter_map(|member| self.identities.get(member)).flatten().cloned().collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Names and addresses that they had, by the columns' names.
    pub fn texts(&self, id: i64) -> impl Iterator<Item = (&'static str, &str)> {
        let members = self.members.get(&id).into_iter().flatten();
        let texts = members.filter_map(|member| self.texts.get(member)).flatten();
        texts.map(|(name, text)| (*name, text.as_str()))
    }

    /// The hashes of all identities.
    pub fn keys(&self, hasher: &Hasher) -> FxHashSet<i64> {
        self.identities.values().flatten().map(|(kind, value)| hasher.identity(*kind, value)).collect()
    }
}

fn ids(conn: &Connection, sql: &str, values: impl rusqlite::Params) -> Result<FxHashSet<i64>> {
    let mut find = conn.prepare_cached(sql)?;
    let ids = find.query_map(values, |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// The entries of merges that they were part of.
fn merges_of(conn: &Connection, people: &[i64]) -> Result<Vec<i64>> {
    let mut entries = Vec::new();
    for person in people {
        entries.extend(ids(conn, "SELECT journal_id FROM merge WHERE survivor_id = ?1 OR merged_id = ?1", [person])?);
    }
    Ok(entries)
}
