//! Changing deals, by hand or by automation: each change is journaled, so that it can be undone, and logged. Won deals are
//! conversions, so their contacts are counted and decided anew.

use std::collections::BTreeSet;

use rusqlite::Connection;
use rusqlite::types::Value;

use super::journal::{self, Columns, Journal};
use super::{counts, deal, dirty, log, record, setting};
use crate::domain::normalize::list;
use crate::domain::time::Instant;
use crate::error::{Error, Result};

/// A command that changes deals, as one entry of the journal.
#[derive(Debug)]
pub struct DealEditor<'c> {
    conn: &'c Connection,
    journal: Journal,
    author: &'c str,
    now: Instant,
    /// Whose deals were changed.
    contacts: BTreeSet<i64>,
    /// The first id that was given, and the next one.
    given: Option<(i64, i64)>,
}

impl<'c> DealEditor<'c> {
    /// Opens the entry of a command. An author that is the command itself is not told again.
    pub fn open(conn: &'c Connection, command: &'c str, author: &'c str, now: Instant) -> Result<Self> {
        let journal = Journal::open(conn, command, if author == command { "" } else { author }, now)?;
        Ok(Self { conn, journal, author, now, contacts: BTreeSet::new(), given: None })
    }

    /// Adds an open deal of these columns besides its times, and gives its id.
    pub fn add(&mut self, columns: &Columns) -> Result<i64> {
        let (first, id) = match self.given {
            Some(given) => given,
            None => {
                let next = setting::next_id(self.conn, "deal")?;
                (next, next)
            }
        };
        self.given = Some((first, id + 1));
        let mut row = vec![("id", Value::Integer(id)), ("state", Value::Text("open".to_owned()))];
        row.extend(["created_at", "updated_at"].map(|name| (name, Value::Integer(self.now.0))));
        row.extend(columns.iter().cloned());
        record::insert(self.conn, "deal", &row)?;
        let stored = self.columns(id)?;
        let title = if let Value::Text(title) = &stored[deal::place(&stored, "title")].1 { title.as_str() } else { "" };
        let field = format!("deal {id}");
        log::add(self.conn, &log::Entry { kind: "created", field: &field, new: title, ..self.line(&stored) })?;
        self.note(&stored)?;
        Ok(id)
    }

    /// Changes columns of a deal; says whether any is another now.
    pub fn change(&mut self, id: i64, changes: &[(&'static str, Value)]) -> Result<bool> {
        let old = self.columns(id)?;
        let mut new = old.clone();
        for (name, value) in changes {
            let place = deal::place(&new, name);
            new[place].1 = value.clone();
        }
        if old == new {
            return Ok(false);
        }
        deal::keep_left_stage(&old, &mut new);
        let updated_at = deal::place(&new, "updated_at");
        new[updated_at].1 = Value::Integer(self.now.0);
        record::update(self.conn, self.journal, "deal", id, &old, &new)?;
        deal::mark(self.conn, id, None)?;
        deal::log_changes(self.conn, id, &old, &new, &self.line(&new))?;
        self.note(&old)?;
        self.note(&new)?;
        Ok(true)
    }

    /// Holds fields of a deal against imports.
    pub fn hold(&mut self, id: i64, fields: &[&str]) -> Result<()> {
        let held = fields.iter().fold(deal::held(self.conn, id)?, |held, field| list::union(&held, field));
        self.journal.set(self.conn, "deal", id, "held", Value::Text(held)).map(drop)
    }

    /// Lets imports change a field of a deal again, or all; gives those that were held.
    pub fn release(&mut self, id: i64, field: Option<&str>) -> Result<Vec<String>> {
        let held = deal::held(self.conn, id)?;
        let (released, kept): (Vec<&str>, Vec<&str>) =
            held.split(';').filter(|held| !held.is_empty()).partition(|held| field.is_none_or(|field| field == *held));
        let kept = if kept.is_empty() { Value::Null } else { Value::Text(kept.join(";")) };
        if !released.is_empty() {
            self.journal.set(self.conn, "deal", id, "held", kept)?;
        }
        Ok(released.into_iter().map(str::to_owned).collect())
    }

    /// Takes a deal away.
    pub fn delete(&mut self, id: i64) -> Result<()> {
        let old = self.columns(id)?;
        let title = if let Value::Text(title) = &old[deal::place(&old, "title")].1 { title.as_str() } else { "" };
        let field = format!("deal {id}");
        log::add(self.conn, &log::Entry { kind: "deleted", field: &field, old: title, ..self.line(&old) })?;
        self.journal.deleting(self.conn, "deal", id)?;
        // An id is never given twice.
        setting::keep_next_id(self.conn, "deal", setting::next_id(self.conn, "deal")?)?;
        self.conn.prepare_cached("DELETE FROM deal WHERE id = ?1")?.execute([id])?;
        self.note(&old)
    }

    /// Closes the entry of a command of a person's: whoever's deals were changed is counted and decided anew.
    pub fn close(self, summary: &str, money: &counts::Money<'_>) -> Result<()> {
        let contacts: Vec<i64> = self.contacts.iter().copied().collect();
        let conn = self.conn;
        self.close_decided(summary)?;
        counts::refresh(conn, &contacts, money)?;
        dirty::mark_many(conn, &contacts, dirty::ALL_PASSES)
    }

    /// Closes the entry of a pass, whose changes are no news for what is decided.
    pub fn close_decided(self, summary: &str) -> Result<()> {
        if let Some((first, next)) = self.given {
            self.journal.created(self.conn, "deal", first, next - 1)?;
            setting::keep_next_id(self.conn, "deal", next)?;
        }
        journal::join(self.conn, self.journal.id)?;
        self.journal.close(self.conn, summary)
    }

    fn columns(&self, id: i64) -> Result<Columns> {
        deal::read(self.conn, id)?.ok_or_else(|| Error::fault(format!("deal {id} is not there")).into())
    }

    /// Takes note of whose deal it is and of its money.
    fn note(&mut self, columns: &Columns) -> Result<()> {
        let value = |name| &columns[deal::place(columns, name)].1;
        if let Value::Integer(contact_id) = value("contact_id") {
            self.contacts.insert(*contact_id);
        }
        if let (Value::Integer(_), Value::Text(code)) = (value("amount"), value("currency")) {
            counts::note_currency(self.conn, code)?;
        }
        Ok(())
    }

    fn line(&self, columns: &Columns) -> log::Entry<'c> {
        let contact_id = match columns[deal::place(columns, "contact_id")].1 {
            Value::Integer(id) => Some(id),
            _ => None,
        };
        let (kind, field, old, new) = ("changed", "", "", "");
        log::Entry {
            at: self.now,
            contact_id,
            kind,
            field,
            old,
            new,
            author: self.author,
            journal_id: Some(self.journal.id),
        }
    }
}
