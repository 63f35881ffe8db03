//! Companies by their names. A name means the company that is called so in any case, else the one of which the name is
//! the same but for its punctuation (`Acme, Inc.` and `Acme Inc`); names that companies had count where no company has
//! them now.

use rusqlite::Connection;
use rustc_hash::FxHashMap;

use crate::domain::normalize::{company, name};
use crate::error::Result;
use crate::store::company::{self as stored, Known};

/// What companies are called.
#[derive(Debug)]
pub(super) struct CompanyNames<T> {
    folded: FxHashMap<String, T>,
    without_punctuation: FxHashMap<String, T>,
}

impl<T> Default for CompanyNames<T> {
    fn default() -> Self {
        Self { folded: FxHashMap::default(), without_punctuation: FxHashMap::default() }
    }
}

impl<T: Copy> CompanyNames<T> {
    /// Adds the name of a company.
    pub fn add(&mut self, called: &str, company: T) {
        self.folded.insert(name::fold(called), company);
        self.without_punctuation.entry(company::key(called)).or_insert(company);
    }

    /// Adds names that a company had, joined with `;`.
    pub fn add_others(&mut self, names: &str, company: T) {
        for other in names.split(';').filter(|other| !other.is_empty()) {
            self.folded.entry(name::fold(other)).or_insert(company);
            self.without_punctuation.entry(company::key(other)).or_insert(company);
        }
    }

    /// The company that a name means.
    pub fn find(&self, called: &str) -> Option<T> {
        let found = self.folded.get(&name::fold(called));
        found.or_else(|| self.without_punctuation.get(&company::key(called))).copied()
    }
}

impl CompanyNames<i64> {
    /// The names of all companies, with their ids.
    pub fn load(conn: &Connection) -> Result<Self> {
        Ok(Self::of(&stored::all(conn)?))
    }

    /// The names of these companies, with their ids.
    pub fn of(all: &[Known]) -> Self {
        let mut names = Self::default();
        all.iter().for_each(|known| names.add(&known.name, known.id));
        all.iter().for_each(|known| names.add_others(known.other_names.as_deref().unwrap_or(""), known.id));
        names
    }
}
