//! Companies, deals, notes and deliveries of an import. Rows of one file that mean one record are folded, as if the
//! file had held one row; at the end of the file each record is compared with what is stored and written once.

mod companies;
mod deals;
mod deliveries;
mod notes;

use rusqlite::Connection;
use rusqlite::types::Value;
use rustc_hash::{FxHashMap, FxHashSet};

use super::occurrence::Occurrences;
use super::people::{Fates, People, PeopleSettings};
use crate::domain::contact::{OnMatch, merge_objects};
use crate::domain::identity::Hasher;
use crate::domain::normalize::list;
use crate::domain::time::Instant;
use crate::error::Result;
use crate::input::row::CompanyRow;
use crate::store::journal::{Columns, Journal};
use crate::store::{record, setting};
use companies::{Company, Directory};
use deals::Deal;
use deliveries::Delivery;
use notes::Note;

/// A record that rows of this file named.
#[derive(Debug)]
struct Pending {
    what: What,
    /// What the rows say, in the order of the table's compared columns; NULL = nothing.
    incoming: Columns,
    rows: u64,
}

/// What names a record.
#[derive(Debug)]
enum What {
    Company(Company),
    Deal(Deal),
    Note(Note),
    Delivery(Delivery),
}

/// How a record fared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Created,
    Updated,
    Unchanged,
}

/// The records of one file.
#[derive(Debug)]
pub struct Records<'a> {
    conn: &'a Connection,
    hasher: Hasher,
    journal: Journal,
    settings: PeopleSettings,
    pending: Vec<Pending>,
    by_key: FxHashMap<i64, usize>,
    /// How often content without an id occurred.
    occurrences: Occurrences,
    /// All companies, once a row needs them.
    directory: Option<Directory>,
    /// Companies of which rows only name a website: they are taken at the end, when all others are known.
    nameless: Vec<(CompanyRow, bool)>,
    broadcasts: FxHashMap<Box<str>, i64>,
    next_deal: i64,
    first_deal: i64,
    /// Companies whose name changed, which is a fact of their contacts.
    renamed: FxHashSet<i64>,
    /// Values that were kept out because a person set others.
    held: u64,
    /// How rows fared.
    pub fates: Fates,
}

impl<'a> Records<'a> {
    /// Opens the records for one file.
    pub fn open(conn: &'a Connection, hasher: Hasher, journal: Journal, settings: PeopleSettings) -> Result<Self> {
        let next_deal = setting::next_id(conn, "deal")?;
        Ok(Self {
            conn,
            hasher,
            journal,
            settings,
            pending: Vec::new(),
            by_key: FxHashMap::default(),
            occurrences: Occurrences::default(),
            directory: None,
            nameless: Vec::new(),
            broadcasts: FxHashMap::default(),
            next_deal,
            first_deal: next_deal,
            renamed: FxHashSet::default(),
            held: 0,
            fates: Fates::default(),
        })
    }

    /// Notes what a row says of a record: folded into what earlier rows said of it.
    fn note(&mut self, key: i64, incoming: Columns, what: impl FnOnce() -> What) -> usize {
        match self.by_key.get(&key) {
            Some(at) => {
                let pending = &mut self.pending[*at];
                pending.rows += 1;
                fold(&mut pending.incoming, incoming);
                *at
            }
            None => {
                let at = self.pending.len();
                self.by_key.insert(key, at);
                self.pending.push(Pending { what: what(), incoming, rows: 1 });
                at
            }
        }
    }

    /// Writes what the file brought, in the order in which records were first named.
    pub fn finish_file(&mut self, people: &mut People<'_>) -> Result<()> {
        self.take_nameless()?;
        for Pending { what, incoming, rows } in std::mem::take(&mut self.pending) {
            let fate = match what {
                What::Company(company) => self.write_company(company, incoming)?,
                What::Deal(deal) => self.write_deal(people, deal, incoming)?,
                What::Note(note) => self.write_note(people, note, incoming)?,
                What::Delivery(delivery) => self.write_delivery(people, delivery, incoming)?,
            };
            match fate {
                Fate::Created => self.fates.created += rows,
                Fate::Updated => self.fates.updated += rows,
                Fate::Unchanged => self.fates.unchanged += rows,
            }
        }
        for id in crate::store::company::members(self.conn, &self.renamed)? {
            people.touch(id);
        }
        people.held_values += self.held;
        self.journal.created(self.conn, "deal", self.first_deal, self.next_deal - 1)?;
        setting::keep_next_id(self.conn, "deal", self.next_deal)
    }

    /// Writes what a stored record became.
    fn rewrite(&self, table: &str, id: i64, old: &Columns, mut new: Columns) -> Result<Fate> {
        if old == &new {
            return Ok(Fate::Unchanged);
        }
        if let Some((_, updated_at)) = new.iter_mut().find(|(name, _)| *name == "updated_at") {
            *updated_at = Value::Integer(self.settings.now.0);
        }
        record::update(self.conn, self.journal, table, id, old, &new)?;
        Ok(Fate::Updated)
    }

    fn now(&self) -> Value {
        Value::Integer(self.settings.now.0)
    }
}

/// Folds a later row into what earlier ones said: the later value wins, lists and objects grow, and the earliest time
/// of creation stays.
fn fold(earlier: &mut Columns, later: Columns) {
    for ((name, here), (_, new)) in earlier.iter_mut().zip(later) {
        *here = match (*name, std::mem::replace(here, Value::Null), new) {
            (_, old, Value::Null) => old,
            (_, Value::Null, new) => new,
            (name, old, new) => join(name, &old, &new, false).unwrap_or(new),
        };
    }
}

/// What stands after incoming values met stored ones.
fn meet(old: &Columns, incoming: &Columns, policy: OnMatch) -> Columns {
    let one = |((name, old), (_, new)): (&(&'static str, Value), &(&'static str, Value))| {
        let value = match (old, new, policy) {
            (old, _, OnMatch::Skip) | (old, Value::Null, _) => old.clone(),
            (Value::Null, new, _) => new.clone(),
            (old, new, policy) => {
                let keeps = policy == OnMatch::Fill;
                join(name, old, new, keeps).unwrap_or_else(|| if keeps { old.clone() } else { new.clone() })
            }
        };
        (*name, value)
    };
    old.iter().zip(incoming).map(one).collect()
}

/// What both values of a column make together, where neither replaces the other.
fn join(name: &str, old: &Value, new: &Value, keeps: bool) -> Option<Value> {
    match (name, old, new) {
        ("external_ids" | "other_names" | "past_stages", Value::Text(old), Value::Text(new)) => {
            Some(Value::Text(list::union(old, new)))
        }
        ("metadata", Value::Text(old), Value::Text(new)) => Some(Value::Text(merge_objects(old, new, keeps))),
        ("created_at", Value::Integer(old), Value::Integer(new)) => Some(Value::Integer(*old.min(new))),
        _ => None,
    }
}

fn text(text: Option<&str>) -> Value {
    text.map_or(Value::Null, |text| Value::Text(text.to_owned()))
}

fn integer(number: Option<i64>) -> Value {
    number.map_or(Value::Null, Value::Integer)
}

fn instant(at: Option<Instant>) -> Value {
    integer(at.map(|at| at.0))
}

/// The place of a column among those of its table.
fn at(columns: &Columns, name: &str) -> usize {
    columns.iter().position(|(column, _)| *column == name).expect("callers name columns of the table they write")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(name: &str, metadata: &str, created_at: i64) -> Columns {
        vec![
            ("name", text(Some(name).filter(|name| !name.is_empty()))),
            ("metadata", text(Some(metadata).filter(|text| !text.is_empty()))),
            ("created_at", Value::Integer(created_at)),
        ]
    }

    #[test]
    fn later_rows_win_and_objects_grow() {
        let mut row = columns("Blue", r#"{"a":"1"}"#, 20);
        fold(&mut row, columns("Red", r#"{"b":"2"}"#, 10));
        fold(&mut row, columns("", "", 30));
        assert_eq!(row, columns("Red", r#"{"a":"1","b":"2"}"#, 10));
    }

    #[test]
    fn what_meets_what_is_stored_goes_by_the_policy() {
        let old = columns("Blue", r#"{"a":"1"}"#, 20);
        let new = columns("Red", r#"{"a":"2","b":"2"}"#, 30);
        assert_eq!(meet(&old, &new, OnMatch::Update), columns("Red", r#"{"a":"2","b":"2"}"#, 20));
        assert_eq!(meet(&old, &new, OnMatch::Fill), columns("Blue", r#"{"a":"1","b":"2"}"#, 20));
        assert_eq!(meet(&old, &new, OnMatch::Skip), old);
    }
}
