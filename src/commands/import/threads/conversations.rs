//! The conversation of a row, and whose it is. A conversation belongs to one contact: rows that name another are
//! conflicts, unless one of the two is an anonymous lead.

use rusqlite::types::Value;

use super::{Open, Threads};
use crate::commands::import::people::People;
use crate::domain::contact::Column;
use crate::error::Result;
use crate::input::row::Person;
use crate::store::thread::{self, NewThread, Thread};

impl Threads<'_> {
    /// The conversation of a row, and whose it is. A conversation belongs to one contact: rows that name another are
    /// conflicts, unless one of the two is an anonymous lead.
    pub(super) fn find_conversation(
        &mut self,
        people: &mut People<'_>,
        person: &mut Person,
        id: Option<&str>,
        channel: &str,
    ) -> Result<u32> {
        let key = id.map(|id| self.hasher.parts("conversation", &[person.scope.as_bytes(), id.as_bytes()]));
        let key = key.or(person.thread_key);
        let known = match key {
            Some(key) => self.by_key(key)?,
            None => None,
        };
        let owner = known.and_then(|at| self.open[at as usize].thread.contact_id).map(|owner| people.present(owner));
        let via = person.keys.first().map(|key| key.hash);
        if let (Some(at), Some(owner)) = (known, owner) {
            self.open[at as usize].thread.contact_id = Some(owner);
            if Self::says_nothing_new(people, owner, person)? {
                return Ok(at);
            }
            let owner = self.reconcile(people, owner, person)?;
            self.open[at as usize].thread.contact_id = Some(owner);
            return Ok(at);
        }
        let placed = people.place(person, false)?;
        match (known, placed, key) {
            (Some(at), None, _) => Ok(at),
            (Some(at), Some((contact_id, confidence)), _) => {
                self.link(at, contact_id, confidence, via)?;
                if let Some(asked_at) = thread::opt_out_in(self.conn, contact_id, self.open[at as usize].thread.id)? {
                    people.opt_out(contact_id, asked_at)?;
                }
                people.touch(contact_id);
                Ok(at)
            }
            (None, Some((contact_id, confidence)), None) => {
                let owner = (contact_id, Box::from(channel));
                if let Some(at) = self.by_owner(&owner)? {
                    return Ok(at);
                }
                let at = self.create(Some((contact_id, confidence)), key, via, person, id, channel)?;
                self.by_owner.insert(owner, at);
                Ok(at)
            }
            (None, None, None) => {
                // Nobody that could be found is named and no conversation either: rows of one scope and channel that
                // say the same of their sender are one pending thread.
                let sender = self.owner_key(person, channel).to_le_bytes();
                let key = self.hasher.parts("nobody", &[person.scope.as_bytes(), &sender]);
                match self.by_key(key)? {
                    Some(at) => Ok(at),
                    None => self.create(None, Some(key), None, person, None, channel),
                }
            }
            (None, placed, key) => self.create(placed, key, via, person, id, channel),
        }
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
            None if found.rivals.is_empty() && found.mailbox_mates.is_empty() => people.give(owner, person)?,
            None => people.conflicts += 1,
        }
        Ok(people.present(owner))
    }

    fn by_key(&mut self, key: i64) -> Result<Option<u32>> {
        if let Some(at) = self.by_key.get(&key) {
            return Ok(Some(*at));
        }
        if self.threads_were_empty {
            return Ok(None);
        }
        let Some(thread) = thread::by_key(self.conn, key)? else { return Ok(None) };
        let at = self.by_id.get(&thread.id).copied().unwrap_or_else(|| self.keep(thread));
        self.by_key.insert(key, at);
        Ok(Some(at))
    }

    fn by_owner(&mut self, owner: &(i64, Box<str>)) -> Result<Option<u32>> {
        if let Some(at) = self.by_owner.get(owner) {
            return Ok(Some(*at));
        }
        let Some(thread) = thread::by_owner(self.conn, owner.0, &owner.1)? else { return Ok(None) };
        let at = self.by_id.get(&thread.id).copied().unwrap_or_else(|| self.keep(thread));
        self.by_owner.insert(owner.clone(), at);
        Ok(Some(at))
    }

    pub(super) fn keep(&mut self, thread: Thread) -> u32 {
        let at = u32::try_from(self.open.len()).expect("fewer than four thousand million conversations in a file");
        self.by_id.insert(thread.id, at);
        self.open.push(Open { thread, is_changed: false });
        at
    }

    fn create(
        &mut self,
        placed: Option<(i64, u8)>,
        key: Option<i64>,
        via: Option<i64>,
        person: &Person,
        external_id: Option<&str>,
        channel: &str,
    ) -> Result<u32> {
        let id = self.next_thread;
        self.next_thread += 1;
        self.conversations_created += 1;
        let contact_id = placed.map(|(id, _)| id);
        let confidence = placed.map(|(_, confidence)| confidence);
        let new = NewThread { id, contact_id, key, via, scope: &person.scope, external_id, channel, confidence };
        thread::insert(self.conn, &new)?;
        let thread =
            Thread { id, contact_id, message_count: 0, started_at: None, last_message_at: None, last_visitor_at: None };
        let at = self.keep(thread);
        if let Some(key) = key {
            self.by_key.insert(key, at);
        }
        Ok(at)
    }

    /// A conversation that nobody owned gets its contact, and its messages with it.
    fn link(&mut self, at: u32, contact_id: i64, confidence: u8, via: Option<i64>) -> Result<()> {
        let id = self.open[at as usize].thread.id;
        let columns = [
            ("contact_id", Value::Integer(contact_id)),
            ("via", via.map_or(Value::Null, Value::Integer)),
            ("link_state", Value::Text("linked".to_owned())),
            ("match_confidence", Value::Integer(confidence.into())),
        ];
        for (column, value) in columns {
            self.journal.set(self.conn, "conversation", id, column, value)?;
        }
        self.linked.insert(id);
        thread::give_messages(self.conn, id, contact_id, self.is_bulk)?;
        self.open[at as usize].thread.contact_id = Some(contact_id);
        Ok(())
    }
}
