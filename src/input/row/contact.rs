//! A row of a file of contacts, and what rows of any kind say of a person.

use serde_json::Value;

use super::error::{Code, Fault};
use super::{Draft, Row, RowError};
use crate::domain::contact::{Column, Incoming};
use crate::domain::normalize::value;

pub(super) fn finish(draft: Draft<'_>) -> Result<Row, RowError> {
    let Draft { mut person, metadata, .. } = draft;
    let incoming = &mut person.incoming;
    let named = [Column::UserId, Column::Emails, Column::Phones, Column::ExternalIds, Column::VisitorIds, Column::Name];
    if person.rolo_id.is_none() && named.iter().all(|column| incoming.text(*column).is_empty()) {
        return Err(Code::NoIdentity.says("the row has neither an identity nor a name").at(""));
    }
    if !metadata.is_empty() {
        incoming.set(Column::Metadata, &Value::Object(metadata).to_string());
    }
    Ok(Row::Contact(person))
}

pub(super) fn take_consent(incoming: &mut Incoming, text: &str, is_opt_out: bool) -> Result<(), Fault> {
    let says = value::truth(text).ok_or_else(|| Code::BadChoice.says(format!("`{text}` is neither yes nor no")))?;
    // The strictest of several columns counts.
    incoming.opt_out = Some(incoming.opt_out == Some(true) || says == is_opt_out);
    Ok(())
}
