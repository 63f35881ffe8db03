//! A first look over a file before its rows are taken: how each column of times is written. A sample is enough while
//! its times leave nothing to decide; a row that does not keep to that asks for a look over the whole file.

use csv::ByteRecord;

use super::field::Field;
use super::header::{Header, Meaning};
use super::source::Source;
use crate::domain::normalize::date::{DateColumn, DateOrder, DateReader};
use crate::error::{Error, Result};

/// Rows of a sample.
const SAMPLE: usize = 1_000;

/// How much of a file is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Its first rows, as long as their times leave nothing to decide.
    Sample,
    /// All rows.
    Whole,
}

/// Readers of a file's columns of times, by position. A stated order needs no look.
pub fn dates(
    source: &Source,
    header: &Header,
    order: Option<DateOrder>,
    extent: Extent,
) -> Result<Vec<Option<DateReader>>> {
    if let Some(order) = order {
        return Ok(header.columns.iter().map(|meaning| is_date(meaning).then_some(DateReader::new(order))).collect());
    }
    let mut columns: Vec<Option<DateColumn>> =
        header.columns.iter().map(|meaning| is_date(meaning).then(DateColumn::default)).collect();
    let mut records = source.records()?;
    let mut record = ByteRecord::new();
    let mut rows = 0_usize;
    while records.read_byte_record(&mut record).map_err(|e| unreadable(source, &e))? {
        rows += 1;
        if rows == 1 {
            continue;
        }
        for (cell, column) in record.iter().zip(&mut columns) {
            if let (Some(column), Ok(text)) = (column, std::str::from_utf8(cell)) {
                column.observe(text.trim());
            }
        }
        if extent == Extent::Sample && rows > SAMPLE && columns.iter().flatten().all(DateColumn::is_plain) {
            return Ok(columns.into_iter().map(|column| column.map(|_| DateReader::open())).collect());
        }
    }
    let mut readers = Vec::with_capacity(columns.len());
    for (column, name) in columns.into_iter().zip(&header.names) {
        readers.push(match column {
            None => None,
            Some(column) => Some(column.decide(None).map_err(|ambiguous| {
                Error::failed(format!("{}: column `{name}`: {ambiguous}", source.name))
                    .hint("say which comes first: --date-order dmy or --date-order mdy")
            })?),
        });
    }
    Ok(readers)
}

/// The error for a file that the CSV reader gives up on.
pub fn unreadable(source: &Source, error: &csv::Error) -> Error {
    Error::failed(format!("cannot read {}: {error}", source.name))
}

fn is_date(meaning: &Meaning) -> bool {
    let Meaning::Field(field) = meaning else { return false };
    matches!(field, Field::SentAt | Field::At | Field::FirstSeen | Field::LastActive | Field::CreatedAt)
        || matches!(field, Field::ExpectedClose | Field::ClosedAt | Field::CloseDate)
}
