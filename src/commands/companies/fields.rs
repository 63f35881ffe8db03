//! `FIELD=VALUE` of companies on the command line; nothing behind `=` empties the field.

use crate::commands::Context;
use crate::domain::contact::Column;
use crate::domain::normalize::{name as called, value};
use crate::domain::suggest;
use crate::error::{Error, Result};
use crate::input::field::{Field, normalize};
use crate::input::row::RowSettings;
use crate::input::row::by_hand::typed;

/// The fields that a person can set, besides `meta.KEY`.
pub(super) const FIELDS: [&str; 7] = ["name", "website", "industry", "phone", "address", "city", "country"];
/// How a field of the metadata begins.
pub(super) const METADATA: &str = "meta.";

/// What a person says of a company; nothing empties the field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Change {
    Name(String),
    Text(&'static str, Option<String>),
    Metadata(String, Option<String>),
}

impl Change {
    /// What is held because of it.
    pub(super) fn field(&self) -> String {
        match self {
            Self::Name(_) => "name".to_owned(),
            Self::Text(column, _) => (*column).to_owned(),
            Self::Metadata(key, _) => format!("{METADATA}{key}"),
        }
    }
}

/// Reads assignments.
pub(super) fn read(words: &[String], context: &Context) -> Result<Vec<Change>> {
    let mut parts = Vec::new();
    for word in words {
        let part = word.split_once('=').filter(|(name, _)| !name.trim().is_empty());
        let (name, text) = part.ok_or_else(|| {
            Error::usage(format!("`{word}` is no FIELD=VALUE")).hint("write a field and its value, such as city=Leeds")
        })?;
        parts.push((name.trim(), text.trim()));
    }
    let country = parts.iter().find(|(name, _)| *name == "country").map(|(_, text)| (*text).to_owned());
    let country = country.unwrap_or_else(|| context.config.import.country.trim().to_owned());
    let settings = RowSettings {
        platform: None,
        country: Some(country).filter(|country| !country.is_empty()),
        time_zone: context.zone(),
        pin: false,
        lenient: false,
        clear: None,
        can_clear: false,
    };
    parts.into_iter().map(|(name, text)| one(name, text, &settings, context)).collect()
}

fn one(name: &str, text: &str, settings: &RowSettings, context: &Context) -> Result<Change> {
    let filled = |text: String| (!text.is_empty()).then_some(text);
    if let Some(key) = name.strip_prefix(METADATA).map(str::trim) {
        if key.is_empty() || key.contains(';') {
            return Err(Error::usage(format!("`{name}` does not say which key"))
                .hint("write meta.KEY=VALUE, such as meta.plan=gold")
                .into());
        }
        return Ok(Change::Metadata(key.to_owned(), filled(text.to_owned())));
    }
    let column = field(name)?;
    let (field, of) = match column {
        "name" => (Field::Company, None),
        "phone" => (Field::Phone, Some(Column::Phones)),
        "address" => (Field::Address, Some(Column::Address)),
        "city" => (Field::City, Some(Column::City)),
        "country" => (Field::Country, Some(Column::Country)),
        "website" => (Field::Website, Some(Column::Website)),
        _ => return Ok(Change::Text(column, filled(value::text(text).into_owned()))),
    };
    if text.is_empty() {
        return match of {
            Some(_) => Ok(Change::Text(column, None)),
            None => Err(Error::usage("a company has a name, so that it cannot be emptied").into()),
        };
    }
    let typed = typed(field, text, settings)?;
    if typed.is_phone_as_text {
        context.ui.warn(&format!("`{text}` is no number of a known country; it is kept as it is written"));
    }
    let said = match of {
        Some(of) => typed.incoming.text(of).to_owned(),
        None => typed.incoming.company.map(|text| called::clean(&text)).unwrap_or_default(),
    };
    if said.is_empty() || column == "phone" && said.contains(';') {
        return Err(Error::usage(format!("{column}: `{text}` says nothing that one {column} can be")).into());
    }
    Ok(match of {
        Some(_) => Change::Text(column, Some(said)),
        None => Change::Name(said),
    })
}

/// The field of a name that a person can set.
pub(super) fn field(name: &str) -> Result<&'static str> {
    let known = normalize(name);
    if let Some(field) = FIELDS.into_iter().find(|field| *field == known) {
        return Ok(field);
    }
    let hint = match suggest::nearest(&known, FIELDS, |_, _, _| None) {
        Some(near) => format!("did you mean {near}? Fields of your own are meta.{name}=…"),
        None => format!("fields are {} and meta.KEY", FIELDS.join(", ")),
    };
    Err(Error::usage(format!("there is no field `{name}` to set")).hint(hint).into())
}
