//! The index of identities: which contacts hold each, by the identity's hash. An import works on a [`Directory`], which
//! keeps what it adds and takes away in memory until the file ends, so that rows can find contacts of the same file.

use rusqlite::Connection;
use rustc_hash::{FxHashMap, FxHashSet};

use super::hash_index::{Entry, HashIndex, Loaded, pays_to_load};
use super::ordered_table::OrderedTable;
use super::setting;
use crate::error::Result;

/// Every identity's hash with the contacts that hold it.
pub const IDENTITIES: HashIndex = HashIndex { table: "identity" };

/// How many identities a contact has, about.
const IDENTITIES_PER_ROW: usize = 4;

/// Who holds which identity, as an import sees it.
#[derive(Debug)]
pub struct Directory {
    /// What was stored before, when the file is large enough to read all of it.
    loaded: Option<Loaded>,
    /// What was looked up one by one, when it is not.
    looked_up: FxHashMap<i64, Vec<i64>>,
    /// The first holder that came to an identity since.
    first: OrderedTable,
    /// Holders that came after the first.
    more: FxHashMap<i64, Vec<i64>>,
    removed: FxHashSet<Entry>,
}

impl Directory {
    /// Opens the directory for a file of about `expected` rows, which may bring as many contacts or hardly any.
    pub fn open(conn: &Connection, expected: u64, brings_contacts: bool) -> Result<Self> {
        let contacts = setting::next_id(conn, "contact")?.cast_unsigned();
        let is_loaded = pays_to_load(contacts.saturating_mul(4), expected.saturating_mul(4));
        // Most rows of a file of people that is no smaller than what is stored are new.
        let is_all_new = brings_contacts && contacts < expected;
        let room = if is_all_new { usize::try_from(expected)?.saturating_mul(IDENTITIES_PER_ROW) } else { 0 };
        Ok(Self {
            loaded: is_loaded.then(|| IDENTITIES.load(conn)).transpose()?,
            looked_up: FxHashMap::default(),
            first: OrderedTable::with_room_for(room),
            more: FxHashMap::default(),
            removed: FxHashSet::default(),
        })
    }

    /// The contacts that hold an identity, in the order in which they came to it, into `holders`.
    pub fn holders(&mut self, conn: &Connection, key: i64, holders: &mut Vec<i64>) -> Result<()> {
        holders.clear();
        match &self.loaded {
            Some(loaded) => holders.extend(loaded.numbers(key)),
            None => match self.looked_up.get(&key) {
                Some(stored) => holders.extend(stored),
                None => {
                    holders.extend(IDENTITIES.numbers(conn, key)?);
                    self.looked_up.insert(key, holders.clone());
                }
            },
        }
        if !self.removed.is_empty() {
            holders.retain(|id| !self.removed.contains(&(key, *id)));
        }
        if let Some(first) = self.first.get(key) {
            holders.push(first);
            holders.extend(self.more.get(&key).into_iter().flatten());
        }
        Ok(())
    }

    /// Brings identities that will be looked up closer, all at once.
    pub fn approach(&self, keys: impl Iterator<Item = i64>) {
        self.first.approach(keys);
    }

    /// Adds a holder, who must not hold the identity yet.
    pub fn add(&mut self, key: i64, contact_id: i64) {
        if !self.removed.is_empty() && self.removed.remove(&(key, contact_id)) {
            return;
        }
        if self.first.get(key).is_some() {
            self.more.entry(key).or_default().push(contact_id);
        } else {
            self.first.insert(key, contact_id);
        }
    }

    /// Takes an identity away from a contact that holds it.
    pub fn remove(&mut self, key: i64, contact_id: i64) {
        let mut added: Vec<i64> = self.first.remove(key).into_iter().collect();
        added.extend(self.more.remove(&key).unwrap_or_default());
        let before = added.len();
        added.retain(|id| *id != contact_id);
        if added.len() == before {
            self.removed.insert((key, contact_id));
        }
        added.into_iter().for_each(|id| self.add(key, id));
    }

    /// Writes what was added and removed.
    pub fn store(&mut self, conn: &Connection) -> Result<()> {
        let removed = std::mem::take(&mut self.removed).into_iter().collect();
        let more = std::mem::take(&mut self.more).into_iter();
        let more = more.flat_map(|(key, ids)| ids.into_iter().map(move |id| (key, id))).collect();
        self.loaded = None;
        let first = std::mem::take(&mut self.first);
        IDENTITIES.add_in_order(conn, first.count(), first.iter())?;
        IDENTITIES.change(conn, removed, more)
    }
}

/// The contacts that hold an identity, by id.
pub fn holders(conn: &Connection, key: i64) -> Result<Vec<i64>> {
    IDENTITIES.numbers(conn, key)
}

/// The identities that have between two and `most` holders, each with these.
pub fn shared(conn: &Connection, most: usize) -> Result<Vec<(i64, Vec<i64>)>> {
    let mut groups: Vec<(i64, Vec<i64>)> = Vec::new();
    let (mut held, mut holders) = (0, Vec::new());
    let mut add = |key: i64, holders: &[i64]| {
        if (2..=most).contains(&holders.len()) {
            groups.push((key, holders.to_vec()));
        }
    };
    IDENTITIES.for_each(conn, |(key, id)| {
        if held != key {
            add(held, &holders);
            holders.clear();
            held = key;
        }
        holders.push(id);
    })?;
    add(held, &holders);
    Ok(groups)
}

/// Makes `keys` the identities of a contact: `old` go, `new` come.
pub fn replace(conn: &Connection, contact_id: i64, old: &[i64], new: &[i64]) -> Result<()> {
    let entries = |keys: &[i64]| keys.iter().map(|key| (*key, contact_id)).collect();
    IDENTITIES.change(conn, entries(old), entries(new))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_loaded_and_the_looked_up_directory_agree() {
        for expected in [0, 1_000_000] {
            let conn = Connection::open_in_memory().expect("memory");
            conn.execute_batch(
                "CREATE TABLE identity (bucket INTEGER PRIMARY KEY, entries BLOB NOT NULL);
                 CREATE TABLE setting (key TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;
                 CREATE TABLE contact (id INTEGER PRIMARY KEY)",
            )
            .expect("tables");
            setting::keep_next_id(&conn, "contact", 20_001).expect("id");
            IDENTITIES.change(&conn, vec![], (0..20_000).map(|n| (n / 2, n + 1)).collect()).expect("fill");
            let mut directory = Directory::open(&conn, expected, true).expect("open");
            assert_eq!(directory.loaded.is_some(), expected > 0);
            let mut holders = Vec::new();
            directory.holders(&conn, 7, &mut holders).expect("look-up");
            assert_eq!(holders, [15, 16]);
            directory.holders(&conn, 99_999, &mut holders).expect("look-up");
            assert!(holders.is_empty());
            directory.add(99_999, 5);
            directory.remove(7, 15);
            directory.add(7, 3);
            directory.add(7, 2);
            directory.remove(7, 3);
            directory.holders(&conn, 7, &mut holders).expect("look-up");
            assert_eq!(holders, [16, 2]);
            directory.store(&conn).expect("store");
            assert_eq!(super::holders(&conn, 7).expect("read"), [2, 16]);
            assert_eq!(super::holders(&conn, 99_999).expect("read"), [5]);
            assert_eq!(shared(&conn, 2).expect("read").len(), 10_000);
        }
    }
}
