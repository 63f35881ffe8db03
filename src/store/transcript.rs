//! What was said in one conversation, in the order of time, with what was read in it.

use rusqlite::{Connection, params_from_iter};

use super::filter::Condition;
use crate::domain::asking::Turn;
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

/// Gives the messages of each conversation of a condition over the view `conversations`, in order, without their texts:
/// those up to `as_of`. Conversations come by contact, as their messages stand.
pub fn turns(
    conn: &Connection,
    condition: &Condition,
    as_of: Instant,
    mut run: impl FnMut(i64, &[Turn]) -> Result<()>,
) -> Result<()> {
    let sql = format!("SELECT id, contact_id FROM conversations WHERE {} ORDER BY contact_id, id", condition.sql);
    let mut conversations = conn.prepare(&sql)?;
    let mut conversations = conversations.query(params_from_iter(&condition.values))?;
    let mut messages = conn.prepare(
        "SELECT id, at, sender, cues FROM message
         WHERE contact_id IS ?1 AND conversation_id = ?2 AND at <= ?3 ORDER BY at, id",
    )?;
    let mut turns = Vec::new();
    while let Some(conversation) = conversations.next()? {
        let (id, contact_id): (i64, Option<i64>) = (conversation.get(0)?, conversation.get(1)?);
        turns.clear();
        let mut rows = messages.query((contact_id, id, as_of.0))?;
        while let Some(row) = rows.next()? {
            turns.push(Turn {
                id: row.get(0)?,
                at: Instant(row.get(1)?),
                sender: Sender::from_code(row.get(2)?).unwrap_or(Sender::System),
                cues: CueSet(row.get(3)?),
            });
        }
        run(id, &turns)?;
    }
    Ok(())
}
