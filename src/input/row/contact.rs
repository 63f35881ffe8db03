//! A row of a file of contacts, and what rows of any kind say of a person.

use serde_json::Value;

use super::error::{Code, Fault};
use super::{Draft, Row, RowError, keep};
use crate::domain::clearing::Clearable;
use crate::domain::contact::{Column, Incoming};
use crate::domain::normalize::{country, email, name, phone, value};
use crate::input::field::Field;

/// Names of metadata for what a normalised value does not say any more.
const PHONE_AS_WRITTEN: &str = "phone (as written)";
const EMAIL_AS_WRITTEN: &str = "email (as written)";

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
    let says = || Code::BadChoice.says(format!("`{text}` is neither yes nor no"));
    let says_out = value::opts_out(text, is_opt_out).ok_or_else(says)?;
    // The strictest of several columns counts.
    incoming.opt_out = Some(incoming.opt_out == Some(true) || says_out);
    Ok(())
}

/// What of a contact a column can empty.
pub(super) const fn clearable(field: Field) -> Option<Clearable> {
    Some(match field {
        Field::Email => Clearable::Text(Column::Emails),
        Field::Phone => Clearable::Text(Column::Phones),
        Field::Name => Clearable::Text(Column::Name),
        Field::FirstName => Clearable::Text(Column::FirstName),
        Field::LastName => Clearable::Text(Column::LastName),
        Field::JobTitle => Clearable::Text(Column::JobTitle),
        Field::Address => Clearable::Text(Column::Address),
        Field::City => Clearable::Text(Column::City),
        Field::Country => Clearable::Text(Column::Country),
        Field::Website => Clearable::Text(Column::Website),
        Field::Branch => Clearable::Text(Column::Branch),
        Field::Source => Clearable::Text(Column::Source),
        Field::Company => Clearable::Company,
        Field::Points => Clearable::Points,
        Field::FirstSeen => Clearable::FirstSeen,
        Field::LastActive => Clearable::LastActive,
        _ => return None,
    })
}

/// The addresses of a cell; `Ana Cruz <ana@example.com>` may tell the name as well.
pub(super) fn take_emails<'a>(draft: &mut Draft<'a>, text: &'a str) -> Result<(), Fault> {
    if let Some(address) = email::plain(text) {
        draft.person.incoming.add(Column::Emails, &address);
        return Ok(());
    }
    let addresses = email::split(text).map(|address| {
        let says = |e| Code::BadEmail.says(format!("`{address}` is not an e-mail address: {e}"));
        Ok(email::parse(address).map_err(says)?.to_string())
    });
    let addresses = addresses.collect::<Result<Vec<_>, Fault>>()?;
    draft.person.incoming.add_all(Column::Emails, &addresses);
    if text.contains('<') && draft.named_mailbox.is_empty() {
        draft.named_mailbox = text;
    }
    Ok(())
}

/// The name in front of a mailbox is the contact's where no column gives one; else the cell is kept as it was written,
/// unless that says nothing more.
pub(super) fn take_mailbox_name(draft: &mut Draft<'_>) {
    let cell = draft.named_mailbox;
    if cell.is_empty() {
        return;
    }
    let incoming = &mut draft.person.incoming;
    let is_single = cell.matches('<').count() == 1;
    let before = cell.split('<').next().unwrap_or_default();
    let written = name::clean(before.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'')));
    let is_named =
        [Column::Name, Column::FirstName, Column::LastName].iter().any(|column| !incoming.text(*column).is_empty());
    let full = name::join(incoming.text(Column::FirstName), incoming.text(Column::LastName));
    let is_known = [full.as_str(), incoming.text(Column::Name)].contains(&written.as_str());
    if is_single && (written.is_empty() || written.contains('@') || is_known) {
        return;
    }
    if is_single && !is_named {
        incoming.set(Column::Name, &written);
    } else {
        keep(&mut draft.metadata, EMAIL_AS_WRITTEN, cell);
    }
}

/// The numbers of the row's phone cells, in the country that the row names, else in `country`. What could not be read
/// stays text; words beside a number are kept as they were written.
pub(super) fn take_phones(draft: &mut Draft<'_>, country: Option<&str>) {
    if draft.phones.is_empty() {
        return;
    }
    let country = country::code(draft.person.incoming.text(Column::Country)).or(country);
    let mut numbers = Vec::new();
    for written in std::mem::take(&mut draft.phones).into_iter().flat_map(phone::split) {
        let Some(phone) = phone::parse(written, country) else {
            if written.contains(char::is_alphanumeric) {
                keep(&mut draft.metadata, PHONE_AS_WRITTEN, written);
            }
            continue;
        };
        draft.noted.phones_as_text += u64::from(!phone.is_valid);
        draft.noted.phones_with_lost_digits += u64::from(phone.has_lost_digits);
        if phone.says_more {
            keep(&mut draft.metadata, PHONE_AS_WRITTEN, written);
        }
        let number = match phone.extension {
            Some(extension) => format!("{} x{extension}", phone.number),
            None => phone.number,
        };
        numbers.push(value::identifier(&number).into_owned());
    }
    draft.person.incoming.add_all(Column::Phones, &numbers);
}
