//! The threads that rows of a file come through: one reads and types them, for messages another reads their texts. Rows
//! travel in parcels, and those that were taken go back to where they were made.

use std::fmt::Debug;
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::Scope;

use csv::ByteRecord;
use rustc_hash::FxHashSet;

use crate::commands::import::occurrence::Occurrences;
use crate::commands::import::people::named;
use crate::domain::contact::Column;
use crate::domain::identity::{Hasher, Kind};
use crate::domain::reading::memo::MemoReader;
use crate::domain::reading::{Reader, Reading};
use crate::error::Result;
use crate::fault;
use crate::input::field::FileKind;
use crate::input::header::Header;
use crate::input::row::error::{Code, Fault};
use crate::input::row::{Person, Row, RowError, RowReader};
use crate::input::source::Source;
use crate::store::hash_index::Known;
use crate::store::taken::Said;

/// Rows that travel between the threads at once.
const PARCEL_ROWS: usize = 256;
/// Parcels that may wait.
const CHANNEL_PARCELS: usize = 8;

/// A row on its way.
pub(super) struct Parsed {
    /// Where the row begins.
    pub start: Option<csv::Position>,
    /// What the row says, where anything asks whether it said so before.
    pub said: Option<Said>,
    pub row: Parse,
}

impl Parsed {
    /// Who a row that is to be taken is about.
    pub fn person(&self) -> Option<&Person> {
        if let Parse::Typed(row, _) = &self.row { row.person() } else { None }
    }
}

/// What became of a row.
#[allow(clippy::large_enum_variant, reason = "nearly all rows are of the large one")]
pub(super) enum Parse {
    /// It was taken in before, and says nothing new.
    Known,
    /// It is typed and, if it is a message that is not known, read.
    Typed(Row, Option<Reading>),
    /// It is not to be taken: why, the record, and its line.
    Rejected(RowError, ByteRecord, u64),
}

/// Hashes what rows say under one header and one set of options.
#[derive(Clone, Copy)]
pub(super) struct Content {
    hasher: Hasher,
    /// Of the file's name, whatever folder it is in, its header and the options.
    file: i64,
    /// Of the name alone.
    name: i64,
}

impl Content {
    /// `options` are those that say how values are read and what becomes of them.
    pub fn new(hasher: Hasher, source: &Source, header: &Header, options: &impl Debug) -> Self {
        let file = format!("{:?} {options:?}", (&header.names, &header.columns, &header.plan, &header.zones));
        let name = Path::new(&source.name).file_name().unwrap_or_default();
        Self {
            hasher,
            file: hasher.parts("file", &[name.as_encoded_bytes(), file.as_bytes()]),
            name: hasher.file_name(name.as_encoded_bytes()),
        }
    }

    /// What a record says.
    fn of(&self, record: &ByteRecord) -> i64 {
        let ends = (0..record.len()).filter_map(|cell| record.range(cell)).map(|cell| cell.end);
        self.hasher.record(self.file, record.as_slice(), ends)
    }

    /// What a row says, and about whom. Nothing asks that of messages and the like, nor of people whom nothing names: of
    /// equal ones each is another.
    fn said(&self, content: i64, row: &Row) -> Option<Said> {
        let subject = match row {
            Row::Contact(person) if person.keys.iter().any(|key| key.can_find) => person.keys[0].hash,
            Row::Company(company) => {
                let name = company.external_ids.as_ref().or(company.name.as_ref()).or(company.website.as_ref())?;
                self.hasher.parts("company", &[name.as_bytes()])
            }
            _ => return None,
        };
        Some(Said { content, subject: self.hasher.subject(self.name, subject) })
    }
}

/// Rows with how many bytes of the file they took.
pub(super) type Parcel = Result<(Vec<Parsed>, u64)>;

/// Rows that were taken, on their way back to the thread that made them: it can free their memory best.
pub(super) type Empties = Vec<Parsed>;

/// What earlier imports took in, so that it need not be looked at again.
pub(super) struct Knowledge {
    /// Rows of contacts.
    pub rows: Known,
    /// Messages, by their keys.
    pub messages: Known,
    /// Identities and conversations of people whom no import may bring back.
    pub erased: FxHashSet<i64>,
}

/// The typed rows of a file, as they come.
pub(super) struct TypedRows {
    /// The rows.
    pub parcels: Receiver<Parcel>,
    /// Where they go when they were taken.
    pub empties: SyncSender<Empties>,
}

impl TypedRows {
    /// Starts the threads.
    pub fn begin<'scope>(
        scope: &'scope Scope<'scope, '_>,
        source: &'scope Source,
        row_reader: &'scope RowReader,
        content: Content,
        known: Knowledge,
        reader: Option<&'scope Reader>,
    ) -> Self {
        let (sender, parcels) = sync_channel(CHANNEL_PARCELS);
        let (empties, returned) = sync_channel(2 * CHANNEL_PARCELS);
        let (rows, erased) = (known.rows, known.erased);
        let parser = Parser { source, row_reader, content, known: rows, erased, occurrences: Occurrences::default() };
        scope.spawn(move || parser.run(&sender, &returned));
        let Some(reader) = reader else { return Self { parcels, empties } };
        let (sender, read) = sync_channel(CHANNEL_PARCELS);
        scope.spawn(move || read_texts(reader, &known.messages, &parcels, &sender));
        Self { parcels: read, empties }
    }
}

/// Reads and types the rows of a file on a thread of its own.
struct Parser<'a> {
    source: &'a Source,
    row_reader: &'a RowReader,
    content: Content,
    /// Rows of contacts that need not be typed.
    known: Known,
    /// Identities and conversations of people whom no import may bring back.
    erased: FxHashSet<i64>,
    occurrences: Occurrences,
}

impl Parser<'_> {
    /// Sends all rows; ends early when the receiver is gone, or when a date needs a look over the whole file.
    fn run(mut self, sender: &SyncSender<Parcel>, empties: &Receiver<Empties>) {
        if let Err(error) = self.send_all(sender, empties) {
            let _ = sender.send(Err(error));
        }
    }

    fn send_all(&mut self, sender: &SyncSender<Parcel>, empties: &Receiver<Empties>) -> Result<()> {
        let mut records = self.row_reader.header().rows_of(self.source)?;
        let mut record = ByteRecord::new();
        let mut parcel = Vec::with_capacity(PARCEL_ROWS);
        let mut bytes = 0;
        while records.read(&mut record)? {
            fault::on_purpose("typing");
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
    fn parse(&mut self, record: &ByteRecord, fault: Option<&Fault>) -> Result<Parsed> {
        let start = record.position().cloned();
        let kind = self.row_reader.header().kind;
        let content = matches!(kind, FileKind::Contacts | FileKind::Companies).then(|| self.content.of(record));
        let is_known = content.is_some_and(|content| self.known.has(content));
        if is_known && kind == FileKind::Contacts && fault.is_none() {
            return Ok(Parsed { start, said: None, row: Parse::Known });
        }
        let read = match fault {
            Some(fault) => Err(fault.clone().at("")),
            None => self.row_reader.read(record),
        };
        let mut row = match read {
            Ok(row) => row,
            Err(error) => {
                let line = self.source.line_of(record.position())?;
                return Ok(Parsed { start, said: None, row: Parse::Rejected(error, record.clone(), line) });
            }
        };
        if let Row::Delivery(delivery) = &mut row {
            delivery.record = record.clone();
        }
        row.hash(&self.content.hasher);
        let said = content.and_then(|content| self.content.said(content, &row));
        if let Row::Contact(person) = &mut row {
            self.add_row_key(person);
        }
        if let Some(error) = self.erased(&row) {
            let line = self.source.line_of(record.position())?;
            return Ok(Parsed { start, said: None, row: Parse::Rejected(error, record.clone(), line) });
        }
        Ok(Parsed { start, said, row: Parse::Typed(row, None) })
    }
}

impl Parser<'_> {
    /// Names a row that came without any identity to find it by by its content: the n-th equal row of a file is the
    /// n-th stored.
    fn add_row_key(&mut self, person: &mut Person) {
        if person.keys.iter().any(|key| key.can_find) {
            return;
        }
        let parts: Vec<&[u8]> = Column::ALL.iter().map(|column| person.incoming.text(*column).as_bytes()).collect();
        let key = self.content.hasher.parts("row", &parts);
        let occurrence = self.occurrences.next(key);
        person.incoming.set(Column::RowKeys, &format!("{:016x}.{occurrence}", key.cast_unsigned()));
        person.keys = self.content.hasher.keys(&person.incoming);
    }

    /// What is wrong with a row about somebody whom no import may bring back.
    fn erased(&self, row: &Row) -> Option<RowError> {
        if self.erased.is_empty() {
            return None;
        }
        let person = row.person()?;
        let by = named(person).find(|(key, _)| self.erased.contains(&key.hash)).map(|(key, value)| match key.kind {
            Kind::Row => "what the row says".to_owned(),
            kind => format!("{} {value}", kind.name()),
        });
        let in_conversation = || person.thread_key.is_some_and(|key| self.erased.contains(&key));
        let by = by.or_else(|| in_conversation().then(|| "the conversation".to_owned()))?;
        let text = format!("{by} is of somebody who was deleted for good; `rolo contacts unblock` lifts that");
        Some(Code::Erased.says(text).at(""))
    }
}

/// Reads the texts of messages on their way, on a thread of its own. Those that earlier imports brought were read then.
fn read_texts(reader: &Reader, known: &Known, receiver: &Receiver<Parcel>, sender: &SyncSender<Parcel>) {
    let mut reader = MemoReader::new(reader);
    for mut parcel in receiver {
        fault::on_purpose("reading");
        for parsed in parcel.iter_mut().flat_map(|(rows, _)| rows) {
            if let Parse::Typed(Row::Message(message), reading) = &mut parsed.row {
                let is_known = message.person.row_key.is_some_and(|key| known.has(key));
                *reading = (!is_known).then(|| reader.read(message.sender, message.sent_at, &message.text));
            }
        }
        if sender.send(parcel).is_err() {
            return;
        }
    }
}
