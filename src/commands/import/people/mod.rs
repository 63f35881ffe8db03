//! The people of an import: rows are matched to contacts (design: keys in order, names must agree, an anonymous lead
//! is absorbed by whoever identifies). A row that brings a new contact is written at once; rows for contacts that are
//! there already are folded in memory and written together, so that the outcome is as if the file had held one row a
//! contact.

mod clearing;
mod companies;
mod conflicts;
mod matching;
mod own;
mod pending;
mod settling;
mod writing;

use rusqlite::{Connection, Statement};
use rustc_hash::FxHashMap;

use self::conflicts::Conflict;
pub use self::conflicts::MOST_TOLD;
use self::pending::{Pending, Settled};
use super::found::Found;
use crate::commands::company_names::CompanyNames;
use crate::commands::import::id_set::IdSet;
use crate::domain::contact::{Column, OnMatch};
use crate::domain::identity::{Hasher, Key, Kind, identities};
use crate::domain::time::Instant;
use crate::error::{Error, Result};
use crate::input::field::FileKind;
use crate::input::row::Person;
use crate::store::hash_index::Known;
use crate::store::identity::Directory;
use crate::store::journal::Journal;
use crate::store::taken::{Said, TakenRows};
use crate::store::{bulk, contact, setting};

/// What an import was asked to do with people.
#[derive(Debug, Clone)]
pub struct PeopleSettings {
    /// The keys that match, in order.
    pub keys: Vec<Kind>,
    /// What happens to values that meet existing ones.
    pub on_match: OnMatch,
    /// Who notes name.
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

/// The identities that a row names, with their lookup keys.
pub fn named(person: &Person) -> impl Iterator<Item = (Key, &str)> {
    person.keys.iter().copied().zip(identities(&person.incoming.texts).map(|(_, value)| value))
}

/// The people of one import.
#[derive(Debug)]
pub struct People<'a> {
    conn: &'a Connection,
    hasher: Hasher,
    settings: PeopleSettings,
    directory: Directory,
    journal: Journal,
    /// Contacts that were there before the row that named them, with what rows said of them since.
    pending: FxHashMap<i64, Box<Pending>>,
    /// Contacts of older imports that were pending before and had to be written early.
    settled: FxHashMap<i64, Settled>,
    next_id: i64,
    first_new_id: i64,
    next_note_id: i64,
    first_note_id: i64,
    any_held: bool,
    /// Whether contacts are filled, so that their index over companies is made at the end.
    fills: bool,
    /// Tables that are filled: their rows of a lead that is absorbed are moved at the end, by [`People::move_rows`].
    pub moved_later: Vec<bulk::Table>,
    /// Contacts that were absorbed, with who absorbed them.
    absorbed: FxHashMap<i64, i64>,
    /// The same by who absorbed them.
    leads: FxHashMap<i64, Vec<i64>>,
    /// Rows of anonymous leads that this file brought, which may turn out to be somebody else's.
    lead_rows: FxHashMap<i64, u64>,
    /// Older contacts that were written or whose messages, events or conversations changed.
    touched: IdSet,
    insert: Statement<'a>,
    companies: FxHashMap<Box<str>, i64>,
    /// What all companies are called, once a name was not found as it stands.
    company_names: Option<CompanyNames<i64>>,
    holders: Vec<i64>,
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
    pub fn open(
        conn: &'a Connection,
        settings: PeopleSettings,
        journal: Journal,
        expected: u64,
        kind: FileKind,
    ) -> Result<Self> {
        let next_id = setting::next_id(conn, "contact")?;
        let next_note_id = setting::next_id(conn, "note")?;
        let taken_rows = if matches!(kind, FileKind::Contacts | FileKind::Companies) { expected } else { 0 };
        let fills = kind == FileKind::Contacts && bulk::begin_contacts(conn, expected)?;
        Ok(Self {
            conn,
            hasher: setting::hasher(conn)?,
            settings,
            directory: Directory::open(conn, expected, kind == FileKind::Contacts)?,
            journal,
            pending: FxHashMap::default(),
            settled: FxHashMap::default(),
            next_id,
            first_new_id: next_id,
            next_note_id,
            first_note_id: next_note_id,
            any_held: contact::any_held(conn)?,
            fills,
            moved_later: Vec::new(),
            absorbed: FxHashMap::default(),
            leads: FxHashMap::default(),
            lead_rows: FxHashMap::default(),
            touched: IdSet::default(),
            insert: contact::inserter(conn)?,
            companies: FxHashMap::default(),
            company_names: None,
            holders: Vec::new(),
            taken_rows: TakenRows::open(conn, taken_rows)?,
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

    /// Brings the identities that rows name closer, to be looked up.
    pub fn approach<'p>(&self, people: impl Iterator<Item = &'p Person>) {
        self.directory.approach(people.flat_map(|person| &person.keys).map(|key| key.hash));
    }

    /// What earlier imports took in.
    pub fn known_rows(&self) -> Known {
        self.taken_rows.known()
    }

    /// Takes one row of a file of contacts. One that was taken in before says nothing new.
    pub fn take(&mut self, person: &mut Person, said: Option<Said>) -> Result<()> {
        if self.knows_row(said)? {
            self.count_known();
            return Ok(());
        }
        self.place(person, true)?.ok_or_else(|| Error::fault("a checked row names nobody"))?;
        Ok(())
    }

    /// Finds the contact of a row, or creates it, and folds the row into it. `None` when the row names nobody. The
    /// number is how sure the match is, in percent.
    pub fn place(&mut self, person: &mut Person, is_contact_row: bool) -> Result<Option<(i64, u8)>> {
        let found = self.find(person)?;
        if found.names_nobody {
            return Ok(None);
        }
        let rows = u64::from(is_contact_row);
        let Some((id, confidence)) = found.winner else {
            let id = self.next_id;
            self.next_id += 1;
            self.contacts_created += 1;
            self.settle(id, person, &found)?;
            self.write_new(id, &mut person.incoming, rows)?;
            return Ok(Some((id, 100)));
        };
        if found.is_by_own_id {
            person.incoming.texts.clear(Column::RowKeys);
            own::drop_shown(self.conn, id, &mut person.incoming)?;
            person.keys = self.hasher.keys(&person.incoming);
        }
        let is_news = self.settle(id, person, &found)?;
        if is_contact_row || is_news || person.incoming.says_more_than_identities() {
            self.fold(id, std::mem::take(&mut person.incoming), rows)?;
        }
        Ok(Some((id, confidence)))
    }

    /// Gives a contact what a row says, though no key of the row led to it: the row came in its conversation.
    pub fn give(&mut self, id: i64, person: &mut Person) -> Result<()> {
        self.settle(id, person, &Found::default())?;
        self.fold(id, std::mem::take(&mut person.incoming), 0)
    }

    /// Whether a contact holds an identity.
    pub fn holds(&mut self, id: i64, key: i64) -> Result<bool> {
        let mut holders = std::mem::take(&mut self.holders);
        self.directory.holders(self.conn, key, &mut holders)?;
        let holds = holders.contains(&id);
        self.holders = holders;
        Ok(holds)
    }

    /// Counts a row that was taken in before.
    pub fn count_known(&mut self) {
        self.fates.unchanged += 1;
    }

    /// Whether an earlier import took in a row of this content; if not, takes note of it.
    pub fn knows_row(&mut self, said: Option<Said>) -> Result<bool> {
        let Some(said) = said else { return Ok(false) };
        let is_known = self.taken_rows.is_known(self.conn, said)?;
        if !is_known {
            self.taken_rows.add(said);
        }
        Ok(is_known)
    }

    /// The id of a new note.
    pub fn next_note(&mut self) -> i64 {
        self.next_note_id += 1;
        self.next_note_id - 1
    }

    /// Notes that a contact's conversations, messages or events changed.
    pub fn touch(&mut self, id: i64) {
        if id < self.first_new_id {
            self.touched.insert(id);
        }
    }

    /// A visitor asked not to be contacted.
    pub fn opt_out(&mut self, id: i64, asked_at: Instant) -> Result<()> {
        let incoming = &mut self.open_pending(id)?.incoming;
        incoming.opt_out_cue = incoming.opt_out_cue.max(Some(asked_at));
        Ok(())
    }

    /// Writes whatever is pending at the end of a file; links contacts without a company by their domain where that is
    /// wanted.
    pub fn finish_file(&mut self, links_by_domain: bool) -> Result<()> {
        self.write_pending()?;
        self.count_settled();
        self.directory.store(self.conn)?;
        self.taken_rows.store(self.conn, self.journal.id)?;
        setting::keep_next_id(self.conn, "contact", self.next_id)?;
        setting::keep_next_id(self.conn, "note", self.next_note_id)?;
        self.journal.created(self.conn, "contact", self.first_new_id, self.next_id - 1)?;
        self.journal.created(self.conn, "note", self.first_note_id, self.next_note_id - 1)?;
        if links_by_domain {
            self.link_companies_by_domain()?;
        }
        if self.fills { bulk::end_contacts(self.conn) } else { Ok(()) }
    }

    /// The contacts that this file touched, by id.
    pub fn into_touched(self) -> Vec<i64> {
        // Those that were there before have lower ids.
        let all = self.touched.iter().chain(self.first_new_id..self.next_id);
        all.filter(|id| !self.absorbed.contains_key(id)).collect()
    }
}
