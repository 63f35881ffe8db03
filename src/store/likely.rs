//! What dedupe remembers from run to run: the trained model, what each contact looked like when it was last compared,
//! pairs that are likely and wait for a person, and what people said of pairs. All but the last can be derived again.

use rusqlite::{Connection, OptionalExtension, params};
use rustc_hash::FxHashMap;

use super::journal::Journal;
use super::setting;
use crate::domain::time::Instant;
use crate::error::Result;

/// Contacts whose fingerprints stand in one row.
const BUCKET: i64 = 4096;
/// Where the model stands.
const MODEL: &str = "dedupe_model";

/// The trained model, as it was kept.
pub fn model(conn: &Connection) -> Result<Option<String>> {
    setting::get(conn, MODEL)
}

/// Keeps the trained model.
pub fn keep_model(conn: &Connection, model: &str) -> Result<()> {
    setting::set(conn, MODEL, model)
}

/// What contacts looked like when they were last compared, by id.
#[derive(Debug, Default)]
pub struct Compared {
    /// 0 where a contact is to be compared again.
    prints: Vec<u32>,
}

impl Compared {
    /// Reads it.
    pub fn load(conn: &Connection) -> Result<Self> {
        let mut statement = conn.prepare("SELECT bucket, prints FROM compared ORDER BY bucket")?;
        let mut rows = statement.query([])?;
        let mut prints = Vec::new();
        while let Some(row) = rows.next()? {
            prints.resize(usize::try_from(row.get::<_, i64>(0)? * BUCKET)?, 0);
            let bytes = row.get_ref(1)?.as_blob()?.chunks_exact(4);
            prints.extend(bytes.map(|bytes| u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])));
        }
        Ok(Self { prints })
    }

    /// What a contact looked like; `None` where it is to be compared again.
    pub fn get(&self, id: i64) -> Option<u32> {
        self.prints.get(usize::try_from(id).ok()?).copied().filter(|print| *print != 0)
    }
}

/// Keeps what contacts look like, by id in order.
pub fn keep_compared(conn: &Connection, prints: &[(i64, u32)]) -> Result<()> {
    conn.execute("DELETE FROM compared", [])?;
    let mut insert = conn.prepare("INSERT INTO compared (bucket, prints) VALUES (?1, ?2)")?;
    for group in prints.chunk_by(|a, b| a.0 / BUCKET == b.0 / BUCKET) {
        let bucket = group[0].0 / BUCKET;
        let mut bytes = vec![0; BUCKET as usize * 4];
        for (id, print) in group {
            let at = (id % BUCKET) as usize * 4;
            bytes[at..at + 4].copy_from_slice(&print.to_le_bytes());
        }
        insert.execute(params![bucket, bytes])?;
    }
    Ok(())
}

/// Keeps what these contacts look like, by id in order; 0 where they are to be compared again.
pub fn renew_compared(conn: &Connection, prints: &[(i64, u32)]) -> Result<()> {
    let mut find = conn.prepare_cached("SELECT prints FROM compared WHERE bucket = ?1")?;
    let mut put = conn.prepare_cached("INSERT OR REPLACE INTO compared (bucket, prints) VALUES (?1, ?2)")?;
    for group in prints.chunk_by(|a, b| a.0 / BUCKET == b.0 / BUCKET) {
        let bucket = group[0].0 / BUCKET;
        let known: Option<Vec<u8>> = find.query_row([bucket], |row| row.get(0)).optional()?;
        let mut bytes = known.clone().unwrap_or_else(|| vec![0; BUCKET as usize * 4]);
        for (id, print) in group {
            let at = (id % BUCKET) as usize * 4;
            bytes[at..at + 4].copy_from_slice(&print.to_le_bytes());
        }
        if *known.as_ref().unwrap_or(&vec![0; bytes.len()]) != bytes {
            put.execute(params![bucket, bytes])?;
        }
    }
    Ok(())
}

/// Forgets what contacts looked like who are deleted for good.
pub(super) fn forget_prints(conn: &Connection, contact_ids: &[i64]) -> Result<()> {
    renew_compared(conn, &contact_ids.iter().map(|id| (*id, 0)).collect::<Vec<_>>())
}

/// Keeps the pairs that wait for a person, instead of those that were kept. What stays is not written.
pub fn keep_waiting(conn: &Connection, pairs: &[(i64, i64, f32)]) -> Result<()> {
    let mut known = conn.prepare("SELECT low_id, high_id, probability FROM likely")?;
    let known = known.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?;
    let mut left: FxHashMap<(i64, i64), f64> = known.collect::<Result<_, _>>()?;
    let mut put = conn.prepare("INSERT OR REPLACE INTO likely (low_id, high_id, probability) VALUES (?1, ?2, ?3)")?;
    for (a, b, probability) in pairs {
        let (pair, probability) = ((*a.min(b), *a.max(b)), f64::from(*probability));
        if left.remove(&pair) != Some(probability) {
            put.execute((pair.0, pair.1, probability))?;
        }
    }
    let mut delete = conn.prepare("DELETE FROM likely WHERE low_id = ?1 AND high_id = ?2")?;
    left.into_keys().try_for_each(|pair| Ok(delete.execute(pair).map(|_| ())?))
}

/// Pairs of contacts, the lower id first.
pub type Pairs = Vec<(i64, i64)>;

/// What people said: pairs that are the same, and pairs that are different.
pub fn verdicts(conn: &Connection) -> Result<(Pairs, Pairs)> {
    let mut statement = conn.prepare("SELECT low_id, high_id, verdict FROM verdict ORDER BY low_id, high_id")?;
    let rows = statement.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get::<_, String>(2)? == "same")))?;
    let (mut same, mut different) = (Pairs::new(), Pairs::new());
    for row in rows {
        let (pair, is_same) = row?;
        if is_same { same.push(pair) } else { different.push(pair) }
    }
    Ok((same, different))
}

/// Pairs whose merge by dedupe was taken back: they never merge by themselves again.
pub fn taken_back(conn: &Connection) -> Result<Pairs> {
    let mut statement = conn.prepare(
        "SELECT DISTINCT min(survivor_id, merged_id), max(survivor_id, merged_id) FROM merge
         WHERE undone_at IS NOT NULL AND run IS NOT NULL ORDER BY 1, 2",
    )?;
    let pairs = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(pairs.collect::<Result<_, _>>()?)
}

/// Notes what a person said of two contacts; `false` when the same was said before. What they say now counts.
pub fn set_verdict(
    conn: &Connection,
    journal: Journal,
    (a, b): (i64, i64),
    is_same: bool,
    now: Instant,
) -> Result<bool> {
    let (low, high) = (a.min(b), a.max(b));
    let word = if is_same { "same" } else { "different" };
    let known: Option<(i64, String)> = conn
        .prepare_cached("SELECT id, verdict FROM verdict WHERE low_id = ?1 AND high_id = ?2")?
        .query_map((low, high), |row| Ok((row.get(0)?, row.get(1)?)))?
        .next()
        .transpose()?;
    match known {
        Some((_, known)) if known == word => Ok(false),
        Some((id, _)) => {
            // From now on it is about these two, whoever it was about before.
            journal.set(conn, "verdict", id, "is_moved", 0.into())?;
            journal.set(conn, "verdict", id, "verdict", word.to_owned().into())
        }
        None => {
            conn.prepare_cached("INSERT INTO verdict (low_id, high_id, verdict, at) VALUES (?1, ?2, ?3, ?4)")?
                .execute(params![low, high, word, now.0])?;
            journal.inserted(conn, "verdict", conn.last_insert_rowid())?;
            Ok(true)
        }
    }
}
