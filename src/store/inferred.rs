//! What is inferred of contacts (`inferred`, `hint`): derived by `classify` from what visitors said (`message.said`), and
//! brought up to date at once where something is taken back, so that nothing is shown that nobody said.

use rusqlite::{Connection, OptionalExtension, params};

use super::state;
use super::{dirty, facts};
use crate::domain::deciding::inferring::Inferred;
use crate::domain::normalize::name;
use crate::domain::reading::personal::Field;
use crate::error::Result;

/// Contacts from which on all whom it may concern are marked at once.
const MANY: usize = 10_000;

/// What is inferred of a contact and shown of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct Shown {
    pub name: String,
    pub email: String,
    pub phone: String,
    pub company: String,
    pub job_title: String,
    pub address: String,
    pub website: String,
    pub needs: String,
    pub interests: String,
}

/// What stands for all that is inferred of a contact; nothing where nothing is.
pub fn print(inferred: &Inferred) -> Option<i64> {
    (!inferred.is_empty()).then(|| state::print(inferred))
}

/// Whether what is inferred of a contact is what is stored of it.
pub fn is_stored(conn: &Connection, contact_id: i64, inferred: &Inferred) -> Result<bool> {
    let mut find = conn.prepare_cached("SELECT print FROM inferred WHERE contact_id = ?1")?;
    let stored: Option<i64> = find.query_row([contact_id], |row| row.get(0)).optional()?;
    Ok(stored == print(inferred))
}

/// The prints of contacts in a range of ids, by id.
pub fn prints(conn: &Connection, low: i64, high: i64) -> Result<Vec<(i64, i64)>> {
    state::prints(conn, "inferred", low, high)
}

/// Writes what is inferred of a contact.
pub fn put(conn: &Connection, contact_id: i64, inferred: &Inferred) -> Result<()> {
    conn.prepare_cached("DELETE FROM hint WHERE contact_id = ?1")?.execute([contact_id])?;
    let Some(print) = print(inferred) else {
        conn.prepare_cached("DELETE FROM inferred WHERE contact_id = ?1")?.execute([contact_id])?;
        return Ok(());
    };
    let text = |field| {
        let list = inferred.of(field).collect::<Vec<_>>().join(";");
        (!list.is_empty()).then_some(list)
    };
    let full = text(Field::Name);
    let (first, last) = full.as_deref().map(name::split).unwrap_or_default();
    let known = |text: String| (!text.is_empty()).then_some(text);
    conn.prepare_cached(
        "INSERT OR REPLACE INTO inferred (contact_id, print, name, first_name, last_name, email, phone, company,
             job_title, address, website, needs, interests)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
    )?
    .execute(params![
        contact_id,
        print,
        full,
        known(first),
        known(last),
        text(Field::Email),
        text(Field::Phone),
        text(Field::Company),
        text(Field::JobTitle),
        text(Field::Address),
        text(Field::Website),
        text(Field::Need),
        text(Field::Interest),
    ])?;
    for (other, field) in &inferred.hints {
        let reason = if *field == Field::Email { "said_email" } else { "said_phone" };
        conn.prepare_cached("INSERT OR IGNORE INTO hint (contact_id, other_id, reason) VALUES (?1, ?2, ?3)")?
            .execute(params![contact_id, other, reason])?;
    }
    Ok(())
}

/// What is inferred of a contact, if anything is.
pub fn of(conn: &Connection, contact_id: i64) -> Result<Option<Shown>> {
    let mut statement = conn.prepare_cached(
        "SELECT name, email, phone, company, job_title, address, website, needs, interests FROM inferred
         WHERE contact_id = ?1",
    )?;
    let found = statement.query_row([contact_id], |row| {
        let text = |i| Ok::<_, rusqlite::Error>(row.get::<_, Option<String>>(i)?.unwrap_or_default());
        Ok(Shown {
            name: text(0)?,
            email: text(1)?,
            phone: text(2)?,
            company: text(3)?,
            job_title: text(4)?,
            address: text(5)?,
            website: text(6)?,
            needs: text(7)?,
            interests: text(8)?,
        })
    });
    Ok(found.optional()?)
}

/// Infers anew what follows of contacts, of those that are there.
pub fn refresh(conn: &Connection, contact_ids: &[i64]) -> Result<()> {
    let mut concerned = Vec::new();
    {
        let mut find = conn.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM inferred WHERE contact_id = ?1)
                 OR EXISTS (SELECT 1 FROM message INDEXED BY message_said WHERE contact_id = ?1 AND said IS NOT NULL)",
        )?;
        for id in contact_ids {
            if find.query_row([id], |row| row.get(0))? {
                concerned.push(*id);
            }
        }
    }
    let known = facts::inferred_of(conn, &concerned)?;
    known.into_iter().try_for_each(|(id, inferred)| put(conn, id, &inferred))
}

/// Removes what was inferred of a contact that goes, and hints at it; of those who are hinted at it something else may
/// follow now.
pub(super) fn drop_of(conn: &Connection, contact_id: i64) -> Result<()> {
    let mut hinting = conn.prepare_cached("SELECT contact_id FROM hint WHERE other_id = ?1")?;
    let ids: Vec<i64> = hinting.query_map([contact_id], |row| row.get(0))?.collect::<Result<_, _>>()?;
    ids.into_iter().try_for_each(|id| dirty::mark(conn, id, dirty::ALL_PASSES))?;
    for sql in ["DELETE FROM inferred WHERE contact_id = ?1", "DELETE FROM hint WHERE contact_id = ?1 OR other_id = ?1"]
    {
        conn.prepare_cached(sql)?.execute([contact_id])?;
    }
    Ok(())
}

/// Removes what was inferred of contacts that are gone, and hints at them.
pub(super) fn drop_of_nobody(conn: &Connection) -> Result<()> {
    conn.execute("DELETE FROM inferred WHERE contact_id NOT IN (SELECT id FROM contact)", [])?;
    conn.execute(
        "DELETE FROM hint WHERE contact_id NOT IN (SELECT id FROM contact) OR other_id NOT IN (SELECT id FROM contact)",
        [],
    )?;
    Ok(())
}

/// Marks contacts of which something else may follow, now that these hold other addresses and numbers than before: those
/// who said the same ones. Gives them, unless they are many.
pub fn mark_concerned(conn: &Connection, contact_ids: &[i64]) -> Result<Vec<i64>> {
    const ANY: &str = "SELECT contact_id FROM inferred WHERE email IS NOT NULL OR phone IS NOT NULL
         UNION SELECT contact_id FROM hint";
    let mut ids = Vec::new();
    let is_any: bool = conn.prepare_cached(&format!("SELECT EXISTS ({ANY})"))?.query_row([], |row| row.get(0))?;
    if !is_any {
        return Ok(ids);
    }
    if contact_ids.len() > MANY {
        let all: Vec<i64> = conn.prepare(ANY)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        dirty::mark_many(conn, &all, dirty::ALL_PASSES)?;
        return Ok(ids);
    }
    let mut hinting = conn.prepare_cached("SELECT contact_id FROM hint WHERE other_id = ?1")?;
    let mut held = conn.prepare_cached("SELECT emails, phones FROM contact WHERE id = ?1")?;
    let mut saying = conn.prepare_cached(
        "SELECT contact_id FROM inferred WHERE email = ?1 UNION SELECT contact_id FROM inferred WHERE phone = ?1",
    )?;
    for id in contact_ids {
        for other in hinting.query_map([id], |row| row.get(0))? {
            ids.push(other?);
        }
        let texts: Option<(Option<String>, Option<String>)> =
            held.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let texts = texts.into_iter().flat_map(|(emails, phones)| emails.into_iter().chain(phones));
        for text in texts {
            for value in text.split(';') {
                for other in saying.query_map([value], |row| row.get(0))? {
                    ids.push(other?);
                }
            }
        }
    }
    ids.sort_unstable();
    ids.dedup();
    dirty::mark_many(conn, &ids, dirty::ALL_PASSES)?;
    Ok(ids)
}

/// The contacts that are shown with this e-mail address or phone number because they said it.
pub fn sayers(conn: &Connection, value: &str) -> Result<Vec<i64>> {
    let mut statement = conn.prepare_cached(
        "SELECT contact_id FROM inferred WHERE email = ?1 UNION SELECT contact_id FROM inferred WHERE phone = ?1",
    )?;
    let ids = statement.query_map([value], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}
