//! The rejects file: rows that could not be taken, as they were, with line, column and reason behind them, so that
//! they can be mended and imported again. It is created with the first reject, with mode 0600.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use anyhow::Context;
use csv::{ByteRecord, Writer, WriterBuilder};

use super::header::{Header, Meaning};
use super::row::RowError;
use super::row::error::Code;
use super::source::{Found, ToldBy};
use crate::error::Result;

/// Where rejected rows of one file go.
#[derive(Debug)]
pub struct Rejects {
    /// Where they go, if there are any.
    pub place: Option<PathBuf>,
    header: Vec<String>,
    /// Columns that an earlier rejects file added, by position: they are written anew, not kept.
    ignored: Vec<bool>,
    delimiter: u8,
    /// Whether it begins with a byte order mark, as the file does.
    is_marked: bool,
    writer: Option<Writer<BufWriter<File>>>,
    /// How many rows were rejected.
    pub count: u64,
    /// How many of them under each code.
    pub codes: BTreeMap<Code, u64>,
}

impl Rejects {
    /// Rejects of a file with this header; without a path they are only counted. The byte order mark of rolo's own
    /// export is kept, since it says how cells are read.
    pub fn new(path: Option<PathBuf>, header: &Header, found: &Found) -> Self {
        let ignored = header.columns.iter().map(|column| *column == Meaning::Ignored).collect();
        Self {
            place: path,
            header: header.names.clone(),
            ignored,
            delimiter: found.dialect.delimiter,
            is_marked: found.told_by == ToldBy::Mark && header.is_own,
            writer: None,
            count: 0,
            codes: BTreeMap::new(),
        }
    }

    /// The file that rejected rows stand in, if there are any.
    pub fn path(&self) -> Option<&Path> {
        self.place.as_deref().filter(|_| self.count > 0)
    }

    /// Writes a rejected row down.
    pub fn add(&mut self, record: &ByteRecord, line: u64, error: &RowError) -> Result<()> {
        self.count += 1;
        *self.codes.entry(error.code).or_insert(0) += 1;
        let Some(path) = self.place.clone() else { return Ok(()) };
        self.write(record, line, error).with_context(|| format!("cannot write rejected rows to {}", path.display()))
    }

    fn write(&mut self, record: &ByteRecord, line: u64, error: &RowError) -> Result<()> {
        let is_kept = |i: usize| !self.ignored.get(i).is_some_and(|is_ignored| *is_ignored);
        let writer = match &mut self.writer {
            Some(writer) => writer,
            empty => {
                let path = self.place.as_deref().unwrap_or(Path::new(""));
                let writer = empty.insert(open(path, self.delimiter, self.is_marked)?);
                let names = self.header.iter().enumerate().filter(|(i, _)| is_kept(*i)).map(|(_, name)| name.as_str());
                writer.write_record(names.chain(["line", "column", "reason"]))?;
                writer
            }
        };
        let width = record.len().max(self.header.len());
        let mut cells: Vec<&[u8]> = (0..width).filter(|i| is_kept(*i)).map(|i| record.get(i).unwrap_or(b"")).collect();
        let line = line.to_string();
        cells.extend([line.as_bytes(), error.column.as_bytes(), error.reason.as_bytes()]);
        writer.write_record(cells)?;
        Ok(())
    }

    /// Removes what was written: the file is read once more.
    pub fn discard(self) -> Result<()> {
        if let (Some(path), Some(_)) = (&self.place, &self.writer) {
            std::fs::remove_file(path).with_context(|| format!("cannot remove {}", path.display()))?;
        }
        Ok(())
    }

    /// Brings everything to the disk.
    pub fn finish(&mut self) -> Result<()> {
        if let Some(writer) = &mut self.writer {
            writer.flush().context("cannot write rejected rows")?;
        }
        Ok(())
    }
}

fn open(path: &Path, delimiter: u8, is_marked: bool) -> Result<Writer<BufWriter<File>>> {
    // What an earlier run left is replaced; a link is not followed.
    match std::fs::remove_file(path) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(e.into()),
        _ => {}
    }
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    if is_marked {
        file.write_all("\u{feff}".as_bytes())?;
    }
    Ok(WriterBuilder::new().flexible(true).delimiter(delimiter).from_writer(BufWriter::new(file)))
}
