//! Contacts as vCards: what vCard has a property for stands there, the rest under `X-ROLO-`, so that rolo reads its own
//! cards back whole and address books read what they know.

use serde_json::{Map, Value};

use super::person::{Person, list};
use crate::error::Result;
use crate::output::vcard::CardWriter;

/// The scope of ids that came from vCards.
const SCOPE: &str = "vcard";

/// What an import of vCards calls the parts of cards that have no column: they go back to where they came from.
const PARTS: [&str; 5] = ["birthday", "nickname", "department", "region", "postal code"];
/// The same for parts of the name.
const PARTS_OF_NAME: [&str; 3] = ["additional names", "honorific prefix", "honorific suffix"];

/// Adds a card. `tag` tells the ids of this database from those of others.
pub fn write(out: &mut CardWriter<'_>, person: &Person<'_>, tag: &str) -> Result<()> {
    let metadata = Metadata::of(person.metadata);
    out.begin();
    let uid = match person.id_within(SCOPE) {
        "" => format!("rolo-{tag}-{}", person.id),
        uid => uid.to_owned(),
    };
    out.text("UID", &uid);
    write_names(out, person, &metadata);
    write_many(out, "EMAIL", &person.emails().collect::<Vec<_>>());
    write_many(out, "TEL", &person.phones().collect::<Vec<_>>());
    out.parts("ORG", &filled(&[person.company, metadata.part("department")]), ';');
    out.text("TITLE", person.job_title);
    let [region, postal_code] = ["region", "postal code"].map(|name| metadata.part(name));
    out.parts("ADR", &["", "", person.address, person.city, region, postal_code, person.country], ';');
    out.raw("URL", person.website);
    match as_date(metadata.part("birthday")) {
        Some(date) => out.text("BDAY", &date),
        None => out.text("BDAY;VALUE=text", metadata.part("birthday")),
    }
    out.parts("CATEGORIES", &list(person.tags).collect::<Vec<_>>(), ',');
    out.text("REV", &person.updated_at.replace(['-', ':'], ""));
    write_own(out, person);
    out.text("X-ROLO-METADATA", &metadata.rest(!person.name.is_empty()));
    Ok(out.end()?)
}

/// A card must have a name: somebody without one is called by what is known.
fn write_names(out: &mut CardWriter<'_>, person: &Person<'_>, metadata: &Metadata) {
    let nickname = metadata.part("nickname");
    let [additional, prefix, suffix] = PARTS_OF_NAME.map(|name| metadata.part(name));
    if person.name.is_empty() {
        let id = person.id.to_string();
        let known = [person.email, person.phone, person.company, person.user_id];
        out.text("FN", known.into_iter().find(|text| !text.is_empty()).unwrap_or(&id));
    } else {
        out.text("FN", person.name);
        let names = [person.last_name, person.first_name, additional, prefix, suffix];
        match names.iter().all(|name| name.is_empty()) {
            true => out.raw("N", ";;;;"),
            false => out.parts("N", &names, ';'),
        }
    }
    out.text("NICKNAME", nickname);
}

/// Several values of a property, the preferred one first.
fn write_many(out: &mut CardWriter<'_>, name: &str, values: &[&str]) {
    for (i, value) in values.iter().enumerate() {
        match values.len() {
            1 => out.text(name, value),
            _ => out.text(&format!("{name};PREF={}", (i + 1).min(100)), value),
        }
    }
}

/// What has no property of its own.
fn write_own(out: &mut CardWriter<'_>, person: &Person<'_>) {
    out.text("X-ROLO-ID", &person.id.to_string());
    // No opt-out is what nobody said, and no consent.
    out.text("X-ROLO-DO-NOT-CONTACT", if person.do_not_contact { "1" } else { "" });
    for (name, value) in [
        ("X-ROLO-USER-ID", person.user_id),
        ("X-ROLO-EXTERNAL-IDS", person.external_ids),
        ("X-ROLO-VISITOR-IDS", person.visitor_ids),
        ("X-ROLO-BRANCH", person.branch),
        ("X-ROLO-SOURCE", person.source),
        ("X-ROLO-CHANNELS", person.channels),
        ("X-ROLO-STATUS", person.status),
        ("X-ROLO-STAGE", person.stage),
        ("X-ROLO-INTENT", person.intent),
        ("X-ROLO-PINNED", person.pinned),
        ("X-ROLO-INTERESTS", person.interests),
        ("X-ROLO-TRAITS", person.traits),
        ("X-ROLO-NEEDS", person.needs),
        ("X-ROLO-FIRST-SEEN", person.first_seen),
        ("X-ROLO-LAST-ACTIVE", person.last_active),
        ("X-ROLO-CREATED-AT", person.created_at),
    ] {
        out.text(name, value);
    }
}

/// The texts up to the last one that says something.
fn filled<'t>(texts: &[&'t str]) -> Vec<&'t str> {
    let end = texts.iter().rposition(|text| !text.is_empty()).map_or(0, |last| last + 1);
    texts[..end].to_vec()
}

/// `1990-04-12` as vCard 4 writes it.
fn as_date(text: &str) -> Option<String> {
    let shape =
        text.bytes().enumerate().all(|(i, byte)| if matches!(i, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() });
    (text.len() == 10 && shape).then(|| text.replace('-', ""))
}

/// The metadata of a contact, of which some belong to properties.
struct Metadata(Map<String, Value>);

impl Metadata {
    fn of(json: &str) -> Self {
        Self(serde_json::from_str(json).unwrap_or_default())
    }

    /// The text that belongs to a property, unless the property would change it.
    fn part(&self, name: &str) -> &str {
        let text = self.0.get(name).and_then(Value::as_str).unwrap_or_default();
        let is_kept = text.trim() == text && !text.contains('\r');
        if is_kept { text } else { "" }
    }

    /// All that stands in no property, as JSON; empty without any.
    fn rest(mut self, has_name: bool) -> String {
        let stands = |name: &&str| !self.part(name).is_empty() && (has_name || !PARTS_OF_NAME.contains(name));
        let parts: Vec<&str> = PARTS.into_iter().chain(PARTS_OF_NAME).filter(stands).collect();
        parts.iter().for_each(|name| drop(self.0.shift_remove(*name)));
        if self.0.is_empty() { String::new() } else { Value::Object(self.0).to_string() }
    }
}
