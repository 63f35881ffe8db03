//! The table `identity`: from the keyed hash of an identity to its holders. For an import that is large against the
//! table the whole of it is loaded into memory, else each key is looked up.

use rusqlite::Connection;
use rustc_hash::FxHashMap;

use crate::error::Result;

/// Looks up holders of identities and takes in new ones; what is new is written by [`Directory::store`].
#[derive(Debug)]
pub struct Directory {
    /// The first holder of each key; in memory all of them, else only those of this import.
    first: FxHashMap<i64, i64>,
    /// Further holders of shared identities.
    more: FxHashMap<i64, Vec<i64>>,
    /// Whether `first` and `more` hold the whole table.
    is_loaded: bool,
    added: Vec<(i64, i64)>,
    removed: Vec<(i64, i64)>,
}

impl Directory {
    /// Opens the directory for about `expected` look-ups.
    pub fn open(conn: &Connection, expected: u64) -> Result<Self> {
        // A look-up costs about thirty times what loading one row costs.
        let rows: u64 =
            conn.query_row("SELECT count(*) FROM identity", [], |row| row.get::<_, i64>(0))?.cast_unsigned();
        let is_loaded = rows < 10_000 || expected.saturating_mul(30) > rows;
        let mut directory = Self {
            first: FxHashMap::default(),
            more: FxHashMap::default(),
            is_loaded,
            added: Vec::new(),
            removed: Vec::new(),
        };
        if is_loaded {
            directory.first.reserve(usize::try_from(rows).unwrap_or(0));
            let mut statement = conn.prepare("SELECT key, contact_id FROM identity ORDER BY key, contact_id")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                directory.take_in(row.get(0)?, row.get(1)?);
            }
        }
        Ok(directory)
    }

    fn take_in(&mut self, key: i64, contact_id: i64) -> bool {
        match self.first.get(&key) {
            None => {
                self.first.insert(key, contact_id);
                true
            }
            Some(first) if *first == contact_id => false,
            Some(_) => {
                let more = self.more.entry(key).or_default();
                let is_new = !more.contains(&contact_id);
                if is_new {
                    more.push(contact_id);
                }
                is_new
            }
        }
    }

    /// The contacts that hold an identity, in the order in which they came to it, into `holders`.
    pub fn holders(&mut self, conn: &Connection, key: i64, holders: &mut Vec<i64>) -> Result<()> {
        holders.clear();
        if !self.is_loaded && !self.first.contains_key(&key) {
            let mut statement =
                conn.prepare_cached("SELECT contact_id FROM identity WHERE key = ?1 ORDER BY contact_id")?;
            let mut rows = statement.query([key])?;
            while let Some(row) = rows.next()? {
                self.take_in(key, row.get(0)?);
            }
            self.first.entry(key).or_insert(NOBODY);
        }
        match self.first.get(&key) {
            None | Some(&NOBODY) => {}
            Some(first) => {
                holders.push(*first);
                if let Some(more) = self.more.get(&key) {
                    holders.extend(more);
                }
            }
        }
        Ok(())
    }

    /// Adds a holder.
    pub fn add(&mut self, key: i64, contact_id: i64) {
        if self.first.get(&key) == Some(&NOBODY) {
            self.first.insert(key, contact_id);
            self.added.push((key, contact_id));
        } else if self.take_in(key, contact_id) {
            self.added.push((key, contact_id));
        }
    }

    /// Takes an identity away from a holder. Its key must have been looked up before.
    pub fn remove(&mut self, key: i64, contact_id: i64) {
        let mut rest = self.more.remove(&key).unwrap_or_default();
        match self.first.get(&key) {
            Some(first) if *first == contact_id => {}
            Some(first) if *first != NOBODY => rest.insert(0, *first),
            _ => {}
        }
        rest.retain(|id| *id != contact_id);
        self.first.insert(key, rest.first().copied().unwrap_or(NOBODY));
        if rest.len() > 1 {
            self.more.insert(key, rest.split_off(1));
        }
        self.removed.push((key, contact_id));
    }

    /// Writes what was added and removed since the last time, in the order of keys, so that the table grows at as few
    /// places as possible.
    pub fn store(&mut self, conn: &Connection) -> Result<()> {
        let mut removed = std::mem::take(&mut self.removed);
        removed.sort_unstable();
        let mut added = std::mem::take(&mut self.added);
        added.sort_unstable();
        // What was added and then removed again must not be written.
        added.retain(|(key, id)| removed.binary_search(&(*key, *id)).is_err() || self.holds(*key, *id));
        let mut delete = conn.prepare_cached("DELETE FROM identity WHERE key = ?1 AND contact_id = ?2")?;
        for (key, id) in removed {
            delete.execute((key, id))?;
        }
        let mut insert = conn.prepare_cached("INSERT OR IGNORE INTO identity (key, contact_id) VALUES (?1, ?2)")?;
        for (key, id) in added {
            insert.execute((key, id))?;
        }
        Ok(())
    }

    fn holds(&self, key: i64, contact_id: i64) -> bool {
        self.first.get(&key) == Some(&contact_id) || self.more.get(&key).is_some_and(|more| more.contains(&contact_id))
    }
}

/// Stands for "looked up, nobody holds it". Ids begin at 1.
const NOBODY: i64 = 0;

/// The contacts that hold an identity, by id.
pub fn holders(conn: &Connection, key: i64) -> Result<Vec<i64>> {
    let mut statement = conn.prepare_cached("SELECT contact_id FROM identity WHERE key = ?1 ORDER BY contact_id")?;
    let ids = statement.query_map([key], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// Makes `keys` the identities of a contact: `old` go, `new` come.
pub fn replace(conn: &Connection, contact_id: i64, old: &[i64], new: &[i64]) -> Result<()> {
    let mut delete = conn.prepare_cached("DELETE FROM identity WHERE key = ?1 AND contact_id = ?2")?;
    for key in old.iter().filter(|key| !new.contains(key)) {
        delete.execute((key, contact_id))?;
    }
    let mut insert = conn.prepare_cached("INSERT OR IGNORE INTO identity (key, contact_id) VALUES (?1, ?2)")?;
    for key in new {
        insert.execute((key, contact_id))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn database() -> Connection {
        let conn = Connection::open_in_memory().expect("memory");
        conn.execute_batch("CREATE TABLE identity (key, contact_id, PRIMARY KEY (key, contact_id)) WITHOUT ROWID")
            .expect("table");
        conn
    }

    #[test]
    fn the_loaded_and_the_looked_up_directory_agree() {
        for expected in [0, 1_000_000] {
            let conn = database();
            for n in 0..20_000 {
                conn.execute("INSERT INTO identity VALUES (?1, ?2)", (n / 2, n + 1)).expect("insert");
            }
            let mut directory = Directory::open(&conn, expected).expect("open");
            assert_eq!(directory.is_loaded, expected > 0);
            let mut holders = Vec::new();
            directory.holders(&conn, 7, &mut holders).expect("look-up");
            assert_eq!(holders, [15, 16]);
            directory.holders(&conn, 99_999, &mut holders).expect("look-up");
            assert!(holders.is_empty());
            directory.add(99_999, 5);
            directory.remove(7, 15);
            directory.add(7, 3);
            directory.remove(7, 3);
            directory.store(&conn).expect("store");
            assert_eq!(super::holders(&conn, 7).expect("read"), [16]);
            assert_eq!(super::holders(&conn, 99_999).expect("read"), [5]);
        }
    }
}
