//! Writing contacts, with their companies, notes and pins: a new one as its row says, an older one
//! as what the file says meets what is there.

use super::People;
use super::pending::{Pending, Settled};
use crate::commands::company_names::CompanyNames;
use crate::domain::contact::{Contact, Held, Incoming, OnMatch};
use crate::domain::identity::identities;
use crate::domain::normalize::name;
use crate::error::Result;
use crate::store::{company as stored, contact};

impl People<'_> {
    /// Writes a new contact.
    pub(super) fn write_new(&mut self, id: i64, incoming: &mut Incoming, rows: u64) -> Result<()> {
        let now = self.settings.now;
        if !incoming.cleared.is_empty() {
            incoming.drop_clears();
        }
        let contact = Contact {
            id,
            company_id: incoming.company.take().map(|company| self.company_id(&company)).transpose()?,
            do_not_contact: incoming.opt_out == Some(true) || incoming.opt_out_cue.is_some(),
            opt_out_seen: incoming.opt_out,
            points: incoming.points,
            first_seen: incoming.first_seen,
            last_active: incoming.last_active,
            created_at: incoming.created_at.or(Some(now)),
            updated_at: Some(now),
            texts: std::mem::take(&mut incoming.texts),
        };
        contact::insert(&mut self.insert, &contact)?;
        for note in &incoming.notes {
            self.add_note(id, note)?;
        }
        self.set_pins(id, incoming)?;
        self.fates.created += rows;
        if rows > 0 && contact.is_anonymous() {
            self.lead_rows.insert(id, rows);
        }
        Ok(())
    }

    /// Writes a contact that is pending.
    pub(super) fn write(&mut self, id: i64) -> Result<()> {
        let Some(pending) = self.pending.remove(&id) else { return Ok(()) };
        let is_new = id >= self.first_new_id;
        let policy = if is_new { OnMatch::Update } else { self.settings.on_match };
        let held = if self.any_held && !is_new { contact::held(self.conn, id)? } else { Held::new() };
        let mut new = self.revise(&pending, policy, &held)?;
        let is_revised = new != pending.stored;
        let mut change_id = None;
        if is_revised {
            new.updated_at = Some(self.settings.now);
            if !is_new {
                let (before, after) = (contact::columns(&pending.stored), contact::columns(&new));
                self.journal.changed(self.conn, "contact", id, &before, &after)?;
                change_id = Some(self.conn.last_insert_rowid());
            }
            contact::update(self.conn, &new)?;
        }
        if is_revised || policy != OnMatch::Update || !held.is_empty() {
            self.forget_refused(&pending.incoming, &new)?;
        }
        let is_changed = pending.is_changed | self.write_around(id, &pending.incoming, policy)?;
        if is_revised || is_changed {
            self.touch(id);
        }
        if !is_new {
            self.settled.insert(id, Settled { rows: pending.rows, change_id, is_changed });
        }
        Ok(())
    }

    /// The contact as what the file says leaves it.
    fn revise(&mut self, pending: &Pending, policy: OnMatch, held: &Held) -> Result<Contact> {
        let Pending { stored, incoming, company_id, .. } = pending;
        let mut new = stored.clone();
        let is_defaulted = stored.id >= self.first_new_id && stored.created_at == Some(self.settings.now);
        if is_defaulted && incoming.created_at.is_some() {
            // The row that brought the contact did not say when it was created.
            new.created_at = None;
        }
        if !incoming.cleared.is_empty() {
            self.clear(incoming, &mut new, held)?;
        }
        self.held_values += u64::from(incoming.apply(&mut new, policy, held));
        if stored.id >= self.first_new_id && stored.opt_out_seen == Some(true) {
            // Of the rows of one file that mean one contact, the strictest counts.
            new.opt_out_seen = Some(true);
        }
        if let Some(asked_at) = incoming.opt_out_cue {
            let lifted_at = if held.is_empty() { None } else { contact::lifted_at(self.conn, stored.id)? };
            new.do_not_contact |= lifted_at.is_none_or(|lifted_at| asked_at > lifted_at);
        }
        let company_id = match &incoming.company {
            Some(company) if takes_company(&new, policy, held) => Some(self.company_id(company)?),
            Some(_) => None,
            None => *company_id,
        };
        new.company_id = company_id.or(new.company_id);
        Ok(new)
    }

    /// Notes and pins of an older contact.
    fn write_around(&mut self, id: i64, incoming: &Incoming, policy: OnMatch) -> Result<bool> {
        if policy == OnMatch::Skip {
            return Ok(false);
        }
        let mut is_changed = false;
        for note in &incoming.notes {
            if !contact::has_note(self.conn, id, note)? {
                self.add_note(id, note)?;
                is_changed = true;
            }
        }
        Ok(is_changed | self.set_pins(id, incoming)?)
    }

    fn add_note(&mut self, contact_id: i64, text: &str) -> Result<()> {
        contact::add_note(self.conn, self.next_note_id, contact_id, text, &self.settings.author, self.settings.now)?;
        self.next_note_id += 1;
        Ok(())
    }

    fn set_pins(&mut self, id: i64, incoming: &Incoming) -> Result<bool> {
        let mut is_changed = false;
        for (field, value) in &incoming.pins {
            is_changed |= contact::set_pin(self.conn, self.journal, id, field, value, self.settings.now)?;
        }
        Ok(is_changed)
    }

    /// The company of this name, which is created when it is new.
    fn company_id(&mut self, company: &str) -> Result<i64> {
        if let Some(id) = self.companies.get(company) {
            return Ok(*id);
        }
        let key = name::fold(company);
        // Names are mostly written in one way, so all of them are looked at only when one is not found so.
        let is_looked_up = self.company_names.is_none();
        let known = match if is_looked_up { stored::find(self.conn, &key)? } else { None } {
            Some(id) => Some(id),
            None => self.company_names()?.find(company),
        };
        let id = match known {
            Some(id) => id,
            None => {
                let id = stored::create(self.conn, company, &key, self.settings.now)?;
                self.journal.inserted(self.conn, "company", id)?;
                self.company_names()?.add(company, id);
                id
            }
        };
        self.companies.insert(company.into(), id);
        Ok(id)
    }

    fn company_names(&mut self) -> Result<&mut CompanyNames<i64>> {
        let names = match self.company_names.take() {
            Some(names) => names,
            None => CompanyNames::load(self.conn)?,
        };
        Ok(self.company_names.insert(names))
    }

    /// Identities that the policy or a hold kept off the contact do not lead to it either.
    fn forget_refused(&mut self, incoming: &Incoming, new: &Contact) -> Result<()> {
        for (kind, value) in identities(&incoming.texts) {
            let key = self.hasher.identity(kind, value);
            if !new.items(kind.column()).any(|item| item == value) && self.holds(new.id, key)? {
                self.directory.remove(key, new.id);
            }
        }
        Ok(())
    }
}

/// Whether a company that the file names becomes that of the contact.
fn takes_company(contact: &Contact, policy: OnMatch, held: &Held) -> bool {
    let stays = policy == OnMatch::Skip || policy == OnMatch::Fill && contact.company_id.is_some();
    !stays && !held.contains(&("company".to_owned(), String::new()))
}
