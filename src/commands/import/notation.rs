//! How a file is written, as far as that is known before it is looked at: the user's word for the order of dates, and for
//! a file of rejected rows that was mended how the file was read that it was left over from. It may lack the very row
//! that decided.

use std::path::Path;

use rusqlite::Connection;

use crate::domain::identity::Hasher;
use crate::domain::normalize::amount::DecimalSign;
use crate::domain::normalize::date::DateOrder;
use crate::error::Result;
use crate::input::header::{Header, Meaning};
use crate::input::lookahead::Notation;
use crate::input::source::Source;
use crate::store::setting;

/// What is kept of a column for which imports of different files disagree.
const DISAGREES: &str = "?";

/// How the columns of one file are written.
pub(super) struct Notations<'a> {
    /// What is known, by position.
    pub known: Vec<Notation>,
    header: &'a Header,
    hasher: Hasher,
}

impl<'a> Notations<'a> {
    /// What is known of a file. The user's word for the order of dates stands for all columns.
    pub fn of(conn: &Connection, source: &Source, header: &'a Header, stated: Option<DateOrder>) -> Result<Self> {
        let known = vec![Notation { order: stated, sign: None }; header.columns.len()];
        let mut notations = Self { known, header, hasher: setting::hasher(conn)? };
        if header.is_of_rejects() {
            let kept = match notations.kept(conn, &notations.key(Some(Path::new(&source.name))))? {
                Some(kept) => Some(kept),
                // It was renamed: rows under this header count as one kind of file, unless such files disagree.
                None => notations.kept(conn, &notations.key(None))?,
            };
            let own: Vec<usize> = notations.own_columns().collect();
            for (column, word) in own.into_iter().zip(kept.unwrap_or_default().split(',')) {
                let known = &mut notations.known[column];
                known.order = known.order.or(DateOrder::parse(word));
                known.sign = DecimalSign::parse(word);
            }
        }
        Ok(notations)
    }

    /// Keeps how a file was read of which rejected rows stand in the file at `rejects`.
    pub fn keep(&self, conn: &Connection, rejects: &Path, found: &[Notation]) -> Result<()> {
        let words: Vec<&str> = self.own_columns().map(|i| word(found.get(i).copied().unwrap_or_default())).collect();
        if words.iter().all(|word| word.is_empty()) {
            return Ok(());
        }
        setting::set(conn, &self.key(Some(rejects)), words.join(","))?;
        let key = self.key(None);
        let before = self.kept(conn, &key)?.unwrap_or_default();
        let mut before = before.split(',');
        let joined: Vec<&str> = words.iter().map(|word| join(before.next().unwrap_or_default(), word)).collect();
        setting::set(conn, &key, joined.join(","))
    }

    fn kept(&self, conn: &Connection, key: &str) -> Result<Option<String>> {
        setting::get(conn, key)
    }

    /// The columns without those that a file of rejected rows adds.
    fn own_columns(&self) -> impl Iterator<Item = usize> {
        let columns = self.header.columns.iter().enumerate();
        columns.filter(|(_, meaning)| **meaning != Meaning::Ignored).map(|(i, _)| i)
    }

    /// The setting for rejected rows under this header: of one file, or of all.
    fn key(&self, file: Option<&Path>) -> String {
        let path = file.map(|file| file.canonicalize().unwrap_or_else(|_| file.to_owned())).unwrap_or_default();
        let mut parts = vec![path.as_os_str().as_encoded_bytes()];
        parts.extend(self.own_columns().map(|i| self.header.names[i].as_bytes()));
        format!("rejected_notation_{:016x}", self.hasher.parts("rejected notation", &parts))
    }
}

/// A column holds times or amounts, never both.
fn word(notation: Notation) -> &'static str {
    let sign = notation.sign.map_or("", DecimalSign::name);
    notation.order.map_or(sign, DateOrder::name)
}

fn join<'a>(before: &'a str, now: &'a str) -> &'a str {
    match (before, now) {
        ("", word) | (word, "") => word,
        _ if before == now => now,
        _ => DISAGREES,
    }
}
