//! One level of the buckets of a hash index: how the rows are numbered and the entries written.

use rusqlite::{Connection, OptionalExtension};

use super::{Entry, merged, order};
use crate::error::Result;

/// The bytes of an entry's number, which has forty bits.
const NUMBER_WIDTH: usize = 5;

/// How many of the first buckets tell how many entries there are, hashes being spread evenly.
const SAMPLE: usize = 64;

/// A level: buckets named by so many of the highest bits of their hashes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Level {
    /// The row of the first bucket.
    first_row: i64,
    /// The bytes of a hash that name its bucket; an entry has the others.
    name_width: usize,
}

/// The buckets that hold nearly all.
pub(super) const OLD: Level = Level { first_row: 0, name_width: 2 };
/// The buckets that new entries come to first.
pub(super) const YOUNG: Level = Level { first_row: 1 << 16, name_width: 1 };

impl Level {
    const fn buckets(self) -> usize {
        1 << (8 * self.name_width)
    }

    /// The bytes of an entry that belong to its hash.
    const fn hash_width(self) -> usize {
        size_of::<i64>() - self.name_width
    }

    const fn width(self) -> usize {
        self.hash_width() + NUMBER_WIDTH
    }

    fn bucket_of(self, hash: i64) -> usize {
        (hash.cast_unsigned() >> (8 * self.hash_width())) as usize
    }

    /// The row of a bucket.
    pub fn row(self, bucket: usize) -> i64 {
        self.first_row + bucket as i64
    }

    fn encode(self, (hash, number): Entry, bytes: &mut Vec<u8>) {
        debug_assert!((0..1 << 40).contains(&number), "numbers have forty bits");
        bytes.extend_from_slice(&hash.to_be_bytes()[self.name_width..]);
        bytes.extend_from_slice(&number.to_be_bytes()[size_of::<i64>() - NUMBER_WIDTH..]);
    }

    fn decode(self, bucket: usize, bytes: &[u8]) -> Entry {
        let (low, number) = bytes.split_at(self.hash_width());
        let mut hash = [0; size_of::<i64>()];
        hash[self.name_width..].copy_from_slice(low);
        let high = (bucket as u64) << (8 * self.hash_width());
        let mut wide = [0; size_of::<i64>()];
        wide[size_of::<i64>() - NUMBER_WIDTH..].copy_from_slice(number);
        ((u64::from_be_bytes(hash) | high).cast_signed(), i64::from_be_bytes(wide))
    }

    /// The entries in the bytes of a bucket, in order.
    pub fn entries(self, bucket: usize, bytes: &[u8]) -> impl Iterator<Item = Entry> {
        bytes.chunks_exact(self.width()).map(move |entry| self.decode(bucket, entry))
    }

    /// Those of hashes from one to another of the same bucket.
    fn entries_of(self, bytes: &[u8], first: i64, last: i64) -> impl Iterator<Item = Entry> {
        let bucket = self.bucket_of(first);
        let wanted = &first.to_be_bytes()[self.name_width..];
        let (mut low, mut high) = (0, bytes.len() / self.width());
        while low < high {
            let middle = (low + high) / 2;
            if &bytes[middle * self.width()..][..self.hash_width()] < wanted {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let rest = self.entries(bucket, &bytes[low * self.width()..]);
        rest.take_while(move |(hash, _)| hash.cast_unsigned() <= last.cast_unsigned())
    }

    /// Whether the bytes of a bucket are entries in order.
    pub fn is_sound(self, bytes: &[u8]) -> bool {
        bytes.len().is_multiple_of(self.width()) && bytes.chunks(self.width()).is_sorted_by(|one, next| one < next)
    }

    /// The stored entries of hashes from one to another of the same bucket.
    pub fn of(self, conn: &Connection, table: &str, first: i64, last: i64) -> Result<Vec<Entry>> {
        let mut statement = conn.prepare_cached(&format!("SELECT entries FROM {table} WHERE bucket = ?1"))?;
        let mut rows = statement.query([self.row(self.bucket_of(first))])?;
        Ok(match rows.next()? {
            Some(row) => self.entries_of(row.get_ref(0)?.as_blob()?, first, last).collect(),
            None => Vec::new(),
        })
    }

    /// How many entries there are, about; exactly where there are few buckets.
    pub fn count(self, conn: &Connection, table: &str) -> Result<u64> {
        let buckets = if self.buckets() > 4 * SAMPLE { SAMPLE } else { self.buckets() };
        let sql = format!("SELECT total(length(entries)) FROM {table} WHERE bucket >= ?1 AND bucket < ?2");
        let mut statement = conn.prepare_cached(&sql)?;
        let bytes: f64 = statement.query_row((self.row(0), self.row(buckets)), |row| row.get(0))?;
        Ok(bytes as u64 / self.width() as u64 * (self.buckets() / buckets) as u64)
    }

    /// Runs over all buckets with their bytes.
    pub fn for_each(
        self,
        conn: &Connection,
        table: &str,
        mut run: impl FnMut(usize, &[u8]) -> Result<()>,
    ) -> Result<()> {
        let sql = format!("SELECT bucket, entries FROM {table} WHERE bucket >= ?1 AND bucket < ?2 ORDER BY bucket");
        let mut statement = conn.prepare_cached(&sql)?;
        let mut rows = statement.query((self.row(0), self.row(self.buckets())))?;
        while let Some(row) = rows.next()? {
            run(usize::try_from(row.get::<_, i64>(0)? - self.first_row)?, row.get_ref(1)?.as_blob()?)?;
        }
        Ok(())
    }

    /// Removes entries and adds others, both in order.
    pub fn change(
        self,
        conn: &Connection,
        table: &str,
        mut removed: &[Entry],
        added: impl Iterator<Item = Entry>,
    ) -> Result<()> {
        let mut added = added.peekable();
        let mut new = Vec::new();
        while let Some(next) = removed.first().into_iter().chain(added.peek()).min_by_key(|entry| order(entry)) {
            let bucket = self.bucket_of(next.0);
            let is_here = |(hash, _): &Entry| self.bucket_of(*hash) == bucket;
            let (out, rest) = removed.split_at(removed.iter().take_while(|entry| is_here(entry)).count());
            removed = rest;
            new.clear();
            new.extend(std::iter::from_fn(|| added.next_if(is_here)));
            self.change_bucket(conn, table, bucket, out, &new)?;
        }
        Ok(())
    }

    fn change_bucket(
        self,
        conn: &Connection,
        table: &str,
        bucket: usize,
        removed: &[Entry],
        added: &[Entry],
    ) -> Result<()> {
        let row = self.row(bucket);
        let mut find = conn.prepare_cached(&format!("SELECT entries FROM {table} WHERE bucket = ?1"))?;
        let old: Option<Vec<u8>> = find.query_row([row], |row| row.get(0)).optional()?;
        let stored = old.as_deref().unwrap_or_default();
        let left = self.entries(bucket, stored).filter(|entry| removed.binary_search(entry).is_err());
        let mut bytes = Vec::with_capacity(stored.len() + added.len() * self.width());
        merged(left, added.iter().copied()).for_each(|entry| self.encode(entry, &mut bytes));
        if bytes.is_empty() {
            conn.prepare_cached(&format!("DELETE FROM {table} WHERE bucket = ?1"))?.execute([row])?;
        } else if stored != bytes {
            conn.prepare_cached(&format!("INSERT OR REPLACE INTO {table} (bucket, entries) VALUES (?1, ?2)"))?
                .execute((row, bytes))?;
        }
        Ok(())
    }

    /// Removes all entries.
    pub fn clear(self, conn: &Connection, table: &str) -> Result<()> {
        conn.prepare_cached(&format!("DELETE FROM {table} WHERE bucket >= ?1 AND bucket < ?2"))?
            .execute((self.row(0), self.row(self.buckets())))?;
        Ok(())
    }
}

/// The buckets of a level that is read whole.
#[derive(Debug)]
pub(super) struct Buckets {
    level: Level,
    bytes: Vec<u8>,
    /// Where each bucket begins in `bytes`, and where the last one ends; empty when there are no entries.
    starts: Vec<usize>,
}

impl Buckets {
    /// Reads them.
    pub fn load(conn: &Connection, table: &str, level: Level) -> Result<Self> {
        let (mut bytes, mut starts) = (Vec::new(), Vec::new());
        level.for_each(conn, table, |bucket, stored| {
            starts.resize(bucket + 1, bytes.len());
            bytes.extend_from_slice(stored);
            Ok(())
        })?;
        if !bytes.is_empty() {
            starts.resize(level.buckets() + 1, bytes.len());
        }
        Ok(Self { level, bytes, starts })
    }

    /// The entries of hashes from one to another of the same bucket.
    pub fn of(&self, first: i64, last: i64) -> impl Iterator<Item = Entry> {
        let bucket = self.level.bucket_of(first);
        let bytes = match (self.starts.get(bucket), self.starts.get(bucket + 1)) {
            (Some(start), Some(end)) => &self.bytes[*start..*end],
            _ => &[],
        };
        self.level.entries_of(bytes, first, last)
    }
}
