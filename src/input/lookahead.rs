//! A first look over a file before its rows are taken: how each column of times is written. A sample is enough while
//! its times leave nothing to decide; a row that does not keep to that asks for a look over the whole file.

use csv::ByteRecord;

use super::header::{Header, Meaning};
use super::mapping::Plan;
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
        if rows == 1 && !header.starts_with_row {
            continue;
        }
        match &header.plan {
            Some(plan) => observe_planned(plan, &record, &mut columns),
            None => observe(&record, &mut columns),
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
    matches!(meaning, Meaning::Field(field) if field.is_time())
}

fn observe(record: &ByteRecord, columns: &mut [Option<DateColumn>]) {
    for (cell, column) in record.iter().zip(columns) {
        if let (Some(column), Ok(text)) = (column, std::str::from_utf8(cell)) {
            column.observe(text.trim());
        }
    }
}

/// Looks at what a plan makes of a record; one that cannot be read is rejected later.
fn observe_planned(plan: &Plan, record: &ByteRecord, columns: &mut [Option<DateColumn>]) {
    let Ok(prepared) = plan.prepare(record) else { return };
    for value in &prepared.taken {
        if let Some(Some(column)) = columns.get_mut(value.column) {
            column.observe(value.text.trim());
        }
    }
}
