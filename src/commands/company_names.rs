//! Companies by their names. A name means the company that is called so in any case, else the one of which the name is
//! the same but for its punctuation (`Acme, Inc.` and `Acme Inc`); names that companies had count where no company has
//! them now.

use rusqlite::Connection;
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::domain::normalize::{company, name};
use crate::error::Result;
use crate::store::company::{self as stored, Known};

/// What companies are called.
#[derive(Debug)]
pub(super) struct CompanyNames<T> {
    folded: FxHashMap<String, T>,
    /// Names that have punctuation, without it.
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
        self.add_folded(name::fold(called), company);
    }

    fn add_folded(&mut self, folded: String, company: T) {
        self.add_plain(&folded, company);
        self.folded.insert(folded, company);
    }

    /// Adds names that a company had, joined with `;`.
    pub fn add_others(&mut self, names: &str, company: T) {
        for other in names.split(';').filter(|other| !other.is_empty()) {
            let folded = name::fold(other);
            self.add_plain(&folded, company);
            self.folded.entry(folded).or_insert(company);
        }
    }

    /// Adds what a name is without its punctuation, unless it has none or another company came to that before.
    fn add_plain(&mut self, folded: &str, company: T) {
        let plain = company::without_punctuation(folded);
        if plain != folded {
            let first = self.folded.get(&plain).copied().unwrap_or(company);
            self.without_punctuation.entry(plain).or_insert(first);
        }
    }

    /// The company that a name means.
    pub fn find(&self, called: &str) -> Option<T> {
        let folded = name::fold(called);
        let same = self.folded.get(&folded);
        let plain = company::without_punctuation(&folded);
        same.or_else(|| self.without_punctuation.get(&plain)).or_else(|| self.folded.get(&plain)).copied()
    }
}

impl CompanyNames<i64> {
    /// The names of all companies, with their ids.
    pub fn load(conn: &Connection) -> Result<Self> {
        let count = stored::count(conn)?;
        let mut names = Self { folded: FxHashMap::with_capacity_and_hasher(count, FxBuildHasher), ..Self::default() };
        let mut others = Vec::new();
        stored::for_each_name(conn, |id, folded, other_names| {
            names.add_folded(folded.to_owned(), id);
            others.extend(other_names.map(|names| (id, names.to_owned())));
        })?;
        others.iter().for_each(|(id, others)| names.add_others(others, *id));
        Ok(names)
    }

    /// The names of these companies, with their ids.
    pub fn of(all: &[Known]) -> Self {
        let mut names = Self::default();
        all.iter().for_each(|known| names.add(&known.name, known.id));
        all.iter().for_each(|known| names.add_others(known.other_names.as_deref().unwrap_or(""), known.id));
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_means_the_company_called_so_and_else_the_first_but_for_punctuation() {
        let mut names = CompanyNames::default();
        for (id, called) in [(1, "Acme, Inc."), (2, "ACME Inc"), (3, "Bolt"), (4, "Bolt!"), (5, "Cog-Wheel")] {
            names.add(called, id);
        }
        names.add_others("Dyno;Cog, Ltd", 5);
        for (called, id) in [
            ("acme, inc.", 1),
            ("Acme Inc", 2),
            ("Acme; Inc", 1),
            ("bolt", 3),
            ("BOLT!", 4),
            ("Bolt?", 3),
            ("Cog Wheel", 5),
            ("dyno.", 5),
            ("Cog Ltd", 5),
        ] {
            assert_eq!(names.find(called), Some(id), "{called}");
        }
        assert_eq!(names.find("Bolts"), None);
    }
}
