//! Which contact a row means: its keys are looked up in the configured order, the first that finds a contact wins, and
//! what lower keys find besides is a rival.

use super::{People, named, own};
use crate::commands::import::found::{Found, Rival};
use crate::domain::contact::{Column, Incoming};
use crate::domain::identity::{Key, Kind};
use crate::domain::normalize::name;
use crate::error::Result;
use crate::input::row::Person;
use crate::store::contact;

impl People<'_> {
    /// Looks the row's keys up in the configured order. The first that finds a contact wins; what lower keys find
    /// besides is a rival.
    pub fn find(&mut self, person: &Person) -> Result<Found> {
        let names_nobody = !person.keys.iter().any(|key| key.can_find);
        let mut found = Found {
            names_nobody: names_nobody && person.rolo_id.is_none(),
            // Until a holder turns up, if keys of all kinds are looked up.
            nobody_holds: self.settings.keys.len() + 1 >= Kind::ALL.len(),
            ..Found::default()
        };
        if let Some(id) = person.rolo_id
            && let Some(id) = contact::resolve(self.conn, id)?
            && self.is_same_by_own_id(id, person)?
        {
            found.winner = Some((id, 100));
            found.is_by_own_id = true;
        }
        let mut holders = std::mem::take(&mut self.holders);
        for i in 0..=self.settings.keys.len() {
            let kind = self.settings.keys.get(i).copied().unwrap_or(Kind::Row);
            for (at, key) in person.keys.iter().enumerate().filter(|(_, key)| key.kind == kind) {
                self.directory.holders(self.conn, key.hash, &mut holders)?;
                if !holders.is_empty() {
                    self.weigh(person, at, &holders, &mut found)?;
                }
            }
        }
        self.holders = holders;
        Ok(found)
    }

    /// What the holders of the row's identity number `at` mean for it.
    fn weigh(&mut self, person: &Person, at: usize, holders: &[i64], found: &mut Found) -> Result<()> {
        found.nobody_holds = false;
        if found.winner.is_some_and(|(winner, _)| holders.contains(&winner)) {
            return Ok(());
        }
        let key = person.keys[at];
        let value = || named(person).nth(at).map_or("", |(_, value)| value).into();
        match (self.hit(key, &person.incoming, holders)?, found.winner) {
            (Some(id), None) => found.winner = Some((id, key.kind.confidence())),
            (Some(id), Some(_)) => found.rivals.push(Rival { kind: key.kind, value: value(), id }),
            (None, _) if key.kind == Kind::Email && key.can_find => found.mailbox_mates.extend(holders),
            (None, _) if !key.kind.is_shared() => {
                // Held by a contact with another user_id: the identity stays there.
                found.rivals.push(Rival { kind: key.kind, value: value(), id: holders[0] });
            }
            (None, _) => {}
        }
        Ok(())
    }

    /// Which of the holders of an identity the row means, if any.
    fn hit(&mut self, key: Key, row: &Incoming, holders: &[i64]) -> Result<Option<i64>> {
        if !key.can_find {
            return Ok(None);
        }
        let user_id = row.text(Column::UserId);
        let row_name = row.text(Column::Name);
        if let ([only], true) = (holders, user_id.is_empty())
            && (!key.kind.is_shared() || row_name.is_empty())
        {
            // Neither another user_id nor another name can speak against it.
            return Ok(Some(*only));
        }
        let mut best: Option<(u8, i64)> = None;
        for id in holders {
            let (held_user_id, held_name) = self.who(*id)?;
            if !user_id.is_empty() && !held_user_id.is_empty() && held_user_id != user_id {
                continue;
            }
            if !key.kind.is_shared() {
                return Ok(Some(*id));
            }
            let rank = match (row_name.is_empty(), held_name.is_empty()) {
                (true, true) => 3,
                (false, false) if name::fold(row_name) == name::fold(&held_name) => 3,
                (false, false) if name::agree(row_name, &held_name) => 2,
                (false, false) => continue,
                _ => 1,
            };
            if best.is_none_or(|(b, best_id)| rank > b || rank == b && *id < best_id) {
                best = Some((rank, *id));
            }
        }
        // Several holders: only one whose name agrees is meant, not one whose name is merely unknown.
        Ok(best.filter(|(rank, _)| *rank >= 2 || holders.len() == 1).map(|(_, id)| id))
    }

    /// Whether a row is about somebody else than a contact: another user_id, or a name that disagrees.
    pub fn is_other(&self, id: i64, row: &Incoming) -> Result<bool> {
        let (user_id, held_name) = self.who(id)?;
        let (row_user_id, row_name) = (row.text(Column::UserId), row.text(Column::Name));
        let has_other_id = !row_user_id.is_empty() && !user_id.is_empty() && row_user_id != user_id;
        let has_other_name = !row_name.is_empty() && !held_name.is_empty() && !name::agree(row_name, &held_name);
        Ok(has_other_id || has_other_name && row_user_id.is_empty())
    }

    /// The user_id and the name of a contact as the import has them now.
    fn who(&self, id: i64) -> Result<(String, String)> {
        let Some(pending) = self.pending.get(&id) else { return contact::who(self.conn, id) };
        let text = |column: Column| {
            let (new, old) = (pending.incoming.text(column), pending.stored.text(column));
            let stays = column == Column::UserId && !old.is_empty();
            if new.is_empty() || stays { old } else { new }.to_owned()
        };
        Ok((text(Column::UserId), text(Column::Name)))
    }

    /// rolo's own id names a contact, or whose part that became, only if one identity or the name agrees.
    fn is_same_by_own_id(&mut self, id: i64, person: &Person) -> Result<bool> {
        for key in &person.keys {
            if self.holds(id, key.hash)? {
                return Ok(true);
            }
        }
        if own::says_inferred(self.conn, id, &person.incoming)? {
            return Ok(true);
        }
        let (user_id, held_name) = self.who(id)?;
        let row = &person.incoming;
        let is_other = !user_id.is_empty() && !row.text(Column::UserId).is_empty();
        Ok(!is_other && !held_name.is_empty() && name::fold(&held_name) == name::fold(row.text(Column::Name)))
    }
}
