//! Rows of contacts and companies that were taken in before, by keyed hashes of what they say. What files of a name said
//! last of somebody is no news when they say it again, so that files that disagree do not undo each other night after
//! night, and a file that comes again is not even typed.
//!
//! The index holds two kinds of entries: of each row that stands, its content with the journal entry that took it in;
//! and of whom rows are about, the beginnings of the contents that stand, by which these are found when others come. What
//! others took the place of is kept beside, for an undo.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension};
use rustc_hash::FxHashSet;

use super::hash_index::{Entry, HashIndex, Known, pays_to_load};
use super::setting;
use crate::error::Result;

const TAKEN_ROWS: HashIndex = HashIndex { table: "taken_row" };

/// Added to the beginning of a content, so that it is no number of a journal entry.
const BEGINNING: i64 = 1 << 39;

/// The beginning of a content as the number of whom it is about.
const fn beginning_of(content: i64) -> i64 {
    BEGINNING | HashIndex::beginning_of(content)
}

/// Knows which rows were taken in before, and takes note of new ones.
#[derive(Debug)]
pub struct TakenRows {
    /// What stands, when that is cheaper than looking each row up.
    known: Known,
    added: Vec<Said>,
}

/// What a row of a file says: two hashes, made when the row is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    /// Of all that it says, under its header, the file's name and the options it was read with.
    pub content: i64,
    /// Of the file's name and whom the row is about.
    pub subject: i64,
}

impl TakenRows {
    /// Opens the set for a file of about `expected` rows.
    pub fn open(conn: &Connection, expected: u64) -> Result<Self> {
        let contacts = setting::next_id(conn, "contact")?.cast_unsigned();
        let is_loaded = pays_to_load(contacts, expected);
        let loaded = is_loaded.then(|| TAKEN_ROWS.load(conn)).transpose()?;
        Ok(Self { known: loaded.into(), added: Vec::new() })
    }

    /// What was taken in before, for another thread to ask.
    pub fn known(&self) -> Known {
        self.known.clone()
    }

    /// Whether this is what files of this name said last of whom the row is about. A value that comes back after
    /// another is news.
    pub fn is_known(&self, conn: &Connection, said: Said) -> Result<bool> {
        match self.known.loaded() {
            Some(_) => Ok(self.known.has(said.content)),
            None => Ok(!TAKEN_ROWS.numbers(conn, said.content)?.is_empty()),
        }
    }

    /// Notes that a row was taken in now.
    pub fn add(&mut self, said: Said) {
        self.added.push(said);
    }

    /// Writes what was noted, in place of what was said before of the same.
    pub fn store(&mut self, conn: &Connection, journal_id: i64) -> Result<()> {
        let added = std::mem::take(&mut self.added);
        let mut removed: Vec<Entry> = Vec::new();
        for said in &added {
            for beginning in self.beginnings(conn, said.subject)? {
                removed.push((said.subject, beginning));
                removed.extend(match self.known.loaded() {
                    Some(loaded) => loaded.beginning_with(beginning & !BEGINNING),
                    None => TAKEN_ROWS.beginning_with(conn, beginning & !BEGINNING)?,
                });
            }
        }
        self.known = Known::default();
        removed.sort_unstable();
        removed.dedup();
        keep_before(conn, journal_id, &removed)?;
        let entries =
            added.iter().flat_map(|said| [(said.content, journal_id), (said.subject, beginning_of(said.content))]);
        TAKEN_ROWS.change(conn, removed, entries.collect())
    }

    /// The beginnings of what was said before.
    fn beginnings(&self, conn: &Connection, subject: i64) -> Result<Vec<i64>> {
        match self.known.loaded() {
            Some(loaded) => Ok(loaded.numbers(subject).collect()),
            None => TAKEN_ROWS.numbers(conn, subject),
        }
    }
}

/// Keeps what rows of a journal entry took the place of.
fn keep_before(conn: &Connection, journal_id: i64, entries: &[Entry]) -> Result<()> {
    if entries.is_empty() {
        return Ok(());
    }
    let bytes: Vec<u8> =
        entries.iter().flat_map(|(hash, number)| [hash.to_le_bytes(), number.to_le_bytes()]).flatten().collect();
    conn.execute("INSERT INTO taken_before (journal_id, entries) VALUES (?1, ?2)", (journal_id, bytes))?;
    Ok(())
}

/// Entries as [`keep_before`] keeps them.
fn entries_of(bytes: &[u8]) -> Vec<Entry> {
    let numbers: Vec<i64> = bytes.as_chunks().0.iter().map(|bytes| i64::from_le_bytes(*bytes)).collect();
    numbers.as_chunks().0.iter().map(|[hash, number]| (*hash, *number)).collect()
}

/// Takes what was kept by [`keep_before`], but for rows of entries that are undone by now.
fn take_before(conn: &Connection, journal_id: i64) -> Result<Vec<Entry>> {
    let mut take = conn.prepare("DELETE FROM taken_before WHERE journal_id = ?1 RETURNING entries")?;
    let Some(bytes) = take.query_row([journal_id], |row| row.get::<_, Vec<u8>>(0)).optional()? else {
        return Ok(Vec::new());
    };
    Ok(still_taken(&bytes, &undone_entries(conn)?))
}

fn undone_entries(conn: &Connection) -> Result<FxHashSet<i64>> {
    let mut undone = conn.prepare("SELECT id FROM journal WHERE undone_at IS NOT NULL")?;
    let ids = undone.query_map([], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// Kept entries but for rows of journal entries that are undone.
fn still_taken(bytes: &[u8], undone: &FxHashSet<i64>) -> Vec<Entry> {
    let all = entries_of(bytes);
    let entries = || all.iter().copied();
    let gone: FxHashSet<i64> =
        entries().filter(|(_, number)| undone.contains(number)).map(|(content, _)| beginning_of(content)).collect();
    entries().filter(|(_, number)| !undone.contains(number) && !gone.contains(number)).collect()
}

/// Leaves rows of entries that are undone out of all that was kept, before the journal forgets that they are.
pub fn settle_before(conn: &Connection) -> Result<()> {
    let undone = undone_entries(conn)?;
    if undone.is_empty() {
        return Ok(());
    }
    let kept: Vec<(i64, Vec<u8>)> = conn
        .prepare("DELETE FROM taken_before RETURNING journal_id, entries")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    kept.iter().try_for_each(|(journal_id, bytes)| keep_before(conn, *journal_id, &still_taken(bytes, &undone)))
}

/// Buckets of the index that cannot be read.
pub fn damaged(conn: &Connection) -> Result<Vec<i64>> {
    TAKEN_ROWS.damaged(conn)
}

/// Forgets what these buckets held: files that said it are read again.
pub fn drop_buckets(conn: &Connection, buckets: &[i64]) -> Result<()> {
    let mut remove = conn.prepare("DELETE FROM taken_row WHERE bucket = ?1")?;
    for bucket in buckets {
        remove.execute([bucket])?;
    }
    Ok(())
}

/// Forgets the rows that a journal entry took in, for those whose place they took. When contacts go with it, rows of
/// later entries are forgotten as well: they may have been about these.
pub fn forget(conn: &Connection, journal_id: i64) -> Result<()> {
    let sql = "SELECT EXISTS (SELECT 1 FROM created WHERE journal_id = ?1 AND row_table = 'contact')";
    let loses_contacts: bool = conn.query_row(sql, [journal_id], |row| row.get(0))?;
    let is_gone = |number: i64| number == journal_id || loses_contacts && (journal_id..BEGINNING).contains(&number);
    let mut gone: Vec<Entry> = Vec::new();
    TAKEN_ROWS.for_each(conn, |entry| gone.extend(is_gone(entry.1).then_some(entry)))?;
    let beginnings: FxHashSet<i64> = gone.iter().map(|(content, _)| beginning_of(*content)).collect();
    TAKEN_ROWS.for_each(conn, |entry| gone.extend(beginnings.contains(&entry.1).then_some(entry)))?;
    TAKEN_ROWS.change(conn, gone, Vec::new())?;
    // Where something else stands by now, what came before it does not come back.
    let mut before = take_before(conn, journal_id)?;
    let mut overtaken = FxHashSet::default();
    for (subject, beginning) in before.iter().filter(|(_, number)| *number >= BEGINNING) {
        if !TAKEN_ROWS.numbers(conn, *subject)?.is_empty() {
            overtaken.insert(*beginning);
        }
    }
    before.retain(|(hash, number)| !overtaken.contains(number) && !overtaken.contains(&beginning_of(*hash)));
    TAKEN_ROWS.change(conn, Vec::new(), before)
}

/// Forgets what files said of people who are deleted for good, by all the identities that they had, so that a file that
/// brings them again is not taken for known.
pub(super) fn forget_people(conn: &Connection, identities: &FxHashSet<i64>) -> Result<()> {
    let hasher = setting::hasher(conn)?;
    let mut files = conn.prepare("SELECT DISTINCT file FROM batch WHERE kind = 'contacts'")?;
    let files: FxHashSet<i64> = files
        .query_map([], |row| row.get::<_, String>(0))?
        .map(|file| Ok(hasher.file_name(Path::new(&file?).file_name().unwrap_or_default().as_encoded_bytes())))
        .collect::<Result<_>>()?;
    let subjects: FxHashSet<i64> =
        files.iter().flat_map(|file| identities.iter().map(|key| hasher.subject(*file, *key))).collect();
    let mut gone: Vec<Entry> = Vec::new();
    for subject in &subjects {
        for beginning in TAKEN_ROWS.numbers(conn, *subject)? {
            gone.push((*subject, beginning));
            gone.extend(TAKEN_ROWS.beginning_with(conn, beginning & !BEGINNING)?);
        }
    }
    TAKEN_ROWS.change(conn, gone, Vec::new())?;
    forget_before(conn, &subjects)
}

/// The same in what was kept for an undo.
fn forget_before(conn: &Connection, subjects: &FxHashSet<i64>) -> Result<()> {
    let mut find = conn.prepare("SELECT journal_id, entries FROM taken_before ORDER BY journal_id")?;
    let kept: Vec<(i64, Vec<u8>)> =
        find.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    for (journal_id, bytes) in kept {
        let entries = entries_of(&bytes);
        let beginnings: FxHashSet<i64> =
            entries.iter().filter(|(hash, _)| subjects.contains(hash)).map(|(_, number)| *number).collect();
        if beginnings.is_empty() {
            continue;
        }
        let is_left =
            |(hash, number): &Entry| !beginnings.contains(number) && !beginnings.contains(&beginning_of(*hash));
        let left: Vec<Entry> = entries.into_iter().filter(is_left).collect();
        conn.execute("DELETE FROM taken_before WHERE journal_id = ?1", [journal_id])?;
        keep_before(conn, journal_id, &left)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes in what a file says of somebody, and says whether that was news.
    fn take(conn: &Connection, journal_id: i64, content: i64) -> bool {
        conn.execute("INSERT OR IGNORE INTO journal (id, command, at) VALUES (?1, 'import', 0)", [journal_id])
            .expect("journal");
        let said = Said { content: content << 32, subject: 7 };
        let mut rows = TakenRows::open(conn, 1).expect("open");
        let is_news = !rows.is_known(conn, said).expect("look-up");
        if is_news {
            rows.add(said);
            rows.store(conn, journal_id).expect("store");
        }
        is_news
    }

    fn undo(conn: &Connection, journal_id: i64) {
        forget(conn, journal_id).expect("forget");
        conn.execute("UPDATE journal SET undone_at = 1 WHERE id = ?1", [journal_id]).expect("journal");
    }

    fn database() -> Connection {
        let conn = Connection::open_in_memory().expect("memory");
        conn.execute_batch(include_str!("migrations/001_start.sql")).expect("schema");
        conn
    }

    #[test]
    fn an_undo_gives_back_what_stood_before() {
        let conn = database();
        assert!(take(&conn, 1, 1) && !take(&conn, 2, 1) && take(&conn, 3, 2));
        undo(&conn, 3);
        assert!(!take(&conn, 4, 1) && take(&conn, 5, 2));
        undo(&conn, 5);
        undo(&conn, 1);
        assert!(take(&conn, 6, 1));
    }

    #[test]
    fn an_undo_gives_nothing_back_that_others_took_the_place_of() {
        let conn = database();
        assert!(take(&conn, 1, 1) && take(&conn, 2, 2) && take(&conn, 3, 3));
        undo(&conn, 2);
        assert!(!take(&conn, 4, 3) && take(&conn, 5, 1));
    }
}
