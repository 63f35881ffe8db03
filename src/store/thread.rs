//! Conversations, messages and events.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Statement, params};

use super::dirty;
use super::journal::Columns;
use super::setting;
use crate::domain::cue::{Cue, CueSet};
use crate::domain::deciding::facts::ConversationState;
use crate::domain::time::Instant;
use crate::error::Result;

/// An instant that may not be known, in eight bytes: an import holds three for every conversation of its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(i64);

impl Moment {
    /// Not known.
    pub const NONE: Self = Self(i64::MIN);

    /// Takes note of an instant, if it is the first or earlier.
    pub fn begin(&mut self, at: Instant) {
        self.0 = if *self == Self::NONE { at.0 } else { self.0.min(at.0) };
    }

    /// Takes note of an instant, if it is the first or later.
    pub fn extend(&mut self, at: Instant) {
        self.0 = self.0.max(at.0);
    }

    /// Seconds since 1970, if it is known.
    pub fn seconds(self) -> Option<i64> {
        (self != Self::NONE).then_some(self.0)
    }
}

/// The contact that a conversation belongs to, or nobody; in eight bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owner(i64);

impl Owner {
    /// The contact's id, if it is somebody's.
    pub fn id(self) -> Option<i64> {
        (self.0 != 0).then_some(self.0)
    }
}

impl From<Option<i64>> for Owner {
    /// Ids begin with 1.
    fn from(id: Option<i64>) -> Self {
        Self(id.unwrap_or(0))
    }
}

/// What a person set of a conversation by hand: no import changes that until it is released.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Held {
    /// Whose it is, or that it is nobody's.
    pub link: bool,
    /// Whether it is open, closed or archived.
    pub state: bool,
}

/// A conversation as an import knows it: small, since it holds all of its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thread {
    /// Whose it is.
    pub owner: Owner,
    /// What a person set of it, which no import changes.
    pub held: Held,
    /// Messages by visitor, agent and bot.
    pub message_count: u32,
    /// When the first message was sent.
    pub started_at: Moment,
    /// When the last one was.
    pub last_message_at: Moment,
    /// When the visitor's last one was.
    pub last_visitor_at: Moment,
}

/// What a new conversation is created with.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct NewThread<'a> {
    pub id: i64,
    pub contact_id: Option<i64>,
    pub key: Option<i64>,
    pub via: Option<i64>,
    pub scope: &'a str,
    pub external_id: Option<&'a str>,
    pub channel: &'a str,
    pub confidence: Option<u8>,
    /// Why the identity that it came by leads to nobody.
    pub error: Option<&'a str>,
}

/// Words about a conversation that rows may change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct Attributes {
    pub website: Option<Box<str>>,
    pub branch: Option<Box<str>>,
    pub agent: Option<Box<str>>,
    pub state: Option<ConversationState>,
    pub summary: Option<Box<str>>,
    pub metadata: Option<Box<str>>,
}

/// A message with what was read in it.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct NewMessage<'a> {
    pub id: i64,
    pub conversation_id: i64,
    pub contact_id: Option<i64>,
    pub key: i64,
    pub at: Instant,
    pub sender: u8,
    pub cues: u32,
    pub keywords: u64,
    pub sentiment: Option<i16>,
    pub due: Option<Instant>,
    pub reader: i64,
    pub external_id: Option<&'a str>,
    pub text: &'a str,
    pub metadata: Option<&'a str>,
    pub said: Option<&'a str>,
    pub leaning: i32,
}

/// An event.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct NewEvent<'a> {
    pub id: i64,
    pub contact_id: i64,
    pub key: i64,
    pub via: Option<i64>,
    pub kind: &'a str,
    pub at: Instant,
    pub amount: Option<i64>,
    pub currency: Option<&'a str>,
    pub reference: Option<&'a str>,
    pub scope: Option<&'a str>,
    pub external_id: Option<&'a str>,
    pub metadata: Option<&'a str>,
}

const SELECT: &str = "SELECT id, contact_id, message_count, started_at, last_message_at, last_visitor_at, link_held, state_held \
     FROM conversation";

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<(i64, Thread)> {
    let instant = |i| row.get::<_, Option<i64>>(i).map(|t| t.map_or(Moment::NONE, Moment));
    let thread = Thread {
        owner: row.get::<_, Option<i64>>(1)?.into(),
        held: Held { link: row.get(6)?, state: row.get(7)? },
        message_count: row.get(2)?,
        started_at: instant(3)?,
        last_message_at: instant(4)?,
        last_visitor_at: instant(5)?,
    };
    Ok((row.get(0)?, thread))
}

/// The conversation with this id.
pub fn by_id(conn: &Connection, id: i64) -> Result<Option<Thread>> {
    let mut statement = conn.prepare_cached(&format!("{SELECT} WHERE id = ?1"))?;
    Ok(statement.query_row([id], read).optional()?.map(|(_, thread)| thread))
}

/// The one conversation of a contact on a channel that came without an id.
pub fn by_owner(conn: &Connection, contact_id: i64, channel: &str) -> Result<Option<i64>> {
    let sql = format!("{SELECT} WHERE contact_id = ?1 AND channel = ?2 AND external_id IS NULL ORDER BY id LIMIT 1");
    let mut statement = conn.prepare_cached(&sql)?;
    Ok(statement.query_row(params![contact_id, channel], read).optional()?.map(|(id, _)| id))
}

/// Creates a conversation.
pub fn insert(conn: &Connection, new: &NewThread<'_>) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO conversation (id, contact_id, key, via, scope, external_id, channel, link_state, match_confidence,
             link_error)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![
        new.id,
        new.contact_id,
        new.key,
        new.via,
        new.scope,
        new.external_id,
        new.channel,
        match new.error {
            _ if new.contact_id.is_some() => "linked",
            Some(_) => "error",
            None => "pending",
        },
        new.confidence,
        new.error,
    ])?;
    Ok(())
}

/// The number of a conversation's state.
pub fn state(conn: &Connection, id: i64) -> Result<Option<Value>> {
    let mut statement = conn.prepare_cached("SELECT state FROM conversation WHERE id = ?1")?;
    Ok(statement.query_row([id], |row| row.get(0)).optional()?)
}

/// Writes the counts of a conversation.
pub fn update_counts(conn: &Connection, id: i64, thread: &Thread) -> Result<()> {
    conn.prepare_cached(
        "UPDATE conversation SET message_count = ?2, started_at = ?3, last_message_at = ?4, last_visitor_at = ?5
         WHERE id = ?1",
    )?
    .execute((
        id,
        thread.message_count,
        thread.started_at.seconds(),
        thread.last_message_at.seconds(),
        thread.last_visitor_at.seconds(),
    ))?;
    Ok(())
}

/// Writes what rows say of a conversation that they created.
pub fn describe(conn: &Connection, id: i64, said: &Attributes) -> Result<()> {
    conn.prepare_cached(
        "UPDATE conversation SET website = coalesce(?2, website), branch = coalesce(?3, branch),
             agent = coalesce(?4, agent), state = coalesce(?5, state)
         WHERE id = ?1",
    )?
    .execute(params![id, said.website, said.branch, said.agent, said.state.map(|state| state as i64),])?;
    Ok(())
}

/// Counts the messages of a conversation anew. One that nobody owns is decided again by the next pass.
pub fn recount(conn: &Connection, id: i64) -> Result<()> {
    conn.prepare_cached(
        "UPDATE conversation SET (message_count, started_at, last_message_at, last_visitor_at) = (
             SELECT count(*) FILTER (WHERE sender <> 3), min(at), max(at), max(at) FILTER (WHERE sender = 0)
             FROM message
             WHERE message.contact_id IS conversation.contact_id AND message.conversation_id = conversation.id)
         WHERE id = ?1",
    )?
    .execute([id])?;
    conn.prepare_cached(
        "INSERT OR IGNORE INTO dirty_conversation (conversation_id)
         SELECT id FROM conversation WHERE id = ?1 AND contact_id IS NULL",
    )?
    .execute([id])?;
    Ok(())
}

/// Gives the messages of a conversation that nobody owned to a contact.
pub fn give_messages(conn: &Connection, id: i64, contact_id: i64) -> Result<()> {
    conn.prepare_cached("UPDATE message SET contact_id = ?2 WHERE contact_id IS NULL AND conversation_id = ?1")?
        .execute((id, contact_id))?;
    conn.prepare_cached("UPDATE alert SET contact_id = ?2 WHERE contact_id IS NULL AND conversation_id = ?1")?
        .execute((id, contact_id))?;
    dirty::unmark_conversation(conn, id)
}

/// Gives the messages of a conversation from whom it was to whom it is.
pub fn move_messages(conn: &Connection, id: i64, from: Option<i64>, to: Option<i64>) -> Result<()> {
    conn.prepare_cached("UPDATE message SET contact_id = ?3 WHERE contact_id IS ?2 AND conversation_id = ?1")?
        .execute((id, from, to))?;
    Ok(())
}

/// When the visitor last asked in a conversation not to be contacted.
pub fn opt_out_in(conn: &Connection, contact_id: i64, conversation_id: i64) -> Result<Option<Instant>> {
    let mut statement = conn.prepare_cached(
        "SELECT max(at) FROM message WHERE contact_id = ?1 AND conversation_id = ?2 AND sender = 0 AND cues & ?3",
    )?;
    let bit = CueSet::of(&[Cue::OptOut]).0;
    let at: Option<i64> = statement.query_row((contact_id, conversation_id, bit), |row| row.get(0))?;
    Ok(at.map(Instant))
}

/// The statement that inserts messages; kept by the caller, since it runs once a row.
pub fn message_inserter(conn: &Connection) -> Result<Statement<'_>> {
    Ok(conn.prepare(
        "INSERT INTO message (id, conversation_id, contact_id, key, at, sender, cues, keywords, sentiment, due, reader,
             external_id, text, metadata, said, leaning)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
    )?)
}

/// Inserts a message.
pub fn insert_message(statement: &mut Statement<'_>, new: &NewMessage<'_>) -> Result<()> {
    statement.execute((
        new.id,
        new.conversation_id,
        new.contact_id,
        new.key,
        new.at.0,
        new.sender,
        new.cues,
        new.keywords.cast_signed(),
        new.sentiment,
        new.due.map(|t| t.0),
        new.reader,
        new.external_id,
        new.text,
        new.metadata,
        new.said,
        new.leaning,
    ))?;
    Ok(())
}

/// A stored message as far as an import compares it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct StoredMessage {
    pub id: i64,
    pub contact_id: Option<i64>,
    pub conversation_id: i64,
    pub at: Instant,
    pub sender: u8,
    pub text: Box<str>,
}

impl StoredMessage {
    /// Whether both have the same time, sender and text.
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.at == other.at && self.sender == other.sender && self.text == other.text
    }
}

/// The message with this id.
pub fn message(conn: &Connection, id: i64) -> Result<Option<StoredMessage>> {
    let mut statement =
        conn.prepare_cached("SELECT id, contact_id, conversation_id, at, sender, text FROM message WHERE id = ?1")?;
    let found = statement.query_row([id], |row| {
        Ok(StoredMessage {
            id: row.get(0)?,
            contact_id: row.get(1)?,
            conversation_id: row.get(2)?,
            at: Instant(row.get(3)?),
            sender: row.get(4)?,
            text: row.get(5)?,
        })
    });
    Ok(found.optional()?)
}

/// A stored event: its id, its contact and what an import compares.
pub type StoredEvent = (i64, i64, Columns);

/// The event with this id.
pub fn event(conn: &Connection, id: i64) -> Result<Option<StoredEvent>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, contact_id, kind, at, amount, currency, reference, metadata FROM event WHERE id = ?1",
    )?;
    let found = statement.query_row([id], |row| {
        let names = ["kind", "at", "amount", "currency", "reference", "metadata"];
        let columns = names.iter().enumerate().map(|(i, name)| Ok((*name, row.get(i + 2)?)));
        Ok((row.get(0)?, row.get(1)?, columns.collect::<rusqlite::Result<_>>()?))
    });
    Ok(found.optional()?)
}

/// Inserts an event.
pub fn insert_event(conn: &Connection, new: &NewEvent<'_>) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO event (id, contact_id, key, via, kind, at, amount, currency, reference, external_id, metadata, scope)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?
    .execute(params![
        new.id,
        new.contact_id,
        new.key,
        new.via,
        new.kind,
        new.at.0,
        new.amount,
        new.currency,
        new.reference,
        new.external_id,
        new.metadata,
        new.scope
    ])?;
    Ok(())
}

/// The version of the reader that read all messages, if one did.
pub fn messages_reader(conn: &Connection) -> Result<Option<i64>> {
    setting::get(conn, "messages_reader")
}

/// Notes which version of the reader read all messages.
pub fn set_messages_reader(conn: &Connection, version: i64) -> Result<()> {
    setting::set(conn, "messages_reader", version)
}

/// Whether a table holds no row.
pub fn is_empty(conn: &Connection, table: &'static str) -> Result<bool> {
    Ok(conn.query_row(&format!("SELECT NOT EXISTS (SELECT 1 FROM {table})"), [], |row| row.get(0))?)
}
