//! An input file: a path, or `-` for standard input. Opening it finds out how it is written ([`Found`]): encoding,
//! delimiter and quotes, where its table begins and ends. It can be read from the start more than once and yields
//! UTF-8: standard input, and files in other encodings or dialects than the `csv` crate reads, are kept in an unlinked
//! temporary file. A plain file is read as it stands.

mod binary;
mod decode;
mod dialect;
mod encoding;
mod footer;
mod found;
mod layout;
mod look;
mod records;
mod scan;
#[cfg(test)]
mod tests;

use std::fs::File;
use std::io::{Read, Seek};
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use anyhow::Context;
use csv::ByteRecord;

use super::converted::{self, ChatSettings, Converted, Format, Input, Origin};
use crate::error::{Error, Result};
pub use encoding::{Encoding, ToldBy};
pub use found::{Found, LeftOut, LineEnd, Notice, Reason, delimiter_name};
pub use layout::Short;
pub use records::{ROW_BYTES_MAX, Records};
pub use scan::Dialect;

/// How much of a file is looked at before it is read.
const SAMPLE_BYTES: usize = 1 << 18;
/// How many rows of that.
const SAMPLE_ROWS: usize = 100;
/// No file has more columns.
pub const COLUMNS_MAX: usize = 4096;

/// What the user states of how a file is written; the rest is found from its bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SourceOptions {
    /// How its characters are written.
    pub encoding: Option<Encoding>,
    /// The byte between cells.
    pub delimiter: Option<u8>,
    /// What it is, if it is no table.
    pub format: Option<Format>,
}

/// An input file that can be read again and again.
#[derive(Debug)]
pub struct Source {
    /// How messages and batches name it: the path as given, or `-`.
    pub name: String,
    /// Size in bytes of the table.
    pub bytes: u64,
    /// How it is written.
    pub found: Found,
    file: File,
    /// The table's first byte, that of its header, and its end.
    begin: u64,
    end: u64,
    /// Lines before the table.
    lines_before: u64,
    /// The names of the columns; `1`, `2`, … where the file has none.
    names: ByteRecord,
    /// Rows to be passed over, as offsets in the table.
    explanations: Vec<u64>,
    refusal: Option<Refusal>,
    /// Whether the first row is too long to be looked at.
    is_header_cut: bool,
    /// What it still has to be converted from: a chat or vCards.
    format: Option<Format>,
    /// Where the rows came from, if they were converted from a file that is no table.
    pub origin: Option<Origin>,
    /// How far lines were counted in a file whose lines end with a carriage return: an offset in the table, a line.
    counted: Mutex<(u64, u64)>,
}

/// Why a file cannot be read as a table.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Refusal {
    message: String,
    hint: String,
}

impl Source {
    /// Opens an input file and finds out how it is written. Where that shows that it is no table,
    /// [`Source::header`] says so.
    pub fn open(path: &Path, options: SourceOptions) -> Result<Self> {
        let name = path.display().to_string();
        let file = if name == "-" { spool(std::io::stdin())? } else { open_file(path)? };
        Self::look(file, name.clone(), options).with_context(|| format!("cannot read {name}"))
    }

    fn look(file: File, name: String, options: SourceOptions) -> std::io::Result<Self> {
        let mut source = Self {
            name,
            bytes: 0,
            found: Found::default(),
            file,
            begin: 0,
            end: 0,
            lines_before: 0,
            names: ByteRecord::new(),
            explanations: Vec::new(),
            refusal: None,
            is_header_cut: false,
            format: None,
            origin: None,
            counted: Mutex::new((0, 0)),
        };
        let start = source.sample(0)?;
        source.refusal = binary::refuse(&source.name, &start);
        if source.refusal.is_some() {
            return Ok(source);
        }
        let Some(encoding) = encoding::find(&source.file, &start, options.encoding)? else {
            source.refusal = Some(binary::not_text(&source.name));
            return Ok(source);
        };
        source.found.encoding = encoding.encoding;
        source.found.told_by = encoding.told_by;
        let mut from = encoding.mark_bytes;
        if encoding.encoding != Encoding::Utf8 {
            source.file = decode::decode(&source.file, from, encoding.encoding)?;
            from = 0;
        }
        source.format = options.format.or(Format::of(&source.sample(from)?));
        if source.format.is_some() {
            source.begin = from;
            return Ok(source);
        }
        source.find_dialect(&mut from, options.delimiter)?;
        source.find_table(from)?;
        Ok(source)
    }

    /// Turns a file that is no table, but a chat or vCards, into one.
    pub fn convert(&mut self, settings: &ChatSettings) -> Result<()> {
        let Some(format) = self.format.take() else { return Ok(()) };
        let file = self.file.try_clone().with_context(|| format!("cannot read {}", self.name))?;
        let input = Input { name: self.name.clone(), file, skip: self.begin };
        let Converted { table, origin, names, notices } = converted::convert(&input, format, settings)?;
        self.end = table.metadata().context("cannot look at a temporary file")?.len();
        (self.file, self.begin, self.bytes, self.names) = (table, 0, self.end, names);
        self.found.header_line = Some(1);
        self.found.conversion = notices;
        self.origin = Some(origin);
        Ok(())
    }

    /// The delimiter and quotes. A file in a dialect that the `csv` crate cannot read is rewritten.
    fn find_dialect(&mut self, from: &mut u64, stated: Option<u8>) -> std::io::Result<()> {
        let mut text = self.sample(*from)?;
        self.refusal = binary::refuse(&self.name, &text);
        if let Some((delimiter, length)) = dialect::stated(&text) {
            let line = String::from_utf8_lossy(&text[..length]).trim().to_owned();
            self.found.left_out.push(LeftOut { reason: Reason::Separator, line: 1, lines: 1, text: line });
            self.lines_before = 1;
            *from += length as u64;
            text.drain(..length);
            self.found.dialect = dialect::find(&text, stated.or(Some(delimiter)), self.is_whole(&text));
        } else {
            self.found.dialect = dialect::find(&text, stated, self.is_whole(&text));
        }
        self.found.line_end = line_end(&text);
        if !self.found.dialect.is_plain() {
            self.file = decode::straighten(&self.file, *from, self.found.dialect)?;
            *from = 0;
        }
        Ok(())
    }

    /// The header, and where the table begins and ends.
    fn find_table(&mut self, from: u64) -> std::io::Result<()> {
        let text = self.sample(from)?;
        let dialect = self.found.dialect.rewritten();
        let rows = scan::rows(&text, dialect, SAMPLE_ROWS, self.is_whole(&text)).rows;
        self.is_header_cut =
            !self.is_whole(&text) && rows.len() == 1 && rows[0].to == text.len() && !text.ends_with(b"\n");
        let layout = layout::find(&rows);
        let line = |at: usize| self.lines_before + 1 + breaks(&text[..rows[at].from], self.found.line_end);
        let told = |reason, at: usize, lines| {
            let text = rows[at].texts().collect::<Vec<_>>().join(", ");
            LeftOut { reason, line: line(at), lines, text }
        };
        let remarks = layout.preamble.iter().map(|at| told(Reason::Preamble, *at, layout.preamble.len() as u64));
        let mut left_out: Vec<LeftOut> = remarks.take(1).collect();
        left_out.extend(layout.titles.map(|at| told(Reason::Titles, at, 1)));
        left_out.extend(layout.explanations.iter().map(|at| told(Reason::Explanation, *at, 1)));
        let header_line = layout.header.map(line);
        let (first, behind) = layout.header.map_or((0, 0), |header| (rows[header].from, rows[header].to));
        self.lines_before += breaks(&text[..first], self.found.line_end);
        self.explanations = layout.explanations.iter().map(|at| (rows[*at].from - first) as u64).collect();
        self.found.left_out.extend(left_out);
        self.found.header_line = header_line;
        self.begin = from + first as u64;
        self.end = self.file.metadata()?.len();
        self.names = layout.names.iter().collect();
        if self.names.len() > 1 {
            self.find_footer(from + behind as u64)?;
        }
        if let Some(header) = layout.header {
            let is_row = |row: &&scan::SampleRow| from + (row.from as u64) < self.end;
            let body = rows[header + 1..].iter().take_while(is_row).count();
            self.found.short = layout::short(&rows[header], &rows[header + 1..header + 1 + body]);
        }
        self.bytes = self.end - self.begin;
        self.counted = Mutex::new((0, self.lines_before + 1));
        Ok(())
    }

    /// Cuts the table off where lines follow that are none of its rows. Nothing before `rows` is looked at.
    fn find_footer(&mut self, rows: u64) -> std::io::Result<()> {
        let from = rows.max(self.end.saturating_sub(footer::TAIL_BYTES as u64));
        let tail = self.read(from, footer::TAIL_BYTES)?;
        if let Some(found) = footer::find(&tail, self.found.dialect.rewritten(), from == rows) {
            self.end = from + found.from as u64;
            // Only such files have to bear that their lines are counted.
            let line = self.lines_before + 1 + self.count_breaks(self.begin, from + found.text_from as u64)?;
            let text = found.text;
            self.found.left_out.push(LeftOut { reason: Reason::Footer, line, lines: found.lines, text });
        }
        Ok(())
    }

    /// The names of the columns, or why the file cannot be read as a table with a header.
    pub fn header(&self) -> Result<&ByteRecord> {
        self.check()?;
        if self.found.header_line.is_none() {
            return Err(Error::failed(format!("{} has no header: its first row is data", self.name))
                .hint("put a line above it that names the columns, or name them by their numbers: --map name=1 --map email=2")
                .into());
        }
        Ok(&self.names)
    }

    /// Says why the file cannot be read as a table at all.
    pub fn check(&self) -> Result<()> {
        if let Some(Refusal { message, hint }) = &self.refusal {
            return Err(Error::failed(message).hint(hint).into());
        }
        let (name, columns) = (&self.name, self.names.len());
        if let Some(format) = self.format {
            return Err(Error::failed(format!("{name} holds {}, not a table", format.contents()))
                .hint(format!("`rolo inspect {name} --format csv` makes a table of it"))
                .into());
        }
        if columns == 0 {
            return Err(Error::failed(format!("{name} is empty")).hint("the first line must name the columns").into());
        }
        if self.is_header_cut {
            let message =
                format!("the first row of {name} is longer than {SAMPLE_BYTES} bytes, and must name the columns");
            return Err(Error::failed(message)
                .hint("see that its lines end, and that a quote that opens is closed")
                .into());
        }
        if columns > COLUMNS_MAX {
            let message = format!("{name} has {columns} columns, and at most {COLUMNS_MAX} can be read");
            return Err(Error::failed(message).hint("see that the delimiter is right: --delimiter states it").into());
        }
        Ok(())
    }

    /// The names of the columns; `1`, `2`, … in a file without a header, of which the first row is data.
    pub fn names(&self) -> &ByteRecord {
        &self.names
    }

    /// Reads the table from the start. The first row is its header, `1`, `2`, … where it has none.
    pub fn records(&self) -> Records<'_> {
        Records::new(self)
    }

    /// Reads the rows below the header.
    pub fn rows(&self) -> Result<Records<'_>> {
        let mut records = self.records();
        records.read(&mut ByteRecord::new())?;
        Ok(records)
    }

    /// The line of the file on which the row at a position of [`Source::records`] begins; 0 without one. The CSV reader
    /// counts line feeds only, and that of `\r\n` and empty lines to the row behind them.
    pub fn line_of(&self, position: Option<&csv::Position>) -> Result<u64> {
        let Some(position) = position else { return Ok(0) };
        if let Some(origin) = &self.origin {
            return origin.line_of(position.record());
        }
        self.find_line(position).with_context(|| format!("cannot read {}", self.name))
    }

    fn find_line(&self, position: &csv::Position) -> std::io::Result<u64> {
        let at = self.begin + position.byte();
        let empty = self.read_breaks(at)?;
        if self.found.line_end != LineEnd::Cr {
            return Ok(self.lines_before + position.line() + breaks(&empty, self.found.line_end));
        }
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        if counted.0 > position.byte() {
            *counted = (0, self.lines_before + 1);
        }
        counted.1 += self.count_breaks(self.begin + counted.0, at)?;
        counted.0 = position.byte();
        Ok(counted.1 + breaks(&empty, LineEnd::Cr))
    }

    /// The line ends at an offset of the file.
    fn read_breaks(&self, mut at: u64) -> std::io::Result<Vec<u8>> {
        let mut found = Vec::new();
        loop {
            let bytes = self.read(at, 512)?;
            let length = bytes.iter().take_while(|byte| scan::is_break(**byte)).count();
            found.extend_from_slice(&bytes[..length]);
            if length < bytes.len() || bytes.is_empty() {
                return Ok(found);
            }
            at += length as u64;
        }
    }

    /// How many lines end between two offsets of the file.
    fn count_breaks(&self, mut from: u64, to: u64) -> std::io::Result<u64> {
        let mut count = 0;
        while from < to {
            let most = usize::try_from(to - from).unwrap_or(usize::MAX).min(1 << 20);
            let bytes = self.read(from, most)?;
            if bytes.is_empty() {
                break;
            }
            count += breaks(&bytes, self.found.line_end);
            from += bytes.len() as u64;
        }
        Ok(count)
    }

    /// The start of what stands at an offset of the file, for messages.
    fn excerpt(&self, at: u64, most: usize) -> std::io::Result<String> {
        let bytes = self.read(at, most)?;
        let line = bytes.split(|byte| scan::is_break(*byte)).next().unwrap_or(&[]);
        let ends = if line.len() == most { "…" } else { "" };
        Ok(format!("{}{ends}", String::from_utf8_lossy(line)))
    }

    /// About how many rows there are, by the lines of its beginning.
    pub fn expected_rows(&self) -> Result<u64> {
        let sample = self.sample(self.begin).with_context(|| format!("cannot read {}", self.name))?;
        let breaks = |wanted: u8| sample.iter().filter(|byte| **byte == wanted).count();
        let lines = breaks(b'\n').max(breaks(b'\r')).max(1) as u64;
        Ok(self.bytes * lines / (sample.len() as u64).max(1) + 1)
    }

    fn sample(&self, from: u64) -> std::io::Result<Vec<u8>> {
        self.read(from, SAMPLE_BYTES)
    }

    fn is_whole(&self, sample: &[u8]) -> bool {
        sample.len() < SAMPLE_BYTES
    }

    /// Up to so many bytes at an offset of the file.
    fn read(&self, from: u64, most: usize) -> std::io::Result<Vec<u8>> {
        let mut bytes = vec![0_u8; most];
        let mut filled = 0;
        while filled < most {
            match self.file.read_at(&mut bytes[filled..], from + filled as u64)? {
                0 => break,
                read => filled += read,
            }
        }
        bytes.truncate(filled);
        Ok(bytes)
    }
}

/// How the lines of a text end: as the first one does.
fn line_end(text: &[u8]) -> LineEnd {
    match text.iter().position(|byte| *byte == b'\n') {
        Some(at) if at > 0 && text[at - 1] == b'\r' => LineEnd::CrLf,
        None if text.contains(&b'\r') => LineEnd::Cr,
        _ => LineEnd::Lf,
    }
}

/// How many lines end in a text.
fn breaks(text: &[u8], line_end: LineEnd) -> u64 {
    let end = if line_end == LineEnd::Cr { b'\r' } else { b'\n' };
    text.iter().filter(|byte| **byte == end).count() as u64
}

fn open_file(path: &Path) -> Result<File> {
    let file = File::open(path).map_err(|e| {
        Error::failed(format!("cannot open {}: {e}", path.display()))
            .hint("name an existing CSV file, or `-` for standard input")
    })?;
    let metadata = file.metadata()?;
    if metadata.is_dir() {
        return Err(Error::failed(format!("{} is a folder", path.display()))
            .hint(format!("name the files in it: {}/*.csv", path.display()))
            .into());
    }
    // A pipe can be read only once.
    if metadata.is_file() { Ok(file) } else { spool(file) }
}

fn spool(mut input: impl Read) -> Result<File> {
    let mut file = tempfile::tempfile().context("cannot create a temporary file for the input")?;
    std::io::copy(&mut input, &mut file).context("cannot keep the input in a temporary file")?;
    file.rewind()?;
    Ok(file)
}
