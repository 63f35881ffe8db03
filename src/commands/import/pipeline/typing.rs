//! The threads that rows of a file come through: one reads and types them, for messages another reads their texts. Rows
//! travel in parcels, and those that were taken go back to where they were made.

use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::Scope;

use csv::ByteRecord;

use crate::commands::import::ImportSettings;
use crate::domain::identity::Hasher;
use crate::domain::reading::memo::MemoReader;
use crate::domain::reading::{Reader, Reading};
use crate::error::Result;
use crate::input::header::Header;
use crate::input::lookahead::unreadable;
use crate::input::row::error::Fault;
use crate::input::row::{Row, RowError, RowReader, RowSettings};
use crate::input::source::Source;
use crate::store::taken::Said;

/// Rows that travel between the threads at once.
const PARCEL_ROWS: usize = 256;
/// Parcels that may wait.
const CHANNEL_PARCELS: usize = 8;

/// A row on its way: typed and read, or not to be taken.
pub(super) struct Parsed {
    /// Where the row begins.
    pub start: Option<csv::Position>,
    /// Where a row that is not to be taken begins.
    pub line: u64,
    /// What the row says, where anything asks whether it said so before.
    pub said: Said,
    pub row: Result<(Row, Reading), (RowError, ByteRecord)>,
}

/// Hashes what rows say under one header and one set of options.
#[derive(Clone, Copy)]
pub(super) struct Content {
    hasher: Hasher,
    file: i64,
    /// Of the file's name, whatever folder it is in.
    name: i64,
}

impl Content {
    pub fn new(
        hasher: Hasher,
        source: &Source,
        header: &Header,
        rows: &RowSettings,
        settings: &ImportSettings,
    ) -> Self {
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
pub(super) type Parcel = Result<(Vec<Parsed>, u64)>;

/// Rows that were taken, on their way back to the thread that made them: it can free their memory best.
pub(super) type Empties = Vec<Parsed>;

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
        reader: Option<&'scope Reader>,
    ) -> Self {
        let (sender, parcels) = sync_channel(CHANNEL_PARCELS);
        let (empties, returned) = sync_channel(2 * CHANNEL_PARCELS);
        let parser = Parser { source, row_reader, content };
        scope.spawn(move || parser.run(&sender, &returned));
        let Some(reader) = reader else { return Self { parcels, empties } };
        let (sender, read) = sync_channel(CHANNEL_PARCELS);
        scope.spawn(move || read_texts(reader, &parcels, &sender));
        Self { parcels: read, empties }
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
