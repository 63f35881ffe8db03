//! A row of a file of notes.

use serde_json::Value;

use super::error::{Code, missing};
use super::{Draft, Person, Row, RowError, boxed};
use crate::domain::identity::{can_find, identities};
use crate::domain::time::Instant;

/// One row of a file of notes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct NoteRow {
    pub person: Person,
    pub text: Box<str>,
    pub at: Option<Instant>,
    pub author: Option<Box<str>>,
    pub metadata: Option<Box<str>>,
}

pub(super) fn finish(draft: Draft<'_>) -> Result<Row, RowError> {
    let Draft { person, metadata, message, event, record, .. } = draft;
    if person.rolo_id.is_none() && !identities(&person.incoming.texts).any(|(kind, value)| can_find(kind, value)) {
        return Err(Code::NoIdentity.says("the note names no contact").at(""));
    }
    Ok(Row::Note(NoteRow {
        text: boxed(message.text).ok_or_else(|| missing("text", "a note needs a text"))?,
        at: event.at,
        author: boxed(record.author),
        metadata: (!metadata.is_empty()).then(|| Value::Object(metadata).to_string().into()),
        person,
    }))
}
