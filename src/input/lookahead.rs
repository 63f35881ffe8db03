//! A first look over a file before its rows are taken: how each column of times is written, and how often each
//! identity occurs, which tells when a contact will not be named again and can be written.

use csv::ByteRecord;
use rustc_hash::FxHashMap;
use siphasher::sip::SipHasher13;
use std::hash::Hasher as _;

use super::field::{Field, FileKind};
use super::header::{Header, Meaning};
use super::mapping::Plan;
use super::source::Source;
use crate::domain::contact::Incoming;
use crate::domain::identity::{Kind, identities};
use crate::domain::normalize::date::{DateColumn, DateOrder, DateReader};
use crate::domain::normalize::email;
use crate::error::{Error, Result};

/// Rows after which columns of times that were ISO so far are taken to be ISO.
const SAMPLE: usize = 1_000;

/// What the first look found.
#[derive(Debug, Default)]
pub struct Lookahead {
    /// Readers of the columns of times, by position.
    pub dates: Vec<Option<DateReader>>,
    /// How often each identity is still to come, by a key that may be coarser than the identity itself.
    pub remaining: FxHashMap<u64, u32>,
}

impl Lookahead {
    /// Looks over a file. Files of messages and events are only sampled while their times are plain.
    pub fn run(source: &Source, header: &Header, order: Option<DateOrder>) -> Result<Self> {
        let is_date = |meaning: &Meaning| matches!(meaning, Meaning::Field(field) if field.is_time());
        let mut columns: Vec<Option<DateColumn>> =
            header.columns.iter().map(|meaning| is_date(meaning).then(DateColumn::default)).collect();
        let mut remaining = FxHashMap::default();
        let mut records = source.records()?;
        let mut record = ByteRecord::new();
        let mut rows = 0_usize;
        while records.read_byte_record(&mut record).map_err(|e| unreadable(source, &e))? {
            rows += 1;
            if rows == 1 && !header.is_missing {
                continue;
            }
            match &header.plan {
                Some(plan) => observe_planned(plan, &record, header.kind, &mut columns, &mut remaining),
                None => observe(header, &record, &mut columns, &mut remaining),
            }
            if header.kind != FileKind::Contacts && rows > SAMPLE && columns.iter().flatten().all(DateColumn::is_plain)
            {
                break;
            }
        }
        let mut dates = Vec::with_capacity(columns.len());
        for (column, name) in columns.into_iter().zip(&header.names) {
            dates.push(match column {
                None => None,
                Some(column) => Some(column.decide(order).map_err(|ambiguous| {
                    Error::failed(format!("{}: column `{name}`: {ambiguous}", source.name))
                        .hint("say which comes first: --date-order dmy or --date-order mdy")
                })?),
            });
        }
        Ok(Self { dates, remaining })
    }

    /// Notes that a row naming these keys was taken; see [`keys`].
    pub fn take(&mut self, keys: &[u64]) {
        for key in keys {
            if let Some(left) = self.remaining.get_mut(key) {
                *left = left.saturating_sub(1);
            }
        }
    }

    /// Whether any of these keys is still to come.
    pub fn is_to_come(&self, keys: impl IntoIterator<Item = u64>) -> bool {
        keys.into_iter().any(|key| self.remaining.get(&key).is_some_and(|left| *left > 0))
    }
}

/// The error for a file that the CSV reader gives up on.
pub fn unreadable(source: &Source, error: &csv::Error) -> Error {
    Error::failed(format!("cannot read {}: {error}", source.name))
}

fn hash(kind: Kind, value: &[u8]) -> u64 {
    let mut hasher = SipHasher13::new_with_keys(kind as u64, 0);
    hasher.write(value);
    hasher.finish()
}

/// The key of an identity in [`Lookahead::remaining`]. Phones are known by their last seven digits and external ids
/// without their scope, since neither is fully known before a row is read; a key that stands for more than one
/// identity only makes a contact wait longer.
fn coarse(kind: Kind, value: &str) -> u64 {
    match kind {
        Kind::Phone => {
            let mut digits = [0_u8; 7];
            let last = value.bytes().rev().filter(u8::is_ascii_digit).take(7);
            last.zip(&mut digits).for_each(|(digit, place)| *place = digit);
            hash(kind, &digits)
        }
        Kind::ExternalId => hash(kind, value.split_once(':').map_or(value, |(_, id)| id).as_bytes()),
        _ => hash(kind, value.as_bytes()),
    }
}

/// The keys of all identities in text columns.
pub fn keys(texts: &[Option<Box<str>>]) -> impl Iterator<Item = u64> {
    identities(texts).filter(|(kind, _)| *kind != Kind::Row).map(|(kind, value)| coarse(kind, value))
}

/// The keys of what a row names.
pub fn row_keys(row: &Incoming) -> Vec<u64> {
    keys(&row.texts).collect()
}

fn observe(
    header: &Header,
    record: &ByteRecord,
    columns: &mut [Option<DateColumn>],
    remaining: &mut FxHashMap<u64, u32>,
) {
    for (cell, column) in record.iter().zip(columns) {
        if let (Some(column), Ok(text)) = (column, std::str::from_utf8(cell)) {
            column.observe(text.trim());
        }
    }
    if header.kind == FileKind::Contacts {
        count_identities(header, record, remaining);
    }
}

/// Looks at what a plan makes of a record; a record that cannot be read is rejected later.
fn observe_planned(
    plan: &Plan,
    record: &ByteRecord,
    kind: FileKind,
    columns: &mut [Option<DateColumn>],
    remaining: &mut FxHashMap<u64, u32>,
) {
    let Ok(prepared) = plan.prepare(record) else { return };
    for value in &prepared.taken {
        if let Some(Some(column)) = columns.get_mut(value.column) {
            column.observe(value.text.trim());
        }
        if kind == FileKind::Contacts {
            count_identity(value.field, value.text.trim(), remaining);
        }
    }
}

fn count_identities(header: &Header, record: &ByteRecord, remaining: &mut FxHashMap<u64, u32>) {
    for (cell, meaning) in record.iter().zip(&header.columns) {
        if let (Meaning::Field(field), Ok(text)) = (meaning, std::str::from_utf8(cell)) {
            count_identity(*field, text.trim(), remaining);
        }
    }
}

fn count_identity(field: Field, text: &str, remaining: &mut FxHashMap<u64, u32>) {
    if text.is_empty() {
        return;
    }
    let mut count = |key| *remaining.entry(key).or_insert(0) += 1;
    let identifier = crate::domain::normalize::value::identifier;
    match field {
        Field::Email => {
            email::split(text).filter_map(|e| email::parse(e).ok()).for_each(|e| count(coarse(Kind::Email, &e)));
        }
        Field::Phone => count(coarse(Kind::Phone, text)),
        Field::UserId => count(coarse(Kind::UserId, &identifier(text))),
        Field::ContactId | Field::ExternalId => count(hash(Kind::ExternalId, identifier(text).as_bytes())),
        Field::ExternalIds => text.split(';').for_each(|id| count(coarse(Kind::ExternalId, &identifier(id)))),
        Field::VisitorId | Field::VisitorIds => {
            text.split(';').for_each(|id| count(coarse(Kind::VisitorId, &identifier(id))));
        }
        _ => {}
    }
}
