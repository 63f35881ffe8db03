//! Derived summaries of conversations. They stand beside the class, apart from what an import or a person wrote, so that
//! they can be renewed at any time; the view `conversations` shows the written one where there is one.

use rusqlite::{Connection, Statement};
use rustc_hash::FxHashMap;

use super::bytes::{Packer, Unpacker};
use super::in_order::Row;
use super::state::{ConversationState, OfConversation};
use crate::domain::cue::Cue;
use crate::domain::deciding::summary::Draft;
use crate::error::Result;

/// The derived summary of a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConversationSummary {
    /// Stands for what the line was built from, but for the text.
    pub print: i64,
    /// The line, if there is anything to say.
    pub line: Option<String>,
}

/// The derived summaries of a contact's conversations by id; `None` = of those that no contact owns.
pub fn stored(conn: &Connection, contact_id: Option<i64>) -> Result<FxHashMap<i64, ConversationSummary>> {
    let mut statement = conn.prepare_cached(
        "SELECT s.conversation_id, s.summary_print, s.summary
         FROM conversation AS c INDEXED BY conversation_by_contact
         JOIN conversation_state AS s ON s.conversation_id = c.id
         WHERE c.contact_id IS ?1 AND s.summary_print IS NOT NULL",
    )?;
    let rows = statement.query_map([contact_id], |row| {
        Ok((row.get(0)?, ConversationSummary { print: row.get(1)?, line: row.get(2)? }))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What classify derives of a conversation, with its summary if that is another one.
pub type Summarised = (ConversationState, Option<ConversationSummary>);

impl OfConversation for Summarised {
    const SQL: &'static str =
        "INSERT INTO conversation_state (conversation_id, class, sentiment, sentiment_level, summary_print, summary)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (conversation_id) DO UPDATE
         SET class = excluded.class, sentiment = excluded.sentiment, sentiment_level = excluded.sentiment_level,
             summary = iif(excluded.summary_print IS NULL, summary, excluded.summary),
             summary_print = coalesce(excluded.summary_print, summary_print)";

    fn put(self, statement: &mut Statement<'_>, id: i64) -> rusqlite::Result<usize> {
        let (state, summary) = self;
        let (print, line) = summary.map_or((None, None), |summary| (Some(summary.print), summary.line));
        statement.execute((id, state.0, state.1, state.2, print, line))
    }
}

/// What classify derives of a conversation, on its way into the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derived {
    /// Its class and sentiment.
    pub state: ConversationState,
    /// Its summary.
    pub renewal: Renewal,
}

/// What becomes of the summary of a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Renewal {
    /// It stays.
    None,
    /// It is this one.
    Ready(ConversationSummary),
    /// It is one whose texts are still to be looked at.
    Draft {
        /// See [`ConversationSummary::print`].
        print: i64,
        /// The line without the texts.
        draft: Draft,
    },
}

impl Row for Derived {
    fn pack(&self, out: &mut Packer) {
        let (class, sentiment, level) = self.state;
        out.maybe_number(class.map(i64::cast_unsigned));
        out.maybe_signed(sentiment.map(i64::from));
        out.maybe_number(level.map(i64::cast_unsigned));
        match &self.renewal {
            Renewal::None => out.number(0),
            Renewal::Ready(ConversationSummary { print, line }) => {
                out.number(1);
                out.signed(*print);
                out.number(line.is_some().into());
                out.maybe(line.as_deref(), Packer::text);
            }
            Renewal::Draft { print, draft: Draft { messages, cue, outcomes } } => {
                out.number(2);
                out.signed(*print);
                out.number(messages.len() as u64);
                messages.iter().for_each(|id| out.signed(*id));
                out.maybe_number(cue.map(|cue| cue as u64));
                out.text(outcomes);
            }
        }
    }

    fn unpack(input: &mut Unpacker<'_>) -> Option<Self> {
        let class = input.maybe_code()?;
        let sentiment = input.maybe_signed()?.map(i32::try_from).transpose().ok()?;
        let state = (class, sentiment, input.maybe_code()?);
        let renewal = match input.number()? {
            0 => Renewal::None,
            1 => {
                let print = input.signed()?;
                let line = if input.number()? == 0 { None } else { Some(input.text()?.to_owned()) };
                Renewal::Ready(ConversationSummary { print, line })
            }
            _ => {
                let print = input.signed()?;
                let count = input.number()?;
                let messages = (0..count).map(|_| input.signed()).collect::<Option<_>>()?;
                let cue = match input.maybe_code()? {
                    Some(code) => Some(*Cue::ALL.get(usize::try_from(code).ok()?)?),
                    None => None,
                };
                Renewal::Draft { print, draft: Draft { messages, cue, outcomes: input.text()?.to_owned() } }
            }
        };
        Some(Self { state, renewal })
    }
}
