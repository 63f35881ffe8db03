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

/// What a look over a file told, by position of its columns.
#[derive(Debug, Default)]
pub struct Look {
    /// Readers of the columns of times.
    pub dates: Vec<Option<DateReader>>,
    /// The orders of the columns of times in which something was to be decided, by their values or by what was known.
    pub orders: Vec<Option<DateOrder>>,
}

/// Looks at a file's columns of times. One whose order is `known` needs no look.
pub fn look(source: &Source, header: &Header, known: &[Option<DateOrder>], extent: Extent) -> Result<Look> {
    let known = |column: usize| known.get(column).copied().flatten();
    let is_open = |(column, meaning): (usize, &Meaning)| is_date(meaning) && known(column).is_none();
    let mut columns: Vec<Option<DateColumn>> =
        header.columns.iter().map(|meaning| is_date(meaning).then(DateColumn::default)).collect();
    if header.columns.iter().enumerate().any(is_open) && observe_all(source, header, extent, &mut columns)? {
        let reader = |column| known(column).map_or_else(DateReader::open, DateReader::new);
        let dates = columns.iter().enumerate().map(|(i, column)| column.is_some().then(|| reader(i))).collect();
        return Ok(Look { dates, orders: (0..columns.len()).map(known).collect() });
    }
    let mut look = Look::default();
    for (i, (column, name)) in columns.into_iter().zip(&header.names).enumerate() {
        let is_plain = column.as_ref().is_none_or(DateColumn::is_plain);
        let reader = column.map(|column| column.decide(known(i))).transpose().map_err(|ambiguous| {
            Error::failed(format!("{}: column `{name}`: {ambiguous}", source.name))
                .hint("say which comes first: --date-order dmy or --date-order mdy")
        })?;
        look.orders.push(known(i).or(reader.filter(|_| !is_plain).map(|reader| reader.order)));
        look.dates.push(reader);
    }
    Ok(look)
}

/// Shows the values of a file to its columns, and says whether a sample of them was enough.
fn observe_all(source: &Source, header: &Header, extent: Extent, columns: &mut [Option<DateColumn>]) -> Result<bool> {
    let mut records = source.records()?;
    let mut record = ByteRecord::new();
    let mut rows = 0_usize;
    while records.read_byte_record(&mut record).map_err(|e| unreadable(source, &e))? {
        rows += 1;
        if rows == 1 && !header.starts_with_row {
            continue;
        }
        match &header.plan {
            Some(plan) => observe_planned(plan, &record, columns),
            None => observe(&record, columns),
        }
        if extent == Extent::Sample && rows > SAMPLE && columns.iter().flatten().all(DateColumn::is_plain) {
            return Ok(true);
        }
    }
    Ok(false)
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
