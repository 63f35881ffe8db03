//! Messages and events of an import (events in a file of their own): each finds its contact and conversation, is known
//! again by its id or its content, and is written once.

mod bare;
mod conversations;
mod events;
mod words;

use std::collections::BTreeSet;
use std::collections::hash_map::Entry;

use rusqlite::types::Value;
use rusqlite::{Connection, Statement};
use rustc_hash::{FxHashMap, FxHashSet};

use self::words::{Described, Words};
use super::occurrence::Occurrences;
use super::people::{Fates, People};
use crate::domain::cue::{Cue, Sender};
use crate::domain::identity::Hasher;
use crate::domain::reading::personal::with_country;
use crate::domain::reading::{Reader, Reading};
use crate::error::{Error, Result};
use crate::input::field::FileKind;
use crate::input::row::{MessageRow, Person};
use crate::store::bulk::Table;
use crate::store::hash_index::Known;
use crate::store::journal::{Columns, Journal};
use crate::store::key_index::{self, KeyIndex};
use crate::store::thread::{self, Attributes, NewMessage, StoredMessage, Thread};
use crate::store::{dirty, said, setting};

/// A conversation that this file names.
#[derive(Debug)]
struct Open {
    thread: Thread,
    is_changed: bool,
    /// What rows said of it, if this file created it.
    described: Described,
}

/// What the last of several rows makes of a stored message or event.
#[derive(Debug)]
struct Revision<T> {
    rows: u64,
    change: T,
}

/// Conversations, messages and events of one file.
pub struct Threads<'a> {
    conn: &'a Connection,
    hasher: Hasher,
    journal: Journal,
    reader: Option<&'a Reader>,
    reader_version: i64,
    /// The country of phone numbers without a country code.
    country: Option<String>,
    /// Conversations that this file created, by their ids from the first on.
    fresh: Vec<Open>,
    /// Older conversations that this file names, by id.
    older: FxHashMap<i64, Open>,
    conversations: KeyIndex,
    messages: KeyIndex,
    events: KeyIndex,
    by_owner: FxHashMap<(i64, Box<str>), i64>,
    /// What rows say of older conversations, and whatever is too long for `words`.
    attributes: FxHashMap<i64, Attributes>,
    words: Words,
    /// Rows that named a conversation and no message.
    bare: FxHashMap<i64, bare::Bare>,
    /// Conversations that got their contact from this file.
    linked: FxHashSet<i64>,
    /// Conversations of which this file says something else than a person did.
    kept: FxHashSet<i64>,
    insert_message: Statement<'a>,
    next_thread: i64,
    first_thread: i64,
    next_message: i64,
    first_message: i64,
    next_event: i64,
    first_event: i64,
    /// How often content without an id occurred.
    occurrences: Occurrences,
    /// Tables that were empty, so that their indexes over contacts are made at the end.
    filled: Vec<Table>,
    /// Conversations that got their contact while messages could not be found by contact.
    late_links: Vec<i64>,
    /// Stored messages and events that rows of this file would change, by key: the last row of the file counts.
    revised_messages: FxHashMap<i64, Revision<(StoredMessage, StoredMessage, Option<Reading>)>>,
    revised_events: FxHashMap<i64, Revision<(i64, i64, Columns, Columns)>>,
    /// Conversations of messages that rows of this file changed.
    rewritten: BTreeSet<i64>,
    currencies: FxHashSet<Box<str>>,
    /// How rows fared.
    pub fates: Fates,
    /// Conversations that this file created.
    pub conversations_created: u64,
}

impl<'a> Threads<'a> {
    /// Opens the conversations for one file of about `expected` rows.
    pub fn open(
        conn: &'a Connection,
        hasher: Hasher,
        journal: Journal,
        (reader, reader_version): (Option<&'a Reader>, i64),
        expected: u64,
        (kind, country): (FileKind, Option<String>),
    ) -> Result<Self> {
        let was_empty = thread::is_empty(conn, "message")?;
        if was_empty {
            thread::set_messages_reader(conn, reader_version)?;
        }
        let fills: &[Table] = match kind {
            FileKind::Messages => &[Table::Message, Table::Conversation],
            FileKind::Events => &[Table::Event],
            _ => &[],
        };
        let mut filled = Vec::new();
        for table in fills {
            if table.begin(conn, expected)? {
                filled.push(*table);
            }
        }
        let (threads, messages, events) = match kind {
            FileKind::Messages => (expected, expected, 0),
            FileKind::Conversations => (expected, 0, 0),
            FileKind::Events => (0, 0, expected),
            _ => (0, 0, 0),
        };
        let next_thread = setting::next_id(conn, "conversation")?;
        let next_message = setting::next_id(conn, "message")?;
        let next_event = setting::next_id(conn, "event")?;
        Ok(Self {
            conn,
            hasher,
            journal,
            reader,
            reader_version,
            country,
            fresh: Vec::new(),
            older: FxHashMap::default(),
            conversations: KeyIndex::open(conn, key_index::CONVERSATIONS, "conversation", threads, false)?,
            messages: KeyIndex::open(conn, key_index::MESSAGES, "message", messages, filled.contains(&Table::Message))?,
            events: KeyIndex::open(conn, key_index::EVENTS, "event", events, filled.contains(&Table::Event))?,
            by_owner: FxHashMap::default(),
            attributes: FxHashMap::default(),
            words: Words::default(),
            bare: FxHashMap::default(),
            linked: FxHashSet::default(),
            kept: FxHashSet::default(),
            insert_message: thread::message_inserter(conn)?,
            next_thread,
            first_thread: next_thread,
            next_message,
            first_message: next_message,
            next_event,
            first_event: next_event,
            occurrences: Occurrences::default(),
            filled,
            late_links: Vec::new(),
            revised_messages: FxHashMap::default(),
            rewritten: BTreeSet::new(),
            revised_events: FxHashMap::default(),
            currencies: FxHashSet::default(),
            fates: Fates::default(),
            conversations_created: 0,
        })
    }

    /// Brings whatever rows will be looked up by closer.
    pub fn approach<'p>(&self, people: impl Iterator<Item = &'p Person> + Clone) {
        self.conversations.approach(people.clone().filter_map(|person| person.thread_key));
        self.messages.approach(people.clone().filter_map(|person| person.row_key));
        self.events.approach(people.filter_map(|person| person.row_key));
    }

    /// Takes a message with what was read in it, unless it seemed to be known.
    pub fn take_message(
        &mut self,
        people: &mut People<'_>,
        row: &mut MessageRow,
        reading: Option<Reading>,
    ) -> Result<()> {
        let key = match row.person.row_key {
            Some(key) => key,
            None => {
                let content = self.message_content(row);
                self.occurrences.key(&self.hasher, content)
            }
        };
        let stored = match self.messages.find(self.conn, key)? {
            Some(id) => thread::message(self.conn, id)?,
            None => None,
        };
        let MessageRow { person, conversation_id, channel, .. } = row;
        let attributes = Attributes {
            website: row.website.take(),
            branch: row.branch.take(),
            agent: row.agent.take(),
            state: row.state,
            ..Attributes::default()
        };
        let mut incoming = StoredMessage {
            id: 0,
            contact_id: None,
            conversation_id: 0,
            at: row.sent_at,
            sender: row.sender as u8,
            text: std::mem::take(&mut row.text),
        };
        if let Some(stored) = stored {
            // What the row says of its sender was taken in with the message.
            self.take_up(stored.conversation_id)?;
            self.note_attributes(stored.conversation_id, attributes);
            return self.meet(people, key, stored, incoming, reading);
        }
        let id = if row.is_of_several {
            // Each visitor is a contact, and the conversation is nobody's.
            people.place(person, false)?;
            let mut nobody = Person { scope: person.scope.clone(), thread_key: person.thread_key, ..Person::default() };
            self.find_conversation(people, &mut nobody, conversation_id.as_deref(), channel)?
        } else {
            self.find_conversation(people, person, conversation_id.as_deref(), channel)?
        };
        self.note_attributes(id, attributes);
        incoming.contact_id = self.thread(id).owner.id();
        incoming.conversation_id = id;
        let reading = self.read(reading, &incoming);
        self.insert(people, key, &incoming, &reading, row.message_id.as_deref(), row.metadata.as_deref())
    }

    /// What is read in a message, where that was not done on its way.
    fn read(&self, reading: Option<Reading>, message: &StoredMessage) -> Reading {
        let read = || Some(self.reader?.read(Sender::from_code(message.sender.into())?, message.at, &message.text));
        reading.or_else(read).unwrap_or_default()
    }

    /// What a visitor says of themselves, as it is stored.
    fn said(&self, reading: &Reading) -> Option<String> {
        if reading.said.is_empty() {
            return None;
        }
        said::encode(&with_country(reading.said.clone(), self.country.as_deref()))
    }

    /// Messages that earlier imports brought.
    pub fn known_messages(&self) -> Known {
        self.messages.known()
    }

    /// Tables whose rows cannot be found by contact before the file ends.
    pub fn filled(&self) -> &[Table] {
        &self.filled
    }

    /// A conversation that this file named.
    fn named(&mut self, id: i64) -> &mut Open {
        let at = usize::try_from(id - self.first_thread);
        let found = match at {
            Ok(at) => self.fresh.get_mut(at),
            Err(_) => self.older.get_mut(&id),
        };
        found.expect("a conversation is taken up before it is asked for")
    }

    fn thread(&mut self, id: i64) -> &mut Thread {
        &mut self.named(id).thread
    }

    /// Takes a stored conversation up.
    fn take_up(&mut self, id: i64) -> Result<()> {
        if id < self.first_thread && !self.older.contains_key(&id) {
            let thread = thread::by_id(self.conn, id)?;
            let thread = thread.ok_or_else(|| Error::fault(format!("conversation {id} is not there")))?;
            self.older.insert(id, Open { thread, is_changed: false, described: Described::default() });
        }
        Ok(())
    }

    /// What names a message without an id: its conversation or its owner and channel, and its content. Read before
    /// the row is matched, from the row alone, so that it is the same at the next import.
    fn message_content(&self, row: &MessageRow) -> i64 {
        let sender = [row.sender as u8];
        let at = row.sent_at.0.to_le_bytes();
        let owner = match (row.person.thread_key, &row.conversation_id) {
            (Some(key), Some(_)) => key,
            _ => self.owner_key(&row.person, &row.channel),
        };
        self.hasher.parts("message content", &[&owner.to_le_bytes(), &sender, &at, row.text.as_bytes()])
    }

    fn owner_key(&self, person: &Person, channel: &str) -> i64 {
        let bytes: Vec<u8> = person.keys.iter().flat_map(|key| key.hash.to_le_bytes()).collect();
        self.hasher.parts("owner", &[&bytes, channel.as_bytes()])
    }

    /// A message that is stored already: of this file, unchanged, or changed in the source since. What is changed
    /// waits for the end of the file, in which the message may come again.
    fn meet(
        &mut self,
        people: &mut People<'_>,
        key: i64,
        stored: StoredMessage,
        incoming: StoredMessage,
        reading: Option<Reading>,
    ) -> Result<()> {
        let is_same = stored.says_the_same(&incoming);
        if stored.id >= self.first_message {
            self.fates.created += 1;
            if !is_same {
                let reading = self.read(reading, &incoming);
                self.rewrite(people, &stored, &incoming, &reading)?;
            }
            return Ok(());
        }
        match self.revised_messages.entry(key) {
            Entry::Occupied(mut entry) => {
                let revision = entry.get_mut();
                revision.rows += 1;
                revision.change = (stored, incoming, reading);
            }
            Entry::Vacant(_) if is_same => self.fates.unchanged += 1,
            Entry::Vacant(entry) => {
                entry.insert(Revision { rows: 1, change: (stored, incoming, reading) });
            }
        }
        Ok(())
    }

    /// Writes what rows of this file make of messages and events that were stored before, in the order of their ids.
    fn write_revisions(&mut self, people: &mut People<'_>) -> Result<()> {
        let mut messages: Vec<_> = std::mem::take(&mut self.revised_messages).into_values().collect();
        messages.sort_unstable_by_key(|revision| revision.change.0.id);
        for Revision { rows, change: (stored, incoming, reading) } in messages {
            if stored.says_the_same(&incoming) {
                self.fates.unchanged += rows;
            } else {
                self.fates.updated += rows;
                let reading = self.read(reading, &incoming);
                self.rewrite(people, &stored, &incoming, &reading)?;
            }
        }
        let mut events: Vec<_> = std::mem::take(&mut self.revised_events).into_values().collect();
        events.sort_unstable_by_key(|revision| revision.change.0);
        for Revision { rows, change: (id, owner, old, new) } in events {
            if old == new {
                self.fates.unchanged += rows;
            } else {
                self.fates.updated += rows;
                self.rewrite_event(people, id, owner, new)?;
            }
        }
        Ok(())
    }

    fn rewrite(
        &mut self,
        people: &mut People<'_>,
        stored: &StoredMessage,
        incoming: &StoredMessage,
        reading: &Reading,
    ) -> Result<()> {
        let new = [
            ("at", Value::Integer(incoming.at.0)),
            ("sender", Value::Integer(incoming.sender.into())),
            ("cues", Value::Integer(reading.cues.0.into())),
            ("keywords", Value::Integer(reading.keywords.cast_signed())),
            ("sentiment", reading.sentiment.map_or(Value::Null, |s| Value::Integer(s.into()))),
            ("due", reading.due.map_or(Value::Null, |due| Value::Integer(due.0))),
            ("reader", Value::Integer(self.reader_version)),
            ("text", Value::Text(incoming.text.to_string())),
            ("leaning", Value::Integer(reading.leaning.0.into())),
            ("said", self.said(reading).map_or(Value::Null, Value::Text)),
        ];
        for (column, value) in new {
            self.journal.set(self.conn, "message", stored.id, column, value)?;
        }
        self.rewritten.insert(stored.conversation_id);
        if let Some(contact_id) = stored.contact_id {
            people.touch(contact_id);
            if reading.cues.contains(Cue::OptOut) {
                people.opt_out(contact_id, incoming.at)?;
            }
        }
        Ok(())
    }

    #[allow(clippy::too_many_arguments, reason = "the columns of one row")]
    fn insert(
        &mut self,
        people: &mut People<'_>,
        key: i64,
        message: &StoredMessage,
        reading: &Reading,
        external_id: Option<&str>,
        metadata: Option<&str>,
    ) -> Result<()> {
        let said = self.said(reading);
        let new = NewMessage {
            id: self.next_message,
            conversation_id: message.conversation_id,
            contact_id: message.contact_id,
            key,
            at: message.at,
            sender: message.sender,
            cues: reading.cues.0,
            keywords: reading.keywords,
            sentiment: reading.sentiment,
            due: reading.due,
            reader: self.reader_version,
            external_id,
            text: &message.text,
            metadata,
            said: said.as_deref(),
            leaning: reading.leaning.0,
        };
        thread::insert_message(&mut self.insert_message, &new)?;
        self.messages.add(key, new.id);
        self.next_message += 1;
        self.fates.created += 1;
        let open = self.named(message.conversation_id);
        open.is_changed = true;
        let thread = &mut open.thread;
        thread.message_count += u32::from(message.sender != Sender::System as u8);
        thread.started_at.begin(message.at);
        thread.last_message_at.extend(message.at);
        if message.sender == Sender::Visitor as u8 {
            thread.last_visitor_at.extend(message.at);
        }
        if let Some(contact_id) = thread.owner.id() {
            people.touch(contact_id);
            if reading.cues.contains(Cue::OptOut) {
                people.opt_out(contact_id, message.at)?;
            }
        }
        Ok(())
    }

    fn note_attributes(&mut self, id: i64, new: Attributes) {
        if new == Attributes::default() {
            return;
        }
        if id >= self.first_thread && new.summary.is_none() && new.metadata.is_none() {
            let old = self.named(id).described;
            let described = self.words.describe(old, &new);
            self.named(id).described = described;
            return;
        }
        let kept = self.attributes.entry(id).or_default();
        kept.website = new.website.or(kept.website.take());
        kept.branch = new.branch.or(kept.branch.take());
        kept.agent = new.agent.or(kept.agent.take());
        kept.state = new.state.or(kept.state);
        kept.summary = new.summary.or(kept.summary.take());
        kept.metadata = new.metadata.or(kept.metadata.take());
    }

    /// Writes what is left at the end of a file.
    pub fn finish_file(mut self, people: &mut People<'_>) -> Result<(Fates, u64)> {
        // The keys go before indexes are sorted: both take much memory.
        for index in [&mut self.messages, &mut self.events] {
            index.store(self.conn)?;
        }
        self.end_filling(people, &[Table::Message, Table::Event])?;
        for id in std::mem::take(&mut self.late_links) {
            self.give_messages(people, id)?;
        }
        self.write_revisions(people)?;
        let mut attributes: Vec<(i64, Attributes)> = std::mem::take(&mut self.attributes).into_iter().collect();
        attributes.sort_unstable_by_key(|(id, _)| *id);
        for (id, attributes) in attributes {
            let is_changed = self.write_attributes(people, id, &attributes)?;
            self.count_bare(id, is_changed);
        }
        self.count_silent();
        self.write_threads()?;
        self.end_filling(people, &[Table::Conversation])?;
        self.conversations.store(self.conn)?;
        // A message that was changed may have changed its time or sender.
        for id in &self.rewritten {
            thread::recount(self.conn, *id)?;
        }
        let ranges = [
            ("conversation", self.first_thread, self.next_thread),
            ("message", self.first_message, self.next_message),
            ("event", self.first_event, self.next_event),
        ];
        for (table, first, next) in ranges {
            self.journal.created(self.conn, table, first, next - 1)?;
            setting::keep_next_id(self.conn, table, next)?;
        }
        Ok((self.fates, self.conversations_created))
    }

    /// Makes the indexes of tables that were empty, and gives rows of leads to who these turned out to be.
    fn end_filling(&self, people: &People<'_>, tables: &[Table]) -> Result<()> {
        for table in tables.iter().filter(|table| self.filled.contains(table)) {
            table.end(self.conn)?;
            people.move_rows(*table)?;
        }
        Ok(())
    }

    /// Writes the counts of this file's conversations, and what rows said of new ones.
    fn write_threads(&self) -> Result<()> {
        let fresh = (self.first_thread..).zip(&self.fresh);
        for (id, open) in fresh.chain(self.older.iter().map(|(id, open)| (*id, open))) {
            if open.is_changed {
                thread::update_counts(self.conn, id, &open.thread)?;
                if open.thread.owner.id().is_none() {
                    dirty::mark_conversation(self.conn, id)?;
                }
            }
            if open.described != Described::default() {
                thread::describe(self.conn, id, &self.words.told(open.described))?;
            }
        }
        Ok(())
    }

    fn write_attributes(&mut self, people: &mut People<'_>, id: i64, attributes: &Attributes) -> Result<bool> {
        let Thread { owner, held, .. } = *self.thread(id);
        let owner = owner.id();
        let text = |text: &Option<Box<str>>| text.as_deref().map(|text| Value::Text(text.to_owned()));
        let columns = [
            ("website", text(&attributes.website)),
            ("branch", text(&attributes.branch)),
            ("agent", text(&attributes.agent)),
            ("state", attributes.state.map(|state| Value::Integer(state as i64))),
            ("summary", text(&attributes.summary)),
            ("metadata", text(&attributes.metadata)),
        ];
        let mut is_changed = false;
        for (column, value) in columns {
            let Some(value) = value else { continue };
            if column == "state" && held.state {
                people.held_values += u64::from(thread::state(self.conn, id)?.is_some_and(|state| value != state));
                continue;
            }
            is_changed |= self.journal.set(self.conn, "conversation", id, column, value)?;
        }
        if let (true, Some(contact_id)) = (is_changed, owner) {
            people.touch(contact_id);
        }
        Ok(is_changed)
    }
}
