//! Values that a person types on the command line, one field at a time, normalised as an import would.

use super::{Draft, RowReader, RowSettings, contact};
use crate::domain::contact::Incoming;
use crate::error::{Error, Result};
use crate::input::field::{Field, FileKind};
use crate::input::header::{Header, Meaning};
use crate::input::mapping::ChosenBy;
use crate::input::value_rule::ValueRule;

/// What a value says of a contact.
#[derive(Debug, Clone)]
pub struct Typed {
    /// The value in its field; a name alone, without its halves.
    pub incoming: Incoming,
    /// Whether it is a phone number that could not be read and stays text.
    pub is_phone_as_text: bool,
}

/// Reads the value of a field that is neither a time nor a thing of messages and other rows.
///
/// # Errors
/// A usage error that names the field and the value.
pub fn typed(field: Field, text: &str, settings: &RowSettings) -> Result<Typed> {
    let header = Header {
        kind: FileKind::Contacts,
        names: vec![field.name().to_owned()],
        columns: vec![Meaning::Field(field)],
        chosen_by: vec![ChosenBy::Alias],
        rules: vec![ValueRule::default()],
        zones: vec![None],
        is_own: false,
        is_missing: false,
        starts_with_row: false,
        preset: None,
        title: String::new(),
        platform: None,
        clear: None,
        plan: None,
        found: Vec::new(),
    };
    let reader = RowReader::new(header, settings.clone(), Vec::new());
    let mut draft = Draft::default();
    reader.take(&mut draft, field, 0, text).map_err(|fault| {
        let reason = fault.at("").reason;
        Error::usage(format!("{}: {reason}", field.name()))
    })?;
    contact::take_phones(&mut draft, settings.country.as_deref());
    let is_phone_as_text = draft.noted.phones_as_text > 0;
    Ok(Typed { incoming: draft.person.incoming, is_phone_as_text })
}
