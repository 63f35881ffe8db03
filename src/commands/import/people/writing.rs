//! Writing a contact once the file will not name it again, with its company, notes and pins, and the log of it.

use super::{Pending, People};
use crate::domain::contact::{Column, Contact, Held, Incoming, OnMatch};
use crate::domain::normalize::name;
use crate::error::Result;
use crate::input::lookahead::{self, Lookahead};
use crate::store::{contact, log};

impl People<'_> {
    pub(super) fn is_complete(&self, id: i64, lookahead: &Lookahead) -> bool {
        let Some(pending) = self.pending.get(&id) else { return false };
        let stored = pending.stored.iter().flat_map(|contact| lookahead::keys(&contact.texts));
        !lookahead.is_to_come(lookahead::keys(&pending.incoming.texts).chain(stored))
    }

    /// Writes a contact that is pending and counts its rows.
    pub(super) fn write(&mut self, id: i64) -> Result<()> {
        let Some(rows) = self.pending.get(&id).map(|pending| pending.rows) else { return Ok(()) };
        let was_created = id >= self.first_new_id;
        let changed = self.write_uncounted(id)?;
        match (was_created, changed) {
            (true, _) => self.fates.created += rows,
            (false, true) => self.fates.updated += rows,
            (false, false) => self.fates.unchanged += rows,
        }
        Ok(())
    }

    pub(super) fn write_uncounted(&mut self, id: i64) -> Result<bool> {
        let Some(Pending { stored, incoming, is_merged, .. }) = self.pending.remove(&id) else { return Ok(false) };
        let now = self.settings.now;
        let mut new = stored.clone().unwrap_or(Contact {
            id,
            created_at: incoming.created_at.or(Some(now)),
            ..Contact::default()
        });
        let held = if self.any_held && stored.is_some() { contact::held(self.conn, id)? } else { Held::new() };
        let policy = if stored.is_some() { self.settings.on_match } else { OnMatch::Update };
        if !incoming.cleared.is_empty() {
            self.clear(&incoming, &mut new, &held)?;
        }
        self.held_values += u64::from(incoming.apply(&mut new, policy, &held));
        if let Some(asked_at) = incoming.opt_out_cue {
            let lifted_at = if held.is_empty() { None } else { contact::lifted_at(self.conn, id)? };
            new.do_not_contact |= lifted_at.is_none_or(|lifted_at| asked_at > lifted_at);
        }
        self.take_company(&mut new, &incoming, policy, &held)?;
        let mut changed = stored.as_ref() != Some(&new);
        if changed {
            new.updated_at = Some(now);
            match &stored {
                None => contact::insert(self.conn, &new)?,
                Some(old) if id >= self.first_new_id => {
                    contact::update(self.conn, &new)?;
                    self.log_promotion(old, &new)?;
                }
                Some(old) => {
                    self.journal.changed(self.conn, "contact", id, &contact::columns(old), &contact::columns(&new))?;
                    contact::update(self.conn, &new)?;
                    self.log_promotion(old, &new)?;
                }
            }
        }
        if changed || policy != OnMatch::Update || !held.is_empty() {
            self.forget_refused(&incoming, &new)?;
        }
        changed |= is_merged;
        changed |= self.write_around(id, &incoming, policy)?;
        if changed {
            self.touched.insert(id);
        }
        Ok(changed)
    }

    /// Notes and pins of a contact.
    fn write_around(&mut self, id: i64, incoming: &Incoming, policy: OnMatch) -> Result<bool> {
        let mut changed = false;
        let now = self.settings.now;
        if policy == OnMatch::Skip {
            return Ok(false);
        }
        for note in &incoming.notes {
            if contact::add_note(self.conn, id, note, &self.settings.author, now)? {
                self.journal.inserted(self.conn, "note", self.conn.last_insert_rowid())?;
                changed = true;
            }
        }
        for (field, value) in &incoming.pins {
            changed |= contact::set_pin(self.conn, self.journal, id, field, value, now)?;
        }
        Ok(changed)
    }

    fn take_company(&mut self, new: &mut Contact, incoming: &Incoming, policy: OnMatch, held: &Held) -> Result<()> {
        let Some(company) = &incoming.company else { return Ok(()) };
        let stays = policy == OnMatch::Skip || policy == OnMatch::Fill && new.company_id.is_some();
        if stays || held.contains(&("company".to_owned(), String::new())) {
            return Ok(());
        }
        let key = name::fold(company);
        let id = match self.companies.get(&key) {
            Some(id) => *id,
            None => {
                let (id, is_new) = contact::company_id(self.conn, company, &key, self.settings.now)?;
                if is_new {
                    self.journal.inserted(self.conn, "company", id)?;
                }
                self.companies.insert(key, id);
                id
            }
        };
        new.company_id = Some(id);
        Ok(())
    }

    /// Identities that the policy or a hold kept off the contact do not lead to it either.
    fn forget_refused(&mut self, incoming: &Incoming, new: &Contact) -> Result<()> {
        for (kind, key, value) in self.hasher.incoming(incoming) {
            if !new.items(kind.column()).any(|item| item == value) {
                let mut holders = std::mem::take(&mut self.holders);
                self.directory.holders(self.conn, key, &mut holders)?;
                if holders.contains(&new.id) {
                    self.directory.remove(key, new.id);
                }
                self.holders = holders;
            }
        }
        Ok(())
    }

    fn log_promotion(&self, old: &Contact, new: &Contact) -> Result<()> {
        if old.text(Column::UserId).is_empty() && !new.text(Column::UserId).is_empty() {
            let entry = log::Entry {
                at: self.settings.now,
                contact_id: Some(new.id),
                kind: "promoted",
                field: "lifecycle",
                old: "lead",
                new: "customer",
                author: &self.settings.author,
                journal_id: Some(self.journal.id),
            };
            log::add(self.conn, &entry)?;
        }
        Ok(())
    }
}
