//! The people of an import: rows are matched to contacts (design: keys in order, names must agree, an anonymous lead
//! is absorbed by whoever identifies), rows of one file that mean one contact are folded, and each contact is written
//! once, when the file will not name it again.

use rusqlite::Connection;
use rustc_hash::{FxHashMap, FxHashSet};

use super::found::{Found, Rival};
use crate::domain::contact::{Column, Contact, Held, Incoming, OnMatch};
use crate::domain::identity::{Hasher, Kind, can_find, identities};
use crate::domain::normalize::{email, name};
use crate::domain::time::Instant;
use crate::error::{Error, Result};
use crate::input::lookahead::{self, Lookahead};
use crate::input::row::Person;
use crate::store::identity::Directory;
use crate::store::journal::Journal;
use crate::store::taken::TakenRows;
use crate::store::{contact, log, merge, setting};

/// What an import was asked to do with people.
#[derive(Debug, Clone)]
pub struct PeopleSettings {
    /// The keys that match, in order.
    pub keys: Vec<Kind>,
    /// What happens to values that meet existing ones.
    pub on_match: OnMatch,
    /// Who the log names.
    pub author: String,
    /// The instant of everything that is stored.
    pub now: Instant,
}

/// How rows of one file fared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the summary")]
pub struct Fates {
    pub created: u64,
    pub updated: u64,
    pub unchanged: u64,
}

/// A contact that rows of this file named and that is not written yet.
#[derive(Debug)]
struct Pending {
    /// As it stands in the database; `None` = it is new.
    stored: Option<Contact>,
    incoming: Incoming,
    rows: u64,
    /// Whether it absorbed a lead since it was last written.
    is_merged: bool,
}

/// The people of one import.
#[derive(Debug)]
pub struct People<'a> {
    conn: &'a Connection,
    hasher: Hasher,
    settings: PeopleSettings,
    directory: Directory,
    journal: Journal,
    pending: FxHashMap<i64, Pending>,
    next_id: i64,
    first_new_id: i64,
    any_held: bool,
    /// Contacts that were absorbed, with who absorbed them.
    absorbed: FxHashMap<i64, i64>,
    /// Contacts that were written or whose messages, events or conversations changed.
    touched: FxHashSet<i64>,
    companies: FxHashMap<String, i64>,
    holders: Vec<i64>,
    row_occurrences: FxHashMap<i64, u32>,
    taken_rows: TakenRows,
    /// How rows of the present file fared.
    pub fates: Fates,
    /// Lower keys that pointed to another contact.
    pub conflicts: u64,
    /// Contacts that the present file created and that are still there.
    pub contacts_created: u64,
    /// Values that were kept because a person set them.
    pub held_values: u64,
}

impl<'a> People<'a> {
    /// Opens the people for an import of about `expected` rows.
    pub fn open(conn: &'a Connection, settings: PeopleSettings, journal: Journal, expected: u64) -> Result<Self> {
        let next_id = setting::next_id(conn, "contact")?;
        Ok(Self {
            conn,
            hasher: setting::hasher(conn)?,
            settings,
            directory: Directory::open(conn, expected)?,
            journal,
            pending: FxHashMap::default(),
            next_id,
            first_new_id: next_id,
            any_held: contact::any_held(conn)?,
            absorbed: FxHashMap::default(),
            touched: FxHashSet::default(),
            companies: FxHashMap::default(),
            holders: Vec::new(),
            row_occurrences: FxHashMap::default(),
            taken_rows: TakenRows::open(conn, expected)?,
            fates: Fates::default(),
            conflicts: 0,
            contacts_created: 0,
            held_values: 0,
        })
    }

    /// The hasher of the database.
    pub fn hasher(&self) -> Hasher {
        self.hasher
    }

    /// Takes one row of a file of contacts. `content` is a hash of all that it says: a row that was taken in before
    /// and whose contact is still there says nothing new.
    pub fn take(&mut self, person: Person, content: i64, lookahead: &mut Lookahead) -> Result<()> {
        let row_keys = lookahead::row_keys(&person.incoming);
        let person = self.with_row_key(person);
        if self.taken_rows.contains(self.conn, content)?
            && self.find(&person.incoming, person.rolo_id)?.winner.is_some()
        {
            lookahead.take(&row_keys);
            self.fates.unchanged += 1;
            return Ok(());
        }
        self.taken_rows.add(content);
        let (id, _) = self.place(person, true)?.ok_or_else(|| Error::fault("a checked row names nobody"))?;
        lookahead.take(&row_keys);
        if self.is_complete(id, lookahead) {
            self.write(id)?;
        }
        Ok(())
    }

    /// Names a row that came without any identity to find it by by its content: the n-th equal row of a file is the n-th stored.
    fn with_row_key(&mut self, mut person: Person) -> Person {
        if !identities(&person.incoming.texts).any(|(kind, value)| can_find(kind, value)) {
            let parts: Vec<&[u8]> =
                person.incoming.texts.iter().map(|text| text.as_deref().unwrap_or("").as_bytes()).collect();
            let key = self.hasher.parts("row", &parts);
            let occurrence = self.row_occurrences.entry(key).or_insert(0);
            *occurrence += 1;
            person.incoming.set(Column::RowKeys, &format!("{:016x}.{occurrence}", key.cast_unsigned()));
        }
        person
    }

    /// Finds the contact of a row, or creates it, and folds the row into it. `None` when the row names nobody. The
    /// number is how sure the match is, in percent.
    pub fn place(&mut self, person: Person, is_contact_row: bool) -> Result<Option<(i64, u8)>> {
        let Person { mut incoming, rolo_id, .. } = person;
        let found = self.find(&incoming, rolo_id)?;
        if found.names_nobody {
            return Ok(None);
        }
        let (id, confidence) = match found.winner {
            Some((id, confidence)) => (id, confidence),
            None => (self.create(), 100),
        };
        if found.is_by_own_id {
            incoming.texts[Column::RowKeys as usize] = None;
        }
        self.settle(id, &mut incoming, &found)?;
        let pending = self.open_pending(id)?;
        pending.rows += u64::from(is_contact_row);
        pending.incoming.fold(incoming);
        Ok(Some((id, confidence)))
    }

    /// Gives a contact what a row says, though no key of the row led to it: the row came in its conversation.
    pub fn give(&mut self, id: i64, person: &Person) -> Result<()> {
        let mut incoming = person.incoming.clone();
        self.settle(id, &mut incoming, &Found::default())?;
        self.open_pending(id)?.incoming.fold(incoming);
        Ok(())
    }

    fn create(&mut self) -> i64 {
        let id = self.next_id;
        self.next_id += 1;
        self.contacts_created += 1;
        self.pending.insert(id, Pending { stored: None, incoming: Incoming::default(), rows: 0, is_merged: false });
        id
    }

    fn open_pending(&mut self, id: i64) -> Result<&mut Pending> {
        use std::collections::hash_map::Entry;
        match self.pending.entry(id) {
            Entry::Occupied(entry) => Ok(entry.into_mut()),
            Entry::Vacant(entry) => {
                let stored = contact::get(self.conn, id)?;
                let stored =
                    stored.ok_or_else(|| Error::fault(format!("identities name contact {id}, which is not there")))?;
                Ok(entry.insert(Pending {
                    stored: Some(stored),
                    incoming: Incoming::default(),
                    rows: 0,
                    is_merged: false,
                }))
            }
        }
    }

    /// Looks the row's keys up in the configured order. The first that finds a contact wins; what lower keys find
    /// besides is a rival.
    pub fn find(&mut self, row: &Incoming, rolo_id: Option<i64>) -> Result<Found> {
        let keys = self.hasher.incoming(row);
        let names_nobody = !keys.iter().any(|(kind, _, value)| can_find(*kind, value));
        let mut found = Found { names_nobody: names_nobody && rolo_id.is_none(), ..Found::default() };
        if let Some(id) = rolo_id
            && self.is_same_by_own_id(id, row, &keys)?
        {
            found.winner = Some((id, 100));
            found.is_by_own_id = true;
        }
        let order = std::mem::take(&mut self.settings.keys);
        for kind in order.iter().chain([&Kind::Row]) {
            for (_, key, value) in keys.iter().filter(|(k, ..)| k == kind) {
                self.look_up(*kind, *key, value, row, &mut found)?;
            }
        }
        self.settings.keys = order;
        Ok(found)
    }

    fn look_up(&mut self, kind: Kind, key: i64, value: &str, row: &Incoming, found: &mut Found) -> Result<()> {
        let mut holders = std::mem::take(&mut self.holders);
        self.directory.holders(self.conn, key, &mut holders)?;
        let outcome = self.weigh(kind, value, row, &holders, found);
        self.holders = holders;
        outcome
    }

    fn weigh(&mut self, kind: Kind, value: &str, row: &Incoming, holders: &[i64], found: &mut Found) -> Result<()> {
        if holders.is_empty() || found.winner.is_some_and(|(winner, _)| holders.contains(&winner)) {
            return Ok(());
        }
        let hit = self.hit(kind, value, row, holders)?;
        match (hit, found.winner) {
            (Some(id), None) => found.winner = Some((id, kind.confidence())),
            (Some(id), Some(_)) => found.rivals.push(Rival { kind, value: value.into(), id }),
            (None, _) if kind == Kind::Email && !email::is_placeholder(value) => found.mailbox_mates.extend(holders),
            (None, _) if !kind.is_shared() => {
                // Held by a contact with another user_id: the identity stays there.
                found.rivals.push(Rival { kind, value: value.into(), id: holders[0] });
            }
            (None, _) => {}
        }
        Ok(())
    }

    /// Which of the holders of an identity the row means, if any.
    fn hit(&mut self, kind: Kind, value: &str, row: &Incoming, holders: &[i64]) -> Result<Option<i64>> {
        if !can_find(kind, value) {
            return Ok(None);
        }
        let user_id = row.text(Column::UserId);
        let row_name = row.text(Column::Name);
        let mut best: Option<(u8, i64)> = None;
        for id in holders {
            let (held_user_id, held_name) = self.who(*id)?;
            if !user_id.is_empty() && !held_user_id.is_empty() && held_user_id != user_id {
                continue;
            }
            if !kind.is_shared() {
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

    /// The user_id and the name of a contact as the import has them now.
    fn who(&mut self, id: i64) -> Result<(String, String)> {
        let pending = self.open_pending(id)?;
        let text = |column: Column| {
            let new = pending.incoming.text(column);
            let old = pending.stored.as_ref().map_or("", |contact| contact.text(column));
            let stays = column == Column::UserId && !old.is_empty();
            if new.is_empty() || stays { old } else { new }.to_owned()
        };
        Ok((text(Column::UserId), text(Column::Name)))
    }

    /// rolo's own id names a contact only if that contact exists and one identity or the name agrees.
    fn is_same_by_own_id(&mut self, id: i64, row: &Incoming, keys: &[(Kind, i64, &str)]) -> Result<bool> {
        if !self.pending.contains_key(&id) && contact::get(self.conn, id)?.is_none() {
            return Ok(false);
        }
        let mut holders = Vec::new();
        for (_, key, _) in keys {
            self.directory.holders(self.conn, *key, &mut holders)?;
            if holders.contains(&id) {
                return Ok(true);
            }
        }
        let (user_id, held_name) = self.who(id)?;
        let is_other = !user_id.is_empty() && !row.text(Column::UserId).is_empty();
        Ok(!is_other && !held_name.is_empty() && name::fold(&held_name) == name::fold(row.text(Column::Name)))
    }

    /// Deals with rivals of the winner and gives the winner the row's identities.
    fn settle(&mut self, winner: i64, row: &mut Incoming, found: &Found) -> Result<()> {
        for rival in &found.rivals {
            let rival_id = self.present(rival.id);
            if rival_id == winner {
                continue;
            }
            if !rival.kind.is_shared() && self.is_anonymous(rival_id)? {
                self.absorb(winner, rival_id)?;
                continue;
            }
            self.conflicts += 1;
            if rival.kind.is_shared() {
                let reason = if rival.kind == Kind::Email { "email_conflict" } else { "phone_conflict" };
                merge::note_pair(self.conn, self.journal, winner, rival_id, reason)?;
            } else {
                remove_item(row, rival.kind.column(), &rival.value);
                merge::note_pair(self.conn, self.journal, winner, rival_id, "identity_conflict")?;
            }
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

    fn is_complete(&self, id: i64, lookahead: &Lookahead) -> bool {
        let Some(pending) = self.pending.get(&id) else { return false };
        let stored = pending.stored.iter().flat_map(|contact| lookahead::keys(&contact.texts));
        !lookahead.is_to_come(lookahead::keys(&pending.incoming.texts).chain(stored))
    }

    /// Writes a contact that is pending and counts its rows.
    fn write(&mut self, id: i64) -> Result<()> {
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

    fn write_uncounted(&mut self, id: i64) -> Result<bool> {
        let Some(Pending { stored, incoming, is_merged, .. }) = self.pending.remove(&id) else { return Ok(false) };
        let now = self.settings.now;
        let mut new = stored.clone().unwrap_or(Contact {
            id,
            created_at: incoming.created_at.or(Some(now)),
            ..Contact::default()
        });
        let held = if self.any_held && stored.is_some() { contact::held(self.conn, id)? } else { Held::new() };
        let policy = if stored.is_some() { self.settings.on_match } else { OnMatch::Update };
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

    /// Writes a contact now because rows of another table are about to point to it.
    pub fn ensure_stored(&mut self, id: i64) -> Result<()> {
        if self.pending.get(&id).is_some_and(|pending| pending.stored.is_none()) {
            self.write(id)?;
        }
        Ok(())
    }

    /// The holders of an identity.
    pub fn holds(&mut self, id: i64, key: i64) -> Result<bool> {
        let mut holders = std::mem::take(&mut self.holders);
        self.directory.holders(self.conn, key, &mut holders)?;
        let holds = holders.contains(&id);
        self.holders = holders;
        Ok(holds)
    }

    /// Notes that a contact's conversations, messages or events changed.
    pub fn touch(&mut self, id: i64) {
        self.touched.insert(id);
    }

    /// A visitor asked not to be contacted.
    pub fn opt_out(&mut self, id: i64, asked_at: Instant) -> Result<()> {
        let incoming = &mut self.open_pending(id)?.incoming;
        incoming.opt_out_cue = incoming.opt_out_cue.max(Some(asked_at));
        Ok(())
    }

    /// Writes whatever is pending at the end of a file, in the order of ids.
    pub fn finish_file(&mut self) -> Result<()> {
        let mut ids: Vec<i64> = self.pending.keys().copied().collect();
        ids.sort_unstable();
        for id in ids {
            self.write(id)?;
        }
        self.directory.store(self.conn)?;
        self.taken_rows.store(self.conn, self.journal.id)?;
        setting::keep_next_id(self.conn, "contact", self.next_id)?;
        self.journal.created(self.conn, "contact", self.first_new_id, self.next_id - 1)?;
        Ok(())
    }

    /// The contacts that this file touched, by id.
    pub fn into_touched(self) -> Vec<i64> {
        let mut touched: Vec<i64> = self.touched.into_iter().collect();
        touched.sort_unstable();
        touched
    }
}

/// Takes an item out of a list column of a row.
fn remove_item(row: &mut Incoming, column: Column, value: &str) {
    let rest: Vec<&str> = row.text(column).split(';').filter(|item| *item != value && !item.is_empty()).collect();
    let rest = rest.join(";");
    row.texts[column as usize] = (!rest.is_empty()).then(|| rest.into());
}
