//! A first look over a file before its rows are taken: how each column of times is written, and how often each
//! identity occurs, which tells when a contact will not be named again and can be written.

use csv::ByteRecord;
use rustc_hash::FxHashMap;
use siphasher::sip::SipHasher13;
use std::hash::Hasher as _;

use super::field::{Field, FileKind};
use super::header::{Header, Meaning};
use super::source::Source;
use crate::domain::contact::Incoming;
use crate::domain::identity::{Kind, identities};
use crate::domain::normalize::date::{DateColumn, DateOrder, DateReader};
use crate::domain::normalize::{email, phone};
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
        let is_date = |meaning: &Meaning| {
            let Meaning::Field(field) = meaning else { return false };
            matches!(field, Field::SentAt | Field::At | Field::FirstSeen | Field::LastActive | Field::CreatedAt)
        };
        let mut columns: Vec<Option<DateColumn>> =
            header.columns.iter().map(|meaning| is_date(meaning).then(DateColumn::default)).collect();
        let mut remaining = FxHashMap::default();
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
            if header.kind == FileKind::Contacts {
                count_identities(header, &record, &mut remaining);
            } else if rows > SAMPLE && columns.iter().flatten().all(DateColumn::is_plain) {
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

fn count_identities(header: &Header, record: &ByteRecord, remaining: &mut FxHashMap<u64, u32>) {
    let mut count = |key| *remaining.entry(key).or_insert(0) += 1;
    for (cell, meaning) in record.iter().zip(&header.columns) {
        let (Meaning::Field(field), Ok(text)) = (meaning, std::str::from_utf8(cell)) else { continue };
        let text = text.trim();
        if text.is_empty() {
            continue;
        }
        let identifier = crate::domain::normalize::value::identifier;
        match field {
            Field::Email => {
                email::split(text).filter_map(|e| email::parse(e).ok()).for_each(|e| count(coarse(Kind::Email, &e)));
            }
            Field::Phone => phone::split(text).for_each(|number| count(coarse(Kind::Phone, number))),
            Field::UserId => count(coarse(Kind::UserId, &identifier(text))),
            Field::ContactId | Field::ExternalId => count(hash(Kind::ExternalId, identifier(text).as_bytes())),
            Field::ExternalIds => text.split(';').for_each(|id| count(coarse(Kind::ExternalId, &identifier(id)))),
            Field::VisitorId | Field::VisitorIds => {
                text.split(';').for_each(|id| count(coarse(Kind::VisitorId, &identifier(id))));
            }
            _ => {}
        }
    }
}
