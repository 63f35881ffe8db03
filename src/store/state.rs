//! What was derived: read back for comparison, written where it differs.

use rusqlite::{Connection, params};
use rustc_hash::FxHashMap;

use crate::domain::deciding::{Grade, Intent, Stage, Status};
use crate::domain::time::Instant;
use crate::error::Result;

/// A row of `contact_state`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct State {
    pub status: Status,
    pub status_auto: Status,
    pub stage: Stage,
    pub stage_auto: Stage,
    pub intent: Option<Intent>,
    pub intent_auto: Option<Intent>,
    pub sentiment: Option<i32>,
    pub sentiment_level: Option<i64>,
    pub vip: bool,
    pub at_risk: bool,
    pub completeness: u8,
    pub valid_until: Option<Instant>,
}

/// A row of `contact_score`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct Score {
    pub score: Option<u8>,
    pub grade: Option<i64>,
    pub reasons: String,
    pub valid_until: Option<Instant>,
}

/// What classify derives of a conversation: class, sentiment, level.
pub type ConversationState = (Option<i64>, Option<i32>, Option<i64>);
/// What score derives of a conversation: score, band.
pub type ConversationScore = (Option<u8>, Option<i64>);

/// States of contacts in a range of ids.
pub fn states(conn: &Connection, low: i64, high: i64) -> Result<FxHashMap<i64, State>> {
    let mut statement = conn.prepare_cached(
        "SELECT contact_id, status, status_auto, stage, stage_auto, intent, intent_auto, sentiment, sentiment_level, vip,
             at_risk, completeness, valid_until
         FROM contact_state WHERE contact_id BETWEEN ?1 AND ?2",
    )?;
    let rows = statement.query_map((low, high), |row| {
        let status = |i| Ok::<_, rusqlite::Error>(Status::from_code(row.get(i)?).unwrap_or(Status::New));
        let stage = |i| Ok::<_, rusqlite::Error>(Stage::from_code(row.get(i)?).unwrap_or(Stage::Inquiry));
        let intent = |i| Ok::<_, rusqlite::Error>(row.get::<_, Option<i64>>(i)?.and_then(Intent::from_code));
        let state = State {
            status: status(1)?,
            status_auto: status(2)?,
            stage: stage(3)?,
            stage_auto: stage(4)?,
            intent: intent(5)?,
            intent_auto: intent(6)?,
            sentiment: row.get(7)?,
            sentiment_level: row.get(8)?,
            vip: row.get(9)?,
            at_risk: row.get(10)?,
            completeness: row.get(11)?,
            valid_until: row.get::<_, Option<i64>>(12)?.map(Instant),
        };
        Ok((row.get(0)?, state))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Writes a contact's state.
pub fn put_state(conn: &Connection, contact_id: i64, state: &State) -> Result<()> {
    conn.prepare_cached(
        "INSERT OR REPLACE INTO contact_state (contact_id, status, status_auto, stage, stage_auto, intent, intent_auto,
             sentiment, sentiment_level, vip, at_risk, completeness, valid_until)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
    )?
    .execute(params![
        contact_id,
        state.status.code(),
        state.status_auto.code(),
        state.stage.code(),
        state.stage_auto.code(),
        state.intent.map(Intent::code),
        state.intent_auto.map(Intent::code),
        state.sentiment,
        state.sentiment_level,
        state.vip,
        state.at_risk,
        state.completeness,
        state.valid_until.map(|t| t.0)
    ])?;
    Ok(())
}

/// Scores of contacts in a range of ids.
pub fn scores(conn: &Connection, low: i64, high: i64) -> Result<FxHashMap<i64, Score>> {
    let mut statement = conn.prepare_cached(
        "SELECT contact_id, score, grade, reasons, valid_until FROM contact_score WHERE contact_id BETWEEN ?1 AND ?2",
    )?;
    let rows = statement.query_map((low, high), |row| {
        let score = Score {
            score: row.get(1)?,
            grade: row.get(2)?,
            reasons: row.get(3)?,
            valid_until: row.get::<_, Option<i64>>(4)?.map(Instant),
        };
        Ok((row.get(0)?, score))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Writes a contact's score.
pub fn put_score(conn: &Connection, contact_id: i64, score: &Score) -> Result<()> {
    conn.prepare_cached(
        "INSERT OR REPLACE INTO contact_score (contact_id, score, grade, reasons, valid_until) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![contact_id, score.score, score.grade, score.reasons, score.valid_until.map(|t| t.0)])?;
    Ok(())
}

/// How many contacts have each grade; `None` = those without a score.
pub fn grades(conn: &Connection) -> Result<Vec<(Option<Grade>, u64)>> {
    let mut statement = conn.prepare_cached("SELECT grade, count(*) FROM contact_score GROUP BY grade")?;
    let rows = statement.query_map([], |row| {
        let (grade, count): (Option<i64>, i64) = (row.get(0)?, row.get(1)?);
        Ok((grade.and_then(Grade::from_code), count.cast_unsigned()))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

const CONVERSATIONS: &str = "SELECT s.conversation_id, s.class, s.sentiment, s.sentiment_level, s.score, s.band
    FROM conversation AS c INDEXED BY conversation_by_contact
    JOIN conversation_state AS s ON s.conversation_id = c.id
    WHERE c.contact_id BETWEEN ?1 AND ?2";
const UNLINKED: &str = "SELECT s.conversation_id, s.class, s.sentiment, s.sentiment_level, s.score, s.band
    FROM conversation AS c JOIN conversation_state AS s ON s.conversation_id = c.id
    WHERE c.contact_id IS NULL AND ?1 AND ?2";

/// What was derived of conversations of contacts in a range of ids; `None` = of those that no contact owns.
pub fn conversations(
    conn: &Connection,
    range: Option<(i64, i64)>,
) -> Result<FxHashMap<i64, (ConversationState, ConversationScore)>> {
    let mut statement = conn.prepare_cached(if range.is_some() { CONVERSATIONS } else { UNLINKED })?;
    let rows = statement.query_map(range.unwrap_or((1, 1)), |row| {
        let state = (row.get(1)?, row.get(2)?, row.get(3)?);
        Ok((row.get(0)?, (state, (row.get(4)?, row.get(5)?))))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Writes what classify derives of a conversation.
pub fn put_conversation_state(conn: &Connection, id: i64, state: ConversationState) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO conversation_state (conversation_id, class, sentiment, sentiment_level) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (conversation_id) DO UPDATE
         SET class = excluded.class, sentiment = excluded.sentiment, sentiment_level = excluded.sentiment_level",
    )?
    .execute(params![id, state.0, state.1, state.2])?;
    Ok(())
}

/// Writes what score derives of a conversation.
pub fn put_conversation_score(conn: &Connection, id: i64, score: ConversationScore) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO conversation_state (conversation_id, score, band) VALUES (?1, ?2, ?3)
         ON CONFLICT (conversation_id) DO UPDATE SET score = excluded.score, band = excluded.band",
    )?
    .execute(params![id, score.0, score.1])?;
    Ok(())
}

/// Takes an index away while most rows of its table are written, and says how to make it again.
pub fn suspend_index(conn: &Connection, table: &'static str) -> Result<String> {
    let name = format!("{table}_by_valid_until");
    let sql: String =
        conn.query_row("SELECT sql FROM sqlite_schema WHERE type = 'index' AND name = ?1", [&name], |row| row.get(0))?;
    conn.execute_batch(&format!("DROP INDEX {name}"))?;
    Ok(sql)
}
