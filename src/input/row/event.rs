//! A row of a file of events.

use serde_json::Value;

use super::error::{Code, Fault, missing};
use super::word::event_word;
use super::{Draft, Person, Row, RowError, boxed};
use crate::domain::identity::{can_find, identities};
use crate::domain::normalize::amount::AmountReader;
use crate::domain::normalize::value;
use crate::domain::time::Instant;

/// One row of a file of events.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct EventRow {
    pub person: Person,
    pub event_id: Option<Box<str>>,
    pub kind: Box<str>,
    pub at: Instant,
    pub amount: Option<i64>,
    pub currency: Option<Box<str>>,
    pub reference: Option<Box<str>>,
    pub metadata: Option<Box<str>>,
}

/// The fields of an event while its record is read.
#[derive(Default)]
pub(super) struct EventDraft<'a> {
    pub event_id: Option<&'a str>,
    pub kind: &'a str,
    pub at: Option<Instant>,
    pub amount: Option<i64>,
    pub currency: Option<String>,
    pub reference: &'a str,
}

impl EventDraft<'_> {
    /// Takes an amount, and says whether it had to be guessed how it is meant.
    pub fn take_amount(&mut self, text: &str, reader: AmountReader) -> Result<bool, Fault> {
        let amount = reader.read(text).ok_or_else(|| Code::BadAmount.says(format!("`{text}` is not an amount")))?;
        self.amount = Some(amount.millionths);
        self.currency = self.currency.take().or(amount.currency);
        Ok(amount.is_guess)
    }
}

pub(super) fn finish(draft: Draft<'_>) -> Result<Row, RowError> {
    let Draft { person, metadata, event, .. } = draft;
    let can_be_found = identities(&person.incoming.texts).any(|(kind, value)| can_find(kind, value));
    if person.rolo_id.is_none() && !can_be_found {
        return Err(Code::NoIdentity.says("the event names no contact").at(""));
    }
    if event.kind.is_empty() {
        return Err(missing("kind", "an event needs a kind"));
    }
    Ok(Row::Event(EventRow {
        event_id: event.event_id.map(|id| value::identifier(id).into()),
        kind: event_word(event.kind).into(),
        at: event.at.ok_or_else(|| missing("at", "an event needs a time"))?,
        amount: event.amount,
        currency: event.currency.map(Into::into),
        reference: boxed(event.reference),
        metadata: (!metadata.is_empty()).then(|| Value::Object(metadata).to_string().into()),
        person,
    }))
}
