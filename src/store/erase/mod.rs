//! Forgetting people for good: their rows, what was derived of them, their lines of the log, and in the journal all that
//! would bring any of it back. What the file still holds of it afterwards in free room goes with `file`.

mod file;
mod history;
mod kept;
mod labels;
mod rows;

pub use file::Finished;

use rusqlite::{Connection, params};
use rustc_hash::FxHashSet;

use super::journal::Journal;
use super::state::GradeCounts;
use super::{contact, counts, erased, folded, inferred, journal, likely, log, setting, taken};
use crate::domain::identity::{Kind, can_find};
use crate::domain::time::Instant;
use crate::error::Result;

/// What the journal calls it: an entry that cannot be undone.
pub const COMMAND: &str = "contacts delete";

/// How people are forgotten.
#[derive(Debug)]
pub struct Wish<'a> {
    /// Who wants it.
    pub author: &'a str,
    /// The instant of it.
    pub now: Instant,
    /// Whether their conversations stay, masked and without an owner.
    pub keeps_conversations: bool,
    /// Whether imports may not bring them back.
    pub blocks: bool,
    /// What spend is counted by.
    pub money: &'a counts::Money<'a>,
}

/// What is gone.
#[derive(Debug, Default)]
pub struct Gone {
    /// Counts by what it was, in the order in which it is told; nothing that there was none of.
    pub counts: Vec<(&'static str, u64)>,
    /// Identities that imports cannot bring back.
    pub blocked: u64,
    /// Identities that could not be blocked, since somebody else has them as well: the identity and who.
    pub shared: Vec<(String, i64)>,
    /// People of whom nothing is known that an import could be told by.
    pub unnamed: u64,
}

impl Gone {
    fn count(&mut self, what: &'static str, count: usize) {
        if count > 0 {
            self.counts.push((what, count as u64));
        }
    }
}

/// Forgets contacts, with all that became part of them, in the transaction of `conn`. The file is to be finished after it.
pub fn erase(conn: &Connection, ids: &[i64], wish: &Wish<'_>) -> Result<Gone> {
    let mut gone = Gone::default();
    if ids.is_empty() {
        return Ok(gone);
    }
    let journal = Journal::open(conn, COMMAND, wish.author, wish.now)?;
    let people = with_merged(conn, ids)?;
    gone.count("contacts", ids.len());
    gone.count("contacts that were part of them", people.len() - ids.len());
    rows::keep_next_ids(conn)?;
    let mut owned = rows::Owned::of(conn, &people)?;
    let concerned = inferred::mark_concerned(conn, ids)?;
    let history = history::History::read(conn, &people, &owned)?;
    let known = history.identities(conn, ids)?;
    let companies = labels::companies(conn, &people)?;
    if wish.keeps_conversations {
        kept::mask(conn, &people, &mut owned, &known)?;
        gone.count("conversations kept, masked", owned.kept.len());
    }
    if wish.blocks {
        block(conn, ids, &people, &known, &owned, &mut gone)?;
    }
    taken::forget_people(conn, &known.keys(&setting::hasher(conn)?))?;
    owned.count(&mut gone);
    gone.count("lines of the log", log::forget(conn, &people)?);
    let (changes, entries) = history.forget(conn, &owned)?;
    gone.count("changes in the journal", changes);
    labels::mask(conn, &people, &known, &entries, &mut gone)?;
    rows::delete(conn, &people, &owned)?;
    gone.count("companies that were only theirs", labels::forget_companies(conn, &companies)?);
    likely::forget_prints(conn, &people)?;
    folded::forget(conn)?;
    GradeCounts::forget(conn)?;
    if owned.has_money() {
        counts::recount_currencies(conn)?;
        counts::refresh(conn, &[], wish.money)?;
    }
    inferred::refresh(conn, &concerned)?;
    for id in ids {
        note(conn, journal, *id, wish)?;
    }
    journal.seal(conn, &format!("{} for good", people_in_words(ids.len())))?;
    journal::join(conn, journal.id)?;
    setting::set(conn, file::PENDING, wish.now.0)?;
    Ok(gone)
}

/// So many contacts, in words.
pub fn people_in_words(count: usize) -> String {
    if count == 1 { "1 contact".to_owned() } else { format!("{count} contacts") }
}

/// The one line of the log that stays.
fn note(conn: &Connection, journal: Journal, id: i64, wish: &Wish<'_>) -> Result<()> {
    let entry = log::Entry {
        at: wish.now,
        contact_id: Some(id),
        kind: "erased",
        field: "",
        old: "",
        new: "",
        author: wish.author,
        journal_id: Some(journal.id),
    };
    log::add(conn, &entry)
}

/// Contacts and whoever became part of them, by id.
fn with_merged(conn: &Connection, ids: &[i64]) -> Result<Vec<i64>> {
    let mut people = ids.to_vec();
    let mut merged =
        conn.prepare_cached("SELECT merged_id FROM merge WHERE survivor_id = ?1 AND undone_at IS NULL ORDER BY id")?;
    let mut at = 0;
    while at < people.len() {
        let found: Vec<i64> = merged.query_map([people[at]], |row| row.get(0))?.collect::<Result<_, _>>()?;
        for id in found {
            if !people.contains(&id) && !contact::exists(conn, id)? {
                people.push(id);
            }
        }
        at += 1;
    }
    people.sort_unstable();
    people.dedup();
    Ok(people)
}

/// Keeps the keyed hashes of their identities and conversations. What others have as well is left to these.
fn block(
    conn: &Connection,
    ids: &[i64],
    people: &[i64],
    known: &history::Known,
    owned: &rows::Owned,
    gone: &mut Gone,
) -> Result<()> {
    let hasher = setting::hasher(conn)?;
    let gone_ids: FxHashSet<i64> = people.iter().copied().collect();
    let mut put = conn.prepare_cached("INSERT OR REPLACE INTO erased (key, contact_id) VALUES (?1, ?2)")?;
    for id in ids {
        let mut is_named = false;
        for (kind, value) in known.of(*id).iter().filter(|(kind, value)| can_find(*kind, value)) {
            let key = hasher.identity(*kind, value);
            let others = super::identity::holders(conn, key)?.into_iter().find(|holder| !gone_ids.contains(holder));
            if let Some(other) = others {
                gone.shared.push((value.clone(), other));
                continue;
            }
            put.execute(params![key, id])?;
            gone.blocked += u64::from(*kind != Kind::Row);
            is_named = true;
        }
        gone.unnamed += u64::from(!is_named);
    }
    for (key, owner) in &owned.conversation_keys {
        put.execute(params![key, known.survivor(*owner)])?;
    }
    Ok(())
}

/// Lets imports bring a person back whose identities were kept; gives how many hashes went.
pub fn unblock(conn: &Connection, contact_id: i64, author: &str, now: Instant) -> Result<u64> {
    let lifted = erased::forget(conn, contact_id)?;
    let entry = log::Entry {
        at: now,
        contact_id: Some(contact_id),
        kind: "unblocked",
        field: "",
        old: "",
        new: "",
        author,
        journal_id: None,
    };
    log::add(conn, &entry)?;
    Ok(lifted)
}
