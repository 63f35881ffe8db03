//! Facts from the tables that hold them: contacts of a range of ids with all that hangs on them, each table read once,
//! in order, and merged by contact. Reading everything and reading one contact are the same code over another range.

use fallible_streaming_iterator::FallibleStreamingIterator;
use rusqlite::{Connection, Row, Rows, Statement};

use super::packed::texts_mut;
use crate::domain::contact::Held;
use crate::domain::cue::{CueSet, Sender};
use crate::domain::deciding::facts::{
    ContactFacts, ConversationFacts, ConversationState, DealFact, EventFact, MessageFact, Pins,
};
use crate::domain::deciding::inferring::{Heard, Inferred, infer};
use crate::domain::deciding::{Intent, Stage, Status};
use crate::domain::identity::{Hasher, Kind};
use crate::domain::leaning::Leaning;
use crate::domain::reading::personal::Field;
use crate::domain::time::Instant;
use crate::error::Result;
use crate::store::{identity, said, setting, thread};

const CONTACTS: &str = "SELECT c.id, c.user_id IS NOT NULL, c.do_not_contact, c.name, c.first_name, c.last_name, \
    c.emails, c.phones, (SELECT name FROM company WHERE company.id = c.company_id), c.job_title, c.address, c.city, \
    c.country, c.website, c.branch, c.source, coalesce(n.channels, c.channels), c.tags, c.interests, c.traits, \
    c.needs, c.last_active, c.points \
    FROM contact AS c LEFT JOIN contact_count AS n ON n.contact_id = c.id \
    WHERE c.id BETWEEN ?1 AND ?2 ORDER BY c.id";
const CONVERSATIONS: &str = "SELECT contact_id, id, state FROM conversation \
    WHERE contact_id BETWEEN ?1 AND ?2 ORDER BY contact_id, id";
const MESSAGES: &str = "SELECT contact_id, conversation_id, at, sender, cues, keywords, sentiment, due, id, leaning \
    FROM message INDEXED BY message_by_contact WHERE contact_id BETWEEN ?1 AND ?2 \
    ORDER BY contact_id, conversation_id, at";
const EVENTS: &str = "SELECT contact_id, at, kind, amount, currency FROM event INDEXED BY event_by_contact \
    WHERE contact_id BETWEEN ?1 AND ?2 ORDER BY contact_id, at";
const DEALS: &str = "SELECT contact_id, closed_at, amount, currency FROM deal \
    WHERE state = 'won' AND won_event IS NULL AND contact_id BETWEEN ?1 AND ?2 ORDER BY contact_id, id";
const POINTS: &str =
    "SELECT contact_id, at, points FROM point WHERE contact_id BETWEEN ?1 AND ?2 ORDER BY contact_id, id";
const PINS: &str =
    "SELECT contact_id, field, value FROM pin WHERE contact_id BETWEEN ?1 AND ?2 ORDER BY contact_id, id";
const SAID: &str = "SELECT contact_id, id, at, said FROM message INDEXED BY message_said \
    WHERE said IS NOT NULL AND contact_id BETWEEN ?1 AND ?2 ORDER BY contact_id, at, said, id";
const HELD: &str = "SELECT contact_id, field, value FROM held WHERE contact_id BETWEEN ?1 AND ?2 ORDER BY contact_id";
const ALERTS: &str = "SELECT contact_id, at FROM alert \
    WHERE kind = 'frustration' AND state IN ('open', 'taken') AND contact_id BETWEEN ?1 AND ?2 ORDER BY contact_id, id";

/// Reads the tables over one connection.
#[derive(Debug)]
pub(super) struct Tables<'c> {
    contacts: Statement<'c>,
    conversations: Statement<'c>,
    messages: Statement<'c>,
    events: Statement<'c>,
    // Of tables that hold nothing, as these often do, nothing is asked.
    deals: Option<Statement<'c>>,
    points: Option<Statement<'c>>,
    pins: Option<Statement<'c>>,
    alerts: Option<Statement<'c>>,
    held: Option<Statement<'c>>,
    said: Statement<'c>,
    conn: &'c Connection,
    /// Made when it is needed for the first time.
    hasher: Option<Hasher>,
}

/// Rows in the order of contacts, of which the next one is looked at before it is taken.
struct Stream<'s> {
    rows: Option<Rows<'s>>,
    next_contact: i64,
}

impl<'s> Stream<'s> {
    fn new(statement: &'s mut Statement<'_>, low: i64, high: i64) -> Result<Self> {
        let mut stream = Self { rows: Some(statement.query((low, high))?), next_contact: i64::MIN };
        stream.advance()?;
        Ok(stream)
    }

    fn of(statement: &'s mut Option<Statement<'_>>, low: i64, high: i64) -> Result<Self> {
        match statement {
            Some(statement) => Self::new(statement, low, high),
            None => Ok(Self { rows: None, next_contact: i64::MAX }),
        }
    }

    fn advance(&mut self) -> Result<()> {
        let Some(rows) = &mut self.rows else { return Ok(()) };
        rows.advance()?;
        self.next_contact = match rows.get() {
            Some(row) => row.get(0)?,
            None => i64::MAX,
        };
        Ok(())
    }

    /// Takes all rows of a contact; rows of contacts that are not there are passed over.
    fn take(&mut self, contact_id: i64, mut run: impl FnMut(&Row<'_>) -> rusqlite::Result<()>) -> Result<()> {
        while self.next_contact <= contact_id {
            if self.next_contact == contact_id
                && let Some(row) = self.rows.as_ref().and_then(Rows::get)
            {
                run(row)?;
            }
            self.advance()?;
        }
        Ok(())
    }
}

impl<'c> Tables<'c> {
    /// A reader over this connection.
    pub(super) fn new(conn: &'c Connection) -> Result<Self> {
        Ok(Self {
            contacts: conn.prepare(CONTACTS)?,
            conversations: conn.prepare(CONVERSATIONS)?,
            messages: conn.prepare(MESSAGES)?,
            events: conn.prepare(EVENTS)?,
            deals: unless_empty(conn, "deal", DEALS)?,
            points: unless_empty(conn, "point", POINTS)?,
            pins: unless_empty(conn, "pin", PINS)?,
            alerts: unless_empty(conn, "alert", ALERTS)?,
            held: unless_empty(conn, "held", HELD)?,
            said: conn.prepare(SAID)?,
            conn,
            hasher: None,
        })
    }

    /// Gives the facts of each contact of a range of ids, in order. `facts` and `spare` are room to read them into.
    pub(super) fn read(
        &mut self,
        (low, high): (i64, i64),
        facts: &mut ContactFacts,
        spare: &mut Vec<Vec<MessageFact>>,
        mut run: impl FnMut(&ContactFacts) -> Result<()>,
    ) -> Result<()> {
        let mut contacts = self.contacts.query((low, high))?;
        let mut conversations = Stream::new(&mut self.conversations, low, high)?;
        let mut messages = Stream::new(&mut self.messages, low, high)?;
        let mut events = Stream::new(&mut self.events, low, high)?;
        let mut deals = Stream::of(&mut self.deals, low, high)?;
        let mut points = Stream::of(&mut self.points, low, high)?;
        let mut pins = Stream::of(&mut self.pins, low, high)?;
        let mut alerts = Stream::of(&mut self.alerts, low, high)?;
        let mut held = Stream::of(&mut self.held, low, high)?;
        let mut said = Stream::new(&mut self.said, low, high)?;
        let mut heard = Vec::new();
        while let Some(row) = contacts.next()? {
            let id = read_contact(row, facts)?;
            recycle(&mut facts.conversations, spare);
            conversations.take(id, |row| add_conversation(row, &mut facts.conversations, spare))?;
            messages.take(id, |row| add_message(row, &mut facts.conversations))?;
            facts.conversations.iter_mut().for_each(settle_order);
            facts.events.clear();
            events.take(id, |row| add_event(row, &mut facts.events))?;
            facts.deals.clear();
            deals.take(id, |row| add_deal(row, &mut facts.deals))?;
            points.take(id, |row| {
                facts.points.push((Instant(row.get(1)?), row.get(2)?));
                Ok(())
            })?;
            facts.pins = Pins::default();
            pins.take(id, |row| add_pin(row, &mut facts.pins))?;
            facts.frustration_alerts.clear();
            alerts.take(id, |row| {
                facts.frustration_alerts.push(Instant(row.get(1)?));
                Ok(())
            })?;
            heard.clear();
            said.take(id, |row| add_heard(row, &mut heard))?;
            facts.inferred = Inferred::default();
            if !heard.is_empty() {
                let mut of_contact = Held::new();
                held.take(id, |row| {
                    of_contact.insert((row.get(1)?, row.get(2)?));
                    Ok(())
                })?;
                find_others(self.conn, &mut self.hasher, id, &mut heard)?;
                facts.inferred = infer(&facts.fields, &of_contact, &heard);
                facts.inferred.fill(&mut facts.fields);
            }
            run(facts)?;
        }
        Ok(())
    }
}

fn unless_empty<'c>(conn: &'c Connection, table: &'static str, sql: &str) -> Result<Option<Statement<'c>>> {
    if thread::is_empty(conn, table)? { Ok(None) } else { Ok(Some(conn.prepare(sql)?)) }
}

fn add_heard(row: &Row<'_>, heard: &mut Vec<Heard>) -> rusqlite::Result<()> {
    let (message_id, at) = (row.get(1)?, Instant(row.get(2)?));
    let said = said::decode(row.get_ref(3)?.as_str()?);
    heard.extend(said.into_iter().map(|said| Heard { message_id, at, said, others: Vec::new() }));
    Ok(())
}

/// Finds the other contacts that hold the addresses and numbers that a contact said to be theirs.
fn find_others(conn: &Connection, hasher: &mut Option<Hasher>, id: i64, heard: &mut [Heard]) -> Result<()> {
    for heard in heard {
        let kind = match heard.said.field {
            Field::Email => Kind::Email,
            Field::Phone => Kind::Phone,
            _ => continue,
        };
        let hasher = match hasher {
            Some(hasher) => hasher,
            None => hasher.insert(setting::hasher(conn)?),
        };
        heard.others = identity::holders(conn, hasher.identity(kind, &heard.said.value))?;
        heard.others.retain(|other| *other != id);
        heard.others.sort_unstable();
    }
    Ok(())
}

fn instant(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Instant>> {
    Ok(row.get::<_, Option<i64>>(column)?.map(Instant))
}

/// Puts a column's text into a string that is used again, so that reading a million contacts allocates little.
fn put(row: &Row<'_>, column: usize, text: &mut String) -> rusqlite::Result<()> {
    text.clear();
    if let Some(new) = row.get_ref(column)?.as_str_or_null()? {
        text.push_str(new);
    }
    Ok(())
}

fn read_contact(row: &Row<'_>, facts: &mut ContactFacts) -> Result<i64> {
    facts.id = row.get(0)?;
    facts.fields.is_customer = row.get(1)?;
    facts.fields.do_not_contact = row.get(2)?;
    for (column, text) in (3..).zip(texts_mut(&mut facts.fields)) {
        put(row, column, text)?;
    }
    for list in [&mut facts.fields.email, &mut facts.fields.phone] {
        let end = list.find(';').unwrap_or(list.len());
        list.truncate(end);
    }
    facts.last_active = instant(row, 21)?;
    facts.points.clear();
    if let Some(points) = row.get::<_, Option<i64>>(22)? {
        // Points of an import count from the contact's beginning on.
        let points = points.clamp(i32::MIN.into(), i32::MAX.into());
        facts.points.push((Instant(i64::MIN), i32::try_from(points).unwrap_or(0)));
    }
    Ok(facts.id)
}

/// Takes the conversations of the contact before, so that their lists of messages are used again.
pub(super) fn recycle(conversations: &mut Vec<ConversationFacts>, spare: &mut Vec<Vec<MessageFact>>) {
    for conversation in conversations.drain(..) {
        let mut messages = conversation.messages;
        messages.clear();
        spare.push(messages);
    }
}

fn add_conversation(
    row: &Row<'_>,
    conversations: &mut Vec<ConversationFacts>,
    spare: &mut Vec<Vec<MessageFact>>,
) -> rusqlite::Result<()> {
    let messages = spare.pop().unwrap_or_default();
    conversations.push(ConversationFacts {
        id: row.get(1)?,
        state: ConversationState::from_code(row.get(2)?),
        messages,
    });
    Ok(())
}

fn add_message(row: &Row<'_>, conversations: &mut [ConversationFacts]) -> rusqlite::Result<()> {
    let conversation_id: i64 = row.get(1)?;
    // Both come in the order of conversations, so the one that is meant is mostly the last one found.
    if let Ok(at) = conversations.binary_search_by_key(&conversation_id, |conversation| conversation.id) {
        conversations[at].messages.push(message(row)?);
    }
    Ok(())
}

/// Messages of one second come in the order of the index; put them in the order in which they came in. Asking SQLite
/// for that order would make it sort all of them.
fn settle_order(conversation: &mut ConversationFacts) {
    let order = |message: &MessageFact| (message.at, message.id);
    if !conversation.messages.is_sorted_by_key(order) {
        conversation.messages.sort_by_key(order);
    }
}

/// A message of a row of [`MESSAGES`].
pub(super) fn message(row: &Row<'_>) -> rusqlite::Result<MessageFact> {
    Ok(MessageFact {
        id: row.get(8)?,
        at: Instant(row.get(2)?),
        sender: Sender::from_code(row.get(3)?).unwrap_or(Sender::System),
        cues: CueSet(row.get(4)?),
        keywords: row.get::<_, i64>(5)?.cast_unsigned(),
        sentiment: row.get(6)?,
        due: instant(row, 7)?,
        leaning: Leaning(row.get(9)?),
    })
}

fn add_event(row: &Row<'_>, events: &mut Vec<EventFact>) -> rusqlite::Result<()> {
    events.push(EventFact {
        at: Instant(row.get(1)?),
        kind: row.get(2)?,
        amount: row.get(3)?,
        currency: row.get_ref(4)?.as_str_or_null()?.unwrap_or("").to_owned(),
    });
    Ok(())
}

fn add_deal(row: &Row<'_>, deals: &mut Vec<DealFact>) -> rusqlite::Result<()> {
    deals.push(DealFact {
        won_at: instant(row, 1)?,
        amount: row.get(2)?,
        currency: row.get_ref(3)?.as_str_or_null()?.unwrap_or("").to_owned(),
    });
    Ok(())
}

fn add_pin(row: &Row<'_>, pins: &mut Pins) -> rusqlite::Result<()> {
    let value = row.get_ref(2)?.as_str()?;
    match row.get_ref(1)?.as_str()? {
        "status" => pins.status = Status::from_name(value),
        "stage" => pins.stage = Stage::from_name(value),
        "intent" => pins.intent = Intent::from_name(value),
        _ => {}
    }
    Ok(())
}
