//! Everybody in the database as they are compared. Where an earlier run kept them, only those are read and folded who have
//! changed since.

use rusqlite::Connection;
use rustc_hash::FxHashMap;

use super::certain;
use crate::commands::Context;
use crate::domain::contact::{Column, Contact};
use crate::domain::matching::certain::Evidence;
use crate::domain::matching::survivor::{Standing, standing};
use crate::domain::matching::{Decided, Intake, Kept, People, Record, Since};
use crate::error::{Error, Result};
use crate::input::people::PeopleRow;
use crate::output::progress::Progress;
use crate::store::likely::Compared;
use crate::store::{company, contact, folded, likely};

/// Contacts that are folded at once.
const PART: usize = 8_192;

/// Everybody, folded.
pub(super) struct Everybody {
    /// By record, in order.
    pub(super) ids: Vec<i64>,
    pub(super) intake: Intake,
    /// By record, a number that changes when what is compared of a contact does.
    pub(super) prints: Vec<u32>,
    /// By record, if everybody was read.
    pub(super) standings: Vec<Standing>,
    /// If not, the contacts who changed since everybody was kept, those who are gone among them.
    pub(super) since_kept: Option<Vec<i64>>,
}

/// What is settled, by record, and by what evidence.
pub(super) struct Known {
    pub(super) pairs: Decided,
    pub(super) evidence: FxHashMap<(i64, i64), Evidence>,
}

impl Everybody {
    /// Takes those who are as they were from what was kept, if anything is.
    pub(super) fn load(conn: &Connection, context: &Context) -> Result<Self> {
        let Some(everybody) = Self::kept(conn, context)? else { return Self::read(conn, context) };
        if cfg!(debug_assertions) {
            let read = Self::read(conn, context)?;
            assert!(
                read.ids == everybody.ids && read.prints == everybody.prints,
                "a contact changed that was not marked"
            );
        }
        Ok(everybody)
    }

    /// Reads and folds all contacts.
    pub(super) fn read(conn: &Connection, context: &Context) -> Result<Self> {
        let (count, _) = contact::extent(conn)?;
        let progress = Progress::count(&context.ui, "comparing contacts", Some(count));
        let mut everybody = Self {
            ids: Vec::new(),
            intake: Intake::default(),
            prints: Vec::new(),
            standings: Vec::new(),
            since_kept: None,
        };
        let threads = context.threads()?;
        for_each_part(conn, |part, records| {
            everybody.ids.extend(part.iter().map(|contact| contact.id));
            everybody.standings.extend(part.iter().map(standing));
            threads.install(|| everybody.intake.add(records));
            progress.inc(part.len() as u64);
            Ok(())
        })?;
        everybody.prints = everybody.intake.prints();
        Ok(everybody)
    }

    fn kept(conn: &Connection, context: &Context) -> Result<Option<Self>> {
        let Some(changed) = folded::changed(conn)? else { return Ok(None) };
        let parts = folded::parts(conn)?;
        let Some(kept) = context.threads()?.install(|| Kept::read(parts)) else { return Ok(None) };
        let Kept { ids, values } = kept;
        let mut people = None;
        let since = context.threads()?.in_place_scope(|scope| {
            scope.spawn(|_| people = Some(values.people(changed.len())));
            Changes::read(conn, &ids, &changed, context)
        })?;
        let people = people.ok_or_else(|| Error::fault("nobody was put together"))?;
        let (ids, intake) = (since.ids, since.others.beside(people, since.since));
        let prints = intake.prints();
        Ok(Some(Self { ids, intake, prints, standings: Vec::new(), since_kept: Some(changed) }))
    }

    /// The record of a contact.
    pub(super) fn record_of(&self, id: i64) -> Result<u32> {
        place(&self.ids, id)
    }

    /// Everybody, with their values counted.
    pub(super) fn people(self) -> People {
        self.intake.finish()
    }

    /// By record, whether what is compared is not what was last compared.
    pub(super) fn changed(&self, compared: &Compared) -> Vec<bool> {
        self.ids.iter().zip(&self.prints).map(|(id, print)| compared.get(*id) != Some(*print)).collect()
    }

    /// The ids of those who have changed, and of all who changed since everybody was kept, in order.
    pub(super) fn ids_of(&self, changed: &[bool]) -> Vec<i64> {
        let changed = self.ids.iter().zip(changed).filter(|(_, is)| **is).map(|(id, _)| *id);
        let mut ids: Vec<i64> = changed.chain(self.since_kept.iter().flatten().copied()).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// What is settled. Where only some are `compared`, by id, nobody else can have come to share a mailbox.
    pub(super) fn decided(&self, conn: &Connection, minds_undone: bool, compared: Option<&[i64]>) -> Result<Known> {
        let (same, different) = likely::verdicts(conn)?;
        let evidence: FxHashMap<(i64, i64), Evidence> = certain::pairs(conn, compared)?.pairs.into_iter().collect();
        let place = |id: i64| self.ids.binary_search(&id).ok().map(|record| record as u32);
        let records = |pairs: Vec<(i64, i64)>| -> Vec<(u32, u32)> {
            pairs.into_iter().filter_map(|(a, b)| Some((place(a)?, place(b)?))).collect()
        };
        let mut certain: Vec<(i64, i64)> = evidence.keys().copied().collect();
        certain.sort_unstable_by_key(|pair| (std::cmp::Reverse(evidence[pair]), *pair));
        let pairs = Decided {
            same: records(same),
            certain: records(certain),
            different: records(different),
            doubted: if minds_undone { records(likely::taken_back(conn)?) } else { Vec::new() },
        };
        Ok(Known { pairs, evidence })
    }
}

/// What became of everybody.
pub(super) struct Changes {
    /// The ids of now, by record.
    pub(super) ids: Vec<i64>,
    pub(super) since: Since,
    /// Those who changed or came.
    pub(super) others: Intake,
}

impl Changes {
    /// Reads those of whom it is known that they changed, came or went, by id, since there were those of `then`.
    pub(super) fn read(conn: &Connection, then: &[i64], changed: &[i64], context: &Context) -> Result<Self> {
        let contacts: Vec<Contact> =
            changed.iter().filter_map(|id| contact::get(conn, *id).transpose()).collect::<Result<_>>()?;
        let (ids, since) = numbered(then, changed, contacts.iter().map(|contact| contact.id));
        let mut companies = FxHashMap::default();
        for id in contacts.iter().filter_map(|contact| contact.company_id) {
            companies.insert(id, company::name(conn, id)?.unwrap_or_default());
        }
        let mut others = Intake::default();
        let threads = context.threads()?;
        for part in contacts.chunks(PART) {
            let records = part.iter().map(|contact| place(&ids, contact.id)).collect::<Result<Vec<u32>>>()?;
            with_records(part, &companies, |folded| threads.install(|| others.add_as(folded, &records)));
        }
        Ok(Self { ids, since, others })
    }
}

/// The ids of now in order, and what became of each record of `then`: of those who `changed`, some are `there`. All are
/// in order.
fn numbered(then: &[i64], changed: &[i64], there: impl Iterator<Item = i64>) -> (Vec<i64>, Since) {
    let mut there = there.peekable();
    let mut changed = changed.iter().peekable();
    let mut ids = Vec::with_capacity(then.len());
    let mut since = Since { now: Vec::with_capacity(then.len()), is_gone: Vec::with_capacity(then.len()) };
    for id in then {
        while let Some(other) = there.next_if(|other| other < id) {
            ids.push(other);
        }
        while changed.next_if(|other| *other < id).is_some() {}
        let is_gone = changed.peek() == Some(&id);
        since.now.push(ids.len() as u32);
        since.is_gone.push(is_gone);
        if !is_gone {
            ids.push(*id);
        }
    }
    ids.extend(there);
    (ids, since)
}

fn place(ids: &[i64], id: i64) -> Result<u32> {
    let record = ids.binary_search(&id);
    Ok(record.map_err(|_| Error::fault(format!("contact {id} is not there to be compared")))? as u32)
}

/// Gives all contacts in the order of ids, a part at a time, each part as records, too.
pub(super) fn for_each_part(
    conn: &Connection,
    mut run: impl FnMut(&[Contact], &[Record<'_>]) -> Result<()>,
) -> Result<()> {
    let companies = company::names(conn)?;
    let mut part: Vec<Contact> = Vec::with_capacity(PART);
    let mut give = |part: &mut Vec<Contact>| {
        with_records(part, &companies, |records| run(part, records))?;
        part.clear();
        Ok(())
    };
    contact::for_each(conn, |contact| {
        part.push(contact);
        if part.len() == PART { give(&mut part) } else { Ok(()) }
    })?;
    give(&mut part)
}

/// Runs something on contacts as records.
fn with_records<R>(
    contacts: &[Contact],
    companies: &FxHashMap<i64, String>,
    run: impl FnOnce(&[Record<'_>]) -> R,
) -> R {
    let others: Vec<PeopleRow> =
        contacts.iter().map(|contact| PeopleRow::of_metadata(contact.text(Column::Metadata))).collect();
    let records: Vec<Record<'_>> =
        contacts.iter().zip(&others).map(|(contact, others)| record(contact, others, companies)).collect();
    run(&records)
}

fn record<'a>(contact: &'a Contact, others: &'a PeopleRow, companies: &'a FxHashMap<i64, String>) -> Record<'a> {
    let company = contact.company_id.and_then(|id| companies.get(&id)).map_or("", String::as_str);
    Record {
        name: contact.text(Column::Name),
        first_name: contact.text(Column::FirstName),
        last_name: contact.text(Column::LastName),
        emails: contact.text(Column::Emails),
        phones: contact.text(Column::Phones),
        company,
        job_title: contact.text(Column::JobTitle),
        address: contact.text(Column::Address),
        city: contact.text(Column::City),
        country: contact.text(Column::Country),
        website: contact.text(Column::Website),
        user_id: contact.text(Column::UserId),
        ..others.record()
    }
}
