//! Changing contacts by hand: each change is journaled, so that it can be undone, and logged with who did it; what was
//! set or removed is held against imports. What follows for the identity index and the passes is done once, at the end.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params};

use super::hash_index::Entry;
use super::identity::IDENTITIES;
use super::journal::{self, Journal};
use super::{contact, dirty, inferred, log, setting};
use crate::domain::contact::Contact;
use crate::domain::editing::Holds;
use crate::domain::identity::Hasher;
use crate::domain::time::Instant;
use crate::error::Result;

/// A command that changes contacts by hand, as one entry of the journal.
#[derive(Debug)]
pub struct Editor<'c> {
    /// The transaction.
    pub conn: &'c Connection,
    /// The command's entry.
    pub journal: Journal,
    /// Who does it.
    pub author: &'c str,
    /// The instant of everything that is stored.
    pub now: Instant,
    hasher: Hasher,
    removed: Vec<Entry>,
    added: Vec<Entry>,
    touched: Vec<i64>,
}

impl<'c> Editor<'c> {
    /// Opens the entry of a command.
    pub fn open(conn: &'c Connection, command: &str, author: &'c str, now: Instant) -> Result<Self> {
        Ok(Self {
            conn,
            journal: Journal::open(conn, command, author, now)?,
            author,
            now,
            hasher: setting::hasher(conn)?,
            removed: Vec::new(),
            added: Vec::new(),
            touched: Vec::new(),
        })
    }

    /// Writes a contact's own row; says whether it is another one now.
    pub fn write(&mut self, old: &Contact, mut new: Contact) -> Result<bool> {
        if *old == new {
            return Ok(false);
        }
        new.updated_at = Some(self.now);
        let (before, after) = (contact::columns(old), contact::columns(&new));
        self.journal.changed(self.conn, "contact", old.id, &before, &after)?;
        for ((column, was), (_, is)) in before.iter().zip(&after) {
            if was != is && *column != "updated_at" {
                self.log_change(old.id, column, was, is)?;
            }
        }
        contact::update(self.conn, &new)?;
        self.change_identities(old.id, &self.hasher.contact(old), &self.hasher.contact(&new));
        self.touch(old.id);
        Ok(true)
    }

    /// Adds a contact.
    pub fn create(&mut self, new: &Contact) -> Result<()> {
        contact::insert(&mut contact::inserter(self.conn)?, new)?;
        self.journal.created(self.conn, "contact", new.id, new.id)?;
        self.log(new.id, "created", "", "", &new.id.to_string())?;
        self.change_identities(new.id, &[], &self.hasher.contact(new));
        self.touch(new.id);
        Ok(())
    }

    /// Holds what edits set and removed, and no longer holds what came back.
    pub fn hold(&mut self, id: i64, holds: &Holds) -> Result<()> {
        let held = contact::held(self.conn, id)?;
        for (field, item) in &holds.released {
            let is_it =
                |(f, i): &&(String, String)| f == field && !i.is_empty() && i.to_lowercase() == item.to_lowercase();
            for (field, item) in held.iter().filter(is_it) {
                self.release(id, field, item)?;
            }
        }
        for (field, item) in &holds.held {
            self.hold_one(id, field, item)?;
        }
        Ok(())
    }

    fn hold_one(&mut self, id: i64, field: &str, item: &str) -> Result<()> {
        let known: Option<i64> = self
            .conn
            .prepare_cached("SELECT id FROM held WHERE contact_id = ?1 AND field = ?2 AND value = ?3")?
            .query_row(params![id, field, item], |row| row.get(0))
            .optional()?;
        match known {
            Some(row) => {
                self.journal.set(self.conn, "held", row, "at", Value::Integer(self.now.0))?;
            }
            None => {
                self.conn
                    .prepare_cached("INSERT INTO held (contact_id, field, value, at) VALUES (?1, ?2, ?3, ?4)")?
                    .execute(params![id, field, item, self.now.0])?;
                self.journal.inserted(self.conn, "held", self.conn.last_insert_rowid())?;
                self.touch(id);
            }
        }
        Ok(())
    }

    /// Lets imports change a field again, or add an item of a list; says whether it was held.
    pub fn release(&mut self, id: i64, field: &str, item: &str) -> Result<bool> {
        self.remove(
            id,
            "held",
            "SELECT id FROM held WHERE contact_id = ?1 AND field = ?2 AND value = ?3",
            params![id, field, item],
        )
    }

    /// Pins a value; says whether that changed anything.
    pub fn pin(&mut self, id: i64, field: &'static str, value: &str) -> Result<bool> {
        let old: Option<(i64, String)> = self
            .conn
            .prepare_cached("SELECT id, value FROM pin WHERE contact_id = ?1 AND field = ?2")?
            .query_row(params![id, field], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        match &old {
            Some((_, old)) if old == value => return Ok(false),
            Some((row, _)) => {
                let columns = [
                    ("value", Value::Text(value.to_owned())),
                    ("at", Value::Integer(self.now.0)),
                    ("author", Value::Text(self.author.to_owned())),
                ];
                for (column, new) in columns {
                    self.journal.set(self.conn, "pin", *row, column, new)?;
                }
            }
            None => {
                self.conn
                    .prepare_cached(
                        "INSERT INTO pin (contact_id, field, value, at, author) VALUES (?1, ?2, ?3, ?4, ?5)",
                    )?
                    .execute(params![id, field, value, self.now.0, self.author])?;
                self.journal.inserted(self.conn, "pin", self.conn.last_insert_rowid())?;
            }
        }
        self.log(id, "pinned", field, old.as_ref().map_or("", |(_, value)| value), value)?;
        self.touch(id);
        Ok(true)
    }

    /// Takes a pin away; says whether there was one.
    pub fn unpin(&mut self, id: i64, field: &str) -> Result<bool> {
        let sql = "SELECT value FROM pin WHERE contact_id = ?1 AND field = ?2";
        let old: Option<String> =
            self.conn.prepare_cached(sql)?.query_row(params![id, field], |row| row.get(0)).optional()?;
        let Some(old) = old else { return Ok(false) };
        self.remove(id, "pin", "SELECT id FROM pin WHERE contact_id = ?1 AND field = ?2", params![id, field])?;
        self.log(id, "unpinned", field, &old, "")?;
        Ok(true)
    }

    /// Adds a note.
    pub fn note(&mut self, id: i64, text: &str) -> Result<()> {
        let note = setting::next_id(self.conn, "note")?;
        self.conn
            .prepare_cached("INSERT INTO note (id, contact_id, text, at, author) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![note, id, text, self.now.0, self.author])?;
        setting::keep_next_id(self.conn, "note", note + 1)?;
        self.journal.inserted(self.conn, "note", note)?;
        self.log(id, "noted", "", "", text)?;
        self.touch(id);
        Ok(())
    }

    /// Gives points.
    pub fn point(&mut self, id: i64, points: i64, reason: Option<&str>) -> Result<()> {
        self.conn
            .prepare_cached("INSERT INTO point (contact_id, points, reason, at, author) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![id, points, reason, self.now.0, self.author])?;
        self.journal.inserted(self.conn, "point", self.conn.last_insert_rowid())?;
        self.log(id, "points", "points", "", &points.to_string())?;
        self.touch(id);
        Ok(())
    }

    /// A contact's facts have changed.
    pub fn touch(&mut self, id: i64) {
        if self.touched.last() != Some(&id) {
            self.touched.push(id);
        }
    }

    /// Appends a line to the activity log.
    pub fn log(&self, id: i64, kind: &str, field: &str, old: &str, new: &str) -> Result<()> {
        let entry = log::Entry {
            at: self.now,
            contact_id: Some(id),
            kind,
            field,
            old,
            new,
            author: self.author,
            journal_id: Some(self.journal.id),
        };
        log::add(self.conn, &entry)
    }

    fn log_change(&self, id: i64, column: &str, old: &Value, new: &Value) -> Result<()> {
        let field = if column == "company_id" { "company" } else { column };
        let text = |value: &Value| contact::value_text(self.conn, column, value);
        self.log(id, "changed", field, &text(old)?, &text(new)?)
    }

    fn change_identities(&mut self, id: i64, old: &[i64], new: &[i64]) {
        self.removed.extend(old.iter().filter(|key| !new.contains(key)).map(|key| (*key, id)));
        self.added.extend(new.iter().filter(|key| !old.contains(key)).map(|key| (*key, id)));
    }

    /// Deletes the row that a query finds, if there is one; says whether there was.
    fn remove(&mut self, id: i64, table: &str, find: &str, values: impl rusqlite::Params) -> Result<bool> {
        let row: Option<i64> = self.conn.prepare_cached(find)?.query_row(values, |row| row.get(0)).optional()?;
        let Some(row) = row else { return Ok(false) };
        self.journal.deleting(self.conn, table, row)?;
        self.conn.prepare_cached(&format!("DELETE FROM {table} WHERE id = ?1"))?.execute([row])?;
        self.touch(id);
        Ok(true)
    }

    /// Brings up to date what depends on the contacts that changed, and closes the entry with its summary. Gives how many
    /// contacts changed.
    pub fn close(mut self, summary: &str) -> Result<u64> {
        self.touched.sort_unstable();
        self.touched.dedup();
        let has_new_identities = !(self.removed.is_empty() && self.added.is_empty());
        IDENTITIES.change(self.conn, self.removed, self.added)?;
        dirty::mark_many(self.conn, &self.touched, dirty::ALL_PASSES)?;
        let concerned =
            if has_new_identities { inferred::mark_concerned(self.conn, &self.touched)? } else { Vec::new() };
        inferred::refresh(self.conn, &self.touched)?;
        inferred::refresh(self.conn, &concerned)?;
        journal::join(self.conn, self.journal.id)?;
        self.journal.close(self.conn, summary)?;
        Ok(self.touched.len() as u64)
    }
}
