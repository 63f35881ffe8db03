//! The rows of a file, one after the other: the `csv` crate over the bytes of the table, kept from holding more than
//! one row of [`ROW_BYTES_MAX`]. A row that cannot be read as such comes out with a fault: one that is too long, one
//! with a NUL byte, one with a quote that is never closed.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::os::unix::fs::FileExt;

use csv::{ByteRecord, Position, Reader, ReaderBuilder};

use super::Source;
use super::scan::{Mark, Scanner, is_break};
use crate::error::{Error, Result};
use crate::input::row::error::{Code, Fault};

/// The largest row that is read, in bytes. A longer one is rejected and never held whole.
pub const ROW_BYTES_MAX: u64 = 16 << 20;
/// A row that is longer than one block has at most about so many cells, quoted delimiters counted.
const CELLS_MAX: usize = 1 << 20;
/// How much is read from the file at once.
const BLOCK_BYTES: usize = 1 << 18;
/// How often reading goes on in the line below a quote that is never closed.
const RECOVERIES_MAX: u32 = 16;
/// How much of a row that is too long is shown.
const SHOWN_BYTES: usize = 60;
/// How much of the line of a quote that is never closed is kept for the rejects file.
const KEPT_BYTES: usize = 1 << 20;

/// The rows of a file. The first is always its header, made up where there is none, but for [`Source::rows`].
#[derive(Debug)]
pub struct Records<'a> {
    source: &'a Source,
    reader: Reader<Window<'a>>,
    is_header: bool,
    fault: Option<Fault>,
    /// The rows to be passed over that are still to come, as offsets in the table.
    explanations: &'a [u64],
    recoveries: u32,
    /// Rows without any text that were passed over.
    pub blank_rows: u64,
}

impl<'a> Records<'a> {
    pub(super) fn new(source: &'a Source) -> Self {
        let dialect = source.found.dialect;
        let mut window = Window::new(&source.file, source.begin, source.end);
        window.delimiter = dialect.delimiter;
        let mut builder = ReaderBuilder::new();
        builder.has_headers(false).flexible(true).buffer_capacity(BLOCK_BYTES).delimiter(dialect.delimiter);
        match dialect.quote {
            Some(quote) => builder.quote(quote),
            None => builder.quoting(false),
        };
        let reader = builder.from_reader(window);
        Self {
            source,
            reader,
            is_header: true,
            fault: None,
            explanations: &source.explanations,
            recoveries: 0,
            blank_rows: 0,
        }
    }

    /// Why the row that was read last cannot be taken, whatever its cells hold.
    pub fn fault(&self) -> Option<&Fault> {
        self.fault.as_ref()
    }

    /// Where the next row begins.
    pub fn position(&self) -> &Position {
        self.reader.position()
    }

    /// Reads the next row; `false` behind the last one. Rows without any text and rows that only explain the table are
    /// passed over. What is wrong with a row alone is no error, see [`Records::fault`].
    pub fn read(&mut self, record: &mut ByteRecord) -> Result<bool> {
        self.read_byte_record(record)
            .map_err(|error| Error::failed(format!("cannot read {}: {error}", self.source.name)).into())
    }

    fn read_byte_record(&mut self, record: &mut ByteRecord) -> Result<bool, csv::Error> {
        if self.is_header {
            return self.read_header(record);
        }
        loop {
            self.fault = None;
            let before = self.reader.position().clone();
            self.reader.get_mut().row = before.byte();
            match self.reader.read_byte_record(record) {
                Ok(false) => return Ok(false),
                Ok(true) => {}
                Err(_) if self.reader.get_ref().is_too_long => {
                    self.pass_over(&before, record)?;
                    return Ok(true);
                }
                Err(error) => return Err(error),
            }
            let after = self.reader.position().byte();
            if self.explanations.first().is_some_and(|row| *row < after) {
                self.explanations = &self.explanations[1..];
                continue;
            }
            if after >= self.reader.get_ref().length() && !self.find_end(before.byte())?.is_closed {
                self.pass_over(&before, record)?;
                return Ok(true);
            }
            if record.as_slice().iter().all(|byte| *byte == b' ') {
                self.blank_rows += 1;
                continue;
            }
            if self.reader.get_ref().has_nul {
                self.fault = nul(record);
            }
            if let (Some(origin), Some(position)) = (&self.source.origin, record.position()) {
                self.fault = origin.fault(position.record()).cloned().or(self.fault.take());
            }
            return Ok(true);
        }
    }

    fn read_header(&mut self, record: &mut ByteRecord) -> Result<bool, csv::Error> {
        self.is_header = false;
        if self.source.found.header_line.is_some() {
            self.reader.read_byte_record(record)?;
        } else if self.source.names.is_empty() {
            return Ok(false);
        }
        let position = record.position().cloned();
        record.clone_from(&self.source.names);
        record.set_position(position);
        Ok(true)
    }

    /// Leaves a row out that cannot be held and goes on behind it.
    fn pass_over(&mut self, before: &Position, record: &mut ByteRecord) -> Result<(), csv::Error> {
        let end = self.find_end(before.byte())?;
        let recovers = !end.is_closed && self.recoveries < RECOVERIES_MAX;
        self.recoveries += u32::from(recovers);
        let (to, line_feeds) = if recovers { end.first_line } else { (end.to, end.line_feeds) };
        let start = self.source.excerpt(self.source.begin + end.from, SHOWN_BYTES)?;
        record.clear();
        self.fault = Some(if end.is_closed {
            let length = end.to - end.from;
            match length {
                ..=ROW_BYTES_MAX => {
                    Code::TooManyCells.says(format!("the row has more than {CELLS_MAX} cells; it begins `{start}`"))
                }
                _ => Code::TooLong.says(format!(
                    "the row has {length} bytes, and at most {ROW_BYTES_MAX} can be read; it begins `{start}`"
                )),
            }
        } else {
            self.keep_line(&end, record)?;
            let rest = if recovers { "" } else { "; after so many, nothing behind it is read" };
            Code::OpenQuote.says(format!("a quote that opens in this row is never closed; it begins `{start}`{rest}"))
        });
        record.set_position(Some(before.clone()));
        let mut next = before.clone();
        next.set_byte(to).set_line(before.line() + line_feeds).set_record(before.record() + 1);
        self.reader.get_mut().is_too_long = false;
        self.reader.seek_raw(SeekFrom::Start(to), next)
    }

    /// Puts the line into the record on which a quote opens that is never closed. Which cell the quote belongs to is not
    /// known, so it stays, and delimiters behind it part cells.
    fn keep_line(&self, end: &RowEnd, record: &mut ByteRecord) -> std::io::Result<()> {
        let length = usize::try_from(end.first_line.0 - end.from).unwrap_or(usize::MAX).min(KEPT_BYTES);
        let line = self.source.read(self.source.begin + end.from, length)?;
        let line = line.split(|byte| is_break(*byte)).next().unwrap_or_default();
        line.split(|byte| *byte == self.source.found.dialect.delimiter).for_each(|cell| record.push_field(cell));
        Ok(())
    }

    /// Finds the end of the row at an offset of the table without holding it.
    fn find_end(&self, from: u64) -> std::io::Result<RowEnd> {
        let mut scanner = Scanner::new(self.source.found.dialect.rewritten());
        let mut end = RowEnd { from, to: from, is_closed: true, line_feeds: 0, first_line: (from, 0) };
        let mut block = vec![0_u8; BLOCK_BYTES];
        let mut window = Window::new(&self.source.file, self.source.begin, self.source.end);
        window.at = self.source.begin + from;
        loop {
            let read = window.fill(&mut block)?;
            if read == 0 {
                end.is_closed = !scanner.is_open();
                if end.first_line.0 <= end.from {
                    end.first_line = (end.to, end.line_feeds);
                }
                return Ok(end);
            }
            for byte in &block[..read] {
                let mark = scanner.step(*byte);
                end.to += 1;
                end.line_feeds += u64::from(*byte == b'\n');
                match mark {
                    Mark::Blank => end.from = end.to,
                    Mark::Row => return Ok(end),
                    _ if is_break(*byte) && end.first_line.0 <= end.from => end.first_line = (end.to, end.line_feeds),
                    _ => {}
                }
            }
        }
    }
}

/// Where a row ends.
struct RowEnd {
    /// Where it begins, behind blank lines.
    from: u64,
    to: u64,
    /// Whether no quote is left open.
    is_closed: bool,
    /// Line feeds up to its end, and its first line's end with the line feeds up to there.
    line_feeds: u64,
    first_line: (u64, u64),
}

/// Why a row with a NUL byte cannot be taken.
fn nul(record: &ByteRecord) -> Option<Fault> {
    if !record.as_slice().contains(&0) {
        return None;
    }
    let cell = record.iter().position(|cell| cell.contains(&0))?;
    Some(Code::NulByte.says(format!("cell {} holds a NUL byte, which no text has", cell + 1)))
}

/// The bytes of a table inside its file. It ends in an error where a row grows too long.
#[derive(Debug)]
struct Window<'a> {
    file: &'a File,
    begin: u64,
    end: u64,
    at: u64,
    /// Where the row that is being read begins, as an offset in the table.
    row: u64,
    /// What is counted in a row that is longer than a block: its delimiters, and the row that they are of.
    delimiter: u8,
    delimiters: (u64, usize),
    is_too_long: bool,
    has_nul: bool,
}

impl<'a> Window<'a> {
    const fn new(file: &'a File, begin: u64, end: u64) -> Self {
        let delimiters = (0, 0);
        Self { file, begin, end, at: begin, row: 0, delimiter: b',', delimiters, is_too_long: false, has_nul: false }
    }

    const fn length(&self) -> u64 {
        self.end - self.begin
    }

    fn fill(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let room = usize::try_from(self.end.saturating_sub(self.at)).unwrap_or(usize::MAX).min(buffer.len());
        let read = self.file.read_at(&mut buffer[..room], self.at)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl Read for Window<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let held = (self.at - self.begin).saturating_sub(self.row);
        if held > ROW_BYTES_MAX || (self.delimiters.0 == self.row && self.delimiters.1 > CELLS_MAX) {
            self.is_too_long = true;
            return Err(std::io::Error::other("a row is too long"));
        }
        let read = self.fill(buffer)?;
        self.has_nul = self.has_nul || buffer[..read].contains(&0);
        if held > BLOCK_BYTES as u64 {
            let before = if self.delimiters.0 == self.row { self.delimiters.1 } else { 0 };
            let found = buffer[..read].iter().filter(|byte| **byte == self.delimiter).count();
            self.delimiters = (self.row, before + found);
        }
        Ok(read)
    }
}

impl Seek for Window<'_> {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        let offset = |base: u64, by: i64| {
            base.checked_add_signed(by).ok_or_else(|| std::io::Error::from(std::io::ErrorKind::InvalidInput))
        };
        let target = match to {
            SeekFrom::Start(target) => target,
            SeekFrom::End(by) => offset(self.length(), by)?,
            SeekFrom::Current(by) => offset(self.at - self.begin, by)?,
        };
        self.at = self.begin + target;
        Ok(target)
    }
}
