//! A hash index in a table of buckets: 64-bit hashes, each with numbers that it stands for. A bucket is one row, named by
//! the highest 16 bits of its hashes, and holds sorted entries of eleven bytes: the other 48 bits and a 40-bit number.
//!
//! Against an ordinary index this is a third smaller, is read whole at the speed of memory, and takes a million new
//! entries in one pass over its rows; a single look-up reads one row of about a kilobyte. A thousand new entries would
//! change a thousand of its rows, though: those of a large index gather in fewer and wider buckets first, the young ones,
//! and move on together when they have become many (the idea of the log-structured merge-tree, O'Neil and others, 1996).

mod level;

use std::sync::Arc;

use rusqlite::Connection;
use rustc_hash::FxHashSet;

use self::level::{Buckets, OLD, YOUNG};
use crate::error::Result;

/// A hash and a number that it stands for.
pub type Entry = (i64, i64);

/// From so many entries on new ones are young first.
const FEWEST_ENTRIES: u64 = 200_000;
/// Of how many old entries there may be one young.
const OLD_PER_YOUNG: u64 = 32;

/// A hash index, by its table `(bucket INTEGER PRIMARY KEY, entries BLOB)`.
#[derive(Debug, Clone, Copy)]
pub struct HashIndex {
    /// The table's name.
    pub table: &'static str,
}

/// A hash index that is read whole.
#[derive(Debug)]
pub struct Loaded {
    old: Buckets,
    young: Buckets,
}

/// A hash index that is read whole, if it is, for several threads to ask.
#[derive(Debug, Clone, Default)]
pub struct Known(Option<Arc<Loaded>>);

impl Known {
    /// Whether a hash is in the index; `false` settles nothing if that is not read whole.
    pub fn has(&self, hash: i64) -> bool {
        self.loaded().is_some_and(|loaded| loaded.numbers(hash).next().is_some())
    }

    /// The index, if it is read whole.
    pub fn loaded(&self) -> Option<&Loaded> {
        self.0.as_deref()
    }
}

impl From<Option<Loaded>> for Known {
    fn from(loaded: Option<Loaded>) -> Self {
        Self(loaded.map(Arc::new))
    }
}

/// The order of entries: that of hashes as unsigned numbers.
const fn order(entry: &Entry) -> (u64, i64) {
    (entry.0.cast_unsigned(), entry.1)
}

/// What two sequences hold, each in order, in one; an entry comes once.
fn merged(one: impl Iterator<Item = Entry>, other: impl Iterator<Item = Entry>) -> impl Iterator<Item = Entry> {
    let (mut one, mut other) = (one.peekable(), other.peekable());
    let mut last = None;
    let both = std::iter::from_fn(move || match (one.peek(), other.peek()) {
        (Some(first), Some(second)) if order(second) < order(first) => other.next(),
        (Some(_), _) => one.next(),
        (None, _) => other.next(),
    });
    both.filter(move |entry| last.replace(*entry) != Some(*entry))
}

impl Loaded {
    /// The numbers of a hash, in order.
    pub fn numbers(&self, hash: i64) -> impl Iterator<Item = i64> {
        merged(self.old.of(hash, hash), self.young.of(hash, hash)).map(|(_, number)| number)
    }

    /// The entries of hashes with a beginning, see [`HashIndex::beginning_of`].
    pub fn beginning_with(&self, beginning: i64) -> Vec<Entry> {
        let (first, last) = hashes_beginning_with(beginning);
        merged(self.old.of(first, last), self.young.of(first, last)).collect()
    }
}

/// The bits of a hash behind its beginning.
const BEGINNING_SHIFT: u32 = 25;

/// The first and the last hash with a beginning.
const fn hashes_beginning_with(beginning: i64) -> (i64, i64) {
    let first = beginning << BEGINNING_SHIFT;
    (first, first | ((1 << BEGINNING_SHIFT) - 1))
}

/// Whether reading an index of so many entries whole is cheaper than looking up so many hashes one by one. Up to a
/// million entries the number of buckets is what reading costs.
pub fn pays_to_load(entries: u64, look_ups: u64) -> bool {
    const SMALL: u64 = 10_000;
    entries < SMALL || look_ups > (entries / 100).max(SMALL)
}

impl HashIndex {
    /// Reads the index whole.
    pub fn load(self, conn: &Connection) -> Result<Loaded> {
        Ok(Loaded { old: Buckets::load(conn, self.table, OLD)?, young: Buckets::load(conn, self.table, YOUNG)? })
    }

    /// The numbers of a hash, in order.
    pub fn numbers(self, conn: &Connection, hash: i64) -> Result<Vec<i64>> {
        Ok(self.of(conn, hash, hash)?.into_iter().map(|(_, number)| number).collect())
    }

    /// The first 39 bits of a hash, which an entry can hold as its number.
    pub const fn beginning_of(hash: i64) -> i64 {
        (hash.cast_unsigned() >> BEGINNING_SHIFT).cast_signed()
    }

    /// The entries of hashes with a beginning.
    pub fn beginning_with(self, conn: &Connection, beginning: i64) -> Result<Vec<Entry>> {
        let (first, last) = hashes_beginning_with(beginning);
        self.of(conn, first, last)
    }

    /// The entries of hashes from one to another of the same bucket.
    fn of(self, conn: &Connection, first: i64, last: i64) -> Result<Vec<Entry>> {
        let (old, young) = (OLD.of(conn, self.table, first, last)?, YOUNG.of(conn, self.table, first, last)?);
        Ok(merged(old.into_iter(), young.into_iter()).collect())
    }

    /// The rows of buckets whose bytes are no entries in their order.
    pub fn damaged(self, conn: &Connection) -> Result<Vec<i64>> {
        let mut damaged = Vec::new();
        for level in [OLD, YOUNG] {
            level.for_each(conn, self.table, |bucket, bytes| {
                damaged.extend((!level.is_sound(bytes)).then_some(level.row(bucket)));
                Ok(())
            })?;
        }
        Ok(damaged)
    }

    /// Every entry, in order.
    pub fn for_each(self, conn: &Connection, mut run: impl FnMut(Entry)) -> Result<()> {
        let mut young = self.young(conn)?.into_iter().peekable();
        OLD.for_each(conn, self.table, |bucket, bytes| {
            for entry in OLD.entries(bucket, bytes) {
                while let Some(next) = young.next_if(|next| order(next) <= order(&entry)) {
                    if next != entry {
                        run(next);
                    }
                }
                run(entry);
            }
            Ok(())
        })?;
        young.for_each(run);
        Ok(())
    }

    /// Removes entries and adds others. Both may name entries that are not there or that are there already; what both
    /// name is there afterwards.
    pub fn change(self, conn: &Connection, mut removed: Vec<Entry>, mut added: Vec<Entry>) -> Result<()> {
        removed.sort_unstable_by_key(order);
        added.sort_unstable_by_key(order);
        let mut there = FxHashSet::default();
        let mut gone = Vec::with_capacity(removed.len());
        for entry in removed {
            if added.binary_search_by_key(&order(&entry), order).is_err() {
                gone.push(entry);
            } else if self.numbers(conn, entry.0)?.contains(&entry.1) {
                there.insert(entry);
            }
        }
        added.retain(|entry| !there.contains(entry));
        OLD.change(conn, self.table, &gone, std::iter::empty())?;
        YOUNG.change(conn, self.table, &gone, std::iter::empty())?;
        self.add_in_order(conn, added.len(), added.into_iter())
    }

    /// Adds entries, so many of them, that come in the order of their hashes as unsigned numbers.
    pub fn add_in_order(self, conn: &Connection, count: usize, entries: impl Iterator<Item = Entry>) -> Result<()> {
        if count == 0 {
            return Ok(());
        }
        let old = OLD.count(conn, self.table)?;
        let young = YOUNG.count(conn, self.table)?;
        if old >= FEWEST_ENTRIES && (young + count as u64) * OLD_PER_YOUNG <= old {
            return YOUNG.change(conn, self.table, &[], entries);
        }
        let grown = self.young(conn)?;
        YOUNG.clear(conn, self.table)?;
        OLD.change(conn, self.table, &[], merged(grown.into_iter(), entries))
    }

    /// Keeps only entries whose number passes.
    pub fn retain(self, conn: &Connection, keep: impl Fn(i64) -> bool) -> Result<()> {
        let mut gone = Vec::new();
        self.for_each(conn, |entry| {
            if !keep(entry.1) {
                gone.push(entry);
            }
        })?;
        self.change(conn, gone, Vec::new())
    }

    /// The young entries, in order.
    fn young(self, conn: &Connection) -> Result<Vec<Entry>> {
        let mut young = Vec::new();
        YOUNG.for_each(conn, self.table, |bucket, bytes| {
            young.extend(YOUNG.entries(bucket, bytes));
            Ok(())
        })?;
        Ok(young)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    const INDEX: HashIndex = HashIndex { table: "hashes" };

    fn database() -> Connection {
        let conn = Connection::open_in_memory().expect("memory");
        conn.execute_batch("CREATE TABLE hashes (bucket INTEGER PRIMARY KEY, entries BLOB NOT NULL)").expect("table");
        conn
    }

    fn all(conn: &Connection) -> Vec<Entry> {
        let mut entries = Vec::new();
        INDEX.for_each(conn, |entry| entries.push(entry)).expect("read");
        entries
    }

    #[test]
    fn the_last_entry_that_goes_takes_its_bucket_along() {
        let conn = database();
        INDEX.change(&conn, vec![], vec![(-1, 7), (-1, 8), (i64::MAX, 1), (0, 0)]).expect("add");
        assert_eq!(INDEX.numbers(&conn, -1).expect("look up"), [7, 8]);
        INDEX.retain(&conn, |number| number == 1).expect("retain");
        assert_eq!(all(&conn), [(i64::MAX, 1)]);
        let rows: i64 = conn.query_row("SELECT count(*) FROM hashes", [], |row| row.get(0)).expect("count");
        assert_eq!(rows, 1);
    }

    #[test]
    fn new_entries_of_a_large_index_stay_together_until_they_are_many() {
        let conn = database();
        let spread = |number: u64| (number.wrapping_mul(0x9e37_79b9_7f4a_7c15).cast_signed(), 7);
        let count_with = |numbers: std::ops::Range<u64>| {
            INDEX.change(&conn, Vec::new(), numbers.clone().map(spread).collect()).expect("add");
            YOUNG.count(&conn, INDEX.table).expect("count")
        };
        let few = FEWEST_ENTRIES / OLD_PER_YOUNG / 2;
        let rows = || -> i64 { conn.query_row("SELECT count(*) FROM hashes", [], |row| row.get(0)).expect("count") };
        assert_eq!(count_with(0..2 * FEWEST_ENTRIES), 0);
        let before = rows();
        assert_eq!(count_with(2 * FEWEST_ENTRIES..2 * FEWEST_ENTRIES + few), few);
        assert!(rows() <= before + 256);
        // Those that leave and come back at once do not move.
        let again: Vec<Entry> = (0..100).map(spread).collect();
        INDEX.change(&conn, again.clone(), again).expect("change");
        assert_eq!(YOUNG.count(&conn, INDEX.table).expect("count"), few);
        assert_eq!(count_with(2 * FEWEST_ENTRIES + few..3 * FEWEST_ENTRIES), 0);
        let found = all(&conn);
        assert_eq!(found.len() as u64, 3 * FEWEST_ENTRIES);
        assert!(found.is_sorted_by_key(order));
    }

    fn entry() -> impl Strategy<Value = Entry> {
        // Few hashes, some of one bucket, so that they meet.
        (prop_oneof![-3_i64..3, (0_i64..3).prop_map(|n| n << 60), any::<i64>()], 0_i64..4)
    }

    proptest! {
        #[test]
        fn it_holds_what_a_set_holds(steps in prop::collection::vec((prop::collection::vec(entry(), 0..8), prop::collection::vec(entry(), 0..8)), 1..5)) {
            let conn = database();
            let mut set = BTreeSet::new();
            for (removed, added) in steps {
                removed.iter().for_each(|entry| { set.remove(entry); });
                set.extend(&added);
                INDEX.change(&conn, removed, Vec::new()).expect("remove");
                let mut parts = added.chunks(added.len().div_ceil(3).max(1)).map(<[Entry]>::to_vec);
                INDEX.change(&conn, Vec::new(), parts.next().unwrap_or_default()).expect("add");
                let mut in_order = parts.next().unwrap_or_default();
                in_order.sort_unstable_by_key(order);
                INDEX.add_in_order(&conn, in_order.len(), in_order.into_iter()).expect("add in order");
                // As if there were many others.
                let mut young = parts.next().unwrap_or_default();
                young.sort_unstable_by_key(order);
                YOUNG.change(&conn, INDEX.table, &[], young.into_iter()).expect("add young ones");
            }
            let mut expected: Vec<Entry> = set.iter().copied().collect();
            expected.sort_unstable_by_key(order);
            prop_assert_eq!(all(&conn), expected);
            let loaded = INDEX.load(&conn).expect("load");
            for hash in set.iter().map(|(hash, _)| *hash).chain(-4..4) {
                let numbers: Vec<i64> = set.iter().filter(|(h, _)| *h == hash).map(|(_, number)| *number).collect();
                prop_assert_eq!(&loaded.numbers(hash).collect::<Vec<_>>(), &numbers);
                prop_assert_eq!(&INDEX.numbers(&conn, hash).expect("look up"), &numbers);
                let beginning = HashIndex::beginning_of(hash);
                let is_alike = |(h, _): &Entry| HashIndex::beginning_of(*h) == beginning;
                let mut alike: Vec<Entry> = set.iter().copied().filter(is_alike).collect();
                alike.sort_unstable_by_key(order);
                prop_assert_eq!(&loaded.beginning_with(beginning), &alike);
                prop_assert_eq!(&INDEX.beginning_with(&conn, beginning).expect("look up"), &alike);
            }
        }
    }
}
