//! Files that are no tables: chats and vCards. Each is turned into a table under import columns, in an unlinked
//! temporary file, so that everything behind it (header, rows, rejects, undo) knows nothing of where it came from. A
//! second temporary file holds the line of the original on which each record began.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::FileExt;

use anyhow::Context;
use csv::{ByteRecord, Writer};
use rustc_hash::FxHashMap;

use super::row::error::Fault;
use super::{chat, vcard};
use crate::domain::normalize::date::DateOrder;
use crate::error::{Error, Result};

/// How much of a file is looked at to see what it is, in bytes.
const START_BYTES: usize = 1 << 12;
/// The longest line that is taken, in bytes: far more than any message or photo has.
const LINE_BYTES: u64 = 1 << 28;

/// What was asked of the conversion of chats.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChatSettings {
    /// Who is on our side, by name, number or id.
    pub agents: Vec<String>,
    /// Which number of a date comes first.
    pub date_order: Option<DateOrder>,
}

/// A file that may have to be converted: where its text starts and how messages call it.
#[derive(Debug)]
pub struct Input {
    /// The path as given, or `-`.
    pub name: String,
    /// The file, in UTF-8.
    pub file: File,
    /// Bytes before the text: a byte order mark.
    pub skip: u64,
}

impl Input {
    /// Reads the text from its start. Only one reader can be used at a time.
    pub fn reader(&self) -> Result<BufReader<File>> {
        let mut file = self.file.try_clone().with_context(|| format!("cannot read {}", self.name))?;
        file.seek(SeekFrom::Start(self.skip)).with_context(|| format!("cannot read {}", self.name))?;
        Ok(BufReader::with_capacity(1 << 18, file))
    }

    /// The lines of the text from its start.
    pub fn lines(&self) -> Result<Lines<'_>> {
        Ok(Lines { name: &self.name, reader: self.reader()?, bytes: Vec::new(), line: 0 })
    }

    /// The file's name without its folders and ending, and the name of the folder that it is in.
    pub fn stem_and_folder(&self) -> (&str, &str) {
        let mut parts = self.name.rsplit('/');
        let file = parts.next().unwrap_or_default();
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        (stem, parts.next().unwrap_or_default())
    }
}

/// The lines of a file, one after the other, without their ends.
#[derive(Debug)]
pub struct Lines<'a> {
    name: &'a str,
    reader: BufReader<File>,
    bytes: Vec<u8>,
    line: u64,
}

impl Lines<'_> {
    /// The next line with its number.
    pub fn next_line(&mut self) -> Result<Option<(u64, &[u8])>> {
        self.bytes.clear();
        let mut limited = Read::take(&mut self.reader, LINE_BYTES);
        let read = limited.read_until(b'\n', &mut self.bytes).with_context(|| format!("cannot read {}", self.name))?;
        if read == 0 {
            return Ok(None);
        }
        self.line += 1;
        if read as u64 == LINE_BYTES {
            return Err(Error::failed(format!("{}: line {} is longer than 256 MiB", self.name, self.line))
                .hint("see that this is the file that was meant")
                .into());
        }
        if self.bytes.ends_with(b"\n") {
            self.bytes.pop();
        }
        if self.bytes.ends_with(b"\r") {
            self.bytes.pop();
        }
        Ok(Some((self.line, &self.bytes)))
    }
}

/// A file that was turned into a table.
#[derive(Debug)]
pub struct Converted {
    /// The table as CSV with a header, in an unlinked file.
    pub table: File,
    /// The names of its columns.
    pub names: ByteRecord,
    /// Where its records came from.
    pub origin: Origin,
    /// What is to be told about the conversion: what was left out, and how much of it.
    pub notices: Vec<String>,
}

/// Who is on which side of a chat that has no ids, by the names that they write under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChatSides {
    /// The first message that somebody wrote, with its time and writer, by which the chat is known again.
    pub first_message: String,
    /// Those on our side.
    pub agents: Vec<String>,
    /// The others.
    pub visitors: Vec<String>,
}

/// Where the records of a converted file came from, and which of them cannot be taken.
#[derive(Debug)]
pub struct Origin {
    /// The name of the format: `whatsapp`, `telegram` or `vcard`.
    pub preset: &'static str,
    /// Who is who, in a chat without ids.
    pub sides: Option<ChatSides>,
    /// Eight bytes a record.
    lines: File,
    faults: FxHashMap<u64, Fault>,
}

impl Origin {
    /// The line of the original on which a record of the table began. The header is record 0.
    pub fn line_of(&self, record: u64) -> Result<u64> {
        let mut bytes = [0_u8; 8];
        self.lines.read_exact_at(&mut bytes, record * 8).context("cannot read back the lines of a converted file")?;
        Ok(u64::from_le_bytes(bytes))
    }

    /// Why a record cannot be taken, if it cannot.
    pub fn fault(&self, record: u64) -> Option<&Fault> {
        self.faults.get(&record)
    }
}

/// What a file that is no table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Cards of people.
    Vcard,
    /// A chat as WhatsApp exports it.
    Whatsapp,
    /// What Telegram Desktop exports.
    Telegram,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Vcard, Self::Whatsapp, Self::Telegram];

    /// The name, as `--from` takes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Vcard => "vcard",
            Self::Whatsapp => "whatsapp",
            Self::Telegram => "telegram",
        }
    }

    /// What is in such a file, for messages.
    pub const fn contents(self) -> &'static str {
        match self {
            Self::Vcard => "vCards",
            Self::Whatsapp => "a chat of WhatsApp",
            Self::Telegram => "JSON",
        }
    }

    /// The format of this name, in any case.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name().eq_ignore_ascii_case(name.trim()))
    }

    /// What a file that starts like this is, if it is a chat or holds vCards.
    pub fn of(start: &[u8]) -> Option<Self> {
        let start = String::from_utf8_lossy(&start[..start.len().min(START_BYTES)]);
        let start = start.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if vcard::is_vcard(start) {
            Some(Self::Vcard)
        } else if chat::whatsapp::is_whatsapp(start) {
            Some(Self::Whatsapp)
        } else {
            start.starts_with('{').then_some(Self::Telegram)
        }
    }
}

/// Turns a file that is no table into one.
pub fn convert(input: &Input, format: Format, settings: &ChatSettings) -> Result<Converted> {
    match format {
        Format::Vcard => vcard::convert(input),
        Format::Whatsapp => chat::whatsapp::convert(input, settings),
        Format::Telegram => chat::telegram::convert(input, settings),
    }
}

/// The table that a file becomes.
#[derive(Debug)]
pub struct Table {
    preset: &'static str,
    names: ByteRecord,
    cells: Writer<BufWriter<File>>,
    lines: BufWriter<File>,
    records: u64,
    faults: FxHashMap<u64, Fault>,
    /// What is to be told about the conversion.
    pub notices: Vec<String>,
    /// Who is who, in a chat without ids.
    pub sides: Option<ChatSides>,
}

impl Table {
    /// An empty table with this header.
    pub fn new(preset: &'static str, header: &[impl AsRef<[u8]>]) -> Result<Self> {
        let temporary = || tempfile::tempfile().context("cannot create a temporary file for the input");
        let mut table = Self {
            preset,
            names: header.iter().collect(),
            cells: Writer::from_writer(BufWriter::with_capacity(1 << 16, temporary()?)),
            lines: BufWriter::new(temporary()?),
            records: 0,
            faults: FxHashMap::default(),
            notices: Vec::new(),
            sides: None,
        };
        table.row(1, header)?;
        Ok(table)
    }

    /// Adds a row that began on this line of the original.
    pub fn row(&mut self, line: u64, cells: &[impl AsRef<[u8]>]) -> Result<()> {
        self.cells.write_record(cells).context("cannot keep the input in a temporary file")?;
        self.lines.write_all(&line.to_le_bytes()).context("cannot keep the input in a temporary file")?;
        self.records += 1;
        Ok(())
    }

    /// Adds a row that cannot be taken, with the reason.
    pub fn fault(&mut self, line: u64, cells: &[impl AsRef<[u8]>], fault: Fault) -> Result<()> {
        self.faults.insert(self.records, fault);
        self.row(line, cells)
    }

    /// The finished table, to be read from its start.
    pub fn finish(self) -> Result<Converted> {
        let full = "cannot keep the input in a temporary file";
        let buffer = self.cells.into_inner().map_err(|e| e.into_error()).context(full)?;
        let mut table = buffer.into_inner().map_err(|e| e.into_error()).context(full)?;
        table.rewind().context(full)?;
        let lines = self.lines.into_inner().map_err(|e| e.into_error()).context(full)?;
        let origin = Origin { preset: self.preset, sides: self.sides, lines, faults: self.faults };
        Ok(Converted { table, names: self.names, origin, notices: self.notices })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Converts a text and gives the table's rows with their lines, or the error.
    fn rows(name: &str, text: &[u8]) -> Result<Vec<(u64, Vec<String>)>, String> {
        rows_as(name, text, Format::of(text).ok_or("a table")?)
    }

    fn rows_as(name: &str, text: &[u8], format: Format) -> Result<Vec<(u64, Vec<String>)>, String> {
        let mut file = tempfile::tempfile().expect("a temporary file");
        file.write_all(text).expect("a writable file");
        let input = Input { name: name.to_owned(), file, skip: 0 };
        let settings = ChatSettings { agents: vec!["Ben".to_owned()], date_order: Some(DateOrder::Dmy) };
        let Converted { table, origin, .. } = convert(&input, format, &settings).map_err(|e| e.to_string())?;
        let mut reader = csv::Reader::from_reader(table);
        let rows = reader.byte_records().map(|record| {
            let record = record.expect("a row");
            let line = origin.line_of(record.position().expect("a place").record()).expect("a line");
            let cells = record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned());
            (line, cells.collect())
        });
        Ok(rows.collect())
    }

    #[test]
    fn each_row_knows_the_line_that_it_came_from() {
        let lines = |name: &str, text: &str| -> Vec<u64> {
            rows(name, text.as_bytes()).expect(text).iter().map(|(line, _)| *line).collect()
        };
        let chat = "1/2/24, 10:30 - Ana: a\nb\n\n1/2/24, 10:31 - Ben: c\n";
        assert_eq!(lines("a.txt", chat), [1, 4]);
        let json =
            "{\"id\":1,\"messages\":[\n{\"id\":1,\"from_id\":\"user1\"},\n\n{\"id\":2,\n\"from_id\":\"user2\"}]}";
        assert_eq!(lines("a.json", json), [2, 4]);
        assert_eq!(lines("a.vcf", "\nBEGIN:VCARD\nFN:Ana\nEND:VCARD\nBEGIN:VCARD\nFN:Ben\nEND:VCARD\n"), [2, 5]);
    }

    #[test]
    fn what_a_file_is_shows_at_its_start() {
        for text in ["begin:vcard\r\n", "\u{feff}\n{\"name\": 1}", "[1/2/24, 10:30:00] Ana: hi"] {
            assert!(Format::of(text.as_bytes()).is_some(), "{text}");
        }
        for text in ["", "name,email\n", "date,text\n1/2/24, 10:30 - Ana: hi\n", "[1,2]\n"] {
            assert!(Format::of(text.as_bytes()).is_none(), "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn no_file_is_a_panic(
            parts in prop::collection::vec(prop::sample::select(vec![
                "1/2/24, 10:30 - ", "[31/2/24, 10:30:00 PM] ", "Ana: ", "Ben: hi", "\n", "\r\n", "\u{200e}", "\u{0}", ":", " ",
                "BEGIN:VCARD", "END:VCARD", "AGENT:", "N;ENCODING=QUOTED-PRINTABLE:=E1=", "TEL;PREF:+1", "PHOTO;BASE64:",
                "item1.X-ABLabel:a", "{", "}", "[", "]", "\"messages\":", "\"text\":", "null", ",", "\"a\"", "{\"messages\":[", "é",
            ]), 0..40),
        ) {
            for start in ["1/2/24, 10:30 - Ana: a", "BEGIN:VCARD\n", "{\"messages\":[", "{"] {
                let text = format!("{start}{}", parts.concat());
                let lines = text.matches('\n').count() as u64 + 1;
                for rows in Format::ALL.into_iter().filter_map(|format| rows_as("a", text.as_bytes(), format).ok()) {
                    prop_assert!(rows.iter().all(|(line, _)| (1..=lines).contains(line)));
                }
            }
        }
    }
}
