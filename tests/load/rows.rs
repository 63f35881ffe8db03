//! Rows on their way to a CSV file: one buffered writer and one cell that is used again and again.

use std::fmt::{Display, Write};
use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use chrono::{DateTime, Datelike, Timelike};

use crate::people::People;
use crate::random::Random;
use crate::spelling::{lower_case, upper_case};

/// A CSV file that is being written.
pub(crate) struct Rows {
    path: PathBuf,
    writer: csv::Writer<File>,
    cell: String,
}

impl Rows {
    /// Creates the file and writes its header.
    pub(crate) fn create(path: &Path, header: &[&str]) -> Result<Self> {
        let file = File::create(path).with_context(|| format!("cannot create {}", path.display()))?;
        let mut writer = csv::WriterBuilder::new().buffer_capacity(1 << 20).from_writer(file);
        writer.write_record(header).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(Self { path: path.to_owned(), writer, cell: String::new() })
    }

    /// Adds the cell that `write` makes.
    pub(crate) fn field(&mut self, write: impl FnOnce(&mut String)) -> Result<()> {
        self.cell.clear();
        write(&mut self.cell);
        self.writer.write_field(&self.cell).with_context(|| format!("cannot write {}", self.path.display()))
    }

    /// Adds a cell with this text.
    pub(crate) fn text(&mut self, text: &str) -> Result<()> {
        self.field(|cell| cell.push_str(text))
    }

    /// Ends the row.
    pub(crate) fn end_row(&mut self) -> Result<()> {
        let no_more: [&str; 0] = [];
        self.writer.write_record(no_more).with_context(|| format!("cannot write {}", self.path.display()))
    }

    /// Writes what is still in the buffer.
    pub(crate) fn finish(mut self) -> Result<()> {
        self.writer.flush().with_context(|| format!("cannot write {}", self.path.display()))
    }
}

/// Writes contact_id, contact_email and visitor_id with one of them filled: the id for 70 %, the e-mail for 20 %
/// (the id again where there is none), the cookie for 10 %.
pub(crate) fn write_owner(rows: &mut Rows, people: People, contact: u32, random: &mut Random) -> Result<()> {
    let draw = random.below(100);
    let person = (draw >= 70).then(|| people.person(contact));
    let empty = |_: &mut String| {};
    match person {
        Some(person) if draw < 90 && person.has_email() => {
            rows.field(empty)?;
            rows.field(|cell| {
                person.write_email(cell);
                soil(cell, random);
            })?;
            rows.field(empty)
        }
        Some(person) if draw >= 90 => {
            rows.field(empty)?;
            rows.field(empty)?;
            rows.field(|cell| person.write_visitor(cell))
        }
        _ => {
            rows.field(|cell| push_number(cell, contact + 1))?;
            rows.field(empty)?;
            rows.field(empty)
        }
    }
}

/// Dirties one e-mail in ten as people do: capitals, blanks at an end.
pub(crate) fn soil(email: &mut String, random: &mut Random) {
    if email.is_empty() {
        return;
    }
    match random.below(100) {
        0..4 => {
            let first = email.remove(0).to_ascii_uppercase();
            email.insert(0, first);
        }
        4..6 => upper_case(email, 0),
        6..8 => email.push(' '),
        8..10 => email.insert(0, ' '),
        _ => lower_case(email, 0),
    }
}

/// Writes a number.
pub(crate) fn push_number(out: &mut String, number: impl Display) {
    write!(out, "{number}").expect("a String takes any text");
}

/// Writes an instant as `2026-06-01T00:00:00Z`.
pub(crate) fn push_time(out: &mut String, seconds: i64) {
    let time = DateTime::from_timestamp(seconds, 0).expect("generated times lie near our own");
    let (year, month, day) = (time.year(), time.month(), time.day());
    let (hour, minute, second) = (time.hour(), time.minute(), time.second());
    write!(out, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z").expect("a String takes any text");
}
