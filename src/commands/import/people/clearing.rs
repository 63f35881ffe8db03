//! Cells that empty a field: what goes, goes from the contact and from the directory of identities.

use super::People;
use crate::domain::clearing::Clearable;
use crate::domain::contact::{Contact, Held, Incoming};
use crate::domain::identity::Kind;
use crate::error::Result;

/// The kinds of identity that can be cleared.
const CLEARED: [Kind; 2] = [Kind::Email, Kind::Phone];

impl People<'_> {
    /// Empties what the rows say to clear before they are applied.
    pub(super) fn clear(&mut self, incoming: &Incoming, contact: &mut Contact, held: &Held) -> Result<()> {
        let before = CLEARED.map(|kind| contact.text(kind.column()).to_owned());
        let emptied = incoming.clear(contact, held);
        self.cleared_values += u64::from(emptied.cleared);
        self.held_values += u64::from(emptied.held);
        for (kind, before) in CLEARED.into_iter().zip(before) {
            if contact.text(kind.column()).is_empty() {
                self.forget(contact.id, kind, &before, incoming.text(kind.column()))?;
            }
        }
        Ok(())
    }

    /// What earlier rows of the file gave the contact and this row clears does not lead to it any more.
    pub(super) fn forget_folded(&mut self, id: i64, row: &Incoming) -> Result<()> {
        if row.cleared.has(Clearable::Company) {
            self.open_pending(id)?.company_id = None;
        }
        for kind in CLEARED {
            if !row.cleared.has(Clearable::Text(kind.column())) {
                continue;
            }
            let pending = self.open_pending(id)?;
            let given = pending.incoming.text(kind.column()).to_owned();
            let stored = pending.stored.text(kind.column());
            // What is stored goes when the contact is written, unless it is held.
            let kept = format!("{stored};{}", row.text(kind.column()));
            self.forget(id, kind, &given, &kept)?;
        }
        Ok(())
    }

    /// Takes identities away from a contact but for those to keep; both are joined with `;`.
    fn forget(&mut self, id: i64, kind: Kind, gone: &str, kept: &str) -> Result<()> {
        for value in gone.split(';').filter(|value| !value.is_empty() && !kept.split(';').any(|item| item == *value)) {
            let key = self.hasher.identity(kind, value);
            if self.holds(id, key)? {
                self.directory.remove(key, id);
            }
        }
        Ok(())
    }
}
