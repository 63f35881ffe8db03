//! What a card says under the import's columns, and which columns a whole file needs: the fields, as many columns of
//! phones as the richest card has, and one for each other property that occurs.

use rustc_hash::FxHashMap;

use super::card::Card;
use super::property::Property;
use super::text::{join, split, split_escaped, unescape};
use crate::input::field::{self, FileKind};

/// The columns of fields.
const FIELDS: [&str; 14] = [
    "platform",
    "external_id",
    "name",
    "first_name",
    "last_name",
    "email",
    "company",
    "job_title",
    "address",
    "city",
    "country",
    "website",
    "tags",
    "note",
];
/// What rolo's own cards say under names of rolo's: `X-ROLO-` and the column.
const OWN: [&str; 17] = [
    "user_id",
    "external_ids",
    "visitor_ids",
    "branch",
    "source",
    "channels",
    "interests",
    "traits",
    "needs",
    "do_not_contact",
    "pinned",
    "status",
    "stage",
    "intent",
    "first_seen",
    "last_active",
    "created_at",
];
/// The most columns for phones, and for properties of one name.
const SAME_MAX: usize = 16;
/// The most columns for other properties; the rest share one.
const OTHERS_MAX: usize = 256;
/// What holds other properties that have no column of their own.
const REST: &str = "vCard other properties";
/// What holds lines that could not be read.
const UNREADABLE: &str = "vCard unreadable";

/// What a card says.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Row {
    fields: [String; FIELDS.len()],
    phones: Vec<String>,
    /// Everything else, by the name of its column.
    others: Vec<(String, String)>,
    unreadable: String,
}

#[derive(Clone, Copy)]
enum Field {
    Platform,
    Id,
    Name,
    FirstName,
    LastName,
    Email,
    Company,
    JobTitle,
    Address,
    City,
    Country,
    Website,
    Tags,
    Note,
}

impl Row {
    /// Reads a card.
    pub fn of(card: &Card) -> Self {
        let mut row = Self { unreadable: card.unreadable.clone(), ..Self::default() };
        row.set(Field::Platform, super::PRESET.to_owned());
        let mut properties: Vec<&Property> = card.properties.iter().collect();
        properties.sort_by_key(|property| property.preference);
        let labels: FxHashMap<&str, String> = properties
            .iter()
            .filter(|property| property.name == "X-ABLABEL" && !property.group.is_empty())
            .map(|property| (property.group.as_str(), label(&property.value)))
            .collect();
        let mut tags = Vec::new();
        let is_own = has(card, "X-ROLO-ID");
        for property in properties {
            if is_own && row.take_own(property, card) {
                continue;
            }
            let label = labels.get(property.group.as_str()).map_or(property.purpose(), String::as_str);
            if property.name == "CATEGORIES" {
                tags.extend(split(&property.value, ','));
            } else {
                row.take(property, label);
            }
        }
        row.take_tags(&tags);
        row
    }

    /// Takes what stands in rolo's own cards for rolo alone, or for other programs alone.
    fn take_own(&mut self, property: &Property, card: &Card) -> bool {
        let value = unescape(&property.value);
        match property.name.as_str() {
            "REV" => true,
            // A card must have a name, and one of a contact without has an identity there.
            "FN" => !has(card, "N"),
            "UID" => value.starts_with("rolo-"),
            "X-ROLO-ID" => self.take_column("rolo_id", value),
            "X-ROLO-METADATA" => self.take_column("metadata", value),
            name => {
                let name = name.strip_prefix("X-ROLO-").unwrap_or_default().to_ascii_lowercase().replace('-', "_");
                OWN.iter().find(|column| **column == name).is_some_and(|column| self.take_column(column, value))
            }
        }
    }

    fn take_column(&mut self, column: &str, value: String) -> bool {
        self.others.push((column.to_owned(), value));
        true
    }

    fn take(&mut self, property: &Property, label: &str) {
        let value = &property.value;
        match property.name.as_str() {
            "VERSION" | "PRODID" | "X-ABLABEL" | "CATEGORIES" => {}
            "UID" => self.take_id(value),
            "FN" => self.one(Field::Name, unescape(value), "FN", label),
            "N" => self.take_name(value),
            "ORG" => self.take_organisation(value, label),
            "TITLE" => self.one(Field::JobTitle, unescape(value), "TITLE", label),
            "URL" => self.one(Field::Website, unescape(value), "URL", label),
            "ADR" => self.take_address(value, label),
            "EMAIL" => {
                let joined = join(&[self.get(Field::Email), &unescape(value)], "; ");
                self.set(Field::Email, joined);
            }
            "NOTE" => {
                let joined = join(&[self.get(Field::Note), &unescape(value)], "\n\n");
                self.set(Field::Note, joined);
            }
            "TEL" => self.take_phone(property, label),
            "NICKNAME" => self.other("nickname", "", join(&split(value, ','), ", ")),
            "BDAY" => self.other("birthday", "", with_dashes(unescape(value))),
            name => self.other(name, label, join(&split(value, ';'), "; ")),
        }
    }

    fn get(&self, field: Field) -> &str {
        &self.fields[field as usize]
    }

    fn set(&mut self, field: Field, value: String) {
        self.fields[field as usize] = value;
    }

    /// A field that holds one value: the first is taken, the others are kept beside it.
    fn one(&mut self, field: Field, value: String, name: &str, label: &str) {
        if self.get(field).is_empty() {
            self.set(field, value);
        } else if self.get(field) != value {
            self.other(name, label, value);
        }
    }

    fn other(&mut self, name: &str, label: &str, value: String) {
        if value.is_empty() {
            return;
        }
        let name = join(&[name, label], " ");
        // A property may be called like a column that means something else.
        let is_taken = field::find(FileKind::Contacts, &field::normalize(&name), true).is_some();
        self.others.push((if is_taken { format!("vCard {name}") } else { name }, value));
    }

    fn take_id(&mut self, value: &str) {
        let id = unescape(value);
        let id = id.strip_prefix("urn:uuid:").unwrap_or(&id).to_owned();
        self.one(Field::Id, id, "UID", "");
    }

    fn take_name(&mut self, value: &str) {
        let parts: Vec<String> = split_escaped(value, ';').iter().map(|part| join(&split(part, ','), " ")).collect();
        let part = |i: usize| parts.get(i).cloned().unwrap_or_default();
        if !self.get(Field::FirstName).is_empty() || !self.get(Field::LastName).is_empty() {
            return self.other("N", "", join(&parts, "; "));
        }
        self.set(Field::LastName, part(0));
        self.set(Field::FirstName, part(1));
        for (i, name) in [(2, "additional names"), (3, "honorific prefix"), (4, "honorific suffix")] {
            self.other(name, "", part(i));
        }
    }

    fn take_organisation(&mut self, value: &str, label: &str) {
        let parts = split(value, ';');
        if !self.get(Field::Company).is_empty() {
            return self.other("ORG", label, join(&parts, ", "));
        }
        self.set(Field::Company, parts.first().cloned().unwrap_or_default());
        self.other("department", "", join(&parts[1..], ", "));
    }

    /// Post office box, extended address, street, city, region, postal code, country.
    fn take_address(&mut self, value: &str, label: &str) {
        let parts = split(value, ';');
        let part = |i: usize| parts.get(i).cloned().unwrap_or_default();
        let is_taken = [Field::Address, Field::City, Field::Country].iter().any(|field| !self.get(*field).is_empty());
        if is_taken {
            return self.other("ADR", label, join(&parts, ", "));
        }
        self.set(Field::Address, join(&[part(0), part(1), part(2)], ", "));
        self.set(Field::City, part(3));
        self.other("region", "", part(4));
        self.other("postal code", "", part(5));
        self.set(Field::Country, part(6));
    }

    fn take_phone(&mut self, property: &Property, label: &str) {
        let value = unescape(&property.value);
        let is_other = ["fax", "pager", "textphone", "modem"].iter().any(|name| property.has_type(name));
        if is_other && !property.has_type("voice") && !property.has_type("cell") {
            return self.other("TEL", label, value);
        }
        let number = match value.get(..4) {
            Some(scheme) if scheme.eq_ignore_ascii_case("tel:") => value[4..].replacen(";ext=", " x", 1),
            _ => value,
        };
        let number = number.split(';').next().unwrap_or_default().to_owned();
        if self.phones.len() < SAME_MAX {
            self.phones.push(number);
        } else {
            self.other("TEL", label, number);
        }
    }

    /// A list that ends with `;` is parted at nothing else, so that tags keep their commas.
    fn take_tags(&mut self, tags: &[String]) {
        let mut list = join(tags, ";");
        if list.contains(',') {
            list.push(';');
        }
        self.set(Field::Tags, list);
    }
}

fn has(card: &Card, name: &str) -> bool {
    card.properties.iter().any(|property| property.name == name)
}

/// vCard 4 writes dates without dashes: `19900412`.
fn with_dashes(date: String) -> String {
    let is_date = date.len() == 8 && date.bytes().all(|byte| byte.is_ascii_digit());
    if is_date { format!("{}-{}-{}", &date[..4], &date[4..6], &date[6..]) } else { date }
}

/// Apple writes its own labels as `_$!<HomePage>!$_`.
fn label(value: &str) -> String {
    let label = unescape(value);
    label.strip_prefix("_$!<").and_then(|label| label.strip_suffix(">!$_")).unwrap_or(&label).to_owned()
}

/// The columns of a file.
#[derive(Debug, Default)]
pub struct Columns {
    phones: usize,
    /// The columns of other properties in the order in which they were met, and of each how many.
    others: Vec<(String, usize)>,
    by_name: FxHashMap<String, usize>,
    has_rest: bool,
    has_unreadable: bool,
}

impl Columns {
    /// Makes room for what a row says.
    pub fn add(&mut self, row: &Row) {
        self.phones = self.phones.max(row.phones.len());
        self.has_unreadable |= !row.unreadable.is_empty();
        let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
        for (name, _) in &row.others {
            let count = counts.entry(name).or_insert(0);
            *count += 1;
            match self.by_name.get(name) {
                Some(_) if *count > SAME_MAX => self.has_rest = true,
                Some(place) => self.others[*place].1 = self.others[*place].1.max(*count),
                None if self.others.len() < OTHERS_MAX => {
                    self.by_name.insert(name.clone(), self.others.len());
                    self.others.push((name.clone(), 1));
                }
                None => self.has_rest = true,
            }
        }
    }

    /// The names of all columns.
    pub fn header(&self) -> Vec<&str> {
        let phones = std::iter::repeat_n("phone", self.phones);
        let others = self.others.iter().flat_map(|(name, count)| std::iter::repeat_n(name.as_str(), *count));
        let rest = self.has_rest.then_some(REST);
        let unreadable = self.has_unreadable.then_some(UNREADABLE);
        FIELDS.into_iter().chain(phones).chain(others).chain(rest).chain(unreadable).collect()
    }

    /// The cells of a row under these columns.
    pub fn cells(&self, row: Row) -> Vec<String> {
        let mut cells: Vec<String> = row.fields.into();
        let mut phones = row.phones;
        phones.resize(self.phones, String::new());
        cells.extend(phones);
        let mut by_column: Vec<Vec<String>> = vec![Vec::new(); self.others.len()];
        let mut rest = Vec::new();
        for (name, value) in row.others {
            match self.by_name.get(&name) {
                Some(place) if by_column[*place].len() < self.others[*place].1 => by_column[*place].push(value),
                _ => rest.push(format!("{name}: {value}")),
            }
        }
        for (mut values, (_, count)) in by_column.into_iter().zip(&self.others) {
            values.resize(*count, String::new());
            cells.extend(values);
        }
        if self.has_rest {
            cells.push(rest.join("\n"));
        }
        if self.has_unreadable {
            cells.push(row.unreadable);
        }
        cells
    }
}
