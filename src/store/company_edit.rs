//! Changing a company by hand: each change is journaled, so that it can be undone, and logged; what was set is held
//! against imports. The name of a company is a fact of its contacts, who are decided anew when it changes.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension};
use rustc_hash::FxHashSet;
use serde_json::Map;

use super::journal::{self, Journal};
use super::{company, dirty, log};
use crate::domain::normalize::{company as normalized, list, name};
use crate::domain::time::Instant;
use crate::error::Result;

/// A command that changes one company by hand, as one entry of the journal.
#[derive(Debug)]
pub struct CompanyEditor<'c> {
    conn: &'c Connection,
    journal: Journal,
    author: &'c str,
    now: Instant,
    id: i64,
    is_new: bool,
    is_renamed: bool,
    /// Whether anything that is known of it is other now.
    pub is_changed: bool,
}

impl<'c> CompanyEditor<'c> {
    /// Opens the entry of a command that changes a company.
    pub fn open(conn: &'c Connection, command: &str, id: i64, author: &'c str, now: Instant) -> Result<Self> {
        let journal = Journal::open(conn, command, author, now)?;
        Ok(Self { conn, journal, author, now, id, is_new: false, is_renamed: false, is_changed: false })
    }

    /// Adds a company under a name that no other has.
    pub fn add(conn: &'c Connection, called: &str, author: &'c str, now: Instant) -> Result<Self> {
        let journal = Journal::open(conn, "companies add", author, now)?;
        let id = company::create(conn, called, &name::fold(called), now)?;
        journal.inserted(conn, "company", id)?;
        let editor = Self { conn, journal, author, now, id, is_new: true, is_renamed: false, is_changed: true };
        editor.log("created", "", "", called)?;
        Ok(editor)
    }

    /// Gives the company a name that no other has. The old one still finds it.
    pub fn rename(&mut self, called: &str) -> Result<()> {
        let old = company::name(self.conn, self.id)?.unwrap_or_default();
        if old == called {
            return Ok(());
        }
        let others = self.text("other_names")?.unwrap_or_default();
        let is_same = normalized::key(&old) == normalized::key(called);
        let others = if is_same { others } else { list::union(&others, &old.replace(';', ",")) };
        let key = name::fold(called);
        let others: Vec<&str> =
            others.split(';').filter(|other| !other.is_empty() && name::fold(other) != key).collect();
        let others = others.join(";");
        self.put("name", Value::Text(called.to_owned()))?;
        self.put("name_key", Value::Text(key))?;
        self.put("other_names", if others.is_empty() { Value::Null } else { Value::Text(others) })?;
        self.is_renamed = true;
        self.log("changed", "name", &old, called)
    }

    /// Sets the text of a column, or empties it.
    pub fn set(&mut self, column: &'static str, text: Option<&str>) -> Result<()> {
        let old = self.text(column)?;
        if self.put(column, value(text))? {
            self.log("changed", column, old.as_deref().unwrap_or(""), text.unwrap_or(""))?;
        }
        Ok(())
    }

    /// Sets a value of the metadata, or removes it.
    pub fn set_metadata(&mut self, key: &str, text: Option<&str>) -> Result<()> {
        let mut metadata: Map<String, serde_json::Value> =
            self.text("metadata")?.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        let old = match text {
            Some(text) => metadata.insert(key.to_owned(), text.into()),
            None => metadata.shift_remove(key),
        };
        let new = if metadata.is_empty() { None } else { Some(serde_json::Value::Object(metadata).to_string()) };
        if self.put("metadata", value(new.as_deref()))? {
            let old = old.map(|old| old.as_str().map_or_else(|| old.to_string(), str::to_owned)).unwrap_or_default();
            self.log("changed", &format!("meta.{key}"), &old, text.unwrap_or(""))?;
        }
        Ok(())
    }

    /// Holds a field against imports.
    pub fn hold(&mut self, field: &str) -> Result<()> {
        let held = self.text("held")?.unwrap_or_default();
        self.keep_held(&list::union(&held, field))
    }

    /// Lets imports change a field again, or all; gives those that were held.
    pub fn release(&mut self, field: Option<&str>) -> Result<Vec<String>> {
        let held = company::held(self.conn, self.id)?;
        let (released, kept): (Vec<String>, Vec<String>) =
            held.into_iter().partition(|held| field.is_none_or(|field| field == held));
        self.keep_held(&kept.join(";"))?;
        Ok(released)
    }

    /// Closes the entry with its summary; gives the company's id.
    pub fn close(self, summary: &str) -> Result<i64> {
        if self.is_changed && !self.is_new {
            self.journal.set(self.conn, "company", self.id, "updated_at", Value::Integer(self.now.0))?;
        }
        if self.is_renamed {
            let members = company::members(self.conn, &FxHashSet::from_iter([self.id]))?;
            dirty::mark_many(self.conn, &members, dirty::ALL_PASSES)?;
        }
        journal::join(self.conn, self.journal.id)?;
        self.journal.close(self.conn, summary)?;
        Ok(self.id)
    }

    fn keep_held(&self, held: &str) -> Result<()> {
        self.write("held", value(Some(held).filter(|held| !held.is_empty()))).map(drop)
    }

    fn put(&mut self, column: &'static str, new: Value) -> Result<bool> {
        let is_other = self.write(column, new)?;
        self.is_changed |= is_other;
        Ok(is_other)
    }

    /// Writes a column; what a company that is added begins with goes with the company, and is not noted.
    fn write(&self, column: &'static str, new: Value) -> Result<bool> {
        if !self.is_new {
            return self.journal.set(self.conn, "company", self.id, column, new);
        }
        self.conn.execute(&format!("UPDATE company SET {column} = ?2 WHERE id = ?1"), (self.id, new))?;
        Ok(true)
    }

    fn text(&self, column: &'static str) -> Result<Option<String>> {
        let mut find = self.conn.prepare_cached(&format!("SELECT {column} FROM company WHERE id = ?1"))?;
        Ok(find.query_row([self.id], |row| row.get(0)).optional()?.flatten())
    }

    fn log(&self, kind: &str, field: &str, old: &str, new: &str) -> Result<()> {
        if self.is_new && kind == "changed" {
            return Ok(());
        }
        let field = format!("company {} {field}", self.id);
        let (at, author, journal_id) = (self.now, self.author, Some(self.journal.id));
        log::add(
            self.conn,
            &log::Entry { at, contact_id: None, kind, field: field.trim_end(), old, new, author, journal_id },
        )
    }
}

fn value(text: Option<&str>) -> Value {
    text.map_or(Value::Null, |text| Value::Text(text.to_owned()))
}
