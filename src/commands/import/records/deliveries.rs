//! Deliveries of an import: what became of a broadcast to one contact. A broadcast that is not known is created by its
//! name; a contact is not: its row is rejected. Of several states the latest counts.

use rusqlite::types::Value;

use super::{Fate, Records, What, instant, meet, text};
use crate::commands::import::people::People;
use crate::domain::broadcast;
use crate::error::Result;
use crate::input::row::DeliveryRow;
use crate::store::journal::Columns;
use crate::store::{delivery, record};

/// A delivery of the present file.
#[derive(Debug)]
pub(super) struct Delivery {
    broadcast_id: i64,
    contact_id: i64,
}

impl Records<'_> {
    /// Takes a delivery; `false` when its contact is not known.
    pub fn take_delivery(&mut self, people: &mut People<'_>, row: DeliveryRow) -> Result<bool> {
        let DeliveryRow { mut person, broadcast, state, at, metadata, .. } = row;
        if people.find(&person)?.winner.is_none() {
            // Of several at one address, the one to whom the message went.
            let Some(id) = delivery::addressee(self.conn, &broadcast, &person.keys)? else { return Ok(false) };
            person.rolo_id = Some(id);
            if people.find(&person)?.winner.is_none() {
                return Ok(false);
            }
        }
        let Some((contact_id, _)) = people.place(&mut person, false)? else { return Ok(false) };
        let broadcast_id = self.broadcast(broadcast)?;
        let key = self.hasher.parts("delivery", &[&broadcast_id.to_le_bytes(), &contact_id.to_le_bytes()]);
        let mut incoming =
            vec![("state", text(Some(&state))), ("at", instant(at)), ("metadata", text(metadata.as_deref()))];
        if let Some(place) = self.by_key.get(&key) {
            forget_older(&self.pending[*place].incoming, &mut incoming);
        }
        self.note(key, incoming, || What::Delivery(Delivery { broadcast_id, contact_id }));
        Ok(true)
    }

    fn broadcast(&mut self, name: Box<str>) -> Result<i64> {
        if let Some(id) = self.broadcasts.get(&name) {
            return Ok(*id);
        }
        let id = match delivery::broadcast(self.conn, &name)? {
            Some(id) => id,
            None => {
                let id = delivery::create_broadcast(self.conn, &name, self.settings.now)?;
                self.journal.inserted(self.conn, "broadcast", id)?;
                id
            }
        };
        self.broadcasts.insert(name, id);
        Ok(id)
    }

    pub(super) fn write_delivery(
        &self,
        people: &mut People<'_>,
        delivery: Delivery,
        mut incoming: Columns,
    ) -> Result<Fate> {
        let Delivery { broadcast_id, contact_id } = delivery;
        let contact_id = people.present(contact_id);
        if let Some((id, old)) = delivery::find(self.conn, broadcast_id, contact_id)? {
            forget_older(&old, &mut incoming);
            let new = meet(&old, &incoming, self.settings.on_match);
            return self.rewrite("delivery", id, &old, new);
        }
        let mut row = vec![("broadcast_id", Value::Integer(broadcast_id)), ("contact_id", Value::Integer(contact_id))];
        row.extend(incoming);
        let id = record::insert(self.conn, "delivery", &row)?;
        self.journal.inserted(self.conn, "delivery", id)?;
        people.touch(contact_id);
        Ok(Fate::Created)
    }
}

/// A state that is older than the known one says nothing any more. Where a receipt has no time, it is newer if it tells
/// of something that comes later in a message's life.
fn forget_older(known: &Columns, incoming: &mut Columns) {
    let rank = |columns: &Columns| match &columns[0].1 {
        Value::Text(state) => broadcast::rank(state),
        _ => None,
    };
    let is_older = match (&known[1].1, &incoming[1].1) {
        (Value::Integer(known), Value::Integer(new)) => new < known,
        (Value::Integer(_), _) => match (rank(known), rank(incoming)) {
            (Some(known), Some(new)) => new <= known,
            // What was refused or bounced has a word of its own, which no rank tells.
            (Some(_), None) => false,
            _ => true,
        },
        _ => false,
    };
    if is_older {
        incoming[0].1 = Value::Null;
        incoming[1].1 = Value::Null;
    }
}
