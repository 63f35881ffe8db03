//! rolo's own indexes: what they hold has to be what the rows say. Both sides are summed up first, which needs no memory;
//! only where the sums differ is each entry looked at.

use rusqlite::Connection;
use rustc_hash::FxHashSet;
use siphasher::sip::SipHasher13;

use super::{Check, Find, Found, Mend};
use crate::domain::identity::{self, Kind};
use crate::error::Result;
use crate::store::hash_index::{Entry, HashIndex};
use crate::store::identity::IDENTITIES;
use crate::store::key_index::{CONVERSATIONS, EVENTS, MESSAGES};
use crate::store::{contact, setting, taken};

/// Checks of all hash indexes.
pub(super) fn checks() -> Vec<Check> {
    const WHAT: &str = "an entry that no row stands for, or a row without its entry";
    let by = |name, find, mend| Check { name, what: WHAT, find: Find::By(find), mend: Some(Mend::By(mend)) };
    vec![
        by(
            "identity",
            |b, found| compare(b.conn, IDENTITIES, identities, found),
            |b| rebuild(b.conn, IDENTITIES, identities),
        ),
        by(
            "conversation_key",
            |b, found| compare(b.conn, CONVERSATIONS, conversations, found),
            |b| rebuild(b.conn, CONVERSATIONS, conversations),
        ),
        by(
            "message_key",
            |b, found| compare(b.conn, MESSAGES, messages, found),
            |b| rebuild(b.conn, MESSAGES, messages),
        ),
        by("event_key", |b, found| compare(b.conn, EVENTS, events, found), |b| rebuild(b.conn, EVENTS, events)),
        Check {
            name: "taken_row",
            what: "a list of rows that were taken in cannot be read",
            find: Find::By(|b, found| {
                taken::damaged(b.conn)?.into_iter().for_each(|bucket| found.add(bucket));
                Ok(())
            }),
            mend: Some(Mend::By(|b| taken::drop_buckets(b.conn, &taken::damaged(b.conn)?))),
        },
    ]
}

/// Gives each entry that the rows stand for, in any order, and whether it has to be there.
type Stand = fn(&Connection, &mut dyn FnMut(Entry, bool)) -> Result<()>;

/// Nobody is found by a placeholder mailbox, so that one may be in the index or not.
fn identities(conn: &Connection, give: &mut dyn FnMut(Entry, bool)) -> Result<()> {
    let hasher = setting::hasher(conn)?;
    contact::for_each(conn, |contact| {
        let mut keys: Vec<(i64, bool)> = identity::identities(&contact.texts)
            .map(|(kind, value)| (hasher.identity(kind, value), kind != Kind::Email || identity::can_find(kind, value)))
            .collect();
        keys.sort_unstable();
        keys.dedup();
        keys.into_iter().for_each(|(key, is_needed)| give((key, contact.id), is_needed));
        Ok(())
    })
}

fn conversations(conn: &Connection, give: &mut dyn FnMut(Entry, bool)) -> Result<()> {
    keys(conn, "SELECT key, id FROM conversation WHERE key IS NOT NULL", give)
}

fn messages(conn: &Connection, give: &mut dyn FnMut(Entry, bool)) -> Result<()> {
    keys(conn, "SELECT key, id FROM message", give)
}

fn events(conn: &Connection, give: &mut dyn FnMut(Entry, bool)) -> Result<()> {
    keys(conn, "SELECT key, id FROM event", give)
}

fn keys(conn: &Connection, sql: &str, give: &mut dyn FnMut(Entry, bool)) -> Result<()> {
    let mut statement = conn.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        give((row.get(0)?, row.get(1)?), true);
    }
    Ok(())
}

/// A number that two sets of entries share only if they are the same, as far as numbers go.
fn add_up(sum: &mut u64, entry: Entry) {
    *sum = sum.wrapping_add(SipHasher13::new().hash(&[entry.0.to_le_bytes(), entry.1.to_le_bytes()].concat()));
}

fn compare(conn: &Connection, index: HashIndex, stand: Stand, found: &mut Found) -> Result<()> {
    let (mut stored, mut expected, mut optional) = (0, 0, FxHashSet::default());
    stand(conn, &mut |entry, is_needed| match is_needed {
        true => add_up(&mut expected, entry),
        false => {
            optional.insert(entry);
        }
    })?;
    index.for_each(conn, |entry| {
        if !optional.contains(&entry) {
            add_up(&mut stored, entry);
        }
    })?;
    if stored == expected {
        return Ok(());
    }
    let mut left: FxHashSet<Entry> = FxHashSet::default();
    stand(conn, &mut |entry, is_needed| {
        if is_needed {
            left.insert(entry);
        }
    })?;
    let mut wrong: Vec<i64> = Vec::new();
    index.for_each(conn, |entry| {
        if !left.remove(&entry) && !optional.contains(&entry) {
            wrong.push(entry.1);
        }
    })?;
    wrong.extend(left.into_iter().map(|(_, id)| id));
    wrong.sort_unstable();
    wrong.into_iter().for_each(|id| found.add(id));
    Ok(())
}

fn rebuild(conn: &Connection, index: HashIndex, stand: Stand) -> Result<()> {
    let mut entries = Vec::new();
    stand(conn, &mut |entry, is_needed| entries.extend(is_needed.then_some(entry)))?;
    entries.sort_unstable_by_key(|(hash, number)| (hash.cast_unsigned(), *number));
    conn.execute(&format!("DELETE FROM {}", index.table), [])?;
    index.add_in_order(conn, entries.len(), entries.into_iter())
}
