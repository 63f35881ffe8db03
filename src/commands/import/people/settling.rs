//! What follows from a match: rivals are absorbed or noted as conflicts, and the winner gets the row's identities.

use super::{People, conflicts};
use crate::commands::import::found::Found;
use crate::domain::contact::{Column, Contact, Incoming};
use crate::domain::identity::{Kind, identities};
use crate::domain::normalize::email;
use crate::error::Result;
use crate::store::merge;

impl People<'_> {
    /// Deals with rivals of the winner and gives the winner the row's identities.
    pub(super) fn settle(&mut self, winner: i64, row: &mut Incoming, found: &Found) -> Result<()> {
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
                remove_item(row, rival.kind.column(), &rival.value);
            }
            merge::note_pair(self.conn, self.journal, winner, rival_id, conflicts::reason(rival.kind))?;
        }
        for mate in &found.mailbox_mates {
            let mate = self.present(*mate);
            if mate != winner {
                merge::note_pair(self.conn, self.journal, winner, mate, "shared_email")?;
            }
        }
        for (kind, key, value) in self.hasher.incoming(row) {
            if kind == Kind::Email && email::is_placeholder(value) {
                continue;
            }
            if !kind.is_shared() {
                let mut holders = std::mem::take(&mut self.holders);
                self.directory.holders(self.conn, key, &mut holders)?;
                let is_taken = holders.iter().any(|id| *id != winner);
                self.holders = holders;
                if is_taken {
                    continue;
                }
            }
            self.directory.add(key, winner);
        }
        Ok(())
    }

    /// Whether a contact is an anonymous lead: known by visitor ids only.
    pub fn is_anonymous(&mut self, id: i64) -> Result<bool> {
        let pending = self.open_pending(id)?;
        let is_known = |texts: &[Option<Box<str>>]| identities(texts).any(|(kind, _)| kind != Kind::VisitorId);
        Ok(!is_known(&pending.incoming.texts) && pending.stored.as_ref().is_none_or(Contact::is_anonymous))
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
        let rows = self.pending.get(&lead).map_or(0, |pending| pending.rows);
        self.write_uncounted(lead)?;
        let now = self.settings.now;
        let merged = merge::merge(self.conn, self.journal, &self.hasher, winner, lead, "identified", 100, now)?;
        for key in merged.moved_keys {
            self.directory.holders(self.conn, key, &mut Vec::new())?;
            self.directory.remove(key, lead);
            self.directory.add(key, winner);
        }
        if lead >= self.first_new_id {
            self.contacts_created -= 1;
        }
        self.absorbed.insert(lead, winner);
        self.touched.remove(&lead);
        self.touched.insert(winner);
        let pending = self.open_pending(winner)?;
        pending.rows += rows;
        pending.is_merged = true;
        Ok(())
    }
}

/// Takes an item out of a list column of a row.
fn remove_item(row: &mut Incoming, column: Column, value: &str) {
    let rest: Vec<&str> = row.text(column).split(';').filter(|item| *item != value && !item.is_empty()).collect();
    let rest = rest.join(";");
    row.texts[column as usize] = (!rest.is_empty()).then(|| rest.into());
}
