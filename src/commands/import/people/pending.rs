//! Contacts that were there before a row that names them: what rows of the file say of them is folded in memory until
//! the file ends. When there are very many, they are written early, and taken up again from the journal, which still
//! knows how they stood before the file, if a later row names them.

use super::People;
use crate::domain::contact::{Contact, Incoming};
use crate::error::{Error, Result};
use crate::store::{contact, journal};

/// Contacts that are kept in memory, at about a kilobyte each.
const MOST_PENDING: usize = 16_384;

/// A contact that is not written yet.
#[derive(Debug)]
pub struct Pending {
    /// As it stood before the file, or when the file created it.
    pub stored: Contact,
    pub incoming: Incoming,
    /// The company that rows written early named.
    pub company_id: Option<i64>,
    pub rows: u64,
    /// Whether something changed already that is not to be seen from its row: it absorbed a lead, or got a note.
    pub is_changed: bool,
}

/// An older contact that was written early.
#[derive(Debug, Clone, Copy)]
pub struct Settled {
    pub rows: u64,
    /// What the journal says of its row, if that was changed.
    pub change_id: Option<i64>,
    /// Whether something else changed.
    pub is_changed: bool,
}

impl People<'_> {
    /// Folds what a row says into a contact.
    pub(super) fn fold(&mut self, id: i64, incoming: Incoming, rows: u64) -> Result<()> {
        let first_new_id = self.first_new_id;
        if !incoming.cleared.is_empty() {
            self.forget_folded(id, &incoming)?;
        }
        let pending = self.open_pending(id)?;
        if id < first_new_id {
            pending.rows += rows;
        }
        let is_lead = pending.stored.is_anonymous();
        pending.incoming.fold(incoming);
        if id >= first_new_id {
            self.fates.created += rows;
            if is_lead {
                *self.lead_rows.entry(id).or_insert(0) += rows;
            }
        }
        if self.pending.len() > MOST_PENDING {
            self.write_pending()?;
        }
        Ok(())
    }

    /// Takes a contact up.
    pub(super) fn open_pending(&mut self, id: i64) -> Result<&mut Pending> {
        if !self.pending.contains_key(&id) {
            let pending = match self.settled.remove(&id) {
                Some(settled) => self.take_up(id, settled)?,
                None => Pending {
                    stored: self.load(id)?,
                    incoming: Incoming::default(),
                    company_id: None,
                    rows: 0,
                    is_changed: false,
                },
            };
            self.pending.insert(id, Box::new(pending));
        }
        self.pending.get_mut(&id).map(Box::as_mut).ok_or_else(|| Error::fault("a pending contact is gone").into())
    }

    fn load(&self, id: i64) -> Result<Contact> {
        let stored = contact::get(self.conn, id)?;
        stored.ok_or_else(|| Error::fault(format!("identities name contact {id}, which is not there")).into())
    }

    /// A contact that was written early, as it stood before the file, with all that the file said of it so far.
    fn take_up(&mut self, id: i64, settled: Settled) -> Result<Pending> {
        let now = self.load(id)?;
        let mut stored = now.clone();
        if let Some(change_id) = settled.change_id {
            contact::restore(&mut stored, &journal::forget_change(self.conn, change_id)?);
        }
        let said = |is_changed: bool| is_changed.then_some(());
        let mut incoming = Incoming {
            opt_out: said(now.opt_out_seen != stored.opt_out_seen).and(now.opt_out_seen),
            points: said(now.points != stored.points).and(now.points),
            first_seen: said(now.first_seen != stored.first_seen).and(now.first_seen),
            last_active: said(now.last_active != stored.last_active).and(now.last_active),
            created_at: said(now.created_at != stored.created_at).and(now.created_at),
            ..Incoming::default()
        };
        for (column, new) in now.texts.iter().filter(|(column, new)| *new != stored.text(*column)) {
            incoming.set(column, new);
        }
        if now.do_not_contact && !stored.do_not_contact {
            incoming.opt_out = incoming.opt_out.or(now.opt_out_seen);
        }
        incoming.note_emptied(&stored, &now);
        let company_id = now.company_id.filter(|_| now.company_id != stored.company_id);
        Ok(Pending { stored, incoming, company_id, rows: settled.rows, is_changed: settled.is_changed })
    }

    /// Writes all that is pending, in the order of ids.
    pub(super) fn write_pending(&mut self) -> Result<()> {
        let mut ids: Vec<i64> = self.pending.keys().copied().collect();
        ids.sort_unstable();
        ids.into_iter().try_for_each(|id| self.write(id))
    }

    /// Counts the rows of older contacts, now that no further row can change them.
    pub(super) fn count_settled(&mut self) {
        for settled in std::mem::take(&mut self.settled).into_values() {
            if settled.is_changed || settled.change_id.is_some() {
                self.fates.updated += settled.rows;
            } else {
                self.fates.unchanged += settled.rows;
            }
        }
    }
}
