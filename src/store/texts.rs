//! Texts of messages: on their way to the reader and back, when they have to be read again, and for explanations.

use rusqlite::{Connection, OptionalExtension, params};

use super::{contact, said};
use crate::domain::cue::{CueSet, Sender};
use crate::domain::leaning::Leaning;
use crate::domain::normalize::phone;
use crate::domain::reading::Reading;
use crate::domain::reading::personal::{Field, Statement};
use crate::domain::time::Instant;
use crate::error::Result;

/// A message that was read again, and in which something else was found than before.
#[derive(Debug)]
pub struct ReadMessage {
    /// The message's id.
    pub id: i64,
    /// Whose it is.
    pub contact_id: Option<i64>,
    /// When it was sent.
    pub at: Instant,
    /// What was found now.
    pub reading: Reading,
}

/// The lowest and the highest id of messages.
pub fn ids(conn: &Connection) -> Result<Option<(i64, i64)>> {
    let ids: (Option<i64>, Option<i64>) =
        conn.query_row("SELECT min(id), max(id) FROM message", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(ids.0.zip(ids.1))
}

/// The text of a message.
pub fn text(conn: &Connection, id: i64) -> Result<Option<String>> {
    let mut statement = conn.prepare_cached("SELECT text FROM message WHERE id = ?1")?;
    Ok(statement.query_row([id], |row| row.get(0)).optional()?)
}

/// Reads the messages of a range of ids that another version of the reader read; gives how many there are, and those in
/// which something else was found.
pub fn read(
    conn: &Connection,
    low: i64,
    high: i64,
    version: i64,
    mut reader: impl FnMut(Sender, Instant, &str) -> Reading,
) -> Result<(u64, Vec<ReadMessage>)> {
    let mut statement = conn.prepare_cached(
        "SELECT id, contact_id, sender, at, text, cues, keywords, sentiment, due, said, leaning FROM message
         WHERE id BETWEEN ?1 AND ?2 AND reader <> ?3 ORDER BY id",
    )?;
    let mut rows = statement.query((low, high, version))?;
    let (mut count, mut changed) = (0, Vec::new());
    while let Some(row) = rows.next()? {
        count += 1;
        let sender = Sender::from_code(row.get(2)?).unwrap_or(Sender::System);
        let at = Instant(row.get(3)?);
        let mut reading = reader(sender, at, row.get_ref(4)?.as_str()?);
        let said = row.get_ref(9)?.as_str_or_null()?.map(said::decode).unwrap_or_default();
        keep_numbers(&mut reading.said, &said);
        let before = Reading {
            cues: CueSet(row.get(5)?),
            keywords: row.get::<_, i64>(6)?.cast_unsigned(),
            sentiment: row.get(7)?,
            due: row.get::<_, Option<i64>>(8)?.map(Instant),
            said,
            leaning: Leaning(row.get(10)?),
        };
        if reading != before {
            changed.push(ReadMessage { id: row.get(0)?, contact_id: row.get(1)?, at, reading });
        }
    }
    Ok((count, changed))
}

/// A phone number is kept as the import understood it, which may have known the country of the file.
fn keep_numbers(said: &mut Vec<Statement>, before: &[Statement]) {
    said.retain_mut(|statement| {
        if statement.field != Field::Phone {
            return true;
        }
        let is_it = |known: &&Statement| {
            (known.field, known.start, known.end) == (statement.field, statement.start, statement.end)
        };
        if let Some(known) = before.iter().find(is_it) {
            statement.value.clone_from(&known.value);
        }
        phone::is_e164(&statement.value)
    });
}

/// Writes what was found in a message and by which version of the reader. A message that says the same as before is left
/// alone: of it the version that has read all is known.
pub fn put(conn: &Connection, message: &ReadMessage, version: i64) -> Result<()> {
    let reading = &message.reading;
    conn.prepare_cached(
        "UPDATE message SET cues = ?2, keywords = ?3, sentiment = ?4, due = ?5, reader = ?6, said = ?7, leaning = ?8
         WHERE id = ?1",
    )?
    .execute(params![
        message.id,
        reading.cues.0,
        reading.keywords.cast_signed(),
        reading.sentiment,
        reading.due.map(|t| t.0),
        version,
        said::encode(&reading.said),
        reading.leaning.0,
    ])?;
    Ok(())
}

/// A visitor turns out to have asked not to be contacted, after a person last lifted that.
pub fn opt_out(conn: &Connection, message: &ReadMessage, now: Instant) -> Result<()> {
    let Some(contact_id) = message.contact_id else { return Ok(()) };
    if contact::lifted_at(conn, contact_id)?.is_none_or(|lifted_at| message.at > lifted_at) {
        conn.prepare_cached(
            "UPDATE contact SET do_not_contact = 1, updated_at = ?2 WHERE id = ?1 AND do_not_contact = 0",
        )?
        .execute((contact_id, now.0))?;
    }
    Ok(())
}
