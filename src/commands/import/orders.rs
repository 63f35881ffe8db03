//! The orders of dates that are known before a file is looked at: the user's word, and for a file of rejected rows that
//! was mended the orders in which the rows were read that it was left over from. It may lack the very row that decided.

use std::path::Path;

use rusqlite::Connection;

use crate::domain::identity::Hasher;
use crate::domain::normalize::date::DateOrder;
use crate::error::Result;
use crate::input::header::{Header, Meaning};
use crate::input::source::Source;
use crate::store::setting;

/// What is kept of a column for which imports of different files disagree.
const DISAGREES: &str = "?";

/// The orders of dates of one file.
pub(super) struct Orders<'a> {
    /// The order of each column by position, where it is known.
    pub known: Vec<Option<DateOrder>>,
    header: &'a Header,
    hasher: Hasher,
}

impl<'a> Orders<'a> {
    /// What is known of a file. The user's word stands for all columns.
    pub fn of(conn: &Connection, source: &Source, header: &'a Header, stated: Option<DateOrder>) -> Result<Self> {
        let known = vec![stated; header.columns.len()];
        let mut orders = Self { known, header, hasher: setting::hasher(conn)? };
        if stated.is_none() && header.is_of_rejects() {
            let kept = match orders.kept(conn, &orders.key(Some(Path::new(&source.name))))? {
                Some(kept) => Some(kept),
                // It was renamed: rows under this header count as one kind of file, unless such files disagree.
                None => orders.kept(conn, &orders.key(None))?,
            };
            let own: Vec<usize> = orders.own_columns().collect();
            for (column, word) in own.into_iter().zip(kept.unwrap_or_default().split(',')) {
                orders.known[column] = DateOrder::parse(word);
            }
        }
        Ok(orders)
    }

    /// Keeps the orders in which a file was read of which rejected rows stand in the file at `rejects`.
    pub fn keep(&self, conn: &Connection, rejects: &Path, orders: &[Option<DateOrder>]) -> Result<()> {
        if orders.iter().flatten().next().is_none() {
            return Ok(());
        }
        let words: Vec<&str> =
            self.own_columns().map(|i| orders.get(i).copied().flatten().map_or("", DateOrder::name)).collect();
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
        format!("rejected_dates_{:016x}", self.hasher.parts("rejected dates", &parts))
    }
}

fn join<'a>(before: &'a str, now: &'a str) -> &'a str {
    match (before, now) {
        ("", word) | (word, "") => word,
        _ if before == now => now,
        _ => DISAGREES,
    }
}
