//! Events of an import: each finds its contact, is known again by its id or its content, and is written once. What a
//! row changes of a stored event waits for the end of the file, in which the event may come again.

use std::collections::hash_map::Entry;

use rusqlite::types::Value;

use super::{Revision, Threads};
use crate::commands::import::people::People;
use crate::error::{Error, Result};
use crate::input::row::EventRow;
use crate::store::counts;
use crate::store::journal::Columns;
use crate::store::thread::{self, NewEvent, StoredEvent};

impl Threads<'_> {
    /// Takes an event.
    pub fn take_event(&mut self, people: &mut People<'_>, row: &mut EventRow) -> Result<()> {
        let EventRow { person, event_id, kind, at, amount, currency, reference, metadata } = row;
        let scope = event_id.as_ref().map(|_| person.scope.clone());
        let key = match person.row_key {
            Some(key) => key,
            None => {
                let owner = self.owner_key(person, "");
                let amount = amount.unwrap_or(i64::MIN).to_le_bytes();
                let parts: [&[u8]; 6] = [
                    &owner.to_le_bytes(),
                    kind.as_bytes(),
                    &at.0.to_le_bytes(),
                    &amount,
                    currency.as_deref().unwrap_or("").as_bytes(),
                    reference.as_deref().unwrap_or("").as_bytes(),
                ];
                let content = self.hasher.parts("event content", &parts);
                self.occurrences.key(&self.hasher, content)
            }
        };
        let via = person.keys.first().map(|key| key.hash);
        let stored = match self.events.find(self.conn, key)? {
            Some(id) => thread::event(self.conn, id)?,
            None => None,
        };
        let contact_id = match &stored {
            // What the row says of its contact was taken in with the event.
            Some((_, contact_id, _)) => *contact_id,
            None => {
                let (contact_id, _) =
                    people.place(person, false)?.ok_or_else(|| Error::fault("a checked event names nobody"))?;
                contact_id
            }
        };
        if amount.is_some()
            && let Some(code) = &currency
            && self.currencies.insert(code.clone())
        {
            counts::note_currency(self.conn, code)?;
        }
        let new = NewEvent {
            id: self.next_event,
            contact_id,
            key,
            via,
            kind,
            at: *at,
            amount: *amount,
            currency: currency.as_deref(),
            reference: reference.as_deref(),
            scope: scope.as_deref(),
            external_id: event_id.as_deref(),
            metadata: metadata.as_deref(),
        };
        self.store_event(people, &new, stored)
    }

    fn store_event(&mut self, people: &mut People<'_>, new: &NewEvent<'_>, stored: Option<StoredEvent>) -> Result<()> {
        let Some((id, owner, old)) = stored else {
            thread::insert_event(self.conn, new)?;
            self.events.add(new.key, new.id);
            self.next_event += 1;
            self.fates.created += 1;
            people.touch(new.contact_id);
            return Ok(());
        };
        let text = |text: Option<&str>| text.map_or(Value::Null, |text| Value::Text(text.to_owned()));
        let mut columns = vec![
            ("kind", text(Some(new.kind))),
            ("at", Value::Integer(new.at.0)),
            ("amount", new.amount.map_or(Value::Null, Value::Integer)),
            ("currency", text(new.currency)),
            ("reference", text(new.reference)),
            ("metadata", text(new.metadata)),
        ];
        // A blank never erases.
        for (column, old) in columns.iter_mut().zip(&old) {
            if column.1 == Value::Null {
                column.1 = old.1.clone();
            }
        }
        let is_same = old == columns;
        if id >= self.first_event {
            self.fates.created += 1;
            return if is_same { Ok(()) } else { self.rewrite_event(people, id, owner, columns) };
        }
        match self.revised_events.entry(new.key) {
            Entry::Occupied(mut entry) => {
                let revision = entry.get_mut();
                revision.rows += 1;
                revision.change.3 = columns;
            }
            Entry::Vacant(_) if is_same => self.fates.unchanged += 1,
            Entry::Vacant(entry) => {
                entry.insert(Revision { rows: 1, change: (id, owner, old, columns) });
            }
        }
        Ok(())
    }

    pub(super) fn rewrite_event(
        &mut self,
        people: &mut People<'_>,
        id: i64,
        owner: i64,
        columns: Columns,
    ) -> Result<()> {
        for (column, value) in columns {
            self.journal.set(self.conn, "event", id, column, value)?;
        }
        people.touch(owner);
        Ok(())
    }
}
