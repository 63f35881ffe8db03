//! The rejects file: rows that could not be taken, as they were, with line, column and reason behind them, so that
//! they can be mended and imported again. They are gathered in a file of another name, with mode 0600, which takes its
//! place when all of them are on the disk: before the rows of the file itself are stored, and not in part.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use csv::{ByteRecord, Writer, WriterBuilder};
use tempfile::NamedTempFile;

use super::header::{Header, Meaning};
use super::row::RowError;
use super::row::error::Code;
use super::source::{Found, ToldBy};
use crate::error::Result;
use crate::leftover::Leftover;

/// How many bytes are gathered before they are written.
const BUFFER_BYTES: usize = 64 * 1024;

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
    writer: Option<Writer<NamedTempFile>>,
    /// The file of another name, until it is in place.
    leftover: Option<Leftover>,
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
            leftover: None,
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
                self.leftover = Some(Leftover::watch(writer.get_ref().path()));
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

    /// Puts what was written in place of what an earlier run left, on the disk. A link is not followed.
    pub fn finish(&mut self) -> Result<()> {
        let (Some(path), Some(writer)) = (&self.place, self.writer.take()) else { return Ok(()) };
        put(writer, path).with_context(|| format!("cannot write rejected rows to {}", path.display()))?;
        self.leftover = None;
        Ok(())
    }
}

fn put(writer: Writer<NamedTempFile>, path: &Path) -> Result<()> {
    let draft = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
    draft.as_file().sync_all()?;
    draft.persist(path).map_err(|error| error.error)?;
    // Some file systems cannot sync a folder, and the rows themselves are safe by now.
    let _ = File::open(folder(path)).and_then(|folder| folder.sync_all());
    Ok(())
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn open(path: &Path, delimiter: u8, is_marked: bool) -> Result<Writer<NamedTempFile>> {
    // Only in the same folder can it take its place in one step.
    let mut file = tempfile::Builder::new().prefix(".rolo-").suffix(".tmp").tempfile_in(folder(path))?;
    if is_marked {
        file.write_all("\u{feff}".as_bytes())?;
    }
    Ok(WriterBuilder::new().flexible(true).delimiter(delimiter).buffer_capacity(BUFFER_BYTES).from_writer(file))
}
