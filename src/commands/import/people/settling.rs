//! What follows from a match: rivals are absorbed or noted as conflicts, and the winner gets the row's identities.

use super::{People, conflicts};
use crate::commands::import::found::Found;
use crate::domain::contact::{Column, Contact, Texts};
use crate::domain::identity::{Kind, identities};
use crate::error::Result;
use crate::input::row::Person;
use crate::store::bulk::Table;
use crate::store::merge::{self, Cause};
use crate::store::{contact, pair};

impl People<'_> {
    /// Deals with rivals of the winner and gives the winner the row's identities. Says whether it got any.
    pub(super) fn settle(&mut self, winner: i64, person: &mut Person, found: &Found) -> Result<bool> {
        for rival in &found.rivals {
            let rival_id = self.present(rival.id);
            if rival_id == winner {
                continue;
            }
            if !rival.kind.is_shared() && self.is_anonymous(rival_id)? {
                self.absorb(winner, rival_id)?;
                continue;
            }
            self.note_conflict(winner, rival_id, rival);
            if !rival.kind.is_shared() {
                remove_item(person, rival.kind.column(), &rival.value);
                person.keys = self.hasher.keys(&person.incoming);
            }
            pair::note(self.conn, self.journal, winner, rival_id, conflicts::reason(rival.kind))?;
        }
        for mate in &found.mailbox_mates {
            let mate = self.present(*mate);
            if mate != winner {
                pair::note(self.conn, self.journal, winner, mate, "shared_email")?;
            }
        }
        self.add_identities(winner, person, found)
    }

    /// Gives a contact the identities of a row that it may hold. Says whether it got any.
    fn add_identities(&mut self, winner: i64, person: &Person, found: &Found) -> Result<bool> {
        let mut is_news = false;
        let mut holders = std::mem::take(&mut self.holders);
        for key in person.keys.iter().filter(|key| key.can_find || key.kind != Kind::Email) {
            holders.clear();
            if !found.nobody_holds {
                self.directory.holders(self.conn, key.hash, &mut holders)?;
            }
            let is_free = key.kind.is_shared() || holders.is_empty();
            if is_free && !holders.contains(&winner) {
                self.directory.add(key.hash, winner);
                is_news = true;
            }
        }
        self.holders = holders;
        Ok(is_news)
    }

    /// Whether a contact is an anonymous lead: known by visitor ids only.
    pub fn is_anonymous(&mut self, id: i64) -> Result<bool> {
        let is_known = |texts: &Texts| identities(texts).any(|(kind, _)| kind != Kind::VisitorId);
        match self.pending.get(&id) {
            Some(pending) => Ok(!is_known(&pending.incoming.texts) && pending.stored.is_anonymous()),
            None => Ok(contact::get(self.conn, id)?.as_ref().is_some_and(Contact::is_anonymous)),
        }
    }

    /// The contact that an id means now.
    pub fn present(&self, id: i64) -> i64 {
        let mut id = id;
        while let Some(winner) = self.absorbed.get(&id) {
            id = *winner;
        }
        id
    }

    /// An anonymous lead becomes part of the contact that it turned out to be.
    pub fn absorb(&mut self, winner: i64, lead: i64) -> Result<()> {
        if self.present(lead) == self.present(winner) {
            return Ok(());
        }
        self.write(winner)?;
        self.write(lead)?;
        let now = self.settings.now;
        let cause = Cause { reason: "identified", confidence: 100, now, moved_later: &self.moved_later };
        let merged = merge::merge(self.conn, self.journal, &self.hasher, winner, lead, cause)?;
        if !self.moved_later.contains(&Table::Message) {
            Table::Message.move_rows(self.conn, lead, winner)?;
        }
        for key in merged.moved_keys {
            if self.holds(lead, key)? {
                self.directory.remove(key, lead);
            }
            if !self.holds(winner, key)? {
                self.directory.add(key, winner);
            }
        }
        self.absorbed.insert(lead, winner);
        let before = self.leads.remove(&lead).unwrap_or_default();
        self.leads.entry(winner).or_default().extend(before.into_iter().chain([lead]));
        self.touched.remove(lead);
        self.touch(winner);
        self.pass_rows_on(winner, lead)
    }

    /// Leads that a contact absorbed while the file came in.
    pub fn leads_of(&self, id: i64) -> &[i64] {
        self.leads.get(&id).map_or(&[], Vec::as_slice)
    }

    /// Rows of leads that were absorbed while these could not be found by contact go to who they turned out to be.
    pub fn move_rows(&self, table: Table) -> Result<()> {
        let mut leads: Vec<i64> = self.absorbed.keys().copied().collect();
        leads.sort_unstable();
        leads.into_iter().try_for_each(|lead| table.move_rows(self.conn, lead, self.present(lead)))
    }

    /// Rows of a lead that was absorbed share the fate of the contact that it is part of now.
    fn pass_rows_on(&mut self, winner: i64, lead: i64) -> Result<()> {
        let mut rows = self.settled.remove(&lead).map_or(0, |settled| settled.rows);
        if lead >= self.first_new_id {
            self.contacts_created -= 1;
            rows = self.lead_rows.remove(&lead).unwrap_or(0);
            self.fates.created -= rows;
        }
        if let Some(settled) = self.settled.get_mut(&winner) {
            // The merge wrote on: what stood before the file is no longer to be had from one change.
            settled.is_changed |= settled.change_id.take().is_some();
        }
        if winner >= self.first_new_id {
            self.fates.created += rows;
            return Ok(());
        }
        let pending = self.open_pending(winner)?;
        pending.rows += rows;
        pending.is_changed = true;
        Ok(())
    }
}

/// Takes an item out of a list column of a row.
fn remove_item(person: &mut Person, column: Column, value: &str) {
    let row = &mut person.incoming;
    let rest: Vec<&str> = row.text(column).split(';').filter(|item| *item != value && !item.is_empty()).collect();
    let rest = rest.join(";");
    row.texts.set(column, &rest);
}
