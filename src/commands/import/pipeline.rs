//! One file on its way in: a thread reads, types and (for messages) reads the text, this one matches and writes.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use csv::ByteRecord;
use rusqlite::Connection;

use super::ImportSettings;
use super::batch::{Batch, FileOutcome, mostly_bad};
use super::people::{Fates, People, PeopleSettings};
use super::threads::Threads;
use crate::commands::Context;
use crate::domain::identity::Hasher;
use crate::domain::reading::{Reader, Reading};
use crate::error::Result;
use crate::input::field::FileKind;
use crate::input::header::Header;
use crate::input::lookahead::{Lookahead, unreadable};
use crate::input::rejects::Rejects;
use crate::input::row::{Row, RowError, RowReader, RowSettings};
use crate::input::source::Source;
use crate::output::progress::Progress;
use crate::store::journal::Journal;
use crate::store::setting;

/// Rows that travel between the threads at once.
const BATCH_ROWS: usize = 512;
/// Rows from which on a file can be refused for its bad ones.
const REFUSE_FROM_ROWS: u64 = 20;

/// A row on its way: typed and read, or not to be taken.
struct Parsed {
    /// Where a row that is not to be taken begins.
    line: u64,
    /// A hash of what the row says under this header and these settings.
    content: i64,
    row: Result<(Row, Reading), (RowError, ByteRecord)>,
}

/// Hashes what rows say under one header and one set of options.
#[derive(Clone, Copy)]
struct Content {
    hasher: Hasher,
    file: i64,
}

impl Content {
    fn new(hasher: Hasher, header: &Header, rows: &RowSettings, settings: &ImportSettings) -> Self {
        let columns = (&header.names, &header.columns, &header.plan, &header.zones);
        let file = format!("{columns:?} {rows:?} {:?}", settings.on_match.unwrap_or_default());
        Self { hasher, file: hasher.parts("file", &[file.as_bytes()]) }
    }

    fn of(&self, record: &ByteRecord) -> i64 {
        self.hasher.record(self.file, record.iter())
    }
}

/// Rows with how many bytes of the file they took.
type Parcel = Result<(Vec<Parsed>, u64)>;

/// Takes one file in.
pub(super) fn run(
    conn: &Connection,
    source: Source,
    header: Header,
    settings: &ImportSettings,
    context: &Context,
    reader: Option<&Reader>,
) -> Result<FileOutcome> {
    let import = &context.config.import;
    let order = settings.date_order.or(import.stated_date_order());
    let mut lookahead = match Lookahead::run(&source, &header, order) {
        Ok(lookahead) => lookahead,
        Err(error) => return Ok(FileOutcome::Refused(error)),
    };
    let row_settings = settings.rows(&header, context);
    let mut rejects = Rejects::new(rejects_path(&source, settings), &header, source.delimiter);
    let kind = header.kind;
    let journal = Journal::open(conn, "import", &source.name, context.as_of)?;
    // About a hundred bytes a row.
    let expected_rows = source.bytes / 100;
    let people_settings = PeopleSettings {
        keys: context.config.matching.keys.clone(),
        on_match: settings.on_match.unwrap_or_default(),
        author: format!("import of {}", source.name),
        now: context.as_of,
    };
    let mut people = People::open(conn, people_settings, journal, expected_rows)?;
    let reader_version = setting::reader_id(conn, context.reader_version())?;
    let mut threads = Threads::open(conn, people.hasher(), journal, reader_version, expected_rows, kind)?;
    let content = Content::new(people.hasher(), &header, &row_settings, settings);
    let row_reader = RowReader::new(header, row_settings, std::mem::take(&mut lookahead.dates));
    let progress = Progress::bytes(&context.ui, &source.name, Some(source.bytes));
    let mut taken = Taken {
        people: &mut people,
        threads: &mut threads,
        lookahead: &mut lookahead,
        rejects: &mut rejects,
        read: 0,
        first_reject: String::new(),
    };
    std::thread::scope(|scope| {
        let (sender, receiver) = sync_channel(8);
        let source = &source;
        let row_reader = &row_reader;
        scope.spawn(move || parse(source, row_reader, reader, content, &sender));
        taken.take_all(receiver, &progress)
    })?;
    let (read, first_reject) = (taken.read, std::mem::take(&mut taken.first_reject));
    progress.finish();
    rejects.finish()?;
    if read >= REFUSE_FROM_ROWS && rejects.count * 2 > read {
        return Ok(FileOutcome::Refused(mostly_bad(&source.name, rejects.count, read, &first_reject)));
    }
    let (thread_fates, conversations_created) = threads.finish_file(&mut people, |sender, at, text| {
        reader.map(|reader| reader.read(sender, at, text)).unwrap_or_default()
    })?;
    people.finish_file()?;
    let fates = if kind == FileKind::Contacts { people.fates } else { thread_fates };
    let mut batch = batch(&source, &row_reader, fates, &people, &rejects, read, conversations_created);
    batch.record(conn, journal.id, context.as_of)?;
    journal.close(conn, &serde_json::to_string(&batch)?)?;
    Ok(FileOutcome::Landed(batch, people.into_touched()))
}

fn batch(
    source: &Source,
    row_reader: &RowReader,
    fates: Fates,
    people: &People<'_>,
    rejects: &Rejects,
    read: u64,
    conversations_created: u64,
) -> Batch {
    Batch {
        batch: 0,
        file: source.name.clone(),
        kind: row_reader.header().kind.name(),
        preset: row_reader.header().preset,
        read,
        created: fates.created,
        updated: fates.updated,
        unchanged: fates.unchanged,
        rejected: rejects.count,
        conflicts: people.conflicts,
        contacts_created: people.contacts_created,
        conversations_created,
        held: people.held_values,
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

/// Reads and types all rows; ends early when the receiver is gone.
fn parse(
    source: &Source,
    row_reader: &RowReader,
    reader: Option<&Reader>,
    content: Content,
    sender: &SyncSender<Parcel>,
) {
    let mut records = match source.records() {
        Ok(records) => records,
        Err(error) => {
            let _ = sender.send(Err(error));
            return;
        }
    };
    let mut record = ByteRecord::new();
    let mut parcel = Vec::with_capacity(BATCH_ROWS);
    let mut bytes = 0;
    let mut is_header = !row_reader.header().is_missing;
    loop {
        match records.read_byte_record(&mut record) {
            Err(error) => {
                let _ = sender.send(Err(unreadable(source, &error).into()));
                return;
            }
            Ok(false) => break,
            Ok(true) if is_header => is_header = false,
            Ok(true) => {
                let row = read(&record, row_reader, reader);
                let line = match record.position().filter(|_| row.is_err()).map(|position| source.line_of(position)) {
                    Some(Err(error)) => {
                        let _ = sender.send(Err(error));
                        return;
                    }
                    line => line.and_then(Result::ok).unwrap_or(0),
                };
                parcel.push(Parsed { line, content: content.of(&record), row });
            }
        }
        if parcel.len() == BATCH_ROWS {
            let now = records.position().byte();
            let full = std::mem::replace(&mut parcel, Vec::with_capacity(BATCH_ROWS));
            if sender.send(Ok((full, now - bytes))).is_err() {
                return;
            }
            bytes = now;
        }
    }
    let _ = sender.send(Ok((parcel, records.position().byte() - bytes)));
}

fn read(
    record: &ByteRecord,
    row_reader: &RowReader,
    reader: Option<&Reader>,
) -> Result<(Row, Reading), (RowError, ByteRecord)> {
    let row = row_reader.read(record).map_err(|error| (error, record.clone()))?;
    let reading = match (&row, reader) {
        (Row::Message(message), Some(reader)) => reader.read(message.sender, message.sent_at, &message.text),
        _ => Reading::default(),
    };
    Ok((row, reading))
}

/// Where typed rows go.
struct Taken<'a, 'b> {
    people: &'a mut People<'b>,
    threads: &'a mut Threads<'b>,
    lookahead: &'a mut Lookahead,
    rejects: &'a mut Rejects,
    read: u64,
    first_reject: String,
}

impl Taken<'_, '_> {
    fn take_all(&mut self, receiver: Receiver<Parcel>, progress: &Progress) -> Result<()> {
        for parcel in receiver {
            let (rows, bytes) = parcel?;
            for parsed in rows {
                self.take(parsed)?;
            }
            progress.inc(bytes);
        }
        Ok(())
    }

    fn take(&mut self, parsed: Parsed) -> Result<()> {
        self.read += 1;
        let (row, reading) = match parsed.row {
            Ok(row) => row,
            Err((error, record)) => return self.reject(&record, parsed.line, &error),
        };
        match row {
            Row::Contact(person) => self.people.take(person, parsed.content, self.lookahead),
            Row::Message(message) => self.threads.take_message(self.people, message, &reading),
            Row::Event(event) => self.threads.take_event(self.people, event),
        }
    }

    fn reject(&mut self, record: &ByteRecord, line: u64, error: &RowError) -> Result<()> {
        if self.first_reject.is_empty() {
            let column = if error.column.is_empty() { String::new() } else { format!("column `{}`: ", error.column) };
            self.first_reject = format!("line {line}: {column}{}", error.reason);
        }
        self.rejects.add(record, line, error)
    }
}
