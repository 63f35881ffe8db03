//! One file on its way in: other threads read and type its rows ([`typing`]), this one matches and writes.

mod typing;

use std::path::PathBuf;

use csv::ByteRecord;
use rusqlite::Connection;

use self::typing::{Content, Knowledge, Parse, Parsed, TypedRows};
use super::batch::{Batch, FileOutcome, is_mostly_bad, mostly_bad};
use super::notation::Notations;
use super::notes::{self, Notes};
use super::people::{Fates, People, PeopleSettings};
use super::records::Records;
use super::threads::Threads;
use super::{ImportSettings, left_over};
use crate::commands::Context;
use crate::domain::reading::Reader;
use crate::error::Result;
use crate::fault;
use crate::input::field::FileKind;
use crate::input::header::Header;
use crate::input::lookahead::{self, Extent};
use crate::input::rejects::Rejects;
use crate::input::row::error::Code;
use crate::input::row::{DeliveryRow, Row, RowError, RowReader};
use crate::input::source::Source;
use crate::output::progress::Progress;
use crate::store::journal::Journal;
use crate::store::{self, erased, setting};

/// Takes one file in, after a look over some or all of it.
pub(super) fn run(
    conn: &Connection,
    source: &Source,
    header: &Header,
    extent: Extent,
    settings: &ImportSettings,
    context: &Context,
    reader: Option<&Reader>,
) -> Result<FileOutcome> {
    let import = &context.config.import;
    let order = settings.date_order.or(import.stated_date_order());
    let notations = Notations::of(conn, source, header, order)?;
    let look = match lookahead::look(source, header, &notations.known, extent) {
        Ok(look) => look,
        Err(error) => return Ok(FileOutcome::Refused(error)),
    };
    let row_settings = settings.rows(header, context);
    let mut rejects = Rejects::new(rejects_path(source, settings, context)?, header, &source.found);
    let kind = header.kind;
    let journal = Journal::open(conn, "import", &source.name, context.as_of)?;
    let expected_rows = source.expected_rows()?;
    let people_settings = people_settings(source, settings, context);
    let mut people = People::open(conn, people_settings.clone(), journal, expected_rows, kind)?;
    let hasher = people.hasher();
    let reader_version = setting::reader_id(conn, context.reader_version())?;
    let country = row_settings.country.clone();
    let mut threads = Threads::open(conn, hasher, journal, (reader, reader_version), expected_rows, (kind, country))?;
    let mut records = Records::open(conn, hasher, journal, people_settings)?;
    people.moved_later = threads.filled().to_vec();
    widen_cache(conn, &threads, expected_rows)?;
    let known = knowledge(conn, &people, &threads)?;
    let content = Content::new(hasher, source, header, &(&row_settings, settings.on_match.unwrap_or_default(), order));
    let row_reader = RowReader::new(header.clone(), row_settings, look.dates).with_amounts(look.amounts);
    let progress = Progress::bytes(&context.ui, &source.name, Some(source.bytes));
    let mut taken = Taken {
        people: &mut people,
        threads: &mut threads,
        records: &mut records,
        source,
        rejects: &mut rejects,
        read: 0,
        first_reject: String::new(),
    };
    std::thread::scope(|scope| {
        let typed = TypedRows::begin(scope, source, &row_reader, content, known, reader);
        taken.take_all(typed, &progress)
    })?;
    let (read, first_reject) = (taken.read, std::mem::take(&mut taken.first_reject));
    progress.message("writing indexes");
    if row_reader.lacks_order() {
        return Ok(FileOutcome::LacksOrder);
    }
    if is_mostly_bad(bad_rows(&rejects), read) {
        return Ok(FileOutcome::Refused(mostly_bad(&source.name, bad_rows(&rejects), read, &first_reject)));
    }
    rejects.finish()?;
    let (thread_fates, conversations_created) = threads.finish_file(&mut people)?;
    records.finish_file(&mut people)?;
    people.finish_file(import.companies_from_email_domain)?;
    let fates = fates(kind, people.fates, thread_fates, records.fates);
    let mut batch = batch(source, header, fates, &people, &rejects, read, conversations_created);
    batch.notes.values = row_reader.noted();
    batch.notes.conflicts = if settings.verbose { people.told_conflicts(source)? } else { Vec::new() };
    batch.record(conn, journal, context.as_of)?;
    batch.notes.left_over = left_over::settle(conn, &rejects)?;
    rejects.path().map_or(Ok(()), |path| notations.keep(conn, path, &look.notations))?;
    journal.close(conn, &serde_json::to_string(&batch)?)?;
    Ok(FileOutcome::Landed(batch, people.into_touched()))
}

/// Gives few rows room for the pages that they change all over the file.
fn widen_cache(conn: &Connection, threads: &Threads<'_>, expected_rows: u64) -> Result<()> {
    /// With more rows, an import holds much else.
    const FEW_ROWS: u64 = 1_000_000;
    let has_room = threads.filled().is_empty() && expected_rows <= FEW_ROWS;
    if has_room { store::widen_cache(conn) } else { Ok(()) }
}

/// What the database knows beforehand of the rows of a file.
fn knowledge(conn: &Connection, people: &People<'_>, threads: &Threads<'_>) -> Result<Knowledge> {
    Ok(Knowledge { rows: people.known_rows(), messages: threads.known_messages(), erased: erased::keys(conn)? })
}

/// Rejected rows that speak against a file; those about people who must not come back do not.
fn bad_rows(rejects: &Rejects) -> u64 {
    rejects.count - rejects.codes.get(&Code::Erased).copied().unwrap_or(0)
}

/// How the rows of a file of this kind fared.
const fn fates(kind: FileKind, people: Fates, threads: Fates, records: Fates) -> Fates {
    match kind {
        FileKind::Contacts => people,
        FileKind::Conversations | FileKind::Messages | FileKind::Events => threads,
        FileKind::Companies | FileKind::Deals | FileKind::Notes | FileKind::Deliveries => records,
    }
}

fn people_settings(source: &Source, settings: &ImportSettings, context: &Context) -> PeopleSettings {
    PeopleSettings {
        keys: context.config.matching.keys.clone(),
        on_match: settings.on_match.unwrap_or_default(),
        author: format!("import of {}", source.name),
        now: context.as_of,
    }
}

fn batch(
    source: &Source,
    header: &Header,
    fates: Fates,
    people: &People<'_>,
    rejects: &Rejects,
    read: u64,
    conversations_created: u64,
) -> Batch {
    Batch {
        batch: 0,
        file: source.name.clone(),
        kind: header.kind.name(),
        preset: header.preset,
        read,
        created: fates.created,
        updated: fates.updated,
        unchanged: fates.unchanged,
        rejected: rejects.count,
        conflicts: people.conflicts,
        contacts_created: people.contacts_created,
        conversations_created,
        notes: Box::new(Notes {
            cleared: people.cleared_values,
            clear: header.clear.clone(),
            held: people.held_values,
            metadata_columns: notes::metadata_columns(header),
            rejected: rejects.codes.clone(),
            ..Notes::default()
        }),
        rejects_file: rejects.path().map(|path| path.display().to_string()),
    }
}

/// Where rejected rows of a file go: where the user says, else beside the file; those of standard input in
/// `stdin.rejects` in the current folder. Never over what rolo lives on, whatever that is called.
fn rejects_path(source: &Source, settings: &ImportSettings, context: &Context) -> Result<Option<PathBuf>> {
    if settings.dry_run {
        return Ok(None);
    }
    let path = match &settings.rejects {
        Some(path) => path.clone(),
        None if source.name == "-" => PathBuf::from("stdin.rejects"),
        None => PathBuf::from(format!("{}.rejects", source.name)),
    };
    context.check_output("rejected rows would go to", &path, &[])?;
    Ok(Some(path))
}

/// Where typed rows go.
struct Taken<'a, 'b> {
    people: &'a mut People<'b>,
    threads: &'a mut Threads<'b>,
    records: &'a mut Records<'b>,
    source: &'a Source,
    rejects: &'a mut Rejects,
    read: u64,
    first_reject: String,
}

impl Taken<'_, '_> {
    fn take_all(&mut self, typed: TypedRows, progress: &Progress) -> Result<()> {
        let TypedRows { parcels, empties } = typed;
        for parcel in parcels {
            let (mut rows, bytes) = parcel?;
            let named = rows.iter().filter_map(Parsed::person);
            self.people.approach(named.clone());
            self.threads.approach(named);
            rows.iter_mut().try_for_each(|parsed| self.take(parsed))?;
            progress.inc(bytes);
            progress.rows(self.read, self.rejects.count);
            fault::on_purpose("taking");
            let _ = empties.try_send(rows);
        }
        Ok(())
    }

    fn take(&mut self, parsed: &mut Parsed) -> Result<()> {
        self.read += 1;
        self.people.row_start = parsed.start.take();
        match &mut parsed.row {
            Parse::Known => {
                self.people.count_known();
                Ok(())
            }
            Parse::Rejected(error, record, line) => self.reject(record, *line, error),
            Parse::Typed(Row::Contact(person), _) => self.people.take(person, parsed.said),
            Parse::Typed(Row::Message(message), reading) => {
                self.threads.take_message(self.people, message, reading.take())
            }
            Parse::Typed(Row::Event(event), _) => self.threads.take_event(self.people, event),
            Parse::Typed(Row::Conversation(conversation), _) => {
                self.threads.take_conversation(self.people, conversation)
            }
            Parse::Typed(Row::Company(company), _) => {
                let is_known = self.people.knows_row(parsed.said)?;
                let conflict = self.records.take_company(company.clone(), is_known)?;
                conflict.into_iter().for_each(|text| self.people.note_other_conflict(text));
                Ok(())
            }
            Parse::Typed(Row::Deal(deal), _) => self.records.take_deal(self.people, deal.clone()),
            Parse::Typed(Row::Note(note), _) => self.records.take_note(self.people, note.clone()),
            Parse::Typed(Row::Delivery(delivery), _) => self.take_delivery(delivery),
        }
    }

    fn take_delivery(&mut self, delivery: &mut DeliveryRow) -> Result<()> {
        let record = std::mem::take(&mut delivery.record);
        if self.records.take_delivery(self.people, delivery.clone())? {
            return Ok(());
        }
        let line = self.source.line_of(record.position())?;
        let error = Code::UnknownContact.says("none is known by what the row names; import the contacts first").at("");
        self.reject(&record, line, &error)
    }

    fn reject(&mut self, record: &ByteRecord, line: u64, error: &RowError) -> Result<()> {
        if self.first_reject.is_empty() {
            let column = if error.column.is_empty() { String::new() } else { format!("column `{}`: ", error.column) };
            self.first_reject = format!("line {line}: {column}{}", error.reason);
        }
        self.rejects.add(record, line, error)
    }
}
