//! One file on its way in: a thread reads and types rows, for messages another reads their texts, and this one matches
//! and writes.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use csv::ByteRecord;
use rusqlite::Connection;

use super::batch::{Batch, FileOutcome, is_mostly_bad, mostly_bad};
use super::notation::Notations;
use super::notes::{self, Notes};
use super::people::{Fates, People, PeopleSettings};
use super::records::Records;
use super::threads::Threads;
use super::{ImportSettings, left_over};
use crate::commands::Context;
use crate::domain::identity::Hasher;
use crate::domain::reading::memo::MemoReader;
use crate::domain::reading::{Reader, Reading};
use crate::error::Result;
use crate::input::field::FileKind;
use crate::input::header::Header;
use crate::input::lookahead::{self, Extent, unreadable};
use crate::input::rejects::Rejects;
use crate::input::row::error::{Code, Fault};
use crate::input::row::{DeliveryRow, Row, RowError, RowReader, RowSettings};
use crate::input::source::Source;
use crate::output::progress::Progress;
use crate::store::journal::Journal;
use crate::store::setting;
use crate::store::taken::Said;

/// Rows that travel between the threads at once.
const PARCEL_ROWS: usize = 256;
/// Parcels that may wait.
const CHANNEL_PARCELS: usize = 8;

/// A row on its way: typed and read, or not to be taken.
struct Parsed {
    /// Where the row begins.
    start: Option<csv::Position>,
    /// Where a row that is not to be taken begins.
    line: u64,
    /// What the row says, where anything asks whether it said so before.
    said: Said,
    row: Result<(Row, Reading), (RowError, ByteRecord)>,
}

/// Hashes what rows say under one header and one set of options.
#[derive(Clone, Copy)]
struct Content {
    hasher: Hasher,
    file: i64,
    /// Of the file's name, whatever folder it is in.
    name: i64,
}

impl Content {
    fn new(hasher: Hasher, source: &Source, header: &Header, rows: &RowSettings, settings: &ImportSettings) -> Self {
        let columns = (&header.names, &header.columns, &header.plan, &header.zones);
        let file = format!("{columns:?} {rows:?} {:?}", settings.on_match.unwrap_or_default());
        let name = Path::new(&source.name).file_name().unwrap_or_default();
        Self {
            hasher,
            file: hasher.parts("file", &[file.as_bytes()]),
            name: hasher.parts("file name", &[name.as_encoded_bytes()]),
        }
    }

    /// What a row says, and about whom; nothing asks that of messages and the like.
    fn of(&self, record: &ByteRecord, row: &Row) -> Said {
        let subject = match row {
            Row::Contact(person) => person.keys.first().map(|key| key.hash),
            Row::Company(company) => {
                let name = company.external_ids.as_ref().or(company.name.as_ref()).or(company.website.as_ref());
                name.map(|name| self.hasher.parts("company", &[name.as_bytes()]))
            }
            _ => return Said::default(),
        };
        let content = self.hasher.record(self.file, record.iter());
        let about = |subject: i64| self.hasher.parts("subject", &[&self.name.to_le_bytes(), &subject.to_le_bytes()]);
        Said { content, subject: subject.map_or(content, about) }
    }
}

/// Rows with how many bytes of the file they took.
type Parcel = Result<(Vec<Parsed>, u64)>;

/// Rows that were taken, on their way back to the thread that made them: it can free their memory best.
type Empties = Vec<Parsed>;

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
    let notations = Notations::of(conn, source, header, settings.date_order.or(import.stated_date_order()))?;
    let look = match lookahead::look(source, header, &notations.known, extent) {
        Ok(look) => look,
        Err(error) => return Ok(FileOutcome::Refused(error)),
    };
    let row_settings = settings.rows(header, context);
    let mut rejects = Rejects::new(rejects_path(source, settings), header, source.found.dialect.delimiter);
    let kind = header.kind;
    let journal = Journal::open(conn, "import", &source.name, context.as_of)?;
    // About a hundred bytes a row.
    let expected_rows = source.bytes / 100;
    let people_settings = people_settings(source, settings, context);
    let mut people = People::open(conn, people_settings.clone(), journal, expected_rows)?;
    let hasher = people.hasher();
    let reader_version = setting::reader_id(conn, context.reader_version())?;
    let mut threads = Threads::open(conn, hasher, journal, reader_version, expected_rows, kind)?;
    let mut records = Records::open(conn, hasher, journal, people_settings)?;
    people.moved_later = threads.filled().to_vec();
    let content = Content::new(hasher, source, header, &row_settings, settings);
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
        let (sender, receiver) = sync_channel(CHANNEL_PARCELS);
        let (give_back, empties) = sync_channel(2 * CHANNEL_PARCELS);
        let parser = Parser { source, row_reader: &row_reader, content };
        scope.spawn(move || parser.run(&sender, &empties));
        let receiver = match reader {
            Some(reader) => {
                let (sender, read) = sync_channel(CHANNEL_PARCELS);
                scope.spawn(move || read_texts(reader, &receiver, &sender));
                read
            }
            None => receiver,
        };
        taken.take_all(receiver, &give_back, &progress)
    })?;
    let (read, first_reject) = (taken.read, std::mem::take(&mut taken.first_reject));
    progress.message("writing indexes");
    if row_reader.lacks_order() {
        return rejects.discard().map(|()| FileOutcome::LacksOrder);
    }
    if is_mostly_bad(rejects.count, read) {
        let refused = FileOutcome::Refused(mostly_bad(&source.name, rejects.count, read, &first_reject));
        return rejects.discard().map(|()| refused);
    }
    rejects.finish()?;
    let (thread_fates, conversations_created) = threads.finish_file(&mut people)?;
    records.finish_file(&mut people)?;
    people.finish_file()?;
    people.link_companies_by_domain(import.companies_from_email_domain)?;
    let fates = fates(kind, people.fates, thread_fates, records.fates);
    let mut batch = batch(source, header, fates, &people, &rejects, read, conversations_created);
    batch.notes.values = row_reader.noted();
    batch.notes.conflicts = if settings.verbose { people.told_conflicts(source)? } else { Vec::new() };
    batch.record(conn, journal.id, context.as_of)?;
    batch.notes.left_over = left_over::settle(conn, &rejects)?;
    rejects.path().map_or(Ok(()), |path| notations.keep(conn, path, &look.notations))?;
    journal.close(conn, &serde_json::to_string(&batch)?)?;
    Ok(FileOutcome::Landed(batch, people.into_touched()))
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
/// `stdin.rejects` in the current folder.
fn rejects_path(source: &Source, settings: &ImportSettings) -> Option<PathBuf> {
    if settings.dry_run {
        return None;
    }
    match &settings.rejects {
        Some(path) => Some(path.clone()),
        None if source.name == "-" => Some(PathBuf::from("stdin.rejects")),
        None => Some(PathBuf::from(format!("{}.rejects", source.name))),
    }
}

/// Reads and types the rows of a file on a thread of its own.
struct Parser<'a> {
    source: &'a Source,
    row_reader: &'a RowReader,
    content: Content,
}

impl Parser<'_> {
    /// Sends all rows; ends early when the receiver is gone, or when a date needs a look over the whole file.
    fn run(&self, sender: &SyncSender<Parcel>, empties: &Receiver<Empties>) {
        if let Err(error) = self.send_all(sender, empties) {
            let _ = sender.send(Err(error));
        }
    }

    fn send_all(&self, sender: &SyncSender<Parcel>, empties: &Receiver<Empties>) -> Result<()> {
        let mut records = self.source.records()?;
        let mut record = ByteRecord::new();
        let mut parcel = Vec::with_capacity(PARCEL_ROWS);
        let mut bytes = 0;
        let mut is_header = !self.row_reader.header().starts_with_row;
        while records.read_byte_record(&mut record).map_err(|e| unreadable(self.source, &e))? {
            if std::mem::take(&mut is_header) {
                continue;
            }
            parcel.push(self.parse(&record, records.fault())?);
            if self.row_reader.lacks_order() {
                return Ok(());
            }
            if parcel.len() == PARCEL_ROWS {
                let now = records.position().byte();
                let mut next = empties.try_recv().unwrap_or_else(|_| Vec::with_capacity(PARCEL_ROWS));
                next.clear();
                let full = std::mem::replace(&mut parcel, next);
                if sender.send(Ok((full, now - bytes))).is_err() {
                    return Ok(());
                }
                bytes = now;
            }
        }
        let _ = sender.send(Ok((parcel, records.position().byte() - bytes)));
        Ok(())
    }

    /// Types a row, unless it has a fault that no cell is to blame for.
    fn parse(&self, record: &ByteRecord, fault: Option<&Fault>) -> Result<Parsed> {
        let start = record.position().cloned();
        let read = match fault {
            Some(fault) => Err(fault.clone().at("")),
            None => self.row_reader.read(record),
        };
        let mut row = match read {
            Ok(row) => row,
            Err(error) => {
                let line = record.position().map_or(Ok(0), |position| self.source.line_of(position))?;
                return Ok(Parsed { start, line, said: Said::default(), row: Err((error, record.clone())) });
            }
        };
        if let Row::Delivery(delivery) = &mut row {
            delivery.record = record.clone();
        }
        row.hash(&self.content.hasher);
        let said = self.content.of(record, &row);
        Ok(Parsed { start, line: 0, said, row: Ok((row, Reading::default())) })
    }
}

/// Reads the texts of messages on their way, on a thread of its own.
fn read_texts(reader: &Reader, receiver: &Receiver<Parcel>, sender: &SyncSender<Parcel>) {
    let mut reader = MemoReader::new(reader);
    for mut parcel in receiver {
        for parsed in parcel.iter_mut().flat_map(|(rows, _)| rows) {
            if let Ok((Row::Message(message), reading)) = &mut parsed.row {
                *reading = reader.read(message.sender, message.sent_at, &message.text);
            }
        }
        if sender.send(parcel).is_err() {
            return;
        }
    }
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
    fn take_all(
        &mut self,
        receiver: Receiver<Parcel>,
        give_back: &SyncSender<Empties>,
        progress: &Progress,
    ) -> Result<()> {
        for parcel in receiver {
            let (mut rows, bytes) = parcel?;
            let named = rows.iter().filter_map(|parsed| parsed.row.as_ref().ok()?.0.person());
            self.people.approach(named.clone());
            self.threads.approach(named);
            rows.iter_mut().try_for_each(|parsed| self.take(parsed))?;
            progress.inc(bytes);
            progress.rows(self.read, self.rejects.count);
            let _ = give_back.try_send(rows);
        }
        Ok(())
    }

    fn take(&mut self, parsed: &mut Parsed) -> Result<()> {
        self.read += 1;
        self.people.row_start = parsed.start.take();
        match &mut parsed.row {
            Err((error, record)) => self.reject(record, parsed.line, error),
            Ok((Row::Contact(person), _)) => self.people.take(person, parsed.said),
            Ok((Row::Message(message), reading)) => self.threads.take_message(self.people, message, reading),
            Ok((Row::Event(event), _)) => self.threads.take_event(self.people, event),
            Ok((Row::Conversation(conversation), _)) => self.threads.take_conversation(self.people, conversation),
            Ok((Row::Company(company), _)) => {
                let is_known = self.people.knows_row(parsed.said)?;
                let conflict = self.records.take_company(company.clone(), is_known)?;
                conflict.into_iter().for_each(|text| self.people.note_other_conflict(text));
                Ok(())
            }
            Ok((Row::Deal(deal), _)) => self.records.take_deal(self.people, deal.clone()),
            Ok((Row::Note(note), _)) => self.records.take_note(self.people, note.clone()),
            Ok((Row::Delivery(delivery), _)) => self.take_delivery(delivery),
        }
    }

    fn take_delivery(&mut self, delivery: &mut DeliveryRow) -> Result<()> {
        let record = std::mem::take(&mut delivery.record);
        if self.records.take_delivery(self.people, delivery.clone())? {
            return Ok(());
        }
        let line = match record.position() {
            Some(position) => self.source.line_of(position)?,
            None => 0,
        };
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
