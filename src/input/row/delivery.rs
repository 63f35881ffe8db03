//! A row of a file of deliveries: what became of a broadcast to one contact.

use csv::ByteRecord;
use serde_json::Value;

use super::error::{Code, missing};
use super::{Draft, Person, Row, RowError, boxed};
use crate::domain::identity::{can_find, identities};
use crate::domain::time::Instant;

/// One row of a file of deliveries.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct DeliveryRow {
    pub person: Person,
    pub broadcast: Box<str>,
    pub state: Box<str>,
    pub at: Option<Instant>,
    pub metadata: Option<Box<str>>,
    /// The row as it is, since whether its contact is known shows only when it is taken.
    pub record: ByteRecord,
}

impl Eq for DeliveryRow {}

pub(super) fn finish(draft: Draft<'_>) -> Result<Row, RowError> {
    let Draft { mut person, metadata, event, record, .. } = draft;
    if person.rolo_id.is_none() && !identities(&person.incoming.texts).any(|(kind, value)| can_find(kind, value)) {
        return Err(Code::NoIdentity.says("the delivery names no contact").at(""));
    }
    let broadcast = boxed(record.broadcast);
    if record.delivery_state.is_empty() {
        return Err(missing("state", "a delivery needs a state"));
    }
    if is_opt_out(&record.delivery_state) {
        person.incoming.opt_out = Some(true);
    }
    Ok(Row::Delivery(DeliveryRow {
        broadcast: broadcast.ok_or_else(|| missing("broadcast", "a delivery needs its broadcast"))?,
        state: record.delivery_state.into(),
        at: event.at,
        metadata: (!metadata.is_empty()).then(|| Value::Object(metadata).to_string().into()),
        record: ByteRecord::new(),
        person,
    }))
}

/// Whether a state says that the contact asked for no more.
fn is_opt_out(state: &str) -> bool {
    matches!(state, "unsubscribed" | "opted_out" | "opt_out" | "optout" | "complained" | "complaint" | "spam_complaint")
}
