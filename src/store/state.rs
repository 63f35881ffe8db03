//! What was derived: read back for comparison, written where it differs.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use rusqlite::{Connection, OptionalExtension, Statement, params};
use rustc_hash::FxHashMap;
use siphasher::sip::SipHasher13;

use super::bytes::{Packer, Unpacker};
use super::in_order::{InOrder, Row};
use super::setting;
use crate::domain::deciding::inferring::TraitSet;
use crate::domain::deciding::rules::Category;
use crate::domain::deciding::{Empty, Grade, Intent, ScoreLine, ScoreLineKind, Scoring, Stage, Status};
use crate::domain::time::Instant;
use crate::error::{Error, Result};

/// A row of `contact_state`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
    pub traits: TraitSet,
    pub valid_until: Option<Instant>,
}

/// A row of `contact_score`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct Score {
    pub score: Option<u8>,
    pub grade: Option<i64>,
    /// Packed, see [`pack_reasons`].
    pub reasons: Vec<u8>,
    pub valid_until: Option<Instant>,
}

/// What classify derives of a conversation: class, sentiment, level.
pub type ConversationState = (Option<i64>, Option<i32>, Option<i64>);
/// What score derives of a conversation: score, band.
pub type ConversationScore = (Option<u8>, Option<i64>);

/// What stands for all that a pass derived of one contact: when it is the same again, nothing has to be written.
pub fn print(derived: &impl Hash) -> i64 {
    let mut hasher = SipHasher13::new();
    derived.hash(&mut hasher);
    hasher.finish().cast_signed()
}

/// The prints of contacts in a range of ids, by id: what `classify` left in `contact_state`, or `score` in
/// `contact_score`.
pub fn prints(conn: &Connection, table: &'static str, low: i64, high: i64) -> Result<Vec<(i64, i64)>> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT contact_id, print FROM {table} WHERE contact_id BETWEEN ?1 AND ?2 ORDER BY contact_id"
    ))?;
    let mut rows = statement.query((low, high))?;
    let mut prints = Vec::new();
    while let Some(row) = rows.next()? {
        prints.push((row.get(0)?, row.get(1)?));
    }
    Ok(prints)
}

/// The state of a contact.
pub fn state(conn: &Connection, contact_id: i64) -> Result<Option<State>> {
    let mut statement = conn.prepare_cached(
        "SELECT status, status_auto, stage, stage_auto, intent, intent_auto, sentiment, sentiment_level, vip, at_risk,
             completeness, valid_until, traits
         FROM contact_state WHERE contact_id = ?1",
    )?;
    let found = statement.query_row([contact_id], |row| {
        let status = |i| Ok::<_, rusqlite::Error>(Status::from_code(row.get(i)?).unwrap_or(Status::New));
        let stage = |i| Ok::<_, rusqlite::Error>(Stage::from_code(row.get(i)?).unwrap_or(Stage::Inquiry));
        let intent = |i| Ok::<_, rusqlite::Error>(row.get::<_, Option<i64>>(i)?.and_then(Intent::from_code));
        Ok(State {
            status: status(0)?,
            status_auto: status(1)?,
            stage: stage(2)?,
            stage_auto: stage(3)?,
            intent: intent(4)?,
            intent_auto: intent(5)?,
            sentiment: row.get(6)?,
            sentiment_level: row.get(7)?,
            vip: row.get(8)?,
            at_risk: row.get(9)?,
            completeness: row.get(10)?,
            valid_until: row.get::<_, Option<i64>>(11)?.map(Instant),
            traits: TraitSet(row.get(12)?),
        })
    });
    Ok(found.optional()?)
}

/// Writes states of contacts. The statement is kept, since it runs once a contact.
#[derive(Debug)]
pub struct StateWriter<'c>(Statement<'c>);

impl<'c> StateWriter<'c> {
    /// One over this connection.
    pub fn new(conn: &'c Connection) -> Result<Self> {
        Ok(Self(conn.prepare(
            // Not `OR REPLACE`: a row that keeps its size is overwritten where it stands.
            "INSERT INTO contact_state (contact_id, status, status_auto, stage, stage_auto, intent, intent_auto,
                 sentiment, sentiment_level, vip, at_risk, completeness, valid_until, print, traits)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
             ON CONFLICT (contact_id) DO UPDATE
             SET (status, status_auto, stage, stage_auto, intent, intent_auto, sentiment, sentiment_level, vip, at_risk,
                  completeness, valid_until, print, traits)
               = (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        )?))
    }

    /// Writes a contact's state, and the print of all that was derived with it.
    pub fn put(&mut self, contact_id: i64, state: &State, print: i64) -> Result<()> {
        self.0.execute(params![
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
            state.valid_until.map(|t| t.0),
            print,
            state.traits.0
        ])?;
        Ok(())
    }
}

/// The score of a contact.
pub fn score(conn: &Connection, contact_id: i64) -> Result<Option<Score>> {
    let mut statement =
        conn.prepare_cached("SELECT score, grade, reasons, valid_until FROM contact_score WHERE contact_id = ?1")?;
    let found = statement.query_row([contact_id], |row| {
        Ok(Score {
            score: row.get(0)?,
            grade: row.get(1)?,
            reasons: row.get(2)?,
            valid_until: row.get::<_, Option<i64>>(3)?.map(Instant),
        })
    });
    Ok(found.optional()?)
}

/// Why a contact has its score, or has none, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reasons {
    /// Lines that add up to the score. Signals are those of the rules that the contact was scored by.
    Lines(Vec<ScoreLine>),
    /// Why there is no score.
    Empty(Empty),
}

/// Reasons in a few bytes: first 0, or for no score the number of the reason; then each line's kind, count and millionths
/// of a point. Kinds: 0 to 4 the clamping of a category, 5 points given, 6 rounding, 7 bounds, from 8 on the signals.
pub fn pack_reasons(scoring: &Scoring) -> Vec<u8> {
    let mut out = Packer::default();
    out.number(scoring.empty_because.map_or(0, |empty| 1 + empty as u64));
    for line in &scoring.lines {
        out.number(match line.kind {
            ScoreLineKind::Clamp(category) => category as u64,
            ScoreLineKind::Manual => 5,
            ScoreLineKind::Rounding => 6,
            ScoreLineKind::Bounds => 7,
            ScoreLineKind::Signal(position) => 8 + u64::from(position),
        });
        out.number(line.count.into());
        out.signed(line.millionths);
    }
    out.0
}

/// The reasons that were packed; `None` where the bytes make no sense.
pub fn unpack_reasons(packed: &[u8]) -> Option<Reasons> {
    let mut input = Unpacker { bytes: packed };
    if let Some(empty) = input.number()?.checked_sub(1) {
        return Empty::ALL.iter().find(|it| **it as u64 == empty).copied().map(Reasons::Empty);
    }
    let mut lines = Vec::new();
    while !input.bytes.is_empty() {
        let kind = match input.number()? {
            5 => ScoreLineKind::Manual,
            6 => ScoreLineKind::Rounding,
            7 => ScoreLineKind::Bounds,
            category @ 0..5 => ScoreLineKind::Clamp(*Category::ALL.get(category as usize)?),
            signal => ScoreLineKind::Signal(u32::try_from(signal - 8).ok()?),
        };
        lines.push(ScoreLine { kind, count: u32::try_from(input.number()?).ok()?, millionths: input.signed()? });
    }
    Some(Reasons::Lines(lines))
}

/// Writes scores of contacts. The statement is kept, since it runs once a contact.
#[derive(Debug)]
pub struct ScoreWriter<'c>(Statement<'c>);

impl<'c> ScoreWriter<'c> {
    /// One over this connection.
    pub fn new(conn: &'c Connection) -> Result<Self> {
        Ok(Self(conn.prepare(
            "INSERT INTO contact_score (contact_id, score, grade, reasons, valid_until, print)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (contact_id) DO UPDATE
             SET (score, grade, reasons, valid_until, print) = (?2, ?3, ?4, ?5, ?6)",
        )?))
    }

    /// Writes a contact's score, and the print of all that was derived with it.
    pub fn put(&mut self, contact_id: i64, score: &Score, print: i64) -> Result<()> {
        let valid_until = score.valid_until.map(|t| t.0);
        self.0.execute(params![contact_id, score.score, score.grade, score.reasons, valid_until, print])?;
        Ok(())
    }
}

/// How many contacts have each grade: kept from run to run, since counting a million takes longer than a run in which
/// nothing changes.
#[derive(Debug, Default)]
pub struct GradeCounts {
    /// By code of the grade, those without a score under -1.
    counts: BTreeMap<i64, u64>,
}

/// Where the counts stand.
const GRADE_COUNTS: &str = "grade_counts";

impl GradeCounts {
    /// Those that were kept, else all scores counted.
    pub fn read(conn: &Connection) -> Result<Self> {
        if let Some(kept) = setting::get::<String>(conn, GRADE_COUNTS)? {
            let counts =
                serde_json::from_str(&kept).map_err(|_| Error::fault("the counts of grades cannot be read"))?;
            return Ok(Self { counts });
        }
        Self::count(conn)
    }

    fn count(conn: &Connection) -> Result<Self> {
        let mut statement =
            conn.prepare_cached("SELECT coalesce(grade, -1), count(*) FROM contact_score GROUP BY grade")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.cast_unsigned())))?;
        Ok(Self { counts: rows.collect::<Result<_, _>>()? })
    }

    /// Whether the counts that were kept are not those of the scores.
    pub fn is_wrong(conn: &Connection) -> Result<bool> {
        let Ok(mut kept) = Self::read(conn) else { return Ok(true) };
        kept.counts.retain(|_, count| *count > 0);
        Ok(kept.counts != Self::count(conn)?.counts)
    }

    /// A contact has another grade, or its first one: codes, `None` for no score.
    pub fn change(&mut self, old: Option<Option<i64>>, new: Option<i64>) {
        if let Some(old) = old {
            let count = self.counts.entry(old.unwrap_or(-1)).or_default();
            *count = count.saturating_sub(1);
        }
        *self.counts.entry(new.unwrap_or(-1)).or_default() += 1;
    }

    /// How many contacts have a grade; `None` = no score.
    pub fn of(&self, grade: Option<Grade>) -> u64 {
        self.counts.get(&grade.map_or(-1, Grade::code)).copied().unwrap_or(0)
    }

    /// Keeps the counts.
    pub fn keep(self, conn: &Connection) -> Result<Self> {
        setting::set(conn, GRADE_COUNTS, serde_json::to_string(&self.counts)?)?;
        Ok(self)
    }

    /// Contacts are gone: the next run counts anew.
    pub fn forget(conn: &Connection) -> Result<()> {
        setting::remove(conn, GRADE_COUNTS)
    }
}

const CONVERSATIONS: &str = "SELECT s.conversation_id, s.class, s.sentiment, s.sentiment_level, s.score, s.band
    FROM conversation AS c INDEXED BY conversation_by_contact
    JOIN conversation_state AS s ON s.conversation_id = c.id
    WHERE c.contact_id IS ?1";

/// What was derived of the conversations of a contact; `None` = of those that no contact owns.
pub fn conversations(
    conn: &Connection,
    contact_id: Option<i64>,
) -> Result<FxHashMap<i64, (ConversationState, ConversationScore)>> {
    let mut statement = conn.prepare_cached(CONVERSATIONS)?;
    let rows = statement.query_map([contact_id], |row| {
        let state = (row.get(1)?, row.get(2)?, row.get(3)?);
        Ok((row.get(0)?, (state, (row.get(4)?, row.get(5)?))))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What is derived of a conversation, and how it is written.
pub trait OfConversation {
    /// The statement that writes it.
    const SQL: &'static str;

    /// Runs the statement.
    fn put(self, statement: &mut Statement<'_>, id: i64) -> rusqlite::Result<usize>;
}

/// What is derived of conversations is written in the order of their ids: contacts come in order, their conversations do
/// not.
pub fn write_conversations<T: OfConversation + Row>(conn: &Connection, rows: InOrder<T>) -> Result<()> {
    let mut statement = conn.prepare_cached(T::SQL)?;
    rows.finish()?.for_each(|id, row| row.put(&mut statement, id).map(|_| ()).map_err(Into::into))
}

impl Row for ConversationScore {
    fn pack(&self, out: &mut Packer) {
        out.maybe_number(self.0.map(u64::from));
        out.maybe_number(self.1.map(i64::cast_unsigned));
    }

    fn unpack(input: &mut Unpacker<'_>) -> Option<Self> {
        let score = input.maybe_code()?.map(u8::try_from).transpose().ok()?;
        Some((score, input.maybe_code()?))
    }
}

impl OfConversation for ConversationScore {
    const SQL: &'static str = "INSERT INTO conversation_state (conversation_id, score, band) VALUES (?1, ?2, ?3)
         ON CONFLICT (conversation_id) DO UPDATE SET score = excluded.score, band = excluded.band";

    fn put(self, statement: &mut Statement<'_>, id: i64) -> rusqlite::Result<usize> {
        statement.execute((id, self.0, self.1))
    }
}

/// Changes from which on it pays to write rows without their index and to make it anew behind them.
const MANY: u64 = 10_000;

/// The index of a table over `valid_until`, which is taken away when many rows of the table turn out to change: rows
/// that are sorted in together cost a fifth of what they cost one by one.
#[derive(Debug)]
pub struct LazyIndex {
    table: &'static str,
    /// How many rows it has or will have, at most.
    rows: u64,
    changes: u64,
    /// How to make it again, once it was taken away.
    sql: Option<String>,
}

impl LazyIndex {
    /// The index of a table over contacts.
    pub fn new(conn: &Connection, table: &'static str) -> Result<Self> {
        // Counting takes long; there are no more than this.
        let rows: Option<i64> = conn.query_row("SELECT max(id) FROM contact", [], |row| row.get(0))?;
        Ok(Self { table, rows: rows.unwrap_or(0).cast_unsigned(), changes: 0, sql: None })
    }

    /// Takes note of a row that is about to be written.
    pub fn note(&mut self, conn: &Connection) -> Result<()> {
        self.changes += 1;
        if self.sql.is_none() && self.changes > MANY && self.changes * 5 > self.rows {
            let name = format!("{}_by_valid_until", self.table);
            const FIND: &str = "SELECT sql FROM sqlite_schema WHERE type = 'index' AND name = ?1";
            self.sql = Some(conn.query_row(FIND, [&name], |row| row.get(0))?);
            conn.execute_batch(&format!("DROP INDEX {name}"))?;
        }
        Ok(())
    }

    /// All rows are written.
    pub fn finish(self, conn: &Connection) -> Result<()> {
        Ok(self.sql.map_or(Ok(()), |sql| conn.execute_batch(&sql))?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_come_back() {
        let kinds = [
            ScoreLineKind::Signal(0),
            ScoreLineKind::Signal(300),
            ScoreLineKind::Clamp(Category::Engagement),
            ScoreLineKind::Manual,
            ScoreLineKind::Rounding,
            ScoreLineKind::Bounds,
        ];
        let lines: Vec<ScoreLine> = kinds
            .into_iter()
            .zip([0, 7_000_000, -333_333, i64::MAX, i64::MIN, 1])
            .map(|(kind, millionths)| ScoreLine { kind, count: 3, millionths })
            .collect();
        let scoring = Scoring { score: Some(7), lines: lines.clone(), ..Scoring::default() };
        assert_eq!(unpack_reasons(&pack_reasons(&scoring)), Some(Reasons::Lines(lines)));
        for empty in Empty::ALL {
            let scoring = Scoring { empty_because: Some(*empty), ..Scoring::default() };
            assert_eq!(unpack_reasons(&pack_reasons(&scoring)), Some(Reasons::Empty(*empty)));
        }
        assert_eq!(unpack_reasons(&[]), None);
    }
}
