//! The people of an import: rows are matched to contacts (design: keys in order, names must agree, an anonymous lead
//! is absorbed by whoever identifies), rows of one file that mean one contact are folded, and each contact is written
//! once, when the file will not name it again.

mod clearing;
mod conflicts;
mod matching;
mod own;
mod settling;
mod writing;

use rusqlite::Connection;
use rustc_hash::{FxHashMap, FxHashSet};

use self::conflicts::Conflict;
pub use self::conflicts::MOST_TOLD;
use super::found::Found;
use crate::domain::contact::{Column, Contact, Incoming, OnMatch};
use crate::domain::identity::{Hasher, Kind, can_find, identities};
use crate::domain::time::Instant;
use crate::error::{Error, Result};
use crate::input::lookahead::{self, Lookahead};
use crate::input::row::Person;
use crate::store::identity::Directory;
use crate::store::journal::Journal;
use crate::store::taken::TakenRows;
use crate::store::{contact, setting};

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
    /// The first of them.
    first_conflicts: Vec<Conflict>,
    /// Where the present row begins.
    pub row_start: Option<csv::Position>,
    /// Contacts that the present file created and that are still there.
    pub contacts_created: u64,
    /// Values that were kept because a person set them.
    pub held_values: u64,
    /// Values that the present file cleared.
    pub cleared_values: u64,
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
            first_conflicts: Vec::new(),
            row_start: None,
            contacts_created: 0,
            held_values: 0,
            cleared_values: 0,
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
            own::drop_shown(self.conn, id, &mut incoming)?;
        }
        self.settle(id, &mut incoming, &found)?;
        if !incoming.cleared.is_empty() {
            self.forget_folded(id, &incoming)?;
        }
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
