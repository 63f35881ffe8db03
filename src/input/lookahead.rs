//! A first look over a file before its rows are taken: how each column of times is written, and each of amounts. A
//! sample is enough while its times leave nothing to decide and its amounts have decided; a row with a time that does
//! not keep to that asks for a look over the whole file.

use csv::ByteRecord;

use super::field::Field;
use super::header::{Header, Meaning};
use super::mapping::Plan;
use super::source::Source;
use crate::domain::normalize::amount::{AmountColumn, AmountReader, DecimalSign};
use crate::domain::normalize::date::{Ambiguous, DateColumn, DateOrder, DateReader};
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

/// How the values of one column are written, as far as that is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Notation {
    /// The order of its dates.
    pub order: Option<DateOrder>,
    /// The sign before the decimals of its amounts.
    pub sign: Option<DecimalSign>,
}

/// What a look over a file told, by position of its columns.
#[derive(Debug, Default)]
pub struct Look {
    /// Readers of the columns of times.
    pub dates: Vec<Option<DateReader>>,
    /// Readers of the columns of amounts; those of other columns read nothing.
    pub amounts: Vec<AmountReader>,
    /// What had to be decided and was, by the values of a column or by what was known of it.
    pub notations: Vec<Notation>,
}

/// A column that is looked at.
enum Column {
    Time(DateColumn),
    Amount(AmountColumn),
}

impl Column {
    fn of(meaning: &Meaning) -> Option<Self> {
        match meaning {
            Meaning::Field(Field::Amount) => Some(Self::Amount(AmountColumn::default())),
            Meaning::Field(field) if field.is_time() => Some(Self::Time(DateColumn::default())),
            _ => None,
        }
    }

    fn observe(&mut self, text: &str) {
        match self {
            Self::Time(times) => times.observe(text),
            Self::Amount(amounts) => amounts.observe(text),
        }
    }

    /// Whether a sample of its values is enough.
    const fn is_settled(&self) -> bool {
        match self {
            Self::Time(times) => times.is_plain(),
            Self::Amount(amounts) => amounts.is_settled(),
        }
    }
}

/// Looks at a file's columns of times and amounts, but for what is `known` of them.
pub fn look(source: &Source, header: &Header, known: &[Notation], extent: Extent) -> Result<Look> {
    let known = |column: usize| {
        let mut known: Notation = known.get(column).copied().unwrap_or_default();
        // rolo itself writes points.
        known.sign = known.sign.or(header.is_own.then_some(DecimalSign::Point));
        known
    };
    let mut columns: Vec<Option<Column>> = header.columns.iter().map(Column::of).collect();
    let is_open = |(i, column): (usize, &Option<Column>)| match column {
        Some(Column::Time(_)) => known(i).order.is_none(),
        Some(Column::Amount(_)) => known(i).sign.is_none(),
        None => false,
    };
    let has_open = columns.iter().enumerate().any(is_open);
    let is_sample = has_open && observe_all(source, header, extent, &mut columns)?;
    let mut look = Look::default();
    for (i, (column, name)) in columns.into_iter().zip(&header.names).enumerate() {
        let (mut date, mut amount) = (None, AmountReader::default());
        let mut notation = Notation::default();
        match column {
            Some(Column::Time(_)) if is_sample => {
                notation.order = known(i).order;
                date = Some(notation.order.map_or_else(DateReader::open, DateReader::new));
            }
            Some(Column::Time(times)) => {
                let is_plain = times.is_plain();
                let reader = times.decide(known(i).order).map_err(|ambiguous| undecided(source, name, &ambiguous))?;
                notation.order = known(i).order.or((!is_plain).then_some(reader.order));
                date = Some(reader);
            }
            Some(Column::Amount(amounts)) => {
                amount.sign = known(i).sign.or(amounts.decide().sign);
                notation.sign = amount.sign;
            }
            None => {}
        }
        look.dates.push(date);
        look.amounts.push(amount);
        look.notations.push(notation);
    }
    Ok(look)
}

fn undecided(source: &Source, column: &str, ambiguous: &Ambiguous) -> Error {
    Error::failed(format!("{}: column `{column}`: {ambiguous}", source.name))
        .hint("say which comes first: --date-order dmy or --date-order mdy")
}

/// Shows the values of a file to its columns, and says whether a sample of them was enough.
fn observe_all(source: &Source, header: &Header, extent: Extent, columns: &mut [Option<Column>]) -> Result<bool> {
    let mut records = header.rows_of(source)?;
    let mut record = ByteRecord::new();
    let mut rows = 0_usize;
    while records.read(&mut record)? {
        rows += 1;
        match &header.plan {
            Some(plan) => observe_planned(plan, &record, columns),
            None => observe(&record, columns),
        }
        if extent == Extent::Sample && rows >= SAMPLE && columns.iter().flatten().all(Column::is_settled) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn observe(record: &ByteRecord, columns: &mut [Option<Column>]) {
    for (cell, column) in record.iter().zip(columns) {
        if let (Some(column), Ok(text)) = (column, std::str::from_utf8(cell)) {
            column.observe(text.trim());
        }
    }
}

/// Looks at what a plan makes of a record; one that cannot be read is rejected later.
fn observe_planned(plan: &Plan, record: &ByteRecord, columns: &mut [Option<Column>]) {
    let Ok(prepared) = plan.prepare(record) else { return };
    for value in &prepared.taken {
        if let Some(Some(column)) = columns.get_mut(value.column) {
            column.observe(value.text.trim());
        }
    }
}
