//! Facts for decisions: contacts of a range of ids with all that is known about them. Most are read as they were packed
//! by an earlier `classify`; those that changed since are *stale* and come from the tables.

pub mod packed;
mod tables;

use rusqlite::{Connection, Statement};

use super::contact;
use super::dirty::Marked;
use crate::domain::deciding::facts::{ContactFacts, ConversationFacts, ConversationState, MessageFact};
use crate::domain::deciding::inferring::Inferred;
use crate::error::Result;
use tables::{Tables, message, recycle};

/// Where one contact in so many is stale, the whole range is read from the tables: there, neighbours cost less than
/// single ones.
const FEW: i64 = 8;

/// Reads facts over one connection.
#[derive(Debug)]
pub struct FactsReader<'c> {
    tables: Tables<'c>,
    packed: Statement<'c>,
    stale: &'c Marked,
    facts: ContactFacts,
    spare: Vec<Vec<MessageFact>>,
}

impl<'c> FactsReader<'c> {
    /// A reader over this connection, that knows which contacts are stale.
    pub fn new(conn: &'c Connection, stale: &'c Marked) -> Result<Self> {
        Ok(Self {
            tables: Tables::new(conn)?,
            packed: conn.prepare(
                "SELECT contact_id, packed FROM contact_fact WHERE contact_id BETWEEN ?1 AND ?2 ORDER BY contact_id",
            )?,
            stale,
            facts: ContactFacts::default(),
            spare: Vec::new(),
        })
    }

    /// Gives the facts of each contact of a range of ids, in order, and whether they were stale.
    pub fn read(&mut self, low: i64, high: i64, mut run: impl FnMut(&ContactFacts, bool) -> Result<()>) -> Result<()> {
        let stale = self.stale;
        let some = stale.within(low, high);
        if stale.is_all || some.len() as i64 * FEW > high - low {
            let is_stale = |id: i64| stale.is_all || some.binary_search(&id).is_ok();
            return self
                .tables
                .read((low, high), &mut self.facts, &mut self.spare, |facts| run(facts, is_stale(facts.id)));
        }
        let mut from = low;
        for id in some {
            self.read_packed((from, id - 1), &mut run)?;
            self.tables.read((*id, *id), &mut self.facts, &mut self.spare, |facts| run(facts, true))?;
            from = id + 1;
        }
        self.read_packed((from, high), &mut run)
    }

    fn read_packed(
        &mut self,
        (low, high): (i64, i64),
        run: &mut impl FnMut(&ContactFacts, bool) -> Result<()>,
    ) -> Result<()> {
        if low > high {
            return Ok(());
        }
        let mut rows = self.packed.query((low, high))?;
        while let Some(row) = rows.next()? {
            recycle(&mut self.facts.conversations, &mut self.spare);
            self.facts.id = row.get(0)?;
            self.facts.inferred = Inferred::default();
            packed::unpack(row.get_ref(1)?.as_blob()?, &mut self.facts, &mut self.spare)?;
            run(&self.facts, false)?;
        }
        Ok(())
    }
}

/// How many ids are read together.
const RANGE_IDS: i64 = 2_048;

/// Gives what the tables say of each contact that is not stale, with what is packed of it.
pub fn for_each_settled(
    conn: &Connection,
    mut run: impl FnMut(&ContactFacts, Option<&[u8]>) -> Result<()>,
) -> Result<()> {
    let (_, Some((low, high))) = contact::extent(conn)? else { return Ok(()) };
    let stale = Marked::stale(conn)?;
    if stale.is_all {
        return Ok(());
    }
    let mut find = conn.prepare("SELECT packed FROM contact_fact WHERE contact_id = ?1")?;
    let mut tables = Tables::new(conn)?;
    let (mut facts, mut spare) = (ContactFacts::default(), Vec::new());
    for start in (low..=high).step_by(usize::try_from(RANGE_IDS).unwrap_or(1)) {
        tables.read((start, start + RANGE_IDS - 1), &mut facts, &mut spare, |facts| {
            if stale.holds(facts.id) {
                return Ok(());
            }
            let mut rows = find.query([facts.id])?;
            match rows.next()? {
                Some(row) => run(facts, Some(row.get_ref(0)?.as_blob()?)),
                None => run(facts, None),
            }
        })?;
    }
    Ok(())
}

/// What is inferred of each of these contacts, of those that are there.
pub fn inferred_of(conn: &Connection, contact_ids: &[i64]) -> Result<Vec<(i64, Inferred)>> {
    if contact_ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut tables = Tables::new(conn)?;
    let (mut facts, mut spare, mut found) = (ContactFacts::default(), Vec::new(), Vec::new());
    for id in contact_ids {
        tables.read((*id, *id), &mut facts, &mut spare, |facts| {
            found.push((facts.id, facts.inferred.clone()));
            Ok(())
        })?;
    }
    Ok(found)
}

/// Conversations that no contact owns, each with its messages: all of them, or those that are marked.
pub fn unlinked(conn: &Connection, all: bool) -> Result<Vec<ConversationFacts>> {
    let sql = if all {
        "SELECT id, state FROM conversation WHERE contact_id IS NULL ORDER BY id"
    } else {
        "SELECT id, state FROM conversation WHERE contact_id IS NULL
             AND id IN (SELECT conversation_id FROM dirty_conversation) ORDER BY id"
    };
    let mut conversations: Vec<ConversationFacts> = conn
        .prepare(sql)?
        .query_map([], |row| {
            Ok(ConversationFacts {
                id: row.get(0)?,
                state: ConversationState::from_code(row.get(1)?),
                messages: Vec::new(),
            })
        })?
        .collect::<Result<_, _>>()?;
    let mut statement = conn.prepare(
        "SELECT contact_id, conversation_id, at, sender, cues, keywords, sentiment, due, id, leaning FROM message
         WHERE contact_id IS NULL AND conversation_id = ?1 ORDER BY at, id",
    )?;
    for conversation in &mut conversations {
        let messages = statement.query_map([conversation.id], message)?;
        conversation.messages = messages.collect::<Result<_, _>>()?;
    }
    Ok(conversations)
}
