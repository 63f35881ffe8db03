//! The conversation of a row, and whose it is. A conversation belongs to one contact: rows that name another are
//! conflicts, unless one of the two is an anonymous lead.

use rusqlite::types::Value;

use super::words::Described;
use super::{Open, Threads};
use crate::commands::import::people::{People, named};
use crate::domain::contact::Column;
use crate::domain::identity::Kind;
use crate::error::Result;
use crate::input::row::Person;
use crate::store::bulk::Table;
use crate::store::thread::{self, Held, Moment, NewThread, Thread};

impl Threads<'_> {
    /// The conversation of a row, and whose it is. A conversation belongs to one contact: rows that name another are
    /// conflicts, unless one of the two is an anonymous lead.
    pub(super) fn find_conversation(
        &mut self,
        people: &mut People<'_>,
        person: &mut Person,
        external_id: Option<&str>,
        channel: &str,
    ) -> Result<i64> {
        let key = person.thread_key;
        let known = match key {
            Some(key) => self.by_key(key)?,
            None => None,
        };
        let owner = known.and_then(|id| self.thread(id).owner.id()).map(|owner| people.present(owner));
        let via = person.keys.first().map(|key| key.hash);
        let is_held = known.is_some_and(|id| self.thread(id).held.link);
        if let (Some(id), Some(owner)) = (known, owner) {
            self.thread(id).owner = Some(owner).into();
            if Self::says_nothing_new(people, owner, person)? {
                return Ok(id);
            }
            if is_held && people.find(person)?.winner.is_some_and(|(id, _)| id != owner) {
                people.place(person, false)?;
                self.keep_as_set(people, id);
                return Ok(id);
            }
            let owner = self.reconcile(people, owner, person)?;
            self.thread(id).owner = Some(owner).into();
            return Ok(id);
        }
        let placed = people.place(person, false)?;
        match (known, placed, key) {
            (Some(id), None, _) => Ok(id),
            (Some(id), Some(_), _) if is_held => {
                self.keep_as_set(people, id);
                Ok(id)
            }
            (Some(id), Some((contact_id, confidence)), _) => {
                self.link(people, id, contact_id, confidence, via)?;
                people.touch(contact_id);
                Ok(id)
            }
            (None, Some((contact_id, confidence)), None) => {
                let owner = (contact_id, Box::from(channel));
                if let Some(id) = self.by_owner(people, &owner)? {
                    return Ok(id);
                }
                let id = self.create(Some((contact_id, confidence)), key, via, person, external_id, channel)?;
                self.by_owner.insert(owner, id);
                Ok(id)
            }
            (None, None, None) => {
                // Nobody that could be found is named and no conversation either: rows of one scope and channel that
                // say the same of their sender are one pending thread.
                let sender = self.owner_key(person, channel).to_le_bytes();
                let key = self.hasher.parts("nobody", &[person.scope.as_bytes(), &sender]);
                match self.by_key(key)? {
                    Some(id) => Ok(id),
                    None => self.create(None, Some(key), via, person, None, channel),
                }
            }
            (None, placed, key) => self.create(placed, key, via, person, external_id, channel),
        }
    }

    /// A person said whose the conversation is. What its rows say of others goes to these, and it stays where it is.
    fn keep_as_set(&mut self, people: &mut People<'_>, id: i64) {
        people.held_values += u64::from(self.kept.insert(id));
    }

    /// Whether all that a row says of its sender is known of the conversation's contact.
    fn says_nothing_new(people: &mut People<'_>, owner: i64, person: &Person) -> Result<bool> {
        if !person.incoming.text(Column::Name).is_empty() {
            return Ok(false);
        }
        for key in &person.keys {
            if !people.holds(owner, key.hash)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// A row in a conversation of `owner` names somebody: the owner itself, an anonymous lead that is absorbed one way
    /// or the other, or another contact, which is a conflict and stays out of this conversation.
    fn reconcile(&mut self, people: &mut People<'_>, owner: i64, person: &mut Person) -> Result<i64> {
        let found = people.find(person)?;
        match found.winner {
            Some((id, _)) if id == owner => {
                people.place(person, false)?;
            }
            Some((id, _)) if people.is_anonymous(owner)? => {
                people.place(person, false)?;
                let id = people.present(id);
                people.absorb(id, owner)?;
                return Ok(id);
            }
            Some((id, _)) if people.is_anonymous(id)? => {
                people.absorb(owner, id)?;
                people.place(person, false)?;
            }
            Some(_) => people.conflicts += 1,
            None if people.is_other(owner, &person.incoming)? => {
                people.note_other_conflict(format!(
                    "conversation_conflict: the conversation belongs to contact {owner}, and the row names somebody else"
                ));
                people.place(person, false)?;
            }
            None if found.rivals.is_empty() && found.mailbox_mates.is_empty() => people.give(owner, person)?,
            None => people.conflicts += 1,
        }
        Ok(people.present(owner))
    }

    fn by_key(&mut self, key: i64) -> Result<Option<i64>> {
        let found = self.conversations.find(self.conn, key)?;
        found.map_or(Ok(()), |id| self.take_up(id))?;
        Ok(found)
    }

    fn by_owner(&mut self, people: &People<'_>, owner: &(i64, Box<str>)) -> Result<Option<i64>> {
        if let Some(id) = self.by_owner.get(owner) {
            return Ok(Some(*id));
        }
        if self.filled.contains(&Table::Conversation) {
            // There are none but those of this file; one may have come by a lead that is part of the contact now.
            let leads = people.leads_of(owner.0).iter();
            return Ok(leads.filter_map(|lead| self.by_owner.get(&(*lead, owner.1.clone()))).min().copied());
        }
        let Some(id) = thread::by_owner(self.conn, owner.0, &owner.1)? else { return Ok(None) };
        self.take_up(id)?;
        self.by_owner.insert(owner.clone(), id);
        Ok(Some(id))
    }

    fn create(
        &mut self,
        placed: Option<(i64, u8)>,
        key: Option<i64>,
        via: Option<i64>,
        person: &Person,
        external_id: Option<&str>,
        channel: &str,
    ) -> Result<i64> {
        let id = self.next_thread;
        self.next_thread += 1;
        self.conversations_created += 1;
        let contact_id = placed.map(|(id, _)| id);
        let confidence = placed.map(|(_, confidence)| confidence);
        let error = if placed.is_none() { why_nobody(person) } else { None };
        let (scope, error) = (person.scope.as_ref(), error.as_deref());
        let new = NewThread { id, contact_id, key, via, scope, external_id, channel, confidence, error };
        thread::insert(self.conn, &new)?;
        let thread = Thread {
            owner: contact_id.into(),
            held: Held::default(),
            message_count: 0,
            started_at: Moment::NONE,
            last_message_at: Moment::NONE,
            last_visitor_at: Moment::NONE,
        };
        self.fresh.push(Open { thread, is_changed: false, described: Described::default() });
        if let Some(key) = key {
            self.conversations.add(key, id);
        }
        Ok(id)
    }

    /// A conversation that nobody owned gets its contact, and its messages with it.
    fn link(
        &mut self,
        people: &mut People<'_>,
        id: i64,
        contact_id: i64,
        confidence: u8,
        via: Option<i64>,
    ) -> Result<()> {
        let columns = [
            ("contact_id", Value::Integer(contact_id)),
            ("via", via.map_or(Value::Null, Value::Integer)),
            ("link_state", Value::Text("linked".to_owned())),
            ("link_error", Value::Null),
            ("match_confidence", Value::Integer(confidence.into())),
        ];
        for (column, value) in columns {
            self.journal.set(self.conn, "conversation", id, column, value)?;
        }
        self.linked.insert(id);
        self.thread(id).owner = Some(contact_id).into();
        if self.filled.contains(&Table::Message) {
            self.late_links.push(id);
            return Ok(());
        }
        self.give_messages(people, id)
    }

    /// Messages of a conversation that nobody owned go to its contact, with what they ask for.
    pub(super) fn give_messages(&mut self, people: &mut People<'_>, id: i64) -> Result<()> {
        let Some(contact_id) = self.thread(id).owner.id().map(|owner| people.present(owner)) else { return Ok(()) };
        thread::give_messages(self.conn, id, contact_id)?;
        if let Some(asked_at) = thread::opt_out_in(self.conn, contact_id, id)? {
            people.opt_out(contact_id, asked_at)?;
        }
        Ok(())
    }
}

/// Why the identities of a row lead to nobody, if it has any.
fn why_nobody(person: &Person) -> Option<String> {
    let (key, value) = named(person).next()?;
    Some(match key.kind {
        Kind::Email => format!("the e-mail address {value} is a placeholder"),
        Kind::Phone => format!("the phone number {value} is not known with its country"),
        kind => format!("the {} {value} finds nobody", kind.name()),
    })
}
