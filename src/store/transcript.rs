//! What was said in one conversation, in the order of time, with what was read in it.

use rusqlite::Connection;

use crate::domain::cue::{CueSet, Sender};
use crate::domain::time::Instant;
use crate::error::Result;

/// A stored message with its reading.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct Said<'a> {
    pub id: i64,
    pub external_id: Option<&'a str>,
    pub sender: Sender,
    pub at: Instant,
    pub text: &'a str,
    /// In ten-thousandths, -10000 to 10000.
    pub sentiment: Option<i16>,
    pub cues: CueSet,
    /// When a promise in it falls due.
    pub due: Option<Instant>,
}

/// Gives each message of a conversation, by time and then id. The conversation's contact leads to them; there is no
/// other index.
pub fn for_each(
    conn: &Connection,
    contact_id: Option<i64>,
    conversation_id: i64,
    mut run: impl FnMut(&Said<'_>) -> Result<()>,
) -> Result<()> {
    let mut statement = conn.prepare_cached(
        "SELECT id, external_id, sender, at, text, sentiment, cues, due FROM message
         WHERE contact_id IS ?1 AND conversation_id = ?2 ORDER BY at, id",
    )?;
    let mut rows = statement.query((contact_id, conversation_id))?;
    while let Some(row) = rows.next()? {
        run(&Said {
            id: row.get(0)?,
            external_id: row.get_ref(1)?.as_str_or_null()?,
            sender: Sender::from_code(row.get(2)?).unwrap_or(Sender::System),
            at: Instant(row.get(3)?),
            text: row.get_ref(4)?.as_str()?,
            sentiment: row.get(5)?,
            cues: CueSet(row.get(6)?),
            due: row.get::<_, Option<i64>>(7)?.map(Instant),
        })?;
    }
    Ok(())
}
